// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/measures.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>

namespace ehrenamt::measures {

void copy_sessions(store::Store& store, domain::MeasureId measure) {
    SQLite::Statement copy{store.db(), R"(
        INSERT INTO measure_session (measure, number, day, start_minute, minutes, venue)
        SELECT m.id, s.number, s.day, s.start_minute, s.minutes, c.venue
        FROM measure m JOIN course c ON c.id = m.course JOIN course_session s ON s.course = c.id WHERE m.id = ?)"};
    copy.bind(1, measure.value);
    copy.exec();
}

std::vector<domain::MeasureId> adopt(store::Store& store, store::ChangeSet& change,
                                     const programme::Proposal& proposal, base::Date today) {
    programme::mark_adopted(store, proposal, today);
    std::map<domain::CourseId, std::int64_t> participants;
    for (const auto& seat : proposal.seats)
        participants[seat.course] += seat.persons;
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO measure (id, course, programme, planned_participants, state) VALUES (?, ?, ?, ?, 'planned'))"};
    std::vector<domain::MeasureId> measures;
    for (const auto course : proposal.courses) {
        measures.push_back(change.next_id<domain::MeasureId>());
        insert.reset();
        insert.bind(1, measures.back().value);
        insert.bind(2, course.value);
        insert.bind(3, proposal.id.value);
        insert.bind(4, participants[course]);
        insert.exec();
        copy_sessions(store, measures.back());
    }
    change.count("programmes_adopted", 1);
    change.count("measures_new", static_cast<std::int64_t>(measures.size()));
    return measures;
}

std::vector<PlannedCourse> planned_courses(const store::Store& store, domain::ProgrammeId programme) {
    SQLite::Statement query{store.db(), R"(
        SELECT course, planned_participants, id FROM measure
        WHERE programme = ? AND state NOT IN ('rejected', 'cancelled') ORDER BY course)"};
    query.bind(1, programme.value);
    std::vector<PlannedCourse> courses;
    while (query.executeStep())
        courses.push_back({{query.getColumn(0).getInt64()},
                           query.getColumn(1).getInt64(),
                           query.getColumn(2).getInt64() - store.origin().id(1) + 1});
    return courses;
}

} // namespace ehrenamt::measures
