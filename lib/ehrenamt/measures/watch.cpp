// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/watch.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <optional>
#include <tuple>

namespace ehrenamt::measures {
namespace {

/// What the store says of a measure that was neither cancelled nor rejected.
struct Watched {
    domain::MeasureId measure;
    std::string title;
    base::Date first_day;
    base::Date last_day;
    std::optional<std::int64_t> least;
    std::int64_t enrolled = 0;
    bool agreed = false;
    std::int64_t without_room = 0; ///< sessions, of a course that has one
    std::int64_t taken_twice = 0;  ///< sessions
    std::int64_t not_recorded = 0; ///< sessions
    std::int64_t participants = 0;
    std::int64_t forms = 0;
};

std::vector<Watched> watched(const store::Store& store) {
    SQLite::Statement query{store.db(), R"(
        SELECT m.id, c.title, min(s.day), max(s.day), c.minimum,
            (SELECT count(*) FROM enrolment e WHERE e.measure = m.id AND e.state IN ('registered', 'confirmed', 'attended')),
            EXISTS (SELECT 1 FROM trainer_agreement a WHERE a.measure = m.id AND a.ended_on IS NULL),
            count(*) FILTER (WHERE c.venue IS NOT NULL AND s.venue IS NULL),
            count(*) FILTER (WHERE EXISTS (
                SELECT 1 FROM measure_session o JOIN measure n ON n.id = o.measure
                WHERE o.venue = s.venue AND o.day = s.day AND o.start_minute < s.start_minute + s.minutes
                    AND s.start_minute < o.start_minute + o.minutes AND (o.measure <> s.measure OR o.number <> s.number)
                    AND n.state NOT IN ('cancelled', 'rejected'))),
            count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM attendance t WHERE t.measure = m.id AND t.session = s.number)
                AND NOT EXISTS (SELECT 1 FROM attendance_count t WHERE t.measure = m.id AND t.session = s.number)),
            (SELECT count(DISTINCT t.enrolment) FROM attendance t WHERE t.measure = m.id AND t.minutes > 0),
            (SELECT count(*) FROM feedback f WHERE f.measure = m.id)
        FROM measure m JOIN course c ON c.id = m.course JOIN measure_session s ON s.measure = m.id
        WHERE m.state NOT IN ('cancelled', 'rejected') GROUP BY m.id ORDER BY m.id)"};
    std::vector<Watched> found;
    while (query.executeStep()) {
        Watched entry{{query.getColumn(0).getInt64()},
                      query.getColumn(1).getString(),
                      *base::Date::parse(query.getColumn(2).getString()),
                      *base::Date::parse(query.getColumn(3).getString()),
                      std::nullopt};
        if (!query.isColumnNull(4))
            entry.least = query.getColumn(4).getInt64();
        entry.enrolled = query.getColumn(5).getInt64();
        entry.agreed = query.getColumn(6).getInt() == 1;
        entry.without_room = query.getColumn(7).getInt64();
        entry.taken_twice = query.getColumn(8).getInt64();
        entry.not_recorded = query.getColumn(9).getInt64();
        entry.participants = query.getColumn(10).getInt64();
        entry.forms = query.getColumn(11).getInt64();
        found.push_back(std::move(entry));
    }
    return found;
}

} // namespace

std::string_view name(Duty::Kind kind) {
    switch (kind) {
    case Duty::Kind::minimum:
        return "minimum";
    case Duty::Kind::agreement:
        return "agreement";
    case Duty::Kind::room:
        return "room";
    case Duty::Kind::room_clash:
        return "room_clash";
    case Duty::Kind::lists:
        return "lists";
    case Duty::Kind::feedback:
        return "feedback";
    }
    return {};
}

std::vector<Duty> duties(const store::Store& store, const WatchDays& days,
                         const std::function<std::int64_t(base::Date)>& least_on,
                         const std::function<bool(base::Date)>& all_forms_on, base::Date today) {
    using enum Duty::Kind;
    std::vector<Duty> list;
    for (const auto& entry : watched(store)) {
        const auto add = [&](Duty::Kind kind, base::Date due, std::int64_t count, std::int64_t least = 0) {
            list.push_back({kind, entry.measure, entry.title, due, count, least});
        };
        const auto before = [&](int count) { return entry.first_day.plus_days(-count); };
        const auto least = entry.least ? *entry.least : least_on(entry.first_day);
        if (entry.first_day >= today && entry.enrolled < least)
            add(minimum, before(days.minimum_before), entry.enrolled, least);
        if (entry.last_day >= today && !entry.agreed)
            add(agreement, before(days.agreement_before), 0);
        if (entry.last_day >= today && entry.without_room > 0)
            add(room, before(days.room_before), entry.without_room);
        if (entry.last_day >= today && entry.taken_twice > 0)
            add(room_clash, before(days.room_before), entry.taken_twice);
        if (entry.last_day < today && entry.not_recorded > 0)
            add(lists, entry.last_day.plus_days(days.lists_after), entry.not_recorded);
        const auto forms =
            all_forms_on(entry.last_day) ? entry.participants : std::min<std::int64_t>(entry.participants, 1);
        if (entry.last_day < today && entry.forms < forms)
            add(feedback, entry.last_day.plus_days(days.feedback_after), entry.forms, forms);
    }
    std::ranges::stable_sort(list, {}, [](const Duty& duty) {
        return std::tuple{duty.due, duty.measure, duty.kind};
    });
    return list;
}

} // namespace ehrenamt::measures
