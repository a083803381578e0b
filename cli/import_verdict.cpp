// SPDX-License-Identifier: EUPL-1.2
#include "cli/import_verdict.hpp"

#include "cli/output.hpp"
#include "ehrenamt/associations/list_check.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/csv_writer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace ehrenamt::cli {
namespace {

using base::message;
using base::Message;
using formats::ColumnVerdict;
using formats::TakenBy;

bool personal(const ColumnVerdict& column) {
    return column.field.empty() && !column.ignored && associations::names_persons(column.heading);
}

const char* key_of(TakenBy by) {
    switch (by) {
    case TakenBy::option:
        return "option";
    case TakenBy::mapping_file:
        return "mapping_file";
    case TakenBy::key:
        return "key";
    case TakenBy::synonym:
        return "synonym";
    case TakenBy::nothing:
        break;
    }
    return "nothing";
}

const char* key_of(char delimiter) {
    return delimiter == ';' ? "semicolon" : delimiter == '\t' ? "tab" : delimiter == '|' ? "bar" : "comma";
}

/// `name (Vereinsname)`; the heading stands behind a field that is called otherwise.
std::string taken(const ColumnVerdict& column, bool all_by_mapping, const Catalogue& catalogue) {
    std::string text = column.field;
    if (column.by != TakenBy::key)
        text += fmt::format(" = '{}'", base::printable(column.heading));
    if (column.by == TakenBy::option)
        text += " (--map)";
    if (column.by == TakenBy::mapping_file && !all_by_mapping)
        text += fmt::format(" ({})", catalogue.text(message("mapping file")));
    return text;
}

} // namespace

Message said(const std::string& text) {
    return {"{0}", {base::arg(text)}};
}

std::vector<Message> listed(const std::string& title, const std::vector<std::string>& items) {
    constexpr std::size_t k_width = 80;
    std::vector<Message> lines;
    std::string line = title;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto item = items[i] + (i + 1 < items.size() ? "," : "");
        if (base::display_width(line) + 1 + base::display_width(item) > k_width &&
            line.find_first_not_of(' ') != line.npos) {
            lines.push_back(said(std::exchange(line, "   ")));
        }
        line += ' ' + item;
    }
    lines.push_back(said(line));
    return lines;
}

std::vector<Message> verdict_lines(const formats::Verdict& verdict, const Catalogue& catalogue) {
    std::vector<std::string> file, columns, unused, persons;
    const bool all_by_mapping =
        std::all_of(verdict.columns.begin(), verdict.columns.end(), [](const auto& column) {
            return column.field.empty() || column.by == TakenBy::mapping_file;
        });
    for (const auto& words : formats::in_words(verdict))
        file.push_back(catalogue.text(words));
    for (const auto& column : verdict.columns)
        if (!column.field.empty())
            columns.push_back(taken(column, all_by_mapping, catalogue));
        else if (personal(column))
            persons.push_back(base::printable(column.heading));
        else if (!column.ignored && !column.heading.empty())
            unused.push_back(base::printable(column.heading));
    std::vector<Message> lines{said(base::printable(std::filesystem::path{verdict.file}.filename().string()) +
                                    ": " + base::joined(file, "; "))};
    const auto add = [&](const Message& title, const std::vector<std::string>& items) {
        if (items.empty())
            return;
        const auto more = listed("  " + catalogue.text(title), items);
        lines.insert(lines.end(), more.begin(), more.end());
    };
    add(all_by_mapping ? message("columns by the mapping file:") : message("columns:"), columns);
    add(message("not used:"), unused);
    add(message("left out, because data of persons are kept apart:"), persons);
    for (const auto& words : formats::footers_in_words(verdict))
        lines.push_back(said("  " + catalogue.text(words)));
    return lines;
}

nlohmann::ordered_json verdict_json(const formats::Verdict& verdict, const Catalogue& catalogue) {
    using Json = nlohmann::ordered_json;
    const bool text = verdict.kind == formats::FileKind::csv;
    const bool json = verdict.kind == formats::FileKind::json;
    Json object{{"file", verdict.file}, {"kind", text ? "csv" : json ? "json" : "xlsx"}};
    if (text) {
        object["encoding"] = formats::name_of(verdict.encoding);
        object["bom"] = verdict.bom;
        object["encoding_sure"] = verdict.encoding_sure;
        object["delimiter"] = key_of(verdict.delimiter);
        object["line_end"] = verdict.line_end == "\r\n" ? "CRLF" : verdict.line_end == "\r" ? "CR" : "LF";
    } else if (!json) {
        object["sheet"] = verdict.sheet;
    }
    object["heading_line"] = verdict.heading_line;
    const auto skipped = [](const std::vector<formats::SkippedLine>& lines) {
        auto array = Json::array();
        for (const auto& line : lines)
            array.push_back({{"line", line.line}, {"text", line.text}});
        return array;
    };
    object["titles"] = skipped(verdict.titles);
    object["footers"] = skipped(verdict.footers);
    object["columns"] = Json::array();
    for (const auto& column : verdict.columns)
        object["columns"].push_back({{"column", column.column},
                                     {"heading", column.heading},
                                     {"field", column.field.empty() ? Json(nullptr) : Json(column.field)},
                                     {"by", key_of(column.by)},
                                     {"ignored", column.ignored},
                                     {"personal", personal(column)}});
    object["notices"] = Json::array();
    for (const auto& notice : verdict.notices)
        object["notices"].push_back(catalogue.text(notice));
    return object;
}

std::string problems_file(const std::vector<base::Problem>& problems, const Catalogue& catalogue, bool json) {
    if (json) {
        auto array = nlohmann::ordered_json::array();
        for (const auto& problem : problems)
            array.push_back(problem_json(problem, catalogue));
        return array.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
    }
    std::string out = "file,line,column,field,value,rule,message\n";
    const auto number = [](std::size_t value) { return value == 0 ? std::string{} : fmt::to_string(value); };
    for (const auto& problem : problems) {
        const std::string cells[] = {problem.place.file,
                                     number(problem.place.line),
                                     number(problem.place.column),
                                     problem.place.field,
                                     base::printable(problem.value),
                                     problem.rule,
                                     catalogue.text(problem.message)};
        for (std::size_t i = 0; i < std::size(cells); ++i) {
            if (i > 0)
                out += ',';
            formats::append_csv_cell(out, formats::guarded(cells[i]), ',');
        }
        out += '\n';
    }
    return out;
}

} // namespace ehrenamt::cli
