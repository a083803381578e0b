// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/responses.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>

namespace ehrenamt::needs {
namespace {

using base::message;

constexpr std::array<const char*, 3> k_time_words = {"any", "evening", "saturday"};

/// The statements of one recording, and what it did so far.
class Recorder {
  public:
    Recorder(store::Store& store, store::ChangeSet& change, const SurveyRound& round)
        : m_change{change},
          m_round{round},
          m_find{store.db(), "SELECT id, association FROM response WHERE round = ? AND reference = ?"},
          m_answered{store.db(), "SELECT reference FROM response WHERE round = ? AND association = ?"},
          m_insert{store.db(), R"(
              INSERT INTO response (id, round, association, reference, received_on, late) VALUES (?, ?, ?, ?, ?, ?))"},
          m_in_area{store.db(), R"(
              SELECT count(*) FROM association a
              JOIN contact_point_area p ON p.ags = a.municipality
              JOIN contact_point c ON c.id = p.contact_point AND c.own = 1
              WHERE a.id = ?)"},
          m_need{store.db(), R"(
              SELECT id, persons, priority, time_wish, travel_km FROM need WHERE response = ? AND topic = ?)"},
          m_insert_need{store.db(), R"(
              INSERT INTO need (id, response, topic, persons, priority, time_wish, travel_km)
              VALUES (?, ?, ?, ?, ?, ?, ?))"},
          m_update_need{store.db(), R"(
              UPDATE need SET persons = ?, priority = ?, time_wish = ?, travel_km = ? WHERE id = ?)"} {}

    void record(const NeedRow& row) {
        const auto response = response_of(row);
        if (response.value != 0)
            record_need(response, row);
    }

    RecordedNeeds result;

  private:
    /// The response that the row belongs to, made if it is new; 0 after a problem.
    domain::ResponseId response_of(const NeedRow& row) {
        m_find.reset();
        m_find.bind(1, m_round.id.value);
        m_find.bind(2, row.reference);
        if (m_find.executeStep()) {
            if (m_find.getColumn(1).getInt64() == row.association.value)
                return {m_find.getColumn(0).getInt64()};
            result.problems.push_back(
                {"response.other_association",
                 message("the answer {0} is in the store already, of another association", row.reference)});
            return {};
        }
        m_answered.reset();
        m_answered.bind(1, m_round.id.value);
        m_answered.bind(2, row.association.value);
        if (m_answered.executeStep()) {
            result.problems.push_back(
                {"response.answered", message("the association of answer {0} has answered already, as {1}",
                                              row.reference, m_answered.getColumn(0).getString())});
            return {};
        }
        return insert_response(row);
    }

    domain::ResponseId insert_response(const NeedRow& row) {
        const auto id = m_change.next_id<domain::ResponseId>();
        const bool late = m_round.late(row.received_on);
        m_insert.reset();
        m_insert.bind(1, id.value);
        m_insert.bind(2, m_round.id.value);
        m_insert.bind(3, row.association.value);
        m_insert.bind(4, row.reference);
        m_insert.bind(5, row.received_on.iso());
        m_insert.bind(6, late ? 1 : 0);
        m_insert.exec();
        m_in_area.reset();
        m_in_area.bind(1, row.association.value);
        m_in_area.executeStep();
        ++result.responses_new;
        result.responses_late += late ? 1 : 0;
        result.outside_area += m_in_area.getColumn(0).getInt64() == 0 ? 1 : 0;
        return id;
    }

    void record_need(domain::ResponseId response, const NeedRow& row) {
        const std::string time = k_time_words.at(static_cast<std::size_t>(row.time));
        m_need.reset();
        m_need.bind(1, response.value);
        m_need.bind(2, row.topic);
        if (!m_need.executeStep()) {
            insert_need(response, row, time);
            return;
        }
        const auto travel = m_need.getColumn(4);
        // A file that names no travel limit does not take one away.
        const bool travel_same = !row.travel_km || (!travel.isNull() && travel.getInt64() == *row.travel_km);
        const bool same = m_need.getColumn(1).getInt64() == row.persons &&
                          m_need.getColumn(2).getInt64() == row.priority &&
                          m_need.getColumn(3).getString() == time && travel_same;
        ++(same ? result.needs_same : result.needs_changed);
        if (!same)
            update_need(m_need.getColumn(0).getInt64(), row, time,
                        row.travel_km || travel.isNull() ? row.travel_km : std::optional{travel.getInt64()});
    }

    void insert_need(domain::ResponseId response, const NeedRow& row, const std::string& time) {
        m_insert_need.reset();
        m_insert_need.bind(1, m_change.next_id<domain::NeedId>().value);
        m_insert_need.bind(2, response.value);
        m_insert_need.bind(3, row.topic);
        m_insert_need.bind(4, row.persons);
        m_insert_need.bind(5, row.priority);
        m_insert_need.bind(6, time);
        if (row.travel_km)
            m_insert_need.bind(7, *row.travel_km);
        else
            m_insert_need.bind(7);
        m_insert_need.exec();
        ++result.needs_new;
    }

    void update_need(std::int64_t id, const NeedRow& row, const std::string& time,
                     const std::optional<std::int64_t>& travel_km) {
        m_update_need.reset();
        m_update_need.bind(1, row.persons);
        m_update_need.bind(2, row.priority);
        m_update_need.bind(3, time);
        if (travel_km)
            m_update_need.bind(4, *travel_km);
        else
            m_update_need.bind(4);
        m_update_need.bind(5, id);
        m_update_need.exec();
    }

    store::ChangeSet& m_change;
    const SurveyRound& m_round;
    SQLite::Statement m_find;
    SQLite::Statement m_answered;
    SQLite::Statement m_insert;
    SQLite::Statement m_in_area;
    SQLite::Statement m_need;
    SQLite::Statement m_insert_need;
    SQLite::Statement m_update_need;
};

} // namespace

RecordedNeeds record_needs(store::Store& store, store::ChangeSet& change, const SurveyRound& round,
                           const std::vector<NeedRow>& rows) {
    Recorder recorder{store, change, round};
    for (const auto& row : rows)
        recorder.record(row);
    auto& result = recorder.result;
    change.count("responses_new", result.responses_new);
    change.count("needs_new", result.needs_new);
    change.count("needs_changed", result.needs_changed);
    return std::move(result);
}

} // namespace ehrenamt::needs
