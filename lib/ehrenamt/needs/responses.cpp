// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/responses.hpp"

#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/base/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

namespace ehrenamt::needs {
namespace {

using associations::Directory;
using associations::Known;
using base::message;
using base::printable;
using base::Problem;
using base::Result;

constexpr std::int64_t k_most_persons = 10'000;
constexpr std::int64_t k_farthest_km = 1'000;

/// Topics by key and by the key of their German name.
class Topics {
  public:
    explicit Topics(const store::Store& store) {
        SQLite::Statement query{store.db(), "SELECT key, name FROM topic ORDER BY key"};
        while (query.executeStep()) {
            const auto key = query.getColumn(0).getString();
            m_keys[base::sort_key(key)] = key;
            m_keys.emplace(base::sort_key(query.getColumn(1).getString()), key);
        }
    }

    [[nodiscard]] Result<std::string> find(std::string_view text) const {
        const auto wanted = base::sort_key(text);
        if (const auto found = m_keys.find(wanted); found != m_keys.end())
            return found->second;
        std::vector<std::string_view> known;
        for (const auto& [name, key] : m_keys)
            known.push_back(name);
        const auto meant = base::nearest(wanted, known);
        if (meant.empty())
            return Problem{"topic.unknown",
                           message("there is no topic '{0}'; see: ehrenamt list topics", printable(text)),
                           {},
                           std::string{text}};
        return Problem{"topic.unknown",
                       message("there is no topic '{0}'; did you mean '{1}'?", printable(text),
                               m_keys.find(std::string{meant})->second),
                       {},
                       std::string{text}};
    }

  private:
    std::map<std::string, std::string> m_keys;
};

Result<domain::AssociationId> only_one(const std::vector<Known>& found, std::string_view asked) {
    if (found.size() == 1)
        return found.front().id;
    if (found.empty())
        return Problem{
            "association.unknown",
            message("the association '{0}' is not in the store; register it first, or correct the name",
                    printable(asked)),
            {},
            std::string{asked}};
    std::string candidates;
    for (const auto& one : found)
        candidates +=
            fmt::format("{}{} ({}{})", candidates.empty() ? "" : ", ", one.name, store::long_id(one.id.value),
                        one.municipality ? ", " + one.municipality->text() : "");
    return Problem{
        "association.ambiguous",
        message("'{0}' may be one of several: {1}; give court and number", printable(asked), candidates),
        {},
        std::string{asked}};
}

/// By court and number where the row has them; a name beside them must be that association's.
std::optional<domain::AssociationId> association_of(formats::Row& row, Directory& directory) {
    const auto name = row.line_of_text("association");
    const auto court = row.text("register_court");
    const auto number = row.text("register_number");
    if (court.empty() != number.empty()) {
        row.refuse(court.empty() ? "register_number" : "register_court", "association.register",
                   message("court and number of the register belong together; give both or none"));
        return std::nullopt;
    }
    if (number.empty() && name.empty()) {
        row.refuse("association", "field.blank",
                   message("name of the association, or its court and number, is needed"));
        return std::nullopt;
    }
    if (number.empty()) {
        const auto id = only_one(directory.by_name(name), name);
        if (!id) {
            row.refuse("association", id.problem().rule, id.problem().message);
            return std::nullopt;
        }
        return *id;
    }
    const auto found = directory.by_register(court, number);
    if (found.empty()) {
        row.refuse("register_number", "association.unknown",
                   message("no association in the store has the register entry {0} {1}", printable(court),
                           printable(number)));
        return std::nullopt;
    }
    const auto& known = found.front();
    if (!name.empty() && !directory.has_name(known, name)) {
        row.refuse("association", "association.mismatch",
                   message("the register entry {0} {1} is '{2}', not '{3}'", printable(court),
                           printable(number), known.name, printable(name)));
        return std::nullopt;
    }
    return known.id;
}

const std::vector<formats::Choice>& time_choices() {
    static const std::vector<formats::Choice> k_choices = {{"any", {"egal", "beliebig"}},
                                                           {"evening", {"abends", "abend"}},
                                                           {"saturday", {"samstag", "samstags"}}};
    return k_choices;
}

std::optional<NeedRow> read_row(formats::Row& row, Directory& directory, const Topics& topics,
                                base::Date today) {
    const auto received = row.date("received_on").value_or(today);
    if (received > today)
        row.refuse("received_on", "response.future",
                   message("the answer came on {0}, which is after today, {1}", received, today));
    const auto association = association_of(row, directory);
    const auto topic = row.value("topic", [&](std::string_view text) { return topics.find(text); });
    const auto persons = row.integer("persons", 1, k_most_persons);
    const auto priority = row.integer("priority", 1, 3);
    const auto time = row.choice("time", time_choices());
    const auto travel = row.integer("travel_km", 0, k_farthest_km);
    if (!row.ok() || !association || !topic || !persons)
        return std::nullopt;
    NeedRow need{row.line_of_text("reference"), received, *association, *topic, *persons};
    need.priority = priority.value_or(2);
    need.time = static_cast<TimeWish>(time.value_or(0));
    need.travel_km = travel;
    return need;
}

/// What must hold between the rows of one file; the later row is the one refused, with the earlier line
/// named.
class Together {
  public:
    void check(formats::Row& row, const NeedRow& need) {
        const auto line = row.line();
        const auto response = m_of_response.try_emplace(need.reference, Seen{need.association.value, line});
        if (!response.second && response.first->second.association != need.association.value) {
            row.refuse("association", "response.two_associations",
                       message("the answer {0} is of another association in {1} {2}", need.reference,
                               row.line_word(), response.first->second.line));
            return;
        }
        const auto answer =
            m_of_association.try_emplace(need.association.value, Answer{need.reference, line});
        if (!answer.second && answer.first->second.reference != need.reference) {
            row.refuse(
                "association", "response.twice",
                message("this association answers already as {0} in {1} {2}; an association answers once",
                        answer.first->second.reference, row.line_word(), answer.first->second.line));
            return;
        }
        const auto topic = m_topics.try_emplace({need.reference, need.topic}, line);
        if (!topic.second)
            row.refuse("topic", "response.topic_twice",
                       message("the answer {0} names this topic already in {1} {2}", need.reference,
                               row.line_word(), topic.first->second));
    }

  private:
    struct Seen {
        std::int64_t association;
        std::size_t line;
    };
    struct Answer {
        std::string reference;
        std::size_t line;
    };
    std::map<std::string, Seen> m_of_response;
    std::map<std::int64_t, Answer> m_of_association;
    std::map<std::pair<std::string, std::string>, std::size_t> m_topics;
};

} // namespace

const std::vector<formats::Field>& response_fields() {
    using base::_m;
    static const std::vector<formats::Field> k_fields = {
        {"reference",
         true,
         {"antwort_nr", "antwort", "nr", "response", "response_no"},
         _m("number of the answer")},
        {"received_on",
         false,
         {"eingang", "eingegangen am", "datum", "received"},
         _m("day on which it came")},
        {"association", false, {"verein", "organisation", "name"}, _m("name of the association")},
        {"register_court", false, {"registergericht", "gericht", "court"}, _m("register court")},
        {"register_number", false, {"vr_nummer", "registernummer", "vr"}, _m("number in the register")},
        {"topic", true, {"thema", "themenschluessel"}, _m("topic, its key or German name")},
        {"persons", true, {"personen", "anzahl", "personenzahl"}, _m("how many persons would come")},
        {"priority", false, {"prioritaet", "prio", "dringlichkeit"}, _m("1 most urgent to 3")},
        {"time", false, {"zeit", "zeitwunsch"}, _m("evening, saturday or any")},
        {"travel_km", false, {"umkreis_km", "umkreis", "entfernung_km"}, _m("how far they would travel")},
    };
    return k_fields;
}

std::vector<NeedRow> read_responses(const store::Store& store, formats::ImportReader& import,
                                    base::Date today) {
    Directory directory{store};
    const Topics topics{store};
    Together together;
    std::vector<NeedRow> needs;
    while (auto* row = import.next()) {
        const auto need = read_row(*row, directory, topics, today);
        if (!need)
            continue;
        together.check(*row, *need);
        if (row->ok())
            needs.push_back(*need);
    }
    return needs;
}

Result<domain::AssociationId> find_association(const store::Store& store, const std::string& text) {
    Directory directory{store};
    if (const auto id = store.origin().parse_id(text))
        if (const auto known = directory.by_id({*id}))
            return known->id;
    const auto words = base::split(text, ' ');
    if (words.size() == 3 && words[1] == "VR")
        if (const auto found = directory.by_register(words[0], words[2]); !found.empty())
            return found.front().id;
    return only_one(directory.by_name(text), text);
}

Result<std::string> find_topic(const store::Store& store, const std::string& text) {
    return Topics{store}.find(text);
}

} // namespace ehrenamt::needs
