// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/csv_writer.hpp"

#include "ehrenamt/formats/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ehrenamt::formats {

void append_csv_cell(std::string& out, std::string_view text, char delimiter) {
    const bool needs_quotes = std::any_of(text.begin(), text.end(), [=](char c) {
        return c == delimiter || c == '"' || c == '\n' || c == '\r';
    });
    if (!needs_quotes) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

std::string guarded(std::string_view text) {
    std::string out;
    if (spreadsheet_would_run(text))
        out += '\'';
    return out += text;
}

CsvWriter::CsvWriter(CsvStyle style)
    : m_delimiter{style == CsvStyle::excel_de ? ';' : ','},
      m_line_end{style == CsvStyle::excel_de ? "\r\n" : "\n"},
      m_decimal_comma{style == CsvStyle::excel_de} {
    if (style == CsvStyle::excel_de)
        m_out = "\xef\xbb\xbf";
    m_record_start = m_out.size();
}

void CsvWriter::begin_cell() {
    if (m_cells++ > 0)
        m_out += m_delimiter;
}

CsvWriter& CsvWriter::text(std::string_view cell) {
    begin_cell();
    append_csv_cell(m_out, guarded(cell), m_delimiter);
    return *this;
}

CsvWriter& CsvWriter::number(std::int64_t cell) {
    begin_cell();
    m_out += fmt::to_string(cell);
    return *this;
}

CsvWriter& CsvWriter::decimal(std::string_view cell) {
    std::string digits{cell};
    if (m_decimal_comma)
        std::replace(digits.begin(), digits.end(), '.', ',');
    begin_cell();
    append_csv_cell(m_out, digits, m_delimiter);
    return *this;
}

CsvWriter& CsvWriter::date(base::Date cell) {
    begin_cell();
    m_out += cell.iso();
    return *this;
}

CsvWriter& CsvWriter::empty() {
    begin_cell();
    return *this;
}

void CsvWriter::end_record() {
    // A record without a byte would be a blank line, which readers skip.
    if (m_cells > 0 && m_out.size() == m_record_start)
        m_out += "\"\"";
    m_out += m_line_end;
    m_cells = 0;
    m_record_start = m_out.size();
}

std::string CsvWriter::take() {
    m_cells = 0;
    m_record_start = 0;
    return std::exchange(m_out, {});
}

} // namespace ehrenamt::formats
