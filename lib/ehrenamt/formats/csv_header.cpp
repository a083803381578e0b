// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/csv.hpp"
#include "ehrenamt/formats/csv_scan.hpp"

#include <algorithm>
#include <utility>

namespace ehrenamt::formats {

using base::message;
using namespace scan;

CsvReader::CsvReader(std::string_view bytes, CsvOptions options)
    : m_bytes{bytes}, m_options{std::move(options)} {
    if (start())
        read_header();
}

/// Looks at what stands before the headings: size, byte order mark, the `sep=;` line that Excel writes.
bool CsvReader::start() {
    const base::Place whole_file{m_options.file, 0, 0, {}};
    if (m_bytes.size() > m_options.limits.file_bytes) {
        m_file_problems.push_back({"csv.limit",
                                   message("the file has {0} bytes, at most {1} are read", m_bytes.size(),
                                           m_options.limits.file_bytes),
                                   whole_file});
        return false;
    }
    if (m_bytes.starts_with("\xff\xfe") || m_bytes.starts_with("\xfe\xff")) {
        m_file_problems.push_back({"csv.encoding",
                                   message("the file is UTF-16; save it as UTF-8 (in Excel: \"CSV UTF-8\")"),
                                   whole_file});
        return false;
    }
    constexpr std::string_view k_utf8_bom = "\xef\xbb\xbf";
    m_dialect.bom = m_bytes.starts_with(k_utf8_bom);
    m_at = m_dialect.bom ? k_utf8_bom.size() : 0;
    if (base::trimmed(m_bytes.substr(m_at)).empty()) {
        m_file_problems.push_back(
            {"csv.empty",
             message("the file is empty; expected a line of headings and then one line per record"),
             whole_file});
        return false;
    }
    constexpr std::string_view k_separator_line = "sep=";
    const std::string_view rest = m_bytes.substr(m_at);
    if (rest.starts_with(k_separator_line) && rest.size() > 5 && is_line_end(rest[5]) &&
        k_delimiters.find(rest[4]) != k_delimiters.npos) {
        m_dialect.delimiter = rest[4];
        skip_line_end(m_at + 5);
    } else if (m_options.delimiter == '\0') {
        m_dialect.delimiter = find_delimiter(rest);
    }
    if (m_options.delimiter != '\0')
        m_dialect.delimiter = m_options.delimiter;
    while (m_line < m_options.heading_line && m_at < m_bytes.size())
        skip_line_end(line_end_after(m_at));
    m_marks = {m_bytes, m_dialect.delimiter};
    m_marks.seek(m_at);
    return true;
}

void CsvReader::read_header() {
    m_readable = true;
    CsvRecord record;
    const bool read = next(record);
    m_readable = false;
    // Whatever went wrong so far went wrong before there were headings: it concerns the whole file.
    for (auto& bad : std::exchange(m_rejected, {}))
        m_file_problems.insert(m_file_problems.end(), bad.problems.begin(), bad.problems.end());
    m_good = 0;
    if (!read && m_file_problems.empty())
        m_file_problems.push_back(
            {"csv.heading_missing",
             message("there is nothing in line {0} or below it; expected the names of the columns",
                     told(m_options.heading_line)),
             {m_options.file, told(m_options.heading_line), 0, {}}});
    if (!read || !m_file_problems.empty())
        return;
    m_raw_header = record.raw;
    const std::string_view behind = m_bytes.substr(m_start + record.raw.size());
    m_dialect.line_end = behind.starts_with("\r\n") ? "\r\n" : behind.starts_with('\r') ? "\r" : "\n";
    for (const auto& cell : record.cells)
        m_header.push_back(base::composed(base::trimmed(cell.text)));
    while (!m_header.empty() && m_header.size() < m_options.at_least_columns)
        m_header.emplace_back();
    if (m_options.at_least_columns == 0)
        for (std::size_t i = 0; i < m_header.size(); ++i)
            m_fewest_cells = m_header[i].empty() ? m_fewest_cells : i + 1;
    m_readable = check_headings(record.line);
    if (!m_readable)
        m_header.clear();
}

bool CsvReader::check_headings(std::size_t line) {
    const base::Place heading_line{m_options.file, line, 0, {}};
    if (std::all_of(m_header.begin(), m_header.end(), [](const auto& heading) { return heading.empty(); })) {
        m_file_problems.push_back(
            {"csv.heading_missing",
             message("the line of headings has no heading; expected the names of the columns"),
             heading_line});
        return false;
    }
    if (m_header.size() > m_options.limits.columns) {
        m_file_problems.push_back({"csv.limit",
                                   message("the file has {0} columns, at most {1} are read", m_header.size(),
                                           m_options.limits.columns),
                                   heading_line});
        return false;
    }
    for (std::size_t i = 0; m_options.unique_headings && i < m_header.size(); ++i) {
        const auto first = std::find(m_header.begin(), m_header.end(), m_header[i]);
        const auto before = static_cast<std::size_t>(first - m_header.begin());
        if (!m_header[i].empty() && before < i)
            m_file_problems.push_back({"csv.heading_duplicate",
                                       message("the heading '{0}' stands over column {1} and over column "
                                               "{2}; give each column a name of "
                                               "its own",
                                               m_header[i], before + 1, i + 1),
                                       {m_options.file, line, i + 1, m_header[i]},
                                       m_header[i]});
    }
    return true;
}

} // namespace ehrenamt::formats
