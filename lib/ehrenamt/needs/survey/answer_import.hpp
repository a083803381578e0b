// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/needs/survey/answer.hpp"
#include "ehrenamt/needs/survey/read_answer.hpp"
#include "ehrenamt/needs/survey_round.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ehrenamt::needs::survey {

/// What an import did, or would do.
struct AnswerCounts {
    std::int64_t added = 0;
    std::int64_t changed = 0; ///< were there, and say something else now
    std::int64_t same = 0;
    std::int64_t blank = 0;      ///< opened and left without a word: not taken
    std::int64_t superseded = 0; ///< not sent off, and the same association sent one off
    std::int64_t needs = 0;      ///< of the added and changed ones
    std::int64_t late = 0;       ///< of the added ones
    std::int64_t incomplete = 0; ///< of the added ones
    std::int64_t anonymous = 0;  ///< of the added ones
    std::int64_t outside_area = 0;
    std::int64_t codes_used = 0;
    std::int64_t codes_unknown = 0; ///< of anonymous ones
    std::int64_t registered = 0;    ///< associations that were not in the register
    std::int64_t consents = 0;      ///< associations that agreed to be contacted
    std::int64_t consents_withdrawn = 0;
    std::int64_t persons_open = 0;   ///< needs whose number of persons somebody has to look at
    std::int64_t topics_matched = 0; ///< topics in own words that the word list knows
    std::int64_t topics_open = 0;
    std::int64_t needs_kept = 0;                 ///< no longer wished, but a programme serves them
    std::vector<std::string> changed_references; ///< the first of them
};

/// Takes answers into a round: first all are read and judged, then all are written.
class EHRENAMT_API AnswerImport {
  public:
    /// \param source            as column `source` of `response`
    /// \param register_missing  associations that are not in the register are entered
    AnswerImport(store::Store& store, const SurveyRound& round, std::string source, bool register_missing);
    ~AnswerImport();
    AnswerImport(const AnswerImport&) = delete;
    AnswerImport& operator=(const AnswerImport&) = delete;

    /// Reads all rows, on a second thread, and rejects what cannot be taken. Rules: those of AnswerReader and
    /// `association.unknown`, `association.ambiguous`, `response.twice`, `response.answered`,
    /// `response.other_association`, `answer.reference_twice`, `code.used`.
    /// \param pause  called now and then, may throw
    void read(formats::ImportReader& reader, AnswerReader& answers, const SheetPlan& plan,
              const std::function<void()>& pause);
    /// Writes what was accepted. \param today  day on which topics in own words are matched
    AnswerCounts write(store::ChangeSet& change, base::Date today, const std::function<void()>& pause);

  private:
    struct Pending;
    struct Stored;
    struct State;
    struct ReadAnswer;
    void judge(ReadAnswer& read);
    [[nodiscard]] bool find_association(const ReadAnswer& read, Pending& pending);
    [[nodiscard]] bool check_store(const ReadAnswer& read, Pending& pending);
    [[nodiscard]] bool check_file(const ReadAnswer& read, Pending& pending);
    [[nodiscard]] bool check_code(const ReadAnswer& read, Pending& pending);
    std::unique_ptr<State> m_state;
};

} // namespace ehrenamt::needs::survey
