// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/needs/survey/headings.hpp"
#include "ehrenamt/needs/survey/tool.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::needs::survey {

/// What a person says about one column of a foreign questionnaire.
struct MappedColumn {
    std::size_t number = 0; ///< from 1; 0 = found by its heading
    std::string heading;
    std::string question;                      ///< code, `id`, `submitdate`, `startdate`; empty: not used
    std::map<std::string, std::string> values; ///< as written → code of the option, `Y` or `N`
    base::Place place = {};
};

/// A mapping file for answers.
struct AnswerMapping {
    std::optional<Tool> tool;
    std::vector<MappedColumn> columns;
};

/// What a user settles where a file could be read two ways.
struct PlanChoice {
    std::optional<Tool> tool = {};
    std::optional<bool> one_is_yes = {};    ///< `1` means yes and `2` no; false: they are something else
    bool labels_joined = false;             ///< labels that are joined by spaces are to be taken apart
    const AnswerMapping* mapping = nullptr; ///< no column is found by its heading
};

struct ColumnPlan {
    enum class Kind {
        unused,
        meta,
        answer, ///< to a question, or to one line of it
        joined, ///< several ticked boxes in one cell
    };
    Kind kind = Kind::unused;
    Meta meta = Meta::none;
    Target target = {};
    const std::map<std::string, std::string>* values = nullptr; ///< of the mapping file
};

/// What a VV file of LimeSurvey writes for an answer to a question that was not shown.
inline constexpr std::string_view k_vv_not_shown = "{question_not_shown}";

/// What the columns of a file hold, and how its cells are to be understood.
struct SheetPlan {
    Tool tool = Tool::other;
    HeadingStyle style = HeadingStyle::none;
    std::vector<ColumnPlan> columns = {};
    bool tells_not_shown = false; ///< an empty cell without quotes was not shown, one with quotes was
    bool one_two = false;         ///< 1 means yes and 2 means no
    bool joined_by_space = false; ///< several ticked boxes of a cell; else by comma or semicolon
    bool has_persons = false;     ///< some column holds numbers of persons
    std::vector<base::Problem> problems = {};

    [[nodiscard]] EHRENAMT_API bool reads_something() const; ///< topics, at the least
    /// Where a question is, by its code.
    [[nodiscard]] std::optional<std::size_t> column_of(std::string_view code) const;
    /// `TOPICS[buchfuehrung]` for each column; empty: not used.
    [[nodiscard]] EHRENAMT_API std::vector<std::string> fields() const;
};

/// Tells the columns of a file apart by its headings, or by a mapping. What does not fit is in `problems`.
/// Rules: `survey.question_twice`, `survey.heading_ambiguous`, `survey.line_unknown`, `survey.unknown`,
/// `mapping.column_missing`, `mapping.unknown_field`.
EHRENAMT_API SheetPlan make_plan(const std::vector<std::string>& header, const formats::Verdict& verdict,
                                 const Headings& headings, const PlanChoice& choice);

/// Reads all rows once and completes the plan by what the cells hold. What can be read two ways is a problem.
/// Rules: `survey.one_two`, `survey.joined_labels`.
EHRENAMT_API void look_at_cells(SheetPlan& plan, formats::ImportReader& reader, const PlanChoice& choice);

/// True for a row below the headings that is one itself: HXL tags, hidden ids of columns.
EHRENAMT_API bool is_heading_row(const formats::Row& row, const SheetPlan& plan);

} // namespace ehrenamt::needs::survey
