// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/measure.hpp"

#include "ehrenamt/base/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <map>

namespace ehrenamt::measures {
namespace {

using base::message;
using base::Problem;

constexpr const char* k_measure = R"(
    SELECT m.course, m.programme, c.half_year, c.reference, c.title, t.name, t.kind = 'specific', c.hybrid, m.state,
           m.planned_participants, ifnull(m.capacity, c.capacity), c.minimum, ifnull(m.trainer, c.trainer), p.name,
           ifnull(m.partner, c.partner), m.participant_fee_cents, m.places_by, m.draw_seed, m.places_given_on,
           m.calendar_sequence, m.decision_number, m.decided_on, m.cancelled_on, m.cancel_reason
    FROM measure m JOIN course c ON c.id = m.course JOIN topic t ON t.key = c.topic
         LEFT JOIN trainer r ON r.id = ifnull(m.trainer, c.trainer) LEFT JOIN person p ON p.id = r.person
    WHERE m.id = ?)";

constexpr const char* k_sessions = R"(
    SELECT s.number, s.day, s.start_minute, s.minutes, s.venue, v.name, a.name
    FROM measure_session s LEFT JOIN venue v ON v.id = s.venue LEFT JOIN municipality a ON a.ags = v.municipality
    WHERE s.measure = ? ORDER BY s.number)";

/// The columns of a row one after the other, empty ones as empty values.
class Columns {
  public:
    explicit Columns(SQLite::Statement& row) : m_row{row} {}
    std::string text() {
        const auto column = m_row.getColumn(m_at++);
        return column.isNull() ? std::string{} : column.getString();
    }
    std::int64_t number() { return m_row.getColumn(m_at++).getInt64(); }
    template <class T>
    std::optional<T> maybe() {
        const auto column = m_row.getColumn(m_at++);
        return column.isNull() ? std::optional<T>{} : std::optional<T>{T{column.getInt64()}};
    }
    std::optional<base::Date> day() {
        const auto written = text();
        return written.empty() ? std::optional<base::Date>{} : *base::Date::parse(written);
    }

  private:
    SQLite::Statement& m_row;
    int m_at = 0;
};

std::vector<MeasureSession> sessions_of(const store::Store& store, domain::MeasureId id) {
    SQLite::Statement query{store.db(), k_sessions};
    query.bind(1, id.value);
    std::vector<MeasureSession> sessions;
    while (query.executeStep()) {
        Columns column{query};
        const auto number = column.number();
        const auto day = *column.day();
        const auto start = static_cast<int>(column.number());
        const auto minutes = static_cast<int>(column.number());
        const auto venue = column.maybe<domain::VenueId>();
        auto name = column.text();
        sessions.push_back({number, {day, start, minutes}, venue, std::move(name), column.text()});
    }
    return sessions;
}

} // namespace

base::Date Measure::first_day() const {
    return std::ranges::min(sessions, {}, [](const auto& one) { return one.time.day; }).time.day;
}

base::Date Measure::last_day() const {
    return std::ranges::max(sessions, {}, [](const auto& one) { return one.time.day; }).time.day;
}

domain::TeachingTime Measure::teaching_time() const {
    domain::TeachingTime time;
    for (const auto& session : sessions)
        time.minutes += session.time.minutes;
    return time;
}

std::int64_t Measure::calendar_version() const {
    constexpr std::int64_t k_sequence = (std::int64_t{1} << 35) - 1; // the number in its store
    return (id.value & k_sequence) + calendar_sequence;
}

bool Measure::is_closed() const {
    return state == "rejected" || state == "cancelled" || state == "held" || state == "settled" ||
           state == "proven";
}

base::MessageId state_word(std::string_view state) {
    using base::_m;
    static const std::map<std::string_view, base::MessageId> k_words = {
        {"planned", _m("planned")},     {"requested", _m("requested")},
        {"accepted", _m("accepted")},   {"in_application", _m("in an application")},
        {"granted", _m("granted")},     {"rejected", _m("rejected")},
        {"announced", _m("announced")}, {"running", _m("running")},
        {"held", _m("held")},           {"cancelled", _m("cancelled")},
        {"settled", _m("settled")},     {"proven", _m("proven")},
    };
    return k_words.at(state);
}

std::optional<Measure> read_measure(const store::Store& store, domain::MeasureId id) {
    SQLite::Statement query{store.db(), k_measure};
    query.bind(1, id.value);
    if (!query.executeStep())
        return std::nullopt;
    Columns column{query};
    Measure measure;
    measure.id = id;
    measure.course = {column.number()};
    measure.programme = column.maybe<domain::ProgrammeId>();
    for (auto* text : {&measure.half_year, &measure.reference, &measure.title, &measure.topic_name})
        *text = column.text();
    measure.specific = column.number() == 1;
    measure.hybrid = column.number() == 1;
    measure.state = column.text();
    measure.planned_participants = column.number();
    measure.capacity = column.number();
    measure.minimum = column.maybe<std::int64_t>();
    measure.trainer = column.maybe<domain::TrainerId>();
    measure.trainer_name = column.text();
    measure.partner = column.text();
    measure.participant_fee = column.maybe<domain::Cents>();
    measure.places_by = places_by(column.text());
    measure.draw_seed = column.text();
    measure.places_given_on = column.day();
    measure.calendar_sequence = column.number();
    measure.decision_number = column.text();
    measure.decided_on = column.day();
    measure.cancelled_on = column.day();
    measure.cancel_reason = column.text();
    measure.sessions = sessions_of(store, id);
    return measure;
}

std::vector<Measure> measures_of(const store::Store& store, const std::string& half_year,
                                 std::optional<domain::TrainerId> trainer) {
    SQLite::Statement query{store.db(), R"(
        SELECT m.id FROM measure m JOIN course c ON c.id = m.course
        WHERE (?1 = '' OR c.half_year = ?1) AND (?2 = 0 OR ifnull(m.trainer, c.trainer) = ?2) ORDER BY m.id)"};
    query.bind(1, half_year);
    query.bind(2, trainer ? trainer->value : 0);
    std::vector<Measure> all;
    while (query.executeStep())
        all.push_back(*read_measure(store, {query.getColumn(0).getInt64()}));
    return all;
}

base::Result<domain::MeasureId> find_measure(const store::Store& store, std::string_view text) {
    if (const auto id = store.origin().parse_id(text)) {
        SQLite::Statement query{store.db(), "SELECT 1 FROM measure WHERE id = ?"};
        query.bind(1, *id);
        if (query.executeStep())
            return domain::MeasureId{*id};
    }
    // Courses are unique by half-year and reference: one look for each half-year instead of one at each
    // measure.
    SQLite::Statement query{store.db(), R"(
        WITH RECURSIVE half(year) AS (
            SELECT min(half_year) FROM course
            UNION ALL
            SELECT (SELECT min(half_year) FROM course WHERE half_year > half.year) FROM half WHERE half.year IS NOT NULL)
        SELECT m.id, c.half_year || '/' || c.reference
        FROM half CROSS JOIN course c ON c.half_year = half.year
             AND (c.reference = ?1 OR c.reference = iif(?1 LIKE half.year || '/%', substr(?1, length(half.year) + 2), NULL))
             JOIN measure m ON m.course = c.id
        ORDER BY half.year)"};
    query.bind(1, std::string{text});
    std::vector<std::int64_t> found;
    std::vector<std::string> names;
    while (query.executeStep()) {
        found.push_back(query.getColumn(0).getInt64());
        names.push_back(query.getColumn(1).getString());
    }
    if (found.size() == 1)
        return domain::MeasureId{found.front()};
    if (found.empty())
        return Problem{"measure.unknown", message("there is no measure {0}; see: ehrenamt list measures",
                                                  base::printable(text))};
    return Problem{"measure.ambiguous", message("'{0}' stands for several measures; write one of {1}",
                                                base::printable(text), base::joined(names, ", "))};
}

} // namespace ehrenamt::measures
