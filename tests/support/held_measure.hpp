// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/support/sample_store.hpp"

#include <string>
#include <vector>

namespace ehrenamt::test {

/// A measure of two sessions of 180 minutes, 6 and 13 March 2027, written row by row.
class HeldMeasure {
  public:
    HeldMeasure() {
        m_sample.change([&](store::ChangeSet& change) {
            const auto course = change.next_id<domain::CourseId>().value;
            m_measure = change.next_id<domain::MeasureId>();
            bound(
                R"(INSERT INTO course (id, half_year, reference, title, topic, capacity, fee_cents, material_cents,
                     other_cents, participant_fees_cents, registered_on)
                     VALUES (?, '2027-H1', 'K1', 'Vereinsrecht für Vorstände', 'vereinsrecht', 12, 30000, 2000, 0, 0,
                             '2026-11-02'))",
                {course});
            bound(R"(INSERT INTO measure (id, course, planned_participants, state, planned_on)
                     VALUES (?, ?, 9, 'held', '2026-12-01'))",
                  {m_measure.value, course});
            bound(R"(INSERT INTO measure_session VALUES (?1, 1, '2027-03-06', 600, 180, NULL),
                                                        (?1, 2, '2027-03-13', 600, 180, NULL))",
                  {m_measure.value});
        });
    }

    [[nodiscard]] store::Store& store() const { return m_sample.get(); }
    [[nodiscard]] domain::MeasureId measure() const { return m_measure; }
    bool change(const std::function<void(store::ChangeSet&)>& work) { return m_sample.change(work); }

    /// Enrols a person who was there for these minutes of the first sessions.
    domain::PersonId add(const std::string& name, const std::vector<std::int64_t>& minutes) {
        domain::PersonId person;
        m_sample.change([&](store::ChangeSet& change) {
            person = change.next_id<domain::PersonId>();
            const auto enrolment = change.next_id<domain::PersonId>().value;
            SQLite::Statement insert{store().db(), R"(
                INSERT INTO person (id, name, purpose, legal_basis, retention_class, recorded_on)
                VALUES (?, ?, 'p', 'b', 'r', '2027-01-02'))"};
            insert.bind(1, person.value);
            insert.bind(2, name);
            insert.exec();
            bound(
                R"(INSERT INTO enrolment (id, measure, person, received_at, receipt_position, priority, legal_basis,
                                            state)
                     VALUES (?, ?, ?, '2027-01-02T10:00:00Z', 0, 2, 'b', 'attended'))",
                {enrolment, m_measure.value, person.value});
            for (std::size_t i = 0; i < minutes.size(); ++i)
                bound("INSERT INTO attendance VALUES (?, ?, ?, ?)",
                      {enrolment, static_cast<std::int64_t>(i) + 1, m_measure.value, minutes[i]});
        });
        return person;
    }

    void run(const std::string& statement) {
        m_sample.change([&](store::ChangeSet&) { store().db().exec(statement); });
    }

  private:
    void bound(const char* statement, const std::vector<std::int64_t>& values) {
        SQLite::Statement query{store().db(), statement};
        for (std::size_t i = 0; i < values.size(); ++i)
            query.bind(static_cast<int>(i) + 1, values[i]);
        query.exec();
    }

    mutable SampleStore m_sample;
    domain::MeasureId m_measure;
};

} // namespace ehrenamt::test
