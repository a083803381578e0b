// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "cli/import_verdict.hpp"
#include "cli/progress.hpp"
#include "cli/words.hpp"
#include "ehrenamt/associations/former_names.hpp"
#include "ehrenamt/associations/list_check.hpp"
#include "ehrenamt/associations/register_associations.hpp"
#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace ehrenamt::cli {
namespace {

using associations::AssociationClaim;
using associations::FoundPlace;
using associations::ImportSummary;
using associations::OpenPlace;
using associations::Outcome;
using base::_m;
using base::message;
using base::Problem;

struct RegisterAssociationOptions : ImportOptions {
    std::optional<std::filesystem::path> former_names;
    std::string id, name, municipality, register_court, former_court, register_number, seat, status, field,
        kind, street, postcode, phone, email, website, source, external_id, source_date;
};

std::string option_name(std::string_view field) {
    std::string name = "--" + std::string{field};
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

/// What was typed; each problem stands at its option.
AssociationClaim typed_claim(const store::Store& store, const RegisterAssociationOptions& o) {
    const std::map<std::string_view, const std::string*> typed = {{"id", &o.id},
                                                                  {"name", &o.name},
                                                                  {"municipality", &o.municipality},
                                                                  {"register_court", &o.register_court},
                                                                  {"former_court", &o.former_court},
                                                                  {"register_number", &o.register_number},
                                                                  {"seat", &o.seat},
                                                                  {"status", &o.status},
                                                                  {"field", &o.field},
                                                                  {"kind", &o.kind},
                                                                  {"street", &o.street},
                                                                  {"postcode", &o.postcode},
                                                                  {"phone", &o.phone},
                                                                  {"email", &o.email},
                                                                  {"website", &o.website},
                                                                  {"source", &o.source},
                                                                  {"external_id", &o.external_id},
                                                                  {"source_date", &o.source_date}};
    std::vector<Problem> problems;
    const auto refuse = [&](std::string_view field, Problem problem) {
        problem.place.field = option_name(field);
        problems.push_back(std::move(problem));
    };
    if (o.name.empty() && o.id.empty())
        refuse("name", {"usage.required", message("is needed, or --from FILE")});
    const associations::AssociationInput input{[&](std::string_view field) {
                                                   const auto found = typed.find(field);
                                                   return found == typed.end() ? std::string{}
                                                                               : *found->second;
                                               },
                                               refuse};
    associations::PlaceFinder places{store};
    auto claim = associations::read_association(input, associations::References{store}, places);
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    return claim;
}

const char* word(Outcome outcome) {
    return outcome == Outcome::added ? "added" : outcome == Outcome::changed ? "changed" : "same";
}

void register_one(Context& context, store::Store& store, store::ChangeSet& change,
                  const RegisterAssociationOptions& options) {
    const auto claim = typed_claim(store, options);
    associations::Registry registry{store};
    auto planned = associations::plan(claim, registry, store.origin());
    if (!planned)
        throw base::Rejected{{planned.problem()}};
    auto [outcome, association, merged_away, changed] = *std::move(planned);
    if (outcome == Outcome::added)
        registry.insert(change, association, context.today());
    else if (outcome == Outcome::changed)
        registry.update(association);
    change.count(outcome == Outcome::added ? "associations_new" : "associations_changed",
                 outcome == Outcome::same ? 0 : 1);
    const auto number = store.origin().shown(association.id.value);
    std::vector<base::Message> lines{
        outcome == Outcome::added ? message("registered as association {0}: {1}", number, association.name)
        : outcome == Outcome::changed
            ? message("association {0} changed: {1}", number, association.name)
            : message("association {0} is registered like this already: {1}", number, association.name)};
    if (merged_away)
        lines = {
            message("association {0} was merged into association {1}, {2}; what is said of it is not taken",
                    store.origin().shown(merged_away->value), number, association.name)};
    if (claim.brought_forward)
        lines.push_back(
            message("the municipality key has ended; {0} is in its place now", *association.municipality));
    if (claim.place.state == FoundPlace::State::outside)
        lines.push_back(message("the municipality is not in Hesse; the association is kept without one"));
    if (!claim.place.basis.empty())
        lines.push_back(
            message("its municipality is {0}, by {1}", *claim.place.municipality, claim.place.basis));
    if (!association.municipality && claim.place.state == FoundPlace::State::ambiguous)
        lines.push_back(message("kept without a municipality: '{0}' could be {1}",
                                base::printable(claim.place_written),
                                base::joined(claim.place.candidates, ", ")));
    if (!association.municipality && claim.place.state == FoundPlace::State::unknown)
        lines.push_back(message("kept without a municipality: no place in Hesse is known as '{0}'",
                                base::printable(claim.place_written)));
    context.out.report(lines, {{"id", store::long_id(association.id.value)}, {"outcome", word(outcome)}});
}

template <class Counts>
std::vector<std::string> counts_of(const Counts& counts) {
    std::vector<std::string> texts;
    for (const auto& [what, how_many] : counts)
        texts.push_back(fmt::format("{} {}", what, how_many));
    return texts;
}

/// `Homberg: 06535009 Homberg (Ohm), 06634009 Homberg (Efze) (line 17)`
std::string described(const OpenPlace& place, const Catalogue& catalogue) {
    const auto written =
        place.postcode + (place.postcode.empty() || place.place.empty() ? "" : " ") + place.place;
    std::string text = "    " + base::printable(written);
    if (!place.candidates.empty())
        text += ": " + base::joined(place.candidates, ", ");
    const auto first = fmt::to_string(place.lines.front());
    const auto where = place.lines.size() == 1
                           ? message("(line {0})", first)
                           : message("({0} rows, the first in line {1})", place.lines.size(), first);
    return text + ' ' + catalogue.text(where);
}

void add_open_places(std::vector<base::Message>& lines, const std::vector<OpenPlace>& places, bool ambiguous,
                     const Catalogue& catalogue) {
    constexpr std::size_t k_most = 5;
    std::size_t all = 0;
    for (const auto& place : places)
        if (place.candidates.empty() != ambiguous && all++ < k_most)
            lines.push_back(said(described(place, catalogue)));
    if (all > k_most)
        lines.push_back(
            said("    " +
                 catalogue.text(message("and {0} more places; --format json names them all", all - k_most))));
}

std::vector<base::Message> lines_of(const ImportSummary& done, const std::vector<OpenPlace>& places,
                                    const Catalogue& catalogue) {
    std::vector<base::Message> lines{
        message("rows: {0} read, {1} accepted, {2} rejected", done.read, done.accepted, done.rejected),
        message("associations: {0} new, {1} changed, {2} the same", done.added, done.changed, done.same)};
    const auto append = [&](const std::vector<base::Message>& more) {
        lines.insert(lines.end(), more.begin(), more.end());
    };
    const auto add_if = [&](std::size_t count, const base::Message& line) {
        if (count > 0)
            lines.push_back(line);
    };
    if (!done.changed_fields.empty())
        append(listed("  " + catalogue.text(message("changed fields:")), counts_of(done.changed_fields)));
    if (done.added + done.changed == 0 && done.rejected == 0)
        lines.push_back(message("everything was there already; nothing was changed"));
    add_if(done.ambiguous,
           message("rejected, because more than one association could be meant: {0}", done.ambiguous));
    if (!done.derived.empty()) {
        std::vector<std::string> texts;
        for (const auto& [basis, how_many] : done.derived)
            texts.push_back(fmt::format("{} {}", municipality_basis_in_words(basis, catalogue), how_many));
        append(listed(catalogue.text(message("municipality told by:")), texts));
    }
    add_if(done.place_not_said,
           message("kept without a municipality, because none is named: {0}", done.place_not_said));
    add_if(done.outside_hesse,
           message("kept without a municipality, because it is not in Hesse: {0}", done.outside_hesse));
    add_if(done.place_ambiguous,
           message("kept without a municipality, because the place is not clear: {0}", done.place_ambiguous));
    add_open_places(lines, places, true, catalogue);
    add_if(done.place_unknown,
           message("kept without a municipality, because the place is not known: {0}", done.place_unknown));
    add_open_places(lines, places, false, catalogue);
    add_if(done.brought_forward, message("municipality keys that have ended, brought to their successor: {0}",
                                         done.brought_forward));
    add_if(done.number_without_source,
           message("numbers of another list left out, because no source is named: {0}",
                   done.number_without_source));
    return lines;
}

nlohmann::ordered_json json_of(const ImportSummary& done, const std::vector<OpenPlace>& places) {
    using Json = nlohmann::ordered_json;
    Json object{{"rows_read", done.read},
                {"rows_accepted", done.accepted},
                {"rows_rejected", done.rejected},
                {"associations_new", done.added},
                {"associations_changed", done.changed},
                {"associations_same", done.same},
                {"associations_ambiguous", done.ambiguous},
                {"without_municipality", done.place_not_said},
                {"outside_hesse", done.outside_hesse},
                {"place_ambiguous", done.place_ambiguous},
                {"place_unknown", done.place_unknown},
                {"keys_brought_forward", done.brought_forward},
                {"numbers_without_source", done.number_without_source},
                {"changed_fields", Json::object()},
                {"municipality_by", Json::object()},
                {"open_places", Json::array()}};
    for (const auto& [field, count] : done.changed_fields)
        object["changed_fields"][std::string{field}] = count;
    for (const auto& [basis, count] : done.derived)
        object["municipality_by"][std::string{basis}] = count;
    for (const auto& place : places)
        object["open_places"].push_back({{"place", place.place},
                                         {"postcode", place.postcode},
                                         {"register_court", place.court},
                                         {"candidates", place.candidates},
                                         {"lines", place.lines}});
    return object;
}

/// Reads the file, says what it is taken for and what will be done, and does it.
base::ExitStatus register_file(Context& context, store::Store& store, store::ChangeSet& change,
                               const ImportOptions& options) {
    const auto& catalogue = context.out.catalogue();
    ImportFile file{context, options, associations::association_fields()};
    file.refuse(context, associations::list_problems(file.reader().verdict()));
    associations::AssociationImport rows{store, file.reader()};
    {
        Progress reading{context, message("reading"), file.lines()};
        rows.read([&] {
            context.check_interrupt();
            const auto read = file.reader().rows_read();
            reading.advance(read, read);
        });
    }
    const auto summary = rows.summary();
    const auto places = rows.open_places();
    auto lines = verdict_lines(file.reader().verdict(), catalogue);
    const auto more = lines_of(summary, places, catalogue);
    lines.insert(lines.end(), more.begin(), more.end());
    if (file.stops() && file.reader().file_problems().empty() && context.out.for_a_person())
        for (const auto& line : lines)
            context.out.notice(line);
    const auto status = file.settle(context);
    {
        const Progress writing{context, message("writing")};
        rows.write(change, context.today(), [&] { context.check_interrupt(); });
    }
    auto object = json_of(summary, places);
    object["verdict"] = verdict_json(file.reader().verdict(), catalogue);
    context.out.report(lines, object);
    return status;
}

/// Names from before, for associations that are in the register.
base::ExitStatus register_former_names(Context& context, store::Store& store, store::ChangeSet& change,
                                       const RegisterAssociationOptions& options) {
    ImportOptions names;
    names.from = options.former_names;
    names.mapping = options.mapping;
    names.map = options.map;
    names.rejects = options.rejects;
    names.problems = options.problems;
    names.delimiter = options.delimiter;
    names.accept_valid = options.accept_valid;
    ImportFile file{context, names, associations::former_name_fields()};
    associations::FormerNamesImport rows{store, file.reader()};
    rows.read([&] { context.check_interrupt(); });
    const auto status = file.settle(context);
    const auto done = rows.write(change, context.today());
    context.out.report(
        {message("rows: {0} read, {1} accepted, {2} rejected", done.read, done.accepted, done.rejected),
         message("former names: {0} new, {1} known already", done.added, done.same)},
        {{"rows_read", done.read},
         {"rows_accepted", done.accepted},
         {"rows_rejected", done.rejected},
         {"former_names_new", done.added},
         {"former_names_same", done.same}});
    return status;
}

base::ExitStatus run(Context& context, const RegisterAssociationOptions& options) {
    if (options.from && options.former_names)
        throw base::Error{base::ExitStatus::usage, "usage.either",
                          message("--from and --former-names: give one of them")};
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        if (options.former_names) {
            status = register_former_names(context, store, change, options);
            return;
        }
        if (!options.from) {
            register_one(context, store, change, options);
            return;
        }
        status = register_file(context, store, change, options);
    });
    return status;
}

} // namespace

Command register_association_command() {
    using O = RegisterAssociationOptions;
    return command<O>(
        "register-association", Group::registration, Effect::writes,
        _m("enter associations into the register or bring them up to date, one or many"),
        with_import_options<O>({
            option("--name", "NAME", &O::name, _m("its name")),
            option("--municipality", "AGS", &O::municipality,
                   _m("key of its municipality, 8 digits, or its name")),
            option("--register-court", "COURT", &O::register_court,
                   _m("court that keeps the register: name or code")),
            option("--former-court", "COURT", &O::former_court,
                   _m("court that kept it before, if the number is from there")),
            option("--register-number", "NUMBER", &O::register_number, _m("number of the register entry")),
            option("--field", "FIELD", &O::field, _m("field of engagement: key or name")),
            option("--kind", "KIND", &O::kind,
                   _m("registered_association, initiative, fire_brigade, carrier or other")),
            option("--seat", "PLACE", &O::seat, _m("seat as the source spells it")),
            option("--status", "STATUS", &O::status, _m("active or deleted")),
            option("--street", "STREET", &O::street, _m("street and number")),
            option("--postcode", "POSTCODE", &O::postcode, _m("postcode, 5 digits")),
            option("--phone", "NUMBER", &O::phone, _m("telephone number of the association")),
            option("--email", "ADDRESS", &O::email, _m("e-mail address of the association")),
            option("--website", "ADDRESS", &O::website, _m("website of the association")),
            option("--source", "NAME", &O::source, _m("where the entry comes from")),
            option("--external-id", "NUMBER", &O::external_id, _m("its number there")),
            option("--source-date", "DATE", &O::source_date, _m("day of the source")),
            option("--former-names", "FILE", &O::former_names,
                   _m("read names from before, one a row, of associations that are registered")),
            option("--id", "NUMBER", &O::id, _m("its number in this store, to change what identifies it")),
        }),
        run);
}

} // namespace ehrenamt::cli
