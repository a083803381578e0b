// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/needs/survey/answer.hpp"
#include "ehrenamt/needs/survey/sheet_plan.hpp"
#include "ehrenamt/needs/survey/ticked_labels.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::needs::survey {

/// Turns the rows of a file into answers, all tools alike.
class EHRENAMT_API AnswerReader {
  public:
    /// \param received  day of answers that the file gives none for
    /// \param today     no answer can be younger
    AnswerReader(const Questionnaire& questionnaire, const SheetPlan& plan, base::Date received,
                 base::Date today);
    AnswerReader(const AnswerReader&) = delete;
    AnswerReader& operator=(const AnswerReader&) = delete;

    /// The answer of a row; what cannot be read is a Problem of the row, and then there is none.
    /// Rules: `answer.value`, `answer.contradiction`, `answer.ambiguous`, `number.format`, `number.between`,
    /// `response.future` and those of read_time_stamp.
    std::optional<Answer> read(formats::Row& row);

  private:
    enum class Tick { not_shown, empty, yes, no };
    struct TopicState {
        Tick tick = Tick::not_shown;
        bool has_column = false;
        std::string count; ///< as written
        std::size_t count_column = 0;
        std::optional<std::int64_t> priority;
    };

    void resolve_column(std::size_t number);
    void add_joined(std::size_t column, const std::map<std::string, std::string>& values);
    void read_cell(formats::Row& row, std::size_t column, Answer& answer);
    void read_line(formats::Row& row, std::size_t column, std::string_view text);
    void read_meta(formats::Row& row, std::size_t column, Answer& answer);
    void read_joined(formats::Row& row, std::size_t column, std::string_view text, Answer& answer);
    void read_single(formats::Row& row, std::size_t column, std::string_view text, Answer& answer);
    [[nodiscard]] std::optional<Tick> tick_of(formats::Row& row, std::size_t column, std::string_view text,
                                              const Option* line) const;
    [[nodiscard]] std::optional<std::size_t> option_of(formats::Row& row, std::size_t column,
                                                       std::string_view text) const;
    [[nodiscard]] std::optional<std::int64_t> number_of(formats::Row& row, std::size_t column,
                                                        std::string_view text) const;
    [[nodiscard]] std::string_view cell_text(const formats::Row& row, std::size_t column);
    void add_own_topic(Answer& answer, std::string_view words) const;
    void finish(formats::Row& row, Answer& answer);
    void finish_time(formats::Row& row, Answer& answer) const;
    void finish_number(formats::Row& row, Answer& answer);
    [[nodiscard]] std::optional<Wish> wish_of(formats::Row& row, std::size_t topic, bool any_shown) const;
    void finish_wishes(formats::Row& row, Answer& answer);
    void finish_boxes(Answer& answer) const;

    const SheetPlan& m_plan;
    base::Date m_received;
    base::Date m_today;
    std::vector<const Option*> m_topics; ///< of the questionnaire
    std::vector<std::size_t> m_asked;    ///< those of them that some column is about
    std::map<const Question*, OptionFinder> m_options;
    std::map<std::size_t, OptionFinder> m_joined; ///< of columns whose words a mapping file tells
    std::vector<std::optional<std::size_t>> m_topic_of_column;
    std::vector<std::optional<std::size_t>> m_box_of_column;
    bool m_all_topics = false; ///< one column names them all
    bool m_has_submitted = false;
    bool m_has_reference = false;
    std::string m_cell; ///< of cell_text
    // Of the row at hand.
    std::vector<TopicState> m_states;
    std::vector<std::size_t> m_touched; ///< topics whose state is to be cleared for the next row
    std::array<Tick, k_boxes.size()> m_box_ticks{};
    std::optional<std::int64_t> m_own_priority;
    std::string m_own_count;
    std::string m_submitted;
    std::size_t m_submitted_column = 0;
    std::string m_started;
    std::map<std::string, std::size_t> m_references; ///< how often each stood, where a time is the number
};

} // namespace ehrenamt::needs::survey
