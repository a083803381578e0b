// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/csv_scan.hpp"
#include "ehrenamt/formats/csv_writer.hpp"
#include "ehrenamt/formats/import.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehrenamt::formats {
namespace {

/// What stands behind the first two cells of a record, which hold line and reason of an earlier run.
std::string_view behind_two_cells(std::string_view raw, char delimiter) {
    bool in_quotes = false;
    int cells = 0;
    for (std::size_t at = 0; at < raw.size(); ++at) {
        in_quotes ^= raw[at] == '"';
        if (!in_quotes && raw[at] == delimiter && ++cells == 2)
            return raw.substr(at + 1);
    }
    return raw;
}

/// The record with a `'` in front of what a spreadsheet would run; numbers, what has one already and
/// everything else stay as they stood.
std::string guarded_record(std::string_view raw, char delimiter) {
    std::string out;
    out.reserve(raw.size());
    const std::string end_of_text{delimiter, '"'};
    bool starts = true;  // of a cell
    bool quoted = false; // the cell is
    bool inside = false; // between its quotes
    for (std::size_t at = 0; at < raw.size(); ++at) {
        const char c = raw[at];
        if (starts && !quoted && c == '"') {
            quoted = inside = true;
            out += c;
            continue;
        }
        if (starts && (c != delimiter || inside)) {
            const auto text = raw.substr(at, std::min(raw.find_first_of(end_of_text, at), raw.size()) - at);
            if (!text.starts_with('\'') && !scan::is_number(text) && spreadsheet_would_run(text))
                out += '\'';
        }
        starts = false;
        inside ^= quoted && c == '"';
        if (c == delimiter && !inside) {
            starts = true;
            quoted = false;
        }
        out += c;
    }
    return out;
}

} // namespace

std::string ImportReader::rejects(const std::function<std::string(const base::Message&)>& in_words) const {
    const auto& dialect = m_reader.dialect();
    const auto& header = m_reader.header();
    const bool again =
        header.size() > 2 && header[0] == k_reject_line_heading && header[1] == k_reject_reason_heading;
    const auto original = [&](std::string_view raw) {
        return guarded_record(again ? behind_two_cells(raw, dialect.delimiter) : raw, dialect.delimiter);
    };
    // What was no UTF-8 is UTF-8 now; with a byte order mark every spreadsheet program sees that.
    std::string out = dialect.bom || m_source.converted ? "\xef\xbb\xbf" : "";
    // In front, where cells that are missing or a quote that is open cannot push them aside.
    out += fmt::format("{}{}{}{}{}{}", k_reject_line_heading, dialect.delimiter, k_reject_reason_heading,
                       dialect.delimiter, original(m_reader.raw_header()), dialect.line_end);
    for (const auto raw : m_more_headings)
        out += fmt::format("{}{}{}{}", dialect.delimiter, dialect.delimiter, original(raw), dialect.line_end);
    for (const auto& [line, rejected] : m_rejected) {
        std::string reason;
        for (const auto& problem : rejected.problems) {
            reason += reason.empty() ? "" : " | ";
            if (!problem.place.field.empty())
                reason += problem.place.field + ": ";
            reason += in_words(problem.message);
        }
        std::replace(reason.begin(), reason.end(), '\n', ' ');
        out += fmt::format("{}{}", line, dialect.delimiter);
        append_csv_cell(out, guarded(reason), dialect.delimiter);
        out += fmt::format("{}{}{}", dialect.delimiter, original(rejected.raw), dialect.line_end);
    }
    return out;
}

} // namespace ehrenamt::formats
