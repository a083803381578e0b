// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/xlsx_writer.hpp"
#include "ehrenamt/publishing/questionnaire_forms.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehrenamt::publishing {
namespace {

using needs::Question;
using needs::QuestionType;

/// `${…}` in a label would be replaced by an answer.
std::string label(std::string text) {
    for (std::size_t at = 0; (at = text.find("${", at)) != text.npos; ++at)
        text.insert(at + 1, " ");
    return text;
}

/// Questions with the same options share the list of the first of them.
struct ChoiceList {
    std::string name;
    const std::vector<needs::Option>* options;
};

bool same(const std::vector<needs::Option>& left, const std::vector<needs::Option>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const needs::Option& a, const needs::Option& b) { return a.code == b.code; });
}

class Writer {
  public:
    Writer(const needs::Questionnaire& questionnaire, std::string_view language, base::Date version,
           const std::string& path, const std::string& name)
        : m_questionnaire{questionnaire},
          m_language{language},
          m_version{version},
          m_book{path,
                 name,
                 "survey",
                 {"type", "name", "label", "hint", "relevant", "constraint", "constraint_message"}} {}

    void write() {
        row({"note", "WELCOME", label(in(m_questionnaire.welcome))});
        for (const auto& group : m_questionnaire.groups) {
            row({"begin_group", std::string{group.code}, label(in(group.title))});
            for (const auto& question : group.questions)
                write(question);
            row({"end_group"});
        }
        row({"note", "THANKS", label(in(m_questionnaire.thanks))});
        m_book.next_sheet("choices", {"list_name", "name", "label"});
        for (const auto& list : m_lists)
            for (const auto& option : *list.options)
                row({list.name, option.code, label(in(option.text))});
        m_book.next_sheet("settings", {"form_title", "form_id", "version"});
        row({in(m_questionnaire.title), form_id(), version()});
        m_book.finish();
    }

  private:
    [[nodiscard]] const std::string& in(const needs::Text& text) const { return text.in(m_language); }

    [[nodiscard]] std::string form_id() const {
        if (!m_questionnaire.name.empty())
            return m_questionnaire.name;
        std::string half_year = m_questionnaire.half_year.text();
        std::replace(half_year.begin(), half_year.end(), '-', '_');
        return "bedarf_" + half_year;
    }

    /// A newer form has a higher one.
    [[nodiscard]] std::string version() const {
        std::string day = m_version.iso();
        day.erase(std::remove(day.begin(), day.end(), '-'), day.end());
        return day;
    }

    void row(const std::vector<std::string>& cells) {
        for (const auto& cell : cells)
            m_book.text(cell);
        m_book.end_row();
    }

    const std::string& list_of(const Question& question) {
        const auto found = std::find_if(m_lists.begin(), m_lists.end(), [&](const ChoiceList& list) {
            return same(*list.options, question.options);
        });
        if (found != m_lists.end())
            return found->name;
        m_lists.push_back({std::string{question.code}, &question.options});
        return m_lists.back().name;
    }

    [[nodiscard]] std::string type(const Question& question) {
        switch (question.type) {
        case QuestionType::text:
            return "text";
        case QuestionType::number:
        case QuestionType::number_per_item:
            return "integer";
        case QuestionType::several_of:
            return "select_multiple " + list_of(question);
        case QuestionType::yes_no:
        case QuestionType::one_of:
        case QuestionType::one_per_item:
            break;
        }
        return "select_one " + list_of(question);
    }

    void write(const Question& question) {
        const auto limits = [&](std::vector<std::string> cells) {
            if (question.most > 0) {
                cells.push_back(fmt::format(". >= 0 and . <= {}", question.most));
                cells.push_back(fmt::format(
                    "{} {}", in({"eine ganze Zahl von 0 bis", "a whole number from 0 to"}), question.most));
            }
            return cells;
        };
        const auto kind = type(question);
        const auto code = std::string{question.code};
        if (question.items.empty())
            row(limits(
                {kind, code, label(in(question.text)), label(in(question.help)), relevance(question)}));
        // A question for each line, shown where its box is ticked.
        for (const auto& item : question.items)
            row(limits({kind, fmt::format("{}_{}", code, item.code),
                        label(fmt::format("{} – {}", in(item.text), in(question.text))),
                        label(in(question.help)),
                        fmt::format("selected(${{{}}}, '{}')", question.only_if, item.code)}));
    }

    [[nodiscard]] std::string relevance(const Question& question) const {
        if (question.only_if.empty())
            return {};
        const auto* asked = needs::find_question(m_questionnaire, question.only_if);
        return fmt::format("${{{}}} {}", question.only_if,
                           asked->type == QuestionType::yes_no ? "= 'Y'" : "!= ''");
    }

    const needs::Questionnaire& m_questionnaire;
    std::string_view m_language;
    base::Date m_version;
    std::vector<ChoiceList> m_lists;
    formats::XlsxWriter m_book;
};

} // namespace

void write_xlsform(const needs::Questionnaire& questionnaire, std::string_view language, base::Date version,
                   const std::string& path, const std::string& name) {
    Writer{questionnaire, language, version, path, name}.write();
}

} // namespace ehrenamt::publishing
