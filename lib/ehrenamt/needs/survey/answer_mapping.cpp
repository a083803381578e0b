// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/answer_mapping.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <set>
#include <utility>

namespace ehrenamt::needs::survey {
namespace {

using base::message;
using base::Problem;

base::Place place_of(const toml::node& node, const std::string& file) {
    return {file, node.source().begin.line, node.source().begin.column, {}};
}

/// Reads one `[[column]]`.
class ColumnReader {
  public:
    ColumnReader(const std::string& file, std::vector<Problem>& problems)
        : m_file{file}, m_problems{problems} {}

    MappedColumn read(const toml::table& table) {
        MappedColumn column;
        column.place = {m_file, table.source().begin.line, 0, {}};
        for (const auto& [key, node] : table) {
            const std::string_view name = key.str();
            if (name == "number" && node.is_integer() && node.as_integer()->get() > 0)
                column.number = static_cast<std::size_t>(node.as_integer()->get());
            else if (name == "heading" && node.is_string())
                column.heading = base::composed(base::trimmed(node.as_string()->get()));
            else if (name == "question" && node.is_string())
                column.question = base::trimmed(node.as_string()->get());
            else if (name == "values" && node.is_table())
                read_values(*node.as_table(), column);
            else
                m_problems.push_back(
                    {"mapping.unknown_key",
                     message("'{0}' has no meaning here; a column has number, heading, question "
                             "and values",
                             base::printable(name)),
                     place_of(node, m_file), std::string{name}});
        }
        return column;
    }

  private:
    void read_values(const toml::table& table, MappedColumn& column) {
        for (const auto& [written, meant] : table)
            if (!meant.is_string())
                m_problems.push_back(
                    {"mapping.syntax",
                     message("'{0}' must be a text in quotes", base::printable(written.str())),
                     place_of(meant, m_file), std::string{written.str()}});
            else if (!meant.as_string()->get().empty())
                column.values.emplace(written.str(), meant.as_string()->get());
    }

    const std::string& m_file;
    std::vector<Problem>& m_problems;
};

/// A text as TOML writes it.
std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text)
        if (c == '"' || c == '\\')
            out += std::string{'\\'} + c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else
            out += c;
    return out + '"';
}

/// The line of the questionnaire whose words come nearest to the heading, to be looked at by a person.
std::string proposal(std::string_view heading, const Questionnaire& questionnaire) {
    const auto key = formats::heading_key(heading);
    std::string best;
    std::size_t length = 4; // shorter words stand in too many headings
    const auto consider = [&](std::string_view text, const Target& target) {
        const auto words = formats::heading_key(text);
        if (words.size() > length && key.find(words) != key.npos) {
            length = words.size();
            best = target.code();
        }
    };
    for (const auto& group : questionnaire.groups)
        for (const auto& question : group.questions) {
            consider(question.text.de, {&question});
            if (question.type == QuestionType::several_of)
                for (const auto& option : question.options)
                    consider(option.text.de, {&question, &option});
        }
    return best;
}

} // namespace

std::optional<AnswerMapping> read_answer_mapping(const std::filesystem::path& path) {
    std::error_code none;
    if (!std::filesystem::is_regular_file(path, none))
        return std::nullopt; // a name of a mapping that comes with the program, or nothing: others say so
    return read_answer_mapping(formats::read_input(path.string()), path.string());
}

std::optional<AnswerMapping> read_answer_mapping(std::string_view toml, const std::string& file) {
    std::vector<Problem> problems;
    AnswerMapping mapping;
    try {
        const toml::table root = toml::parse(toml, file);
        if (!root.contains("column") && !root.contains("tool"))
            return std::nullopt;
        for (const auto& [key, node] : root) {
            const std::string_view name = key.str();
            if (name == "tool" && node.is_string() && tool_of(node.as_string()->get())) {
                mapping.tool = tool_of(node.as_string()->get());
            } else if (name == "column" && node.is_array_of_tables()) {
                for (const auto& entry : *node.as_array())
                    mapping.columns.push_back(ColumnReader{file, problems}.read(*entry.as_table()));
            } else {
                problems.push_back({"mapping.unknown_key",
                                    message("'{0}' has no meaning here; a mapping of answers has tool and "
                                            "[[column]] with number, heading, question and values",
                                            base::printable(name)),
                                    place_of(node, file), std::string{name}});
            }
        }
    } catch (const toml::parse_error& error) {
        problems.push_back({"mapping.syntax",
                            message("this is not TOML: {0}", error.description()),
                            {file, error.source().begin.line, error.source().begin.column, {}},
                            {}});
    }
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    return mapping;
}

std::vector<DraftColumn> look_for_draft(formats::ImportReader& reader, std::size_t most_values) {
    std::vector<DraftColumn> columns;
    for (const auto& heading : reader.header())
        columns.push_back({heading, {}, {}});
    std::vector<std::set<std::string>> values(columns.size());
    std::vector<std::size_t> filled(columns.size());
    constexpr std::size_t k_longest_value = 80;
    while (const auto* row = reader.next())
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string text{base::trimmed(row->cell(i).text)};
            filled[i] += text.empty() ? 0 : 1;
            if (!text.empty() && values[i].size() <= most_values)
                values[i].insert(text.size() > k_longest_value ? std::string{} : text);
        }
    // Texts that hardly repeat are no choice of answers; they may be names.
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (values[i].size() <= most_values && !values[i].contains("") && filled[i] >= 2 * values[i].size())
            columns[i].values.assign(values[i].begin(), values[i].end());
    return columns;
}

std::string draft_mapping(Tool tool, const std::vector<DraftColumn>& columns, const Headings& headings,
                          const Questionnaire& questionnaire) {
    std::string out =
        "# Entwurf einer Zuordnung. Zu jeder Spalte gehört unter „question“ die Frage, die sie\n"
        "# beantwortet: ein Code aus docs/questionnaire.md (NAME, TOPICS[buchfuehrung],\n"
        "# PERSONS[buchfuehrung], TIMES[EVENING] …), \"id\" für die Nummer der Antwort, \"submitdate\" für "
        "den\n"
        "# Tag; leer lassen, was nicht gelesen werden soll. Unter „values“ steht links, was in der Datei\n"
        "# steht, rechts, was es heißt: Y, N oder der Code einer Antwort; leer = wie geschrieben.\n"
        "# Vorschläge stehen als Kommentar da und gelten erst, wenn sie jemand einträgt.\n"
        "# Namen, Adressen und andere Angaben zu Personen bitte leer lassen.\n\n";
    out += fmt::format("tool = {}\n", toml_text(word_of(tool)));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto& column = columns[i];
        if (column.heading.empty())
            continue;
        out += fmt::format("\n[[column]]\nnumber = {}\nheading = {}\n", i + 1, toml_text(column.heading));
        if (!column.label.empty())
            out += fmt::format("# {}\n", base::printable(column.label));
        const auto meta = meta_of(tool, column.heading, i);
        std::string question = meta == Meta::reference      ? "id"
                               : meta == Meta::submitted_at ? "submitdate"
                               : meta == Meta::started_at   ? "startdate"
                                                            : "";
        if (meta == Meta::none) {
            auto found = headings.find(column.heading, true);
            if (found.targets.size() != 1 && !column.label.empty())
                found = headings.find(column.label, true);
            if (found.targets.size() == 1 && found.style != HeadingStyle::abbreviated)
                question = found.targets.front().code();
            else if (const auto near =
                         proposal(column.label.empty() ? column.heading : column.label, questionnaire);
                     !near.empty())
                out += fmt::format("# vielleicht: question = {}\n", toml_text(near));
        }
        out += fmt::format("question = {}\n", toml_text(question));
        if (meta == Meta::none && !column.values.empty()) {
            out += "[column.values]\n";
            for (const auto& value : column.values)
                out += fmt::format("{} = \"\"\n", toml_text(value));
        }
    }
    return out;
}

} // namespace ehrenamt::needs::survey
