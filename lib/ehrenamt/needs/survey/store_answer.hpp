// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/needs/survey/answer_import.hpp"
#include "ehrenamt/needs/survey/topic_finder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <functional>
#include <map>
#include <optional>
#include <string>

/// Statements that write answers; not for use outside the room.
namespace ehrenamt::needs::survey {

/// An answer with what was found out about it.
struct JudgedAnswer {
    Answer answer;
    std::optional<domain::AssociationId> association = {};
    std::string_view invitation = "named";         ///< named, code, none
    std::optional<domain::ResponseId> stored = {}; ///< it is there already, and says something else
    std::optional<domain::Ags> municipality = {};
};

/// What a need keeps of the times that an answer ticked: one that is the only one.
std::string_view time_wish(const Answer& answer);

class AnswerWriter {
  public:
    AnswerWriter(store::Store& store, store::ChangeSet& change, const SurveyRound& round, std::string source,
                 base::Date today);
    void write(const JudgedAnswer& judged, AnswerCounts& counts);
    /// Many new answers at once, by the store's bulk insert. \pre none is stored yet
    void write_all(const std::vector<const JudgedAnswer*>& answers, AnswerCounts& counts,
                   const std::function<void()>& pause);

  private:
    struct NeedToWrite {
        std::int64_t persons;
        std::string persons_text;
        std::int64_t priority;
    };
    using Needs = std::map<std::string, NeedToWrite>;

    /// The topic that the word list is sure of for one in own words, with what the store keeps of it.
    void insert_own(domain::ResponseId id, const OwnTopic& own, const TopicGuess& guess,
                    AnswerCounts& counts);
    void insert_unasked(domain::ResponseId id, const Answer& answer);
    static void count_added(const SurveyRound& round, const JudgedAnswer& judged, AnswerCounts& counts);
    void bind_response(SQLite::Statement& statement, const JudgedAnswer& judged, domain::ResponseId id);
    void clear(domain::ResponseId id, const JudgedAnswer& judged);
    void take_own_topics(domain::ResponseId id, const JudgedAnswer& judged, Needs& needs,
                         AnswerCounts& counts);
    void write_needs(domain::ResponseId id, const JudgedAnswer& judged, const Needs& needs,
                     AnswerCounts& counts);
    void write_consent(const JudgedAnswer& judged, AnswerCounts& counts);

    store::Store& m_store;
    store::ChangeSet& m_change;
    const SurveyRound& m_round;
    std::string m_source;
    base::Date m_today;
    TopicFinder m_finder;
    SQLite::Statement m_insert;
    SQLite::Statement m_update;
    SQLite::Statement m_insert_need;
    SQLite::Statement m_update_need;
    SQLite::Statement m_delete_need;
    SQLite::Statement m_needs;
    SQLite::Statement m_insert_unasked;
    SQLite::Statement m_delete_unasked;
    SQLite::Statement m_insert_own;
    SQLite::Statement m_own_topics;
    SQLite::Statement m_delete_own;
    SQLite::Statement m_agree;
    SQLite::Statement m_withdraw;
};

} // namespace ehrenamt::needs::survey
