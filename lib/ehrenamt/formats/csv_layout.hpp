// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/formats/verdict.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::formats {

/// Where the table in a text begins and what separates its cells.
struct CsvLayout {
    char delimiter = ',';
    std::size_t heading_line = 1;    ///< physical line on which the headings begin, from 1
    std::vector<SkippedLine> titles; ///< what stands above them
};

/// What is known beforehand.
struct LayoutChoice {
    std::optional<char> delimiter = {};
    std::size_t heading_line = 0;                 ///< 0 = is to be found
    std::vector<std::string> known_headings = {}; ///< by heading_key
};

/// Finds delimiter and headings in the first lines of a text, by evidence: headings that are known, then how
/// many lines below have as many cells, then how many cells there are. Lines above the headings must look
/// like titles: they fill fewer cells. A row of values is never taken for headings. \param text UTF-8,
/// without byte order mark and behind a `sep=` line
EHRENAMT_API CsvLayout find_layout(std::string_view text, const LayoutChoice& choice);

/// True if a record is clearly none: a rule of `_` or `-`, or a single text that begins like a remark
/// („Quelle: …“, „Stand: …“, „© …“) or ends like a sum. \param cells of one record, unescaped
EHRENAMT_API bool looks_like_footer(const std::vector<std::string_view>& cells);

/// A rule of `____` or `----`, below which remarks stand.
EHRENAMT_API bool is_rule_line(std::string_view text);

} // namespace ehrenamt::formats
