// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/progress.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/associations/merge.hpp"
#include "ehrenamt/associations/review.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/input_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace ehrenamt::cli {
namespace {

using associations::Association;
using associations::Candidate;
using associations::DuplicatePair;
using associations::Reason;
using base::_m;
using base::message;

struct FindDuplicatesOptions {
    std::int64_t min_score = 70;
    std::vector<domain::Ags> municipality;
    bool own_area = false;
};

associations::NameLexicon lexicon(const Context& context) {
    const auto folder = context.data_folder() / "reference";
    return associations::NameLexicon::read(
        formats::read_input((folder / "vereinsnamen.csv").string()),
        formats::read_input((folder / "vereinsnamen_woerter.csv").string()));
}

/// The municipalities of which at least one of a pair must be; empty: all.
std::set<domain::Ags> wanted_places(const store::Store& store, const FindDuplicatesOptions& options) {
    std::set<domain::Ags> wanted{options.municipality.begin(), options.municipality.end()};
    if (options.own_area)
        for (const auto& ags : associations::own_contact_point(store).area)
            wanted.insert(ags);
    return wanted;
}

/// A pair as it is shown: the one that would stay goes first.
struct Shown {
    const Candidate* first;
    const Candidate* second;
    const DuplicatePair* pair;
};

std::vector<Shown> to_show(const store::Store& store, const std::vector<Candidate>& all,
                           const std::vector<DuplicatePair>& pairs, const FindDuplicatesOptions& options) {
    const auto apart = associations::pairs_told_apart(store);
    const auto places = wanted_places(store, options);
    const auto wanted = [&](const Candidate& one) {
        return places.empty() || (one.facts.municipality && places.contains(*one.facts.municipality));
    };
    const auto rank = [&](const Candidate& one) {
        return std::tuple{one.facts.status == "active", !one.facts.register_number.empty(),
                          associations::reference_count(store, one.facts.id), -one.facts.id.value};
    };
    std::vector<Shown> shown;
    for (const auto& pair : pairs) {
        const auto* first = &all[pair.first];
        const auto* second = &all[pair.second];
        if ((!wanted(*first) && !wanted(*second)) ||
            apart.contains({first->facts.id.value, second->facts.id.value}))
            continue;
        if (rank(*second) > rank(*first))
            std::swap(first, second);
        shown.push_back({first, second, &pair});
    }
    return shown;
}

std::string register_entry(const Association& a) {
    if (a.register_number.empty())
        return "";
    return a.former_court.empty()
               ? fmt::format("{} VR {}", a.register_court, a.register_number)
               : fmt::format("{} ({}) VR {}", a.register_court, a.former_court, a.register_number);
}

std::string in_words(const std::vector<Reason>& reasons, const Catalogue& catalogue) {
    std::string text;
    for (const auto& [reason, points] : reasons) {
        text += (text.empty() ? "" : "; ") + catalogue.text(reason);
        if (points != 0)
            text += fmt::format(" ({:+})", points);
    }
    return text;
}

Table review_table(const store::Store& store, const std::vector<Shown>& shown, const Catalogue& catalogue) {
    Table table{{{"decision", _m("decision")},
                 {"keep", _m("stays")},
                 {"score", _m("score")},
                 {"first_id", _m("no.")},
                 {"first_name", _m("name")},
                 {"first_place", _m("place")},
                 {"first_register", _m("register no.")},
                 {"first_status", _m("status")},
                 {"second_id", _m("no.")},
                 {"second_name", _m("name")},
                 {"second_place", _m("place")},
                 {"second_register", _m("register no.")},
                 {"second_status", _m("status")},
                 {"reasons", _m("reasons")},
                 {"first_state", _m("fingerprint")},
                 {"second_state", _m("fingerprint")}}};
    for (const auto& [first, second, pair] : shown) {
        std::vector<Cell> row{std::string{}, std::string{"first"}, std::int64_t{pair->score}};
        for (const auto* one : {first, second}) {
            const auto& place = one->place.empty() ? one->facts.seat : one->place;
            row.insert(row.end(), {RecordId{one->facts.id.value}, one->facts.name, place,
                                   register_entry(one->facts), one->facts.status});
        }
        row.insert(row.end(),
                   {in_words(pair->reasons, catalogue), associations::state_of(store, first->facts.id),
                    associations::state_of(store, second->facts.id)});
        table.rows.push_back(std::move(row));
    }
    return table;
}

nlohmann::ordered_json pair_json(const Shown& shown, const Catalogue& catalogue) {
    nlohmann::ordered_json object{{"score", shown.pair->score}};
    for (const auto& [key, one] : {std::pair{"first", shown.first}, std::pair{"second", shown.second}})
        object[key] = {{"id", store::long_id(one->facts.id.value)},
                       {"name", one->facts.name},
                       {"municipality", one->facts.municipality
                                            ? nlohmann::ordered_json(one->facts.municipality->text())
                                            : nlohmann::ordered_json()},
                       {"place", one->place.empty() ? one->facts.seat : one->place},
                       {"register", register_entry(one->facts)},
                       {"status", one->facts.status}};
    object["reasons"] = nlohmann::ordered_json::array();
    for (const auto& [text, points] : shown.pair->reasons)
        object["reasons"].push_back({{"points", points}, {"text", catalogue.text(text)}});
    return object;
}

/// ` 96  17  TSV Beispiel · Offenbach am Main · M1114 VR 17`, the other below it, then the reasons.
std::string in_lines(const store::Store& store, const Shown& shown, const Catalogue& catalogue) {
    std::string text;
    for (const auto* one : {shown.first, shown.second}) {
        text += one == shown.first ? fmt::format("{:>3}", shown.pair->score) : "   ";
        text += fmt::format("  {}  {}", store.origin().shown(one->facts.id.value),
                            base::printable(one->facts.name));
        for (const auto& fact :
             {one->place.empty() ? one->facts.seat : one->place, register_entry(one->facts)})
            if (!fact.empty())
                text += " · " + base::printable(fact);
        if (one->facts.status != "active")
            text += " · " + catalogue.text(message("deleted"));
        text += '\n';
    }
    return text + "     " + base::printable(in_words(shown.pair->reasons, catalogue)) + "\n\n";
}

std::vector<associations::DuplicatePair> found_pairs(const Context& context,
                                                     const std::vector<Candidate>& all,
                                                     const associations::NameLexicon& words, int min_score) {
    Progress comparing{context, message("comparing"), all.size()};
    const associations::DuplicateFinder finder{all, words};
    return finder.find(min_score, [&](double share) {
        context.check_interrupt();
        const auto done = static_cast<std::uint64_t>(share * static_cast<double>(all.size()));
        comparing.advance(done, done);
    });
}

base::ExitStatus run(Context& context, const FindDuplicatesOptions& options) {
    const auto store = context.open_to_read();
    const auto words = lexicon(context);
    const auto all = associations::duplicate_candidates(store);
    const auto pairs = found_pairs(context, all, words, static_cast<int>(options.min_score));
    const auto shown = to_show(store, all, pairs, options);
    const auto& catalogue = context.out.catalogue();
    context.out.notice(
        message("associations compared: {0}; pairs that may be one: {1}", all.size(), shown.size()));
    const auto table = review_table(store, shown, catalogue);
    auto objects = nlohmann::ordered_json::array();
    std::string text;
    for (const auto& one : shown) {
        objects.push_back(pair_json(one, catalogue));
        text += in_lines(store, one, catalogue);
    }
    context.out.document(text, objects, &table);
    return base::ExitStatus::done;
}

} // namespace

Command find_duplicates_command() {
    using O = FindDuplicatesOptions;
    return command<O>(
        "find-duplicates", Group::registration, Effect::reads,
        _m("find associations that may stand in the register twice, and say why"),
        {within(1, 100,
                option("--min-score", "NUMBER", &O::min_score,
                       _m("show pairs of at least this score; else 70"))),
         option("--municipality", "AGS", &O::municipality,
                _m("only pairs with one of them in this municipality")),
         flag("--own-area", &O::own_area, _m("only pairs with one of them in the contact point's area"))},
        run);
}

} // namespace ehrenamt::cli
