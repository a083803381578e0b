// SPDX-License-Identifier: EUPL-1.2
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

} // namespace

std::string ImportReader::rejects(const std::function<std::string(const base::Message&)>& in_words) const {
    const auto& dialect = m_reader.dialect();
    const auto& header = m_reader.header();
    const bool again =
        header.size() > 2 && header[0] == k_reject_line_heading && header[1] == k_reject_reason_heading;
    const auto original = [&](std::string_view raw) {
        return again ? behind_two_cells(raw, dialect.delimiter) : raw;
    };
    std::string out = dialect.bom ? "\xef\xbb\xbf" : "";
    // In front, where cells that are missing or a quote that is open cannot push them aside.
    out += fmt::format("{}{}{}{}{}{}", k_reject_line_heading, dialect.delimiter, k_reject_reason_heading,
                       dialect.delimiter, original(m_reader.raw_header()), dialect.line_end);
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
