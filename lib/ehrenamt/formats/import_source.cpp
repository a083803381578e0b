// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/import_source.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/content_kind.hpp"
#include "ehrenamt/formats/csv_layout.hpp"
#include "ehrenamt/formats/encoding.hpp"
#include "ehrenamt/formats/json_reader.hpp"
#include "ehrenamt/formats/xlsx_reader.hpp"

#include <algorithm>
#include <utility>

namespace ehrenamt::formats {
namespace {

using base::message;

constexpr std::string_view k_utf8_bom = "\xef\xbb\xbf";

void refuse(ImportSource& source, base::Problem problem) {
    problem.place.file = source.options.file;
    source.problems.push_back(std::move(problem));
    source.text = {};
}

void take_text(ImportSource& source, std::string_view bytes, const ReadOptions& options) {
    auto decoded = decode(bytes, options.encoding);
    source.verdict.encoding = decoded.encoding;
    source.verdict.bom = decoded.bom;
    source.verdict.encoding_sure = decoded.sure;
    source.verdict.encoding_reason = std::move(decoded.reason);
    source.options.flawless = decoded.flawless;
    source.text = bytes;
    if (decoded.problem) {
        refuse(source, *std::move(decoded.problem));
    } else if (decoded.converted) {
        source.converted = std::make_unique<const std::string>(*std::move(decoded.converted));
        source.text = *source.converted;
    }
}

void take_sheet(ImportSource& source, std::string_view bytes, const ReadOptions& options) {
    auto sheet = read_sheet(bytes, options.sheet, options.limits);
    source.verdict.kind = FileKind::xlsx;
    source.verdict.sheet = std::move(sheet.name);
    source.verdict.notices = std::move(sheet.notices);
    if (sheet.problem) {
        refuse(source, *std::move(sheet.problem));
        return;
    }
    source.converted = std::make_unique<const std::string>(std::move(sheet.text));
    source.text = *source.converted;
    source.options.row_of_line = std::move(sheet.row_of_line);
    source.options.at_least_columns = sheet.columns;
    source.options.delimiter = k_sheet_delimiter;
}

void take_json(ImportSource& source, std::string_view bytes, const ReadOptions& options) {
    auto records = read_json(bytes, options.limits);
    source.verdict.kind = FileKind::json;
    source.verdict.heading_line = 0;
    if (records.problem) {
        refuse(source, *std::move(records.problem));
        return;
    }
    source.converted = std::make_unique<const std::string>(std::move(records.text));
    source.text = *source.converted;
    source.options.row_of_line = std::move(records.row_of_line);
    source.options.at_least_columns = records.fields;
    source.options.delimiter = k_sheet_delimiter;
    source.options.heading_line = 1;
    source.options.strip_guard = false;
}

/// The `sep=;` line that Excel writes above the headings.
std::optional<char> separator_line(std::string_view text) {
    constexpr std::string_view k_start = "sep=";
    const bool found = text.starts_with(k_start) && text.size() > 5 && scan::is_line_end(text[5]) &&
                       scan::k_delimiters.find(text[4]) != scan::k_delimiters.npos;
    return found ? std::optional{text[4]} : std::nullopt;
}

void find_table(ImportSource& source, const ReadOptions& options, std::vector<std::string> known) {
    std::string_view text = source.text;
    if (text.starts_with(k_utf8_bom))
        text.remove_prefix(k_utf8_bom.size());
    LayoutChoice choice{{}, options.heading_line, std::move(known)};
    std::size_t above = 0;
    if (const auto separator = separator_line(text)) {
        choice.delimiter = separator;
        text.remove_prefix(text.substr(5, 2) == "\r\n" ? 7 : 6);
        above = 1;
        choice.heading_line -= choice.heading_line > 1 ? 1 : 0;
    }
    if (source.options.delimiter != '\0')
        choice.delimiter = source.options.delimiter;
    const auto& rows = source.options.row_of_line;
    if (!rows.empty() && options.heading_line > 0) // a row, of which the line is to be found
        choice.heading_line =
            1 + static_cast<std::size_t>(std::lower_bound(rows.begin(), rows.end(), options.heading_line) -
                                         rows.begin());
    auto layout = find_layout(text, choice);
    const auto told = [&](std::size_t line) { return line <= rows.size() ? rows[line - 1] : line; };
    source.options.delimiter = layout.delimiter;
    source.options.heading_line = layout.heading_line + above;
    source.verdict.heading_line = told(source.options.heading_line);
    for (auto& title : layout.titles)
        source.verdict.titles.push_back({told(title.line + above), std::move(title.text)});
}

} // namespace

ImportSource open_source(std::string_view bytes, const ReadOptions& options,
                         std::vector<std::string> known_headings) {
    ImportSource source;
    source.options.file = options.file;
    source.options.delimiter = options.delimiter;
    source.options.unique_headings = false; // matters only if a field needs one; the mapping tells that
    source.options.limits = options.limits;
    source.verdict.file = options.file;
    const auto kind = kind_of(bytes);
    if (auto refusal = refusal_of(kind))
        refuse(source, *std::move(refusal));
    else if (kind == ContentKind::zip)
        take_sheet(source, bytes, options);
    else if (!options.sheet.empty())
        refuse(source, {"sheet.no_workbook", message("the file is no workbook; it has no sheet '{0}'",
                                                     base::printable(options.sheet))});
    else if (bytes.size() > options.limits.file_bytes)
        refuse(source, {"csv.limit", message("the file has {0} bytes, at most {1} are read", bytes.size(),
                                             options.limits.file_bytes)});
    else if (kind == ContentKind::json)
        take_json(source, bytes, options);
    else
        take_text(source, bytes, options);
    if (source.problems.empty() && kind != ContentKind::json)
        find_table(source, options, std::move(known_headings));
    return source;
}

} // namespace ehrenamt::formats
