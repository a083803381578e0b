// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/verdict.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

namespace ehrenamt::formats {
namespace {

using base::_m;
using base::message;
using base::Message;
using base::MessageId;

MessageId name_of_delimiter(char delimiter) {
    switch (delimiter) {
    case ';':
        return _m("semicolon");
    case '\t':
        return _m("tab");
    case '|':
        return _m("vertical bar");
    default:
        return _m("comma");
    }
}

std::string name_of_line_end(const std::string& line_end) {
    return line_end == "\r\n" ? "CRLF" : line_end == "\r" ? "CR" : "LF";
}

/// `3, 4, 5`, at most ten of them.
std::string numbers_of(const std::vector<SkippedLine>& lines) {
    std::vector<std::string> numbers;
    constexpr std::size_t k_most = 10;
    for (const auto& line : lines)
        if (numbers.size() < k_most)
            numbers.push_back(fmt::to_string(line.line));
    if (lines.size() > k_most)
        numbers.emplace_back("…");
    return base::joined(numbers, ", ");
}

Message heading_in_words(const Verdict& verdict) {
    const auto line = fmt::to_string(verdict.heading_line);
    const bool sheet = verdict.kind != FileKind::csv;
    if (verdict.titles.empty())
        return sheet ? message("headings: row {0}", line) : message("headings: line {0}", line);
    return sheet ? message("headings: row {0}; titles above it: {1}", line, verdict.titles.size())
                 : message("headings: line {0}; titles above it: {1}", line, verdict.titles.size());
}

} // namespace

std::string name_of(Encoding encoding) {
    switch (encoding) {
    case Encoding::utf16_le:
        return "UTF-16LE";
    case Encoding::utf16_be:
        return "UTF-16BE";
    case Encoding::windows_1252:
        return "Windows-1252";
    case Encoding::iso_8859_15:
        return "ISO-8859-15";
    case Encoding::cp850:
        return "CP850";
    case Encoding::utf8:
        break;
    }
    return "UTF-8";
}

std::vector<Message> in_words(const Verdict& verdict) {
    std::vector<Message> words;
    if (verdict.kind == FileKind::xlsx) {
        words.push_back(message("workbook (XLSX), sheet '{0}'", base::printable(verdict.sheet)));
    } else if (verdict.kind == FileKind::json) {
        words.push_back(message("JSON, {0} {0|field|fields} in the records", verdict.columns.size()));
    } else {
        words.push_back(message("CSV, cells separated by {0}, line end {1}",
                                name_of_delimiter(verdict.delimiter), name_of_line_end(verdict.line_end)));
        if (!verdict.encoding_reason.id.empty())
            words.push_back(verdict.encoding_reason);
    }
    if (verdict.heading_line > 0)
        words.push_back(heading_in_words(verdict));
    words.insert(words.end(), verdict.notices.begin(), verdict.notices.end());
    return words;
}

std::vector<Message> columns_in_words(const Verdict& verdict) {
    std::vector<Message> words;
    for (const auto& column : verdict.columns) {
        const auto heading = base::printable(column.heading);
        if (column.ignored)
            words.push_back(message("column {0} '{1}' is passed over on purpose", column.column, heading));
        else if (column.by == TakenBy::option)
            words.push_back(
                message("column {0} '{1}' is {2}, as --map says", column.column, heading, column.field));
        else if (column.by == TakenBy::mapping_file)
            words.push_back(message("column {0} '{1}' is {2}, as the mapping file says", column.column,
                                    heading, column.field));
        else if (column.by == TakenBy::key)
            words.push_back(
                message("column {0} '{1}' is {2} by its name", column.column, heading, column.field));
        else if (column.by == TakenBy::synonym)
            words.push_back(message("column {0} '{1}' is {2}, of which it is another name", column.column,
                                    heading, column.field));
        else if (column.heading.empty())
            words.push_back(message("column {0} has no heading and is not used", column.column));
        else
            words.push_back(message("column {0} '{1}' is not used", column.column, heading));
    }
    return words;
}

std::vector<Message> footers_in_words(const Verdict& verdict) {
    if (verdict.footers.empty())
        return {};
    return {verdict.kind != FileKind::csv
                ? message("below the records stand rows that are none; they were passed over: {0}",
                          numbers_of(verdict.footers))
                : message("below the records stand lines that are none; they were passed over: {0}",
                          numbers_of(verdict.footers))};
}

} // namespace ehrenamt::formats
