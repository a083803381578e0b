// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/attendance.hpp"

#include "ehrenamt/base/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace ehrenamt::measures {
namespace {

using base::message;
using base::Problem;

std::int64_t number(const store::Store& store, const char* statement, domain::MeasureId measure) {
    SQLite::Statement query{store.db(), statement};
    query.bind(1, measure.value);
    query.executeStep();
    return query.getColumn(0).getInt64();
}

/// Writes the minutes of one session.
class Entries {
  public:
    Entries(store::Store& store, domain::MeasureId measure, std::int64_t session)
        : m_put{store.db(), R"(
              INSERT INTO attendance (enrolment, session, measure, minutes) VALUES (?, ?, ?, ?)
              ON CONFLICT (enrolment, session) DO UPDATE SET minutes = excluded.minutes
              WHERE minutes <> excluded.minutes)"},
          m_measure{measure},
          m_session{session} {}
    /// \returns whether anything is another than before
    bool put(EnrolmentId enrolment, std::int64_t minutes) {
        m_put.reset();
        m_put.bind(1, enrolment.value);
        m_put.bind(2, m_session);
        m_put.bind(3, m_measure.value);
        m_put.bind(4, minutes);
        return m_put.exec() > 0;
    }

  private:
    SQLite::Statement m_put;
    domain::MeasureId m_measure;
    std::int64_t m_session;
};

/// Those with a place in the measure, whether they were there or not.
std::vector<EnrolmentId> with_place(const store::Store& store, domain::MeasureId measure) {
    SQLite::Statement query{store.db(), R"(
        SELECT id FROM enrolment WHERE measure = ? AND state IN ('confirmed', 'attended', 'no_show') ORDER BY id)"};
    query.bind(1, measure.value);
    std::vector<EnrolmentId> all;
    while (query.executeStep())
        all.push_back({query.getColumn(0).getInt64()});
    return all;
}

std::vector<EnrolmentId> enrol_late(store::Store& store, store::ChangeSet& change,
                                    const SessionAttendance& session, const std::string& now) {
    std::vector<EnrolmentClaim> claims;
    for (const auto& one : session.present)
        if (one.newcomer)
            claims.push_back(*one.newcomer);
    change.count("enrolments_late", std::ssize(claims));
    return record_enrolments(store, change, claims, now, "nachgemeldet").added;
}

void write_session(store::Store& store, store::ChangeSet& change, const SessionAttendance& session,
                   const std::string& now, RecordedAttendance& done) {
    const auto late = enrol_late(store, change, session, now);
    Entries entries{store, session.measure, session.session};
    std::vector<EnrolmentId> named;
    std::size_t next_late = 0;
    for (const auto& one : session.present) {
        named.push_back(one.enrolment ? *one.enrolment : late[next_late++]);
        done.changed += entries.put(named.back(), one.minutes) ? 1 : 0;
        ++(one.minutes > 0 ? done.present : done.absent);
    }
    std::ranges::sort(named);
    for (const auto id : with_place(store, session.measure))
        if (!std::ranges::binary_search(named, id)) {
            done.changed += entries.put(id, 0) ? 1 : 0;
            ++done.absent;
        }
    done.late += std::ssize(late);
    ++done.sessions;
}

/// What the minutes make of everybody's state.
void settle_states(store::Store& store, store::ChangeSet& change, domain::MeasureId measure, bool complete,
                   const std::string& now) {
    SQLite::Statement query{store.db(), R"(
        SELECT e.id, e.state, sum(a.minutes), e.person FROM enrolment e JOIN attendance a ON a.enrolment = e.id
        WHERE e.measure = ? GROUP BY e.id)"};
    query.bind(1, measure.value);
    SQLite::Statement keep{store.db(), R"(
        UPDATE person SET retention_class = 'grant_records' WHERE id = ? AND retention_class <> 'grant_records')"};
    while (query.executeStep()) {
        const EnrolmentId id{query.getColumn(0).getInt64()};
        const auto state = query.getColumn(1).getString();
        const bool was_there = query.getColumn(2).getInt64() > 0;
        const char* const now_is = was_there ? "attended" : complete ? "no_show" : "confirmed";
        if (state == now_is || (!was_there && state == "no_show"))
            continue;
        take_step(store, id, now, now_is, was_there || complete ? now_is : "corrected");
        change.count(std::string{"enrolments_"} + now_is, 1);
        if (!was_there || query.getColumn(3).isNull())
            continue;
        keep.reset();
        keep.bind(1, query.getColumn(3).getInt64());
        keep.exec();
    }
}

void settle_measure(store::Store& store, store::ChangeSet& change, domain::MeasureId id,
                    const std::string& now, RecordedAttendance& done) {
    const auto open = number(store, R"(
        SELECT count(*) FROM measure_session s WHERE s.measure = ?
        AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.measure = s.measure AND a.session = s.number))",
                             id);
    settle_states(store, change, id, open == 0, now);
    const std::string state = open == 0 ? "held" : "running";
    SQLite::Statement update{store.db(),
                             "UPDATE measure SET state = ?1 WHERE id = ?2 AND state NOT IN (?1, 'held')"};
    update.bind(1, state);
    update.bind(2, id.value);
    if (update.exec() > 0 && open == 0)
        done.held.push_back(id);
}

} // namespace

RecordedAttendance record_attendance(store::Store& store, store::ChangeSet& change,
                                     const std::vector<SessionAttendance>& sessions, const std::string& now) {
    RecordedAttendance done;
    for (const auto& session : sessions) {
        write_session(store, change, session, now, done);
        if (std::ranges::find(done.measures, session.measure) == done.measures.end())
            done.measures.push_back(session.measure);
    }
    for (const auto measure : done.measures)
        settle_measure(store, change, measure, now, done);
    change.count("attendance_entries", done.changed);
    return done;
}

std::optional<Problem> not_recordable(const store::Store& store, domain::MeasureId id, std::int64_t session,
                                      base::Date today) {
    const auto measure = *read_measure(store, id);
    const auto shown = store.origin().shown(id.value);
    if (const auto& state = measure.state;
        state == "cancelled" || state == "rejected" || state == "settled" || state == "proven")
        return Problem{"attendance.closed", message("measure {0} is {1}; its attendance stays as it is",
                                                    shown, state_word(state))};
    const auto found = std::ranges::find(measure.sessions, session, &MeasureSession::number);
    if (found == measure.sessions.end())
        return Problem{"attendance.session",
                       message("which session? Measure {0} has {1}", shown, measure.sessions.size())};
    if (found->time.day > today)
        return Problem{
            "attendance.too_early",
            message("session {0} is on {1}; nobody can have been there yet", session, found->time.day)};
    return std::nullopt;
}

base::Result<GroupCount> parse_group_count(std::string_view text) {
    const auto colon = text.find(':');
    const auto equals = text.rfind('=');
    if (colon != text.npos && equals != text.npos && colon + 1 < equals) {
        const auto what = text.substr(0, colon);
        const auto persons = base::parse_integer(text.substr(equals + 1));
        if ((what == "gender" || what == "age") && persons && *persons >= 0)
            return GroupCount{std::string{what},
                              std::string{base::trimmed(text.substr(colon + 1, equals - colon - 1))},
                              *persons};
    }
    return Problem{"attendance.count",
                   message("'{0}' is no count; write gender:female=5 or age:18-26=3", base::printable(text))};
}

std::vector<Problem> record_counts(store::Store& store, domain::MeasureId measure, std::int64_t session,
                                   const std::vector<GroupCount>& counts) {
    SQLite::Statement there{store.db(), R"(
        SELECT count(*) FROM attendance WHERE measure = ? AND session = ? AND minutes > 0)"};
    there.bind(1, measure.value);
    there.bind(2, session);
    there.executeStep();
    const auto present = there.getColumn(0).getInt64();
    std::map<std::string, std::int64_t> sums;
    for (const auto& one : counts)
        sums[one.what] += one.persons;
    std::vector<Problem> problems;
    for (const auto& [what, sum] : sums)
        if (sum > present)
            problems.push_back({"attendance.count_sum",
                                message("{0}: {1} are counted, but {2} were there", what, sum, present)});
    if (!problems.empty())
        return problems;
    SQLite::Statement put{store.db(), R"(
        INSERT INTO attendance_count (measure, session, what, group_name, persons) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET persons = excluded.persons WHERE persons <> excluded.persons)"};
    for (const auto& one : counts) {
        put.reset();
        put.bind(1, measure.value);
        put.bind(2, session);
        put.bind(3, one.what);
        put.bind(4, one.group);
        put.bind(5, one.persons);
        put.exec();
    }
    return problems;
}

std::int64_t attended(const store::Store& store, domain::MeasureId measure) {
    return number(store, "SELECT count(*) FROM enrolment WHERE measure = ? AND state = 'attended'", measure);
}

} // namespace ehrenamt::measures
