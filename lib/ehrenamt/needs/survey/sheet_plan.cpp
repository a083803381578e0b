// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/sheet_plan.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/needs/survey/ticked_labels.hpp"

#include <algorithm>
#include <set>

namespace ehrenamt::needs::survey {
namespace {

using base::message;
using base::printable;

bool is_yes_or_no(const ColumnPlan& column) {
    const auto& [question, line, own_words] = column.target;
    return column.kind == ColumnPlan::Kind::answer && !own_words &&
           (question->type == QuestionType::yes_no || question->type == QuestionType::several_of);
}

/// Whether a code counts only in capitals: elsewhere „Name“ is a word, and may be that of a person.
bool strict(Tool tool, std::string_view heading) {
    const bool limesurvey = tool == Tool::limesurvey || tool == Tool::limesurvey_vv;
    return !limesurvey && (tool != Tool::form || heading.find_first_of("[_") == heading.npos);
}

class Planner {
  public:
    Planner(const std::vector<std::string>& header, const formats::Verdict& verdict, const Headings& headings)
        : m_header{header}, m_verdict{verdict}, m_headings{headings} {}

    SheetPlan plan(const PlanChoice& choice) {
        m_plan.columns.resize(m_header.size());
        const bool mapped = choice.mapping != nullptr;
        m_plan.tool = choice.tool                      ? *choice.tool
                      : mapped && choice.mapping->tool ? *choice.mapping->tool
                                                       : found_tool(mapped);
        if (mapped)
            take_mapping(*choice.mapping);
        else
            take_headings();
        if (!mapped && !choice.tool)
            take_form_for_limesurvey();
        drop_joined();
        complain_of_twins();
        if (!m_plan.reads_something() && m_plan.problems.empty())
            add("survey.unknown",
                message(
                    "no heading of this file is about topics that are asked; if it comes from another "
                    "questionnaire, let --write-mapping FILE draft a mapping and read it by --mapping FILE"),
                0);
        m_plan.joined_by_space = m_plan.tool == Tool::kobo || m_plan.tool == Tool::odk;
        return std::move(m_plan);
    }

  private:
    void add(const char* rule, base::Message text, std::size_t column) {
        base::Place place{m_verdict.file, column > 0 ? m_verdict.heading_line : 0, column,
                          column > 0 ? m_header[column - 1] : std::string{}};
        m_plan.problems.push_back(
            {rule, std::move(text), std::move(place), column > 0 ? m_header[column - 1] : std::string{}});
    }

    [[nodiscard]] Tool found_tool(bool mapped) const {
        std::vector<std::string> header;
        for (const auto& heading : m_header)
            if (heading != formats::k_reject_line_heading && heading != formats::k_reject_reason_heading)
                header.push_back(heading);
        return find_tool(header, m_verdict.delimiter).value_or(mapped ? Tool::other : Tool::form);
    }

    void take_headings() {
        std::set<std::string> own_columns; // a second one of that name is a question
        for (std::size_t i = 0; i < m_header.size(); ++i) {
            auto& column = m_plan.columns[i];
            const auto& heading = m_header[i];
            column.meta = meta_of(m_plan.tool, heading, i);
            if (column.meta != Meta::none && own_columns.insert(heading).second) {
                column.kind = ColumnPlan::Kind::meta;
                continue;
            }
            const auto found = m_headings.find(heading, strict(m_plan.tool, heading));
            if (found.targets.size() > 1)
                add("survey.heading_ambiguous",
                    message("the heading can be {0} or {1}; export the answers with codes as headings",
                            found.targets[0].code(), found.targets[1].code()),
                    i + 1);
            else if (found.targets.size() == 1)
                take(column, found.targets.front(), found.style);
            else if (found.unknown_line_of != nullptr)
                unknown_line(found, i + 1);
        }
    }

    void take(ColumnPlan& column, const Target& target, HeadingStyle style) {
        const auto type = target.question->type;
        const bool needs_line = type == QuestionType::several_of || type == QuestionType::one_per_item ||
                                type == QuestionType::number_per_item;
        if (needs_line && target.line == nullptr && !target.own_words && type != QuestionType::several_of)
            return; // the group of the lines has no value itself
        column.target = target;
        const bool whole = needs_line && target.line == nullptr && !target.own_words;
        column.kind = whole ? ColumnPlan::Kind::joined : ColumnPlan::Kind::answer;
        m_plan.has_persons = m_plan.has_persons || type == QuestionType::number_per_item;
        if (style > m_plan.style)
            m_plan.style = style;
    }

    void unknown_line(const Headings::Found& found, std::size_t column) {
        std::vector<std::string_view> known;
        const auto& question = *found.unknown_line_of;
        for (const auto& line :
             question.type == QuestionType::several_of ? question.options : question.items) {
            known.emplace_back(line.code);
            known.emplace_back(line.text.de);
        }
        const auto meant = base::nearest(found.unknown_line, known);
        if (meant.empty())
            add("survey.line_unknown",
                message(
                    "{0} has nothing called '{1}'; correct the heading, or say by a mapping file what it is",
                    question.code, printable(found.unknown_line)),
                column);
        else
            add("survey.line_unknown",
                message("{0} has nothing called '{1}'; did you mean '{2}'?", question.code,
                        printable(found.unknown_line), meant),
                column);
    }

    /// Our own CSV form has LimeSurvey's headings for the number and the day, and no other of its columns.
    void take_form_for_limesurvey() {
        const auto is_meta = [](const ColumnPlan& column) { return column.kind == ColumnPlan::Kind::meta; };
        const auto metas = std::count_if(m_plan.columns.begin(), m_plan.columns.end(), is_meta);
        const auto has = [&](const char* text) {
            return std::find(m_header.begin(), m_header.end(), text) != m_header.end();
        };
        if (m_plan.tool == Tool::limesurvey && metas == 2 && has("id") && has("submitdate") &&
            m_plan.style == HeadingStyle::code_and_text)
            m_plan.tool = Tool::form;
    }

    void take_mapping(const AnswerMapping& mapping) {
        for (const auto& mapped : mapping.columns) {
            const auto index = column_of(mapped);
            if (!index || mapped.question.empty())
                continue;
            auto& column = m_plan.columns[*index];
            column.values = mapped.values.empty() ? nullptr : &mapped.values;
            if (mapped.question == "id" || mapped.question == "submitdate" ||
                mapped.question == "startdate") {
                column.kind = ColumnPlan::Kind::meta;
                column.meta = mapped.question == "id"           ? Meta::reference
                              : mapped.question == "submitdate" ? Meta::submitted_at
                                                                : Meta::started_at;
                continue;
            }
            const auto target = m_headings.by_code(mapped.question);
            if (target.question == nullptr || needs_a_line(target)) {
                m_plan.problems.push_back(
                    {"mapping.unknown_field",
                     message(
                         "'{0}' is no question; docs/questionnaire.md and the drafted mapping list the codes",
                         printable(mapped.question)),
                     mapped.place, mapped.question});
                continue;
            }
            take(column, target, HeadingStyle::none);
        }
    }

    static bool needs_a_line(const Target& target) {
        const auto type = target.question->type;
        return target.line == nullptr &&
               (type == QuestionType::one_per_item || type == QuestionType::number_per_item);
    }

    std::optional<std::size_t> column_of(const MappedColumn& mapped) {
        const auto at = mapped.number - 1;
        if (mapped.number > 0 && at < m_header.size() && m_header[at] == mapped.heading)
            return at;
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < m_header.size(); ++i)
            if (m_header[i] == mapped.heading)
                found.push_back(i);
        if (found.size() == 1)
            return found.front();
        if (mapped.question.empty())
            return std::nullopt;
        m_plan.problems.push_back(
            {"mapping.column_missing",
             found.empty() ? message("the file has no column '{0}'", printable(mapped.heading))
                           : message("the file has several columns '{0}', and none of them is column {1}",
                                     printable(mapped.heading), mapped.number),
             mapped.place, mapped.heading});
        return std::nullopt;
    }

    /// Where each box has a column of its own, the column that sums them up says nothing new.
    void drop_joined() {
        std::set<const Question*> in_boxes;
        for (const auto& column : m_plan.columns)
            if (column.kind == ColumnPlan::Kind::answer && column.target.line != nullptr)
                in_boxes.insert(column.target.question);
        for (auto& column : m_plan.columns)
            if (column.kind == ColumnPlan::Kind::joined && in_boxes.contains(column.target.question))
                column = {};
    }

    void complain_of_twins() {
        for (std::size_t i = 0; i < m_plan.columns.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                const auto& one = m_plan.columns[j];
                const auto& other = m_plan.columns[i];
                const bool both_answers = one.target.question != nullptr && one.target == other.target;
                const bool both_ids = one.kind == ColumnPlan::Kind::meta && other.kind == one.kind &&
                                      one.meta == other.meta &&
                                      (one.meta == Meta::reference || one.meta == Meta::submitted_at);
                if (!both_answers && !both_ids)
                    continue;
                add("survey.question_twice",
                    message(
                        "columns {0} and {1} are both {2}; delete one, or say by a mapping file which it is",
                        j + 1, i + 1, both_answers ? one.target.code() : m_header[j]),
                    i + 1);
                break;
            }
    }

    const std::vector<std::string>& m_header;
    const formats::Verdict& m_verdict;
    const Headings& m_headings;
    SheetPlan m_plan;
};

/// What the cells of the file hold between them.
struct Facts {
    bool unquoted_empty = false;
    bool quoted_empty = false;
    bool vv_not_shown = false; ///< as only a VV file writes it
    std::vector<bool> has_one;
    std::vector<bool> has_two;
    std::vector<bool> has_word; ///< of a yes or no: something else than 0, 1, 2 or nothing
    std::size_t first_two = 0;  ///< line
    std::size_t two_column = 0;
    std::size_t label_line = 0; ///< where a cell of joined boxes holds something else than codes
    std::size_t label_column = 0;
};

bool only_codes(std::string_view cell, const Question& question) {
    for (const auto part : base::split(cell, ' '))
        if (!part.empty() && part != "other" &&
            std::none_of(question.options.begin(), question.options.end(),
                         [&](const Option& option) { return option.code == part; }))
            return false;
    return true;
}

void look_at(Facts& facts, const SheetPlan& plan, const formats::Row& row) {
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        const auto& column = plan.columns[i];
        if (column.kind == ColumnPlan::Kind::unused || column.kind == ColumnPlan::Kind::meta)
            continue;
        const auto& cell = row.cell(i);
        const auto text = base::trimmed(cell.text);
        if (text.empty()) {
            (cell.quoted ? facts.quoted_empty : facts.unquoted_empty) = true;
        } else if (text == k_vv_not_shown) {
            facts.vv_not_shown = true;
        } else if (column.kind == ColumnPlan::Kind::joined) {
            if (facts.label_line == 0 && column.values == nullptr &&
                !only_codes(text, *column.target.question)) {
                facts.label_line = row.line();
                facts.label_column = i + 1;
            }
        } else if (is_yes_or_no(column)) {
            const bool two = text == "2" && (column.values == nullptr || !column.values->contains("2"));
            facts.has_one[i] = facts.has_one[i] || text == "1";
            facts.has_two[i] = facts.has_two[i] || two;
            facts.has_word[i] = facts.has_word[i] || (text != "1" && text != "2" && text != "0");
            if (two && facts.first_two == 0) {
                facts.first_two = row.line();
                facts.two_column = i + 1;
            }
        }
    }
}

} // namespace

bool SheetPlan::reads_something() const {
    return std::any_of(columns.begin(), columns.end(), [](const ColumnPlan& column) {
        return column.target.question != nullptr && (column.target.question->code == question::k_topics ||
                                                     column.target.question->code == question::k_own_topic);
    });
}

std::optional<std::size_t> SheetPlan::column_of(std::string_view code) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].target.question != nullptr && columns[i].target.code() == code)
            return i;
    return std::nullopt;
}

std::vector<std::string> SheetPlan::fields() const {
    std::vector<std::string> fields;
    for (const auto& column : columns)
        switch (column.kind) {
        case ColumnPlan::Kind::answer:
        case ColumnPlan::Kind::joined:
            fields.push_back(column.target.code());
            break;
        case ColumnPlan::Kind::meta:
            fields.emplace_back(column.meta == Meta::reference      ? "id"
                                : column.meta == Meta::submitted_at ? "submitdate"
                                : column.meta == Meta::started_at   ? "startdate"
                                                                    : "");
            break;
        case ColumnPlan::Kind::unused:
            fields.emplace_back();
        }
    return fields;
}

SheetPlan make_plan(const std::vector<std::string>& header, const formats::Verdict& verdict,
                    const Headings& headings, const PlanChoice& choice) {
    return Planner{header, verdict, headings}.plan(choice);
}

bool is_heading_row(const formats::Row& row, const SheetPlan& plan) {
    bool hxl = true;
    bool ids = true;
    bool any = false;
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        const auto text = base::trimmed(row.cell(i).text);
        if (text.empty())
            continue;
        any = true;
        hxl = hxl && text.starts_with('#') && text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
        ids = ids && (text.starts_with("question-id-") || text == "submission_id" || text == "user_id" ||
                      text == "user_display_name" || text == "timestamp");
    }
    return any && (hxl || ids);
}

void look_at_cells(SheetPlan& plan, formats::ImportReader& reader, const PlanChoice& choice) {
    Facts facts;
    facts.has_one.resize(plan.columns.size());
    facts.has_two.resize(plan.columns.size());
    facts.has_word.resize(plan.columns.size());
    bool first = true;
    while (const auto* row = reader.next()) {
        if (!first || !is_heading_row(*row, plan))
            look_at(facts, plan, *row);
        first = false;
    }
    if (plan.tool == Tool::limesurvey && facts.vv_not_shown)
        plan.tool = Tool::limesurvey_vv; // saved by a program that left the tabs out, as a workbook
    const bool limesurvey = plan.tool == Tool::limesurvey || plan.tool == Tool::limesurvey_vv;
    // Of older versions, and of a workbook, an empty cell does not tell whether it was shown.
    plan.tells_not_shown = plan.tool == Tool::limesurvey_vv ||
                           (plan.tool == Tool::limesurvey && facts.unquoted_empty && facts.quoted_empty);
    const auto place = [&](std::size_t line, std::size_t column) {
        return base::Place{reader.verdict().file, line, column, reader.header()[column - 1]};
    };
    if (facts.first_two > 0) {
        // LimeSurvey writes 1 and 2 for its Y and N alone; anybody else may mean anything.
        const bool proven = limesurvey && choice.mapping == nullptr;
        plan.one_two = choice.one_is_yes.value_or(proven);
        if (!plan.one_two)
            plan.problems.push_back(
                {"survey.one_two",
                 message("yes or no is expected here, and the file has 2: is 1 yes and 2 no? Then say "
                         "--one-two yes-no; else say by a mapping file what the figures mean"),
                 place(facts.first_two, facts.two_column), "2"});
    }
    if (facts.label_line > 0 && plan.joined_by_space && !choice.labels_joined)
        plan.problems.push_back(
            {"survey.joined_labels",
             message("several answers stand in one cell in words, parted by spaces, which the words have as "
                     "well; export again with XML values or with a column for each answer, or say "
                     "--split-labels to part them by the words of the questionnaire"),
             place(facts.label_line, facts.label_column)});
}

} // namespace ehrenamt::needs::survey
