// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/questionnaire_forms.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace ehrenamt::publishing {
namespace {

using needs::Question;
using needs::QuestionType;

/// The columns in their order; from array_filter on they are attributes of a question.
constexpr std::array k_columns = {
    "class",           "type/scale",     "name",  "relevance",    "text",         "help",
    "language",        "mandatory",      "other", "same_default", "array_filter", "num_value_int_only",
    "min_num_value_n", "max_num_value_n"};

/// Texts are HTML in LimeSurvey, and what stands in braces is run as an expression. Its importer reads by
/// PHP's fgetcsv, which takes a backslash for an escape, and then takes quotes around a whole cell away.
std::string html(std::string_view text) {
    std::string out;
    for (const char c : text)
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\\':
            out += "&#92;";
            break;
        case '\t':
        case '\n':
        case '\r':
            out += ' ';
            break;
        case '{':
            out += "&#123;";
            break;
        case '}':
            out += "&#125;";
            break;
        default:
            out += c;
        }
    return out;
}

char type_letter(QuestionType type) {
    switch (type) {
    case QuestionType::text:
        return 'S';
    case QuestionType::number:
        return 'N';
    case QuestionType::yes_no:
        return 'Y';
    case QuestionType::one_of:
        return 'L';
    case QuestionType::several_of:
        return 'M';
    case QuestionType::one_per_item:
        return 'F';
    case QuestionType::number_per_item:
        break;
    }
    return 'K';
}

using Cells = std::vector<std::pair<std::string_view, std::string>>;

class Writer {
  public:
    Writer(const needs::Questionnaire& questionnaire, std::string_view language)
        : m_questionnaire{questionnaire}, m_language{language} {}

    std::string written() {
        m_out = "\xEF\xBB\xBF";
        for (const auto* column : k_columns)
            m_out += std::string{m_out.size() > 3 ? "\t" : ""} + column;
        m_out += '\n';
        settings();
        int number = 0;
        for (const auto& group : m_questionnaire.groups) {
            row("G", {{"type/scale", std::to_string(++number)},
                      {"name", html(in(group.title))},
                      {"language", std::string{m_language}}});
            for (const auto& question : group.questions)
                write(question);
        }
        return std::move(m_out);
    }

  private:
    [[nodiscard]] const std::string& in(const needs::Text& text) const { return text.in(m_language); }

    void settings() {
        const std::string language{m_language};
        for (const auto& [name, value] : {std::pair{"language", language},
                                          {"format", "G"},
                                          {"anonymized", "Y"},
                                          {"datestamp", "Y"},
                                          {"ipaddr", "N"},
                                          {"refurl", "N"},
                                          {"savetimings", "N"},
                                          {"allowsave", "N"},
                                          {"listpublic", "N"},
                                          {"showwelcome", "Y"},
                                          {"expires", m_questionnaire.closes_on.iso() + " 23:59:59"}})
            row("S", {{"name", name}, {"text", value}});
        for (const auto& [name, value] : {std::pair{"surveyls_title", in(m_questionnaire.title)},
                                          {"surveyls_welcometext", html(in(m_questionnaire.welcome))},
                                          {"surveyls_endtext", html(in(m_questionnaire.thanks))}})
            row("SL", {{"name", name}, {"text", value}, {"language", language}});
    }

    void write(const Question& question) {
        Cells cells = {{"type/scale", std::string{type_letter(question.type)}},
                       {"name", std::string{question.code}},
                       {"relevance", relevance(question)},
                       {"text", html(in(question.text))},
                       {"help", html(in(question.help))},
                       {"language", std::string{m_language}},
                       {"mandatory", "N"},
                       {"other", "N"}};
        if (!question.items.empty())
            cells.emplace_back("array_filter", std::string{question.only_if});
        if (question.most > 0) {
            cells.emplace_back("num_value_int_only", "1");
            cells.emplace_back("min_num_value_n", "0");
            cells.emplace_back("max_num_value_n", std::to_string(question.most));
        }
        row("Q", cells);
        const bool boxes = question.type == QuestionType::several_of;
        for (const auto& item : boxes ? question.options : question.items)
            row("SQ", {{"type/scale", "0"},
                       {"name", item.code},
                       {"relevance", "1"},
                       {"text", html(in(item.text))},
                       {"language", std::string{m_language}}});
        if (question.type == QuestionType::one_of || question.type == QuestionType::one_per_item)
            for (const auto& option : question.options)
                row("A", {{"type/scale", "0"},
                          {"name", option.code},
                          {"text", html(in(option.text))},
                          {"language", std::string{m_language}}});
    }

    /// When the question is shown. Lines of a question that has some are filtered by themselves.
    [[nodiscard]] std::string relevance(const Question& question) const {
        if (question.only_if.empty() || !question.items.empty())
            return "1";
        const auto* asked = needs::find_question(m_questionnaire, question.only_if);
        return asked->type == QuestionType::yes_no ? fmt::format("{}.NAOK == \"Y\"", question.only_if)
                                                   : fmt::format("!is_empty({}.NAOK)", question.only_if);
    }

    void row(std::string_view kind, const Cells& cells) {
        std::string line{kind};
        for (std::size_t i = 1; i < k_columns.size(); ++i) {
            line += '\t';
            for (const auto& [column, value] : cells)
                if (column == k_columns[i])
                    formats::append_csv_cell(line, value, '\t');
        }
        m_out += line + '\n';
    }

    const needs::Questionnaire& m_questionnaire;
    std::string_view m_language;
    std::string m_out;
};

} // namespace

std::string limesurvey_structure(const needs::Questionnaire& questionnaire, std::string_view language) {
    return Writer{questionnaire, language}.written();
}

} // namespace ehrenamt::publishing
