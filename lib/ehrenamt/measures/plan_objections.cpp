// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/plan.hpp"
#include "ehrenamt/measures/planned_sessions.hpp"
#include "ehrenamt/programme/time_of_day.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <map>
#include <set>

namespace ehrenamt::measures {
namespace {

using base::message;
using base::Problem;
using Problems = std::vector<Problem>;

/// From where a state may be reached by hand (domain.md §10.3). Cancelled, settled and proven come of other
/// work.
const std::map<std::string_view, std::set<std::string_view>>& steps() {
    static const std::map<std::string_view, std::set<std::string_view>> k_steps = {
        {"planned", {"requested", "rejected"}},
        {"requested", {"planned"}},
        {"accepted", {"planned", "requested"}},
        {"in_application", {"planned", "accepted"}},
        {"granted", {"in_application"}},
        {"rejected", {"requested", "in_application"}},
        {"announced", {"planned", "accepted", "in_application", "granted"}},
        {"running", {"planned", "accepted", "in_application", "granted", "announced"}},
        {"held", {"running"}},
    };
    return k_steps;
}

bool run_together(const programme::Session& one, const programme::Session& other) {
    return one.day == other.day && one.start_minute < other.start_minute + other.minutes &&
           other.start_minute < one.start_minute + one.minutes;
}

std::string hours(const programme::Session& session) {
    return programme::time_text(session.start_minute) + "-" +
           programme::time_text(session.start_minute + session.minutes);
}

void object_to_state(const Measure& before, const PlanChange& wanted,
                     const std::vector<MeasureSession>& sessions, base::Date today, Problems& problems) {
    if (!wanted.state || *wanted.state == before.state)
        return;
    const auto& to = *wanted.state;
    if (!steps().at(to).contains(before.state))
        problems.push_back({"measure.step", message("a measure that is {0} cannot become {1} next",
                                                    state_word(before.state), state_word(to))});
    if (to == "granted" && before.decision_number.empty() && !wanted.decision_number)
        problems.push_back(
            {"measure.no_decision", message("granted needs the decision: --decision NUMBER and "
                                            "--decided-on DATE")});
    const auto by_day = [](const MeasureSession& session) { return session.time.day; };
    if (to == "running" && !sessions.empty() && today < std::ranges::min(sessions, {}, by_day).time.day)
        problems.push_back({"measure.too_early", message("the measure begins on {0}",
                                                         std::ranges::min(sessions, {}, by_day).time.day)});
    if (to == "held" && !sessions.empty() && today < std::ranges::max(sessions, {}, by_day).time.day)
        problems.push_back({"measure.too_early", message("the measure ends on {0}",
                                                         std::ranges::max(sessions, {}, by_day).time.day)});
}

std::int64_t places_needed(const store::Store& store, domain::MeasureId measure) {
    SQLite::Statement query{store.db(), R"(
        SELECT count(*) FROM enrolment WHERE measure = ? AND state IN ('confirmed', 'attended', 'no_show'))"};
    query.bind(1, measure.value);
    query.executeStep();
    return query.getColumn(0).getInt64();
}

void object_to_places(const store::Store& store, const Measure& before, const PlanChange& wanted,
                      Problems& problems) {
    if (const auto taken = places_needed(store, before.id); wanted.capacity && *wanted.capacity < taken)
        problems.push_back(
            {"measure.capacity", message("{0} {0|place is|places are} taken; fewer than that there cannot "
                                         "be",
                                         taken)});
    const bool other_order = wanted.places_by && *wanted.places_by != before.places_by;
    const bool other_seed = wanted.draw_seed && *wanted.draw_seed != before.draw_seed;
    if ((other_order || other_seed) && before.places_given_on)
        problems.push_back({"measure.places_given",
                            message("places were given on {0}; their order stays", *before.places_given_on)});
    if (wanted.draw_seed && wanted.places_by.value_or(before.places_by) != PlacesBy::draw)
        problems.push_back({"measure.seed", message("only a draw has a seed: --places-by draw")});
}

/// Who was there stays on record: a recorded session is not moved or dropped.
void object_to_recorded(const store::Store& store, const Measure& before, const PlanChange& wanted,
                        Problems& problems) {
    std::set<std::int64_t> touched{wanted.drop.begin(), wanted.drop.end()};
    for (const auto& session : wanted.sessions)
        touched.insert(session.number);
    SQLite::Statement query{store.db(), R"(
        SELECT EXISTS (SELECT 1 FROM attendance WHERE measure = ?1 AND session = ?2)
            OR EXISTS (SELECT 1 FROM attendance_count WHERE measure = ?1 AND session = ?2))"};
    for (const auto number : touched) {
        query.reset();
        query.bind(1, before.id.value);
        query.bind(2, number);
        query.executeStep();
        if (query.getColumn(0).getInt() != 0)
            problems.push_back(
                {"measure.attendance",
                 message("the attendance of session {0} is recorded; it stays as it was held", number)});
    }
}

void object_to_numbers(const Measure& before, const PlanChange& wanted, Problems& problems) {
    std::set<std::int64_t> known;
    for (const auto& session : before.sessions)
        known.insert(session.number);
    for (const auto number : wanted.drop)
        if (!known.contains(number))
            problems.push_back({"session.number", message("there is no session {0} to drop", number)});
    auto next = known.empty() ? 1 : *known.rbegin() + 1;
    for (const auto& session : wanted.sessions)
        if (!known.contains(session.number) && session.number != next++)
            problems.push_back(
                {"session.number", message("there is no session {0}, and a new one would be number {1}",
                                           session.number, next - 1)});
}

void object_to_overlap(const std::vector<MeasureSession>& sessions, Problems& problems) {
    for (std::size_t i = 0; i < sessions.size(); ++i)
        for (std::size_t j = i + 1; j < sessions.size(); ++j)
            if (run_together(sessions[i].time, sessions[j].time))
                problems.push_back({"session.overlap",
                                    message("sessions {0} and {1} run at the same time, on {2}",
                                            sessions[i].number, sessions[j].number, sessions[i].time.day)});
}

} // namespace

Problems clashes(const store::Store& store, domain::MeasureId measure,
                 const std::vector<MeasureSession>& sessions, std::optional<domain::TrainerId> trainer) {
    SQLite::Statement query{store.db(), R"(
        SELECT s.start_minute, s.minutes, s.venue, ifnull(m.trainer, c.trainer), m.id, c.title
        FROM measure_session s JOIN measure m ON m.id = s.measure JOIN course c ON c.id = m.course
        WHERE s.day = ? AND m.id <> ? AND m.state NOT IN ('cancelled', 'rejected') ORDER BY m.id, s.number)"};
    Problems problems;
    for (const auto& session : sessions) {
        query.reset();
        query.bind(1, session.time.day.iso());
        query.bind(2, measure.value);
        while (query.executeStep()) {
            const programme::Session other{session.time.day, query.getColumn(0).getInt(),
                                           query.getColumn(1).getInt()};
            if (!run_together(session.time, other))
                continue;
            const auto number = store.origin().shown(query.getColumn(4).getInt64());
            const auto title = query.getColumn(5).getString();
            if (trainer && query.getColumn(3).getInt64() == trainer->value)
                problems.push_back({"measure.trainer_busy",
                                    message("session {0}: the trainer holds measure {1}, {2}, on {3}, {4}",
                                            session.number, number, title, other.day, hours(other))});
            if (session.venue && query.getColumn(2).getInt64() == session.venue->value)
                problems.push_back({"measure.room_busy",
                                    message("session {0}: the room is taken by measure {1}, {2}, on {3}, {4}",
                                            session.number, number, title, other.day, hours(other))});
        }
    }
    return problems;
}

Problems objections(const store::Store& store, const Measure& before, const PlanChange& wanted,
                    base::Date today) {
    if (before.is_closed() && !(before.state == "rejected" && wanted.state))
        return {{"measure.closed", message("measure {0} is {1} and stays as it is",
                                           store.origin().shown(before.id.value), state_word(before.state))}};
    Problems problems;
    const auto sessions = planned_sessions(before, wanted);
    object_to_numbers(before, wanted, problems);
    object_to_recorded(store, before, wanted, problems);
    object_to_places(store, before, wanted, problems);
    object_to_state(before, wanted, sessions, today, problems);
    if (sessions.empty())
        problems.push_back({"measure.no_session", message("a measure has at least one session")});
    if (wanted.agreement && !wanted.trainer && !before.trainer)
        problems.push_back({"measure.no_trainer", message("an agreement needs the trainer: --trainer NAME")});
    if (wanted.decided_on.has_value() != wanted.decision_number.has_value())
        problems.push_back(
            {"measure.no_decision", message("a decision has a number and a day: --decision NUMBER and "
                                            "--decided-on DATE")});
    object_to_overlap(sessions, problems);
    if (!wanted.sessions.empty() || wanted.trainer) {
        const auto busy =
            clashes(store, before.id, sessions, wanted.trainer ? wanted.trainer : before.trainer);
        problems.insert(problems.end(), busy.begin(), busy.end());
    }
    return problems;
}

} // namespace ehrenamt::measures
