// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/measures/plan.hpp"
#include "ehrenamt/programme/time_of_day.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::measures {
namespace {

using base::message;
using base::printable;
using base::Problem;

/// The next word; what stands behind it stays in `text`.
std::string_view next_word(std::string_view& text) {
    text = base::trimmed(text);
    const auto end = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, end);
    text.remove_prefix(end);
    return word;
}

Problem wrong_form(std::string_view text) {
    return {"session.format",
            message("'{0}' is no session; write \"2 2027-03-14 18:00-20:15\", and the venue or online "
                    "behind it if that changes",
                    printable(text))};
}

base::Result<std::optional<domain::VenueId>> find_venue(const store::Store& store, std::string_view text) {
    if (base::sort_key(text) == "online")
        return std::optional<domain::VenueId>{};
    SQLite::Statement query{store.db(), "SELECT id FROM venue WHERE name = ?1 OR id = ?2"};
    query.bind(1, std::string{text});
    const auto id = store.origin().parse_id(text);
    query.bind(2, id ? *id : 0);
    if (!query.executeStep())
        return Problem{"venue.unknown",
                       message("there is no venue '{0}'; see: ehrenamt list venues", printable(text))};
    const domain::VenueId found{query.getColumn(0).getInt64()};
    if (query.executeStep())
        return Problem{"venue.ambiguous",
                       message("there are several venues '{0}'; write the number, see: ehrenamt list venues",
                               printable(text))};
    return std::optional{found};
}

base::Result<programme::Session> parse_time(std::string_view text, std::string_view day_text,
                                            std::string_view hours_text) {
    const auto day = base::Date::parse(day_text);
    if (!day)
        return day.problem();
    const auto hours = base::split(hours_text, '-');
    if (hours.size() != 2)
        return wrong_form(text);
    for (const auto hour : hours)
        if (const auto minute = programme::parse_time_of_day(hour); !minute)
            return minute.problem();
    const int from = *programme::parse_time_of_day(hours[0]);
    const int to = *programme::parse_time_of_day(hours[1]);
    for (const int minute : {from, to})
        if (programme::is_skipped_by_clocks(*day, minute))
            return Problem{"time.clock_change", message("there is no {0} on {1}: the clocks go forward",
                                                        programme::time_text(minute), *day)};
    if (to <= from)
        return Problem{"session.order", message("the session ends at {0}, before it begins at {1}",
                                                programme::time_text(to), programme::time_text(from))};
    return programme::Session{*day, from, to - from};
}

} // namespace

base::Result<SessionChange> parse_session(const store::Store& store, std::string_view text) {
    constexpr std::int64_t k_most = 100;
    auto rest = text;
    const auto number = base::parse_integer(next_word(rest));
    const auto day = next_word(rest);
    const auto hours = next_word(rest);
    if (!number || *number < 1 || *number > k_most || hours.empty())
        return wrong_form(text);
    const auto time = parse_time(text, day, hours);
    if (!time)
        return time.problem();
    SessionChange change{*number, *time, false, {}};
    if (const auto place = base::trimmed(rest); !place.empty()) {
        const auto venue = find_venue(store, place);
        if (!venue)
            return venue.problem();
        change.venue_given = true;
        change.venue = *venue;
    }
    return change;
}

base::Result<domain::TrainerId> find_trainer(const store::Store& store, std::string_view text) {
    SQLite::Statement query{store.db(), R"(
        SELECT t.id FROM trainer t JOIN person p ON p.id = t.person WHERE p.name = ?1 OR t.id = ?2
        ORDER BY t.id = ?2 DESC)"};
    query.bind(1, std::string{text});
    const auto id = store.origin().parse_id(text);
    query.bind(2, id ? *id : 0);
    if (!query.executeStep())
        return Problem{"trainer.unknown",
                       message("there is no trainer '{0}'; see: ehrenamt list trainers, or enter "
                               "one: ehrenamt register-trainer",
                               printable(text))};
    return domain::TrainerId{query.getColumn(0).getInt64()};
}

base::Result<domain::CourseId> find_course(const store::Store& store, std::string_view text) {
    SQLite::Statement query{store.db(), R"(
        SELECT c.id, c.half_year || '/' || c.reference, m.id FROM course c LEFT JOIN measure m ON m.course = c.id
        WHERE c.id = ?1 OR c.reference = ?2 OR c.half_year || '/' || c.reference = ?2
        ORDER BY c.reference <> ?2, c.half_year)"};
    const auto id = store.origin().parse_id(text);
    query.bind(1, id ? *id : 0);
    query.bind(2, std::string{text});
    std::vector<std::int64_t> found;
    std::vector<std::string> names;
    std::int64_t measure = 0;
    while (query.executeStep()) {
        found.push_back(query.getColumn(0).getInt64());
        names.push_back(query.getColumn(1).getString());
        measure = query.getColumn(2).isNull() ? 0 : query.getColumn(2).getInt64();
    }
    if (found.empty())
        return Problem{"course.unknown",
                       message("there is no course {0}; see: ehrenamt list courses", printable(text))};
    if (found.size() > 1)
        return Problem{"course.ambiguous", message("'{0}' stands for several courses; write one of {1}",
                                                   printable(text), base::joined(names, ", "))};
    if (measure != 0)
        return Problem{"course.is_measure",
                       message("course {0} is measure {1} already; to change it: --measure {1}",
                               printable(text), store.origin().shown(measure))};
    return domain::CourseId{found.front()};
}

} // namespace ehrenamt::measures
