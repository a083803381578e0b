// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/courses.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>

namespace ehrenamt::programme {
namespace {

std::string text_or_empty(const SQLite::Column& column) {
    return column.isNull() ? std::string{} : column.getString();
}

template <class Id>
std::optional<Id> id_or_empty(const SQLite::Column& column) {
    return column.isNull() ? std::optional<Id>{} : Id{column.getInt64()};
}

Course course_of(SQLite::Statement& query) {
    Course course;
    int at = 0;
    const auto next = [&] { return query.getColumn(at++); };
    course.id = {next().getInt64()};
    auto& facts = course.facts;
    facts.half_year = *domain::HalfYear::parse(next().getString());
    facts.reference = next().getString();
    facts.title = next().getString();
    facts.topic = next().getString();
    course.topic_name = next().getString();
    course.specific = next().getString() == "specific";
    course.trainer = id_or_empty<domain::TrainerId>(next());
    facts.trainer = text_or_empty(next());
    course.venue = id_or_empty<domain::VenueId>(next());
    facts.venue = text_or_empty(next());
    if (const auto ags = text_or_empty(next()); !ags.empty())
        facts.municipality = *domain::Ags::parse(ags);
    facts.capacity = next().getInt64();
    if (const auto minimum = next(); !minimum.isNull())
        facts.minimum = minimum.getInt64();
    for (auto* amount : {&facts.fee, &facts.material, &facts.other_costs, &facts.participant_fees})
        *amount = {next().getInt64()};
    facts.partner = text_or_empty(next());
    facts.no_supraregional_offer = text_or_empty(next());
    facts.hybrid = next().getInt() == 1;
    facts.generated = next().getInt() == 1;
    return course;
}

void read_sessions(const store::Store& store, std::vector<Course>& courses,
                   const domain::HalfYear& half_year) {
    std::map<domain::CourseId, Course*> by_id;
    for (auto& course : courses)
        by_id[course.id] = &course;
    SQLite::Statement query{store.db(), R"(
        SELECT s.course, s.day, s.start_minute, s.minutes FROM course_session s JOIN course c ON c.id = s.course
        WHERE c.half_year = ? ORDER BY s.course, s.number)"};
    query.bind(1, half_year.text());
    while (query.executeStep())
        by_id.at({query.getColumn(0).getInt64()})
            ->facts.sessions.push_back({*base::Date::parse(query.getColumn(1).getString()),
                                        query.getColumn(2).getInt(), query.getColumn(3).getInt()});
}

class Recorder {
  public:
    Recorder(store::Store& store, store::ChangeSet& change, base::Date today)
        : m_store{store}, m_change{change}, m_today{today} {}

    RecordedCourses result;

    void record(const CourseFacts& course) {
        const auto known = find(course);
        if (!known) {
            const auto id = m_change.next_id<domain::CourseId>();
            write(id, course, k_insert);
            ++result.courses_new;
        } else if (known->facts == course) {
            ++result.courses_same;
        } else if (is_measure(known->id)) {
            result.problems.push_back(
                {"course.adopted",
                 base::message("the course {0} is a measure of an adopted programme and stays as it is",
                               course.reference)});
        } else {
            SQLite::Statement forget{m_store.db(), "DELETE FROM course_session WHERE course = ?"};
            forget.bind(1, known->id.value);
            forget.exec();
            write(known->id, course, k_update);
            ++result.courses_changed;
        }
    }

  private:
    static constexpr const char* k_insert = R"(
        INSERT INTO course (id, half_year, reference, title, topic, trainer, venue, capacity, minimum, fee_cents,
                            material_cents, other_cents, participant_fees_cents, partner, no_supraregional_offer,
                            hybrid, generated, registered_on)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?, ?))";
    // The day of registration stays: it is the order of receipt.
    static constexpr const char* k_update = R"(
        UPDATE course SET half_year = ?2, reference = ?3, title = ?4, topic = ?5, trainer = ?6, venue = ?7,
            capacity = ?8, minimum = ?9, fee_cents = ?10, material_cents = ?11, other_cents = ?12,
            participant_fees_cents = ?13, partner = nullif(?14, ''), no_supraregional_offer = nullif(?15, ''),
            hybrid = ?16, generated = ?17
        WHERE id = ?1 AND ?18 IS NOT NULL)";

    const Course* find(const CourseFacts& course) {
        auto& known = m_known[course.half_year.text()];
        if (known.empty())
            for (auto& one : courses(m_store, course.half_year))
                known.emplace(one.facts.reference, std::move(one));
        const auto found = known.find(course.reference);
        return found == known.end() ? nullptr : &found->second;
    }

    bool is_measure(domain::CourseId id) {
        SQLite::Statement query{m_store.db(), "SELECT 1 FROM measure WHERE course = ?"};
        query.bind(1, id.value);
        return query.executeStep();
    }

    void write(domain::CourseId id, const CourseFacts& course, const char* statement) {
        const auto trainer = trainer_of(course);
        const auto venue = venue_of(course);
        SQLite::Statement query{m_store.db(), statement};
        int at = 0;
        query.bind(++at, id.value);
        for (const auto& text : {course.half_year.text(), course.reference, course.title, course.topic})
            query.bind(++at, text);
        for (const auto& optional : {trainer ? std::optional{trainer->value} : std::nullopt,
                                     venue ? std::optional{venue->value} : std::nullopt,
                                     std::optional{course.capacity}, course.minimum})
            if (++at; optional)
                query.bind(at, *optional);
        for (const auto amount : {course.fee, course.material, course.other_costs, course.participant_fees})
            query.bind(++at, amount.value);
        query.bind(++at, course.partner);
        query.bind(++at, course.no_supraregional_offer);
        query.bind(++at, course.hybrid ? 1 : 0);
        query.bind(++at, course.generated ? 1 : 0);
        query.bind(++at, m_today.iso());
        query.exec();
        write_sessions(id, course.sessions);
    }

    void write_sessions(domain::CourseId id, const std::vector<Session>& sessions) {
        SQLite::Statement insert{m_store.db(), "INSERT INTO course_session VALUES (?, ?, ?, ?, ?)"};
        int number = 0;
        for (const auto& session : sessions) {
            insert.reset();
            insert.bind(1, id.value);
            insert.bind(2, ++number);
            insert.bind(3, session.day.iso());
            insert.bind(4, session.start_minute);
            insert.bind(5, session.minutes);
            insert.exec();
        }
    }

    std::optional<domain::TrainerId> trainer_of(const CourseFacts& course) {
        if (course.trainer.empty())
            return {};
        SQLite::Statement find{
            m_store.db(), "SELECT t.id FROM trainer t JOIN person p ON p.id = t.person WHERE p.name = ?"};
        find.bind(1, course.trainer);
        if (find.executeStep())
            return domain::TrainerId{find.getColumn(0).getInt64()};
        const auto person = m_change.next_id<domain::PersonId>();
        SQLite::Statement insert_person{m_store.db(), R"(
            INSERT INTO person (id, name, purpose, legal_basis, retention_class, recorded_on)
            VALUES (?, ?, 'trainer of courses', 'Art. 6 Abs. 1 lit. b DSGVO', 'grant_records', ?))"};
        insert_person.bind(1, person.value);
        insert_person.bind(2, course.trainer);
        insert_person.bind(3, m_today.iso());
        insert_person.exec();
        const auto id = m_change.next_id<domain::TrainerId>();
        SQLite::Statement insert{m_store.db(), "INSERT INTO trainer (id, person) VALUES (?, ?)"};
        insert.bind(1, id.value);
        insert.bind(2, person.value);
        insert.exec();
        ++result.trainers_new;
        return id;
    }

    std::optional<domain::VenueId> venue_of(const CourseFacts& course) {
        if (course.venue.empty())
            return {};
        SQLite::Statement find{m_store.db(), "SELECT id FROM venue WHERE name = ? AND municipality = ?"};
        find.bind(1, course.venue);
        find.bind(2, course.municipality->text());
        if (find.executeStep())
            return domain::VenueId{find.getColumn(0).getInt64()};
        const auto id = m_change.next_id<domain::VenueId>();
        SQLite::Statement insert{m_store.db(), "INSERT INTO venue (id, name, municipality) VALUES (?, ?, ?)"};
        insert.bind(1, id.value);
        insert.bind(2, course.venue);
        insert.bind(3, course.municipality->text());
        insert.exec();
        ++result.venues_new;
        return id;
    }

    store::Store& m_store;
    store::ChangeSet& m_change;
    base::Date m_today;
    std::map<std::string, std::map<std::string, Course>> m_known; ///< by half-year and reference, as before
};

} // namespace

RecordedCourses record_courses(store::Store& store, store::ChangeSet& change,
                               const std::vector<CourseFacts>& rows, base::Date today) {
    Recorder recorder{store, change, today};
    for (const auto& row : rows)
        recorder.record(row);
    auto& result = recorder.result;
    change.count("courses_new", result.courses_new);
    change.count("courses_changed", result.courses_changed);
    change.count("trainers_new", result.trainers_new);
    change.count("venues_new", result.venues_new);
    return std::move(result);
}

std::vector<Course> courses(const store::Store& store, const domain::HalfYear& half_year) {
    SQLite::Statement query{store.db(), R"(
        SELECT c.id, c.half_year, c.reference, c.title, c.topic, o.name, o.kind, c.trainer, p.name, c.venue, v.name,
               v.municipality, c.capacity, c.minimum, c.fee_cents, c.material_cents, c.other_cents,
               c.participant_fees_cents, c.partner, c.no_supraregional_offer, c.hybrid, c.generated
        FROM course c JOIN topic o ON o.key = c.topic LEFT JOIN trainer t ON t.id = c.trainer
             LEFT JOIN person p ON p.id = t.person LEFT JOIN venue v ON v.id = c.venue
        WHERE c.half_year = ? ORDER BY c.id)"};
    query.bind(1, half_year.text());
    std::vector<Course> all;
    while (query.executeStep())
        all.push_back(course_of(query));
    read_sessions(store, all, half_year);
    return all;
}

} // namespace ehrenamt::programme
