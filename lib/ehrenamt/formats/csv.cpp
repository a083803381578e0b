// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/csv.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/csv_scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ehrenamt::formats {

using base::message;
using namespace scan;

namespace {

/// What a text may not hold, as a Problem without its place.
std::optional<base::Problem> flaw_of(std::string_view text, std::size_t most_bytes) {
    const auto flaw = [&](const char* rule, base::Message what) {
        return base::Problem{rule, std::move(what), {}, excerpt(text)};
    };
    if (text.size() > most_bytes)
        return flaw("csv.limit",
                    message("the cell has {0} bytes, at most {1} are read", text.size(), most_bytes));
    if (is_printable_ascii(text))
        return std::nullopt;
    if (const auto at = base::find_invalid_utf8(text); at != text.npos) {
        const auto byte = fmt::format("0x{:02x}", static_cast<unsigned char>(text[at]));
        return flaw("csv.encoding",
                    message("byte {0} of the cell is {1}, which is not UTF-8; save the file as UTF-8 "
                            "(in Excel: \"CSV UTF-8\")",
                            at + 1, byte));
    }
    if (const auto at = base::find_control(text); at != text.npos)
        return flaw("csv.control",
                    message("byte {0} of the cell begins a control character; remove it", at + 1));
    return std::nullopt;
}

} // namespace

bool CsvRecord::blank() const {
    return std::all_of(cells.begin(), cells.end(),
                       [](const CsvCell& cell) { return base::trimmed(cell.text).empty(); });
}

std::size_t CsvReader::next_of(Finder& finder, std::size_t at) {
    if (at < finder.from || at > finder.found) {
        finder.from = at;
        finder.found = find_byte(m_bytes, finder.wanted, at);
    }
    return finder.found;
}

bool CsvReader::next(CsvRecord& record) {
    while (m_readable && m_at < m_bytes.size()) {
        if (m_header.empty() && !m_rejected.empty())
            return false; // without headings there are no records
        if (is_line_end(m_bytes[m_at])) {
            skip_line_end(m_at);
            continue;
        }
        if (m_rejected.size() >= m_options.limits.rejected) {
            m_file_problems.push_back(
                {"csv.limit",
                 message("reading stopped here: {0} {0|record|records} could not be read already",
                         m_rejected.size()),
                 {m_options.file, told(m_line), 0, {}}});
            m_readable = false;
            return false;
        }
        if (m_arena_used)
            m_arena.release();
        m_arena_used = false;
        record.line = told(m_line);
        m_start = m_at;
        m_first_break.reset();
        if (split(record) && check_count(record) && check_cells(record)) {
            ++m_good;
            return true;
        }
    }
    return false;
}

/// \returns false if the record was rejected and reading goes on behind its physical line
bool CsvReader::split(CsvRecord& record) {
    std::size_t at = m_at;
    std::size_t line = m_line;
    const char* const bytes = m_bytes.data();
    const std::size_t size = m_bytes.size();
    // Copies that the compiler can keep in registers; cells of the record before are written over.
    scan::Marks marks = m_marks;
    auto& cells = record.cells;
    std::size_t count = 0;
    for (;;) {
        if (at < size && bytes[at] == '"') {
            cells.resize(count);
            if (!quoted_cell(record, at, line))
                return false;
            ++count;
            marks.seek(at + 1);
        } else {
            std::size_t end = marks.next();
            while (end < size && bytes[end] == '"') // inside a cell a plain character
                end = marks.next();
            const CsvCell cell{{bytes + at, end - at}, static_cast<std::uint32_t>(line), false};
            if (count < cells.size())
                cells[count] = cell;
            else
                cells.push_back(cell);
            ++count;
            at = end;
        }
        if (at == size || is_line_end(bytes[at]))
            break;
        ++at; // the delimiter
    }
    cells.resize(count);
    record.raw = m_bytes.substr(m_start, at - m_start);
    m_line = line;
    m_marks = marks;
    skip_line_end(at);
    return true;
}

/// Reads the quoted cell that begins at `at` and moves `at` behind it.
bool CsvReader::quoted_cell(CsvRecord& record, std::size_t& at, std::size_t& line) {
    const Opening opening{at, line};
    const std::size_t furthest = std::min(m_bytes.size(), at + m_options.limits.cell_bytes + 2);
    const std::string_view window = m_bytes.substr(0, furthest);
    std::size_t close = find_byte(window, '"', at + 1);
    while (close + 1 < furthest && m_bytes[close + 1] == '"')
        close = find_byte(window, '"', close + 2);
    if (close >= furthest) {
        const bool too_long = furthest < m_bytes.size();
        reject_line_of(
            record, opening, too_long ? "csv.limit" : "csv.quote_open",
            too_long ? message("the quote opened here is not closed within the {0} bytes that a cell may "
                               "have",
                               m_options.limits.cell_bytes)
                     : message("the quote opened here is never closed; close it, or double a quote that "
                               "belongs to the text"));
        return false;
    }
    const std::string_view inner = m_bytes.substr(at + 1, close - at - 1);
    line += line_breaks(inner);
    if (line != opening.line && !m_first_break)
        m_first_break = opening;
    at = close + 1;
    if (at < m_bytes.size() && m_bytes[at] != m_dialect.delimiter && !is_line_end(m_bytes[at])) {
        if (line == opening.line)
            reject_line_of(
                record, opening, "csv.quote_garbage",
                message("text follows the closing quote; double a quote that belongs to the text"));
        else
            reject_line_of(
                record, opening, "csv.quote_open",
                message("the quote opened here is not closed on its line, and text follows the next quote "
                        "in line {0}; close it, or double a quote that belongs to the text",
                        fmt::to_string(line)));
        return false;
    }
    const bool as_it_is = inner.find_first_of("\"\r") == inner.npos;
    record.cells.push_back(
        {as_it_is ? inner : unescaped(inner), static_cast<std::uint32_t>(opening.line), true});
    return true;
}

/// Undoubles quotes and makes every line break LF.
std::string_view CsvReader::unescaped(std::string_view inner) {
    m_arena_used = true;
    auto* const out = static_cast<char*>(m_arena.allocate(inner.size(), 1));
    std::size_t length = 0;
    for (std::size_t i = 0; i < inner.size(); ++i) {
        char c = inner[i];
        if (c == '"' || (c == '\r' && inner.substr(i + 1, 1) == "\n"))
            ++i;
        if (c == '\r')
            c = '\n';
        out[length++] = c;
    }
    return {out, length};
}

/// Drops surplus cells that hold nothing; anything else must match the headings.
bool CsvReader::check_count(CsvRecord& record) {
    const std::size_t expected = m_header.size();
    if (m_header.empty())
        return true; // this is the line of headings itself
    while (record.cells.size() > expected && record.cells.back().text.empty() && !record.cells.back().quoted)
        record.cells.pop_back();
    const std::size_t count = record.cells.size();
    if (count <= expected && count >= m_fewest_cells) {
        record.cells.resize(expected, {{}, static_cast<std::uint32_t>(m_line), false});
        return true;
    }
    // A quote left open swallows lines up to the next quote: if the line behind the opening one is a record
    // of its own, it is not part of this one.
    if (m_first_break && looks_like_record(behind_line_end(line_end_after(m_first_break->at)))) {
        const std::size_t last_line = record.line + line_breaks(record.raw);
        std::erase_if(record.cells, [&](const CsvCell& cell) { return cell.line >= m_first_break->line; });
        reject_line_of(
            record, *m_first_break, "csv.quote_open",
            message("the quote opened here is closed only in line {0}, and the record then has {1} cells "
                    "instead of {2}; close it where it belongs",
                    fmt::to_string(last_line), count, expected));
        return false;
    }
    const bool missing = count < expected;
    record.cells.resize(std::min(count, expected));
    reject(record, record.line, missing ? "csv.cells_missing" : "csv.cells_surplus",
           missing ? message("the record has {0} {0|cell|cells}, the line of headings has {1}; cells are "
                             "missing, at the latest from '{2}' on",
                             count, expected, m_header[count])
                   : message("the record has {0} {0|cell|cells}, the line of headings has {1}; put quotes "
                             "around a text that has the delimiter in it",
                             count, expected),
           record.raw);
    return false;
}

bool CsvReader::looks_like_record(std::size_t at) const {
    const std::string_view line = m_bytes.substr(std::min(at, m_bytes.size()), line_end_after(at) - at);
    bool in_quotes = false;
    std::size_t cells = 1;
    for (const char c : line) {
        in_quotes ^= c == '"';
        cells += !in_quotes && c == m_dialect.delimiter ? 1 : 0;
    }
    return cells == m_header.size();
}

bool CsvReader::check_cells(CsvRecord& record) {
    std::vector<base::Problem> found;
    const bool plain = record.raw.size() <= m_options.limits.cell_bytes &&
                       (m_options.flawless || is_printable_ascii(record.raw));
    for (std::size_t column = 0; !plain && column < record.cells.size(); ++column)
        if (auto flaw = flaw_of(record.cells[column].text, m_options.limits.cell_bytes)) {
            flaw->place = place(record, column);
            found.push_back(*std::move(flaw));
        }
    if (!found.empty()) {
        m_rejected.push_back({record.line, record.raw, std::move(found)});
        return false;
    }
    if (!m_options.strip_guard || next_of(m_apostrophe, m_start) >= m_at)
        return true;
    for (auto& cell : record.cells)
        if (cell.text.starts_with('\'') && spreadsheet_would_run(cell.text))
            cell.text.remove_prefix(1);
    return true;
}

std::size_t CsvReader::behind_line_end(std::size_t at) const {
    return at + (m_bytes.substr(at, 2) == "\r\n" ? 2 : 1);
}

void CsvReader::skip_line_end(std::size_t at) {
    m_at = at;
    if (at < m_bytes.size()) {
        m_at = behind_line_end(at);
        ++m_line;
    }
    m_marks.seek(m_at);
}

std::size_t CsvReader::line_end_after(std::size_t at) const {
    return std::min(m_bytes.find_first_of("\r\n", at), m_bytes.size());
}

/// The place is the cell behind the last one that was read.
void CsvReader::reject(const CsvRecord& record, std::size_t line, std::string rule, base::Message message,
                       std::string_view value) {
    base::Place where = place(record, record.cells.size());
    where.line = told(line);
    m_rejected.push_back(
        {record.line, record.raw, {{std::move(rule), std::move(message), std::move(where), excerpt(value)}}});
}

/// Rejects from the record's start to the end of the physical line in which the broken cell opened, and
/// goes on behind it.
void CsvReader::reject_line_of(CsvRecord& record, Opening opening, std::string rule, base::Message message) {
    const std::size_t end = line_end_after(opening.at);
    record.raw = m_bytes.substr(m_start, end - m_start);
    reject(record, opening.line, std::move(rule), std::move(message),
           m_bytes.substr(opening.at, end - opening.at));
    m_line = opening.line;
    skip_line_end(end);
}

std::optional<std::size_t> CsvReader::find_column(std::string_view heading) const {
    const auto found = std::find(m_header.begin(), m_header.end(), heading);
    if (found == m_header.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_header.begin());
}

base::Place CsvReader::place(const CsvRecord& record, std::size_t column) const {
    return {m_options.file, line(record, column), column + 1,
            column < m_header.size() ? m_header[column] : std::string{}};
}

std::size_t CsvReader::line(const CsvRecord& record, std::size_t column) const {
    return column < record.cells.size() ? told(record.cells[column].line) : record.line;
}

std::vector<base::Problem> CsvReader::problems() const {
    std::vector<base::Problem> all = m_file_problems;
    for (const auto& bad : m_rejected)
        all.insert(all.end(), bad.problems.begin(), bad.problems.end());
    return all;
}

} // namespace ehrenamt::formats
