// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/structure.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/content_kind.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/formats/xml_stream.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace ehrenamt::needs::survey {
namespace {

using base::message;

std::string without_markup(std::string_view text) {
    std::string out;
    bool inside = false;
    for (const char c : text)
        if (c == '<' || c == '>')
            inside = c == '<';
        else if (!inside)
            out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    return std::string{base::trimmed(out)};
}

std::string key_of(std::string_view code) {
    std::string key;
    for (const char c : code)
        if (c == '[' || c == '/')
            key += '_';
        else if (c != ']')
            key += c;
    return key;
}

/// The rows of an .lss: questions and sub-questions, whose texts stand beside them or in a table of their
/// own.
class LssHandler : public formats::XmlHandler {
  public:
    struct Row {
        std::string qid, parent, title, text;
    };

    void start(std::string_view element, const formats::XmlAttributes& /*attributes*/) override {
        if (element == "questions" || element == "subquestions" || element == "question_l10ns")
            m_inside = true;
        else if (element == "row")
            m_row = {};
        m_value.clear();
    }
    void text(std::string_view piece) override { m_value += piece; }
    void end(std::string_view element) override {
        if (element == "questions" || element == "subquestions" || element == "question_l10ns")
            m_inside = false;
        if (!m_inside)
            return;
        if (element == "qid")
            m_row.qid = m_value;
        else if (element == "parent_qid")
            m_row.parent = m_value;
        else if (element == "title")
            m_row.title = m_value;
        else if (element == "question")
            m_row.text = m_value;
        else if (element == "row")
            take();
        m_value.clear();
    }

    [[nodiscard]] QuestionWords words() const {
        QuestionWords words;
        for (const auto& [qid, row] : m_rows)
            if (const auto parent = m_rows.find(row.parent); parent == m_rows.end())
                words.add(row.title, row.text);
            else
                words.add(fmt::format("{}[{}]", parent->second.title, row.title),
                          fmt::format("{} [{}]", parent->second.text, row.text));
        return words;
    }

  private:
    void take() {
        auto& row = m_rows[m_row.qid];
        row.qid = m_row.qid;
        for (const auto part : {&Row::parent, &Row::title, &Row::text})
            if (!(m_row.*part).empty() && (row.*part).empty())
                row.*part = m_row.*part;
    }

    bool m_inside = false;
    std::string m_value;
    Row m_row;
    std::map<std::string, Row> m_rows;
};

QuestionWords read_lss(std::string_view bytes) {
    LssHandler handler;
    try {
        formats::read_xml(bytes, handler);
    } catch (const formats::WorkbookRefused&) {
        return {}; // the caller says what was expected
    }
    return handler.words();
}

/// Columns of the table, in the order of `fields`.
QuestionWords read_table(std::string_view bytes, const std::string& sheet) {
    const bool form = !sheet.empty();
    const std::vector<formats::Field> fields = {
        {"type", true, {"class"}},
        {"name", false},
        {"text", false, {"label", "label::Deutsch (de)", "label::de"}}};
    formats::ReadOptions options;
    options.sheet = sheet;
    if (!form)
        options.delimiter = '\t';
    formats::MappingChoice choice;
    if (!form)
        choice.columns.emplace("type", "class");
    formats::ImportReader reader{bytes, options, fields, choice};
    QuestionWords words;
    std::string question;
    std::string text;
    while (auto* row = reader.next()) {
        const std::string type{row->text("type")};
        const auto name = row->line_of_text("name");
        const auto said = row->line_of_text("text");
        if (type == "SQ") {
            words.add(fmt::format("{}[{}]", question, name), fmt::format("{} [{}]", text, said));
        } else if (form || type == "Q") {
            question = name;
            text = said;
            words.add(name, said);
        }
    }
    return words;
}

} // namespace

void QuestionWords::add(std::string_view code, std::string_view text) {
    auto words = without_markup(text);
    if (!code.empty() && !words.empty())
        m_words.try_emplace(key_of(code), std::move(words));
}

std::string QuestionWords::of(std::string_view heading) const {
    for (std::size_t begin = 0; begin <= heading.size();) {
        if (const auto known = m_words.find(key_of(heading.substr(begin))); known != m_words.end())
            return known->second;
        const auto separator = heading.find_first_of("/-", begin);
        begin = separator == heading.npos ? heading.size() + 1 : separator + 1;
    }
    return {};
}

QuestionWords read_structure(std::string_view bytes, const std::string& file) {
    const auto kind = formats::kind_of(bytes);
    auto words = kind == formats::ContentKind::zip      ? read_table(bytes, "survey")
                 : kind == formats::ContentKind::markup ? read_lss(bytes)
                                                        : read_table(bytes, "");
    if (words.empty())
        throw base::Rejected{
            {{"mapping.structure",
              message("this is no structure of a questionnaire; expected LimeSurvey's .lss or "
                      "tab-separated structure, or an XLSForm with sheet 'survey'"),
              {file, 0, 0, {}}}}};
    return words;
}

} // namespace ehrenamt::needs::survey
