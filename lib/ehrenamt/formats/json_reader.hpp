// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/formats/csv.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::formats {

/// The records of a JSON file as the text of a CSV file: UTF-8, semicolon, CRLF, a line of headings, then a
/// line for each record. `null` and a missing field are a blank cell, an empty text is a quoted one.
struct JsonText {
    std::string text;
    std::vector<std::uint32_t>
        row_of_line;                      ///< which record, from 1, stands in each physical line of the text
    std::size_t fields = 0;               ///< that any record has
    std::optional<base::Problem> problem; ///< why there is no text
};

/// Reads a list of objects, or one object a line (JSON Lines), as `export` writes them. A number keeps its
/// digits as they are written; `true` and `false` stay words. Rules: `json.damaged` with the line;
/// `json.records` for JSON that is not a list of records; `json.nested` for a field that holds a list or an
/// object; `json.twice` for a field that stands twice in a record; `csv.limit`. \param limits  columns bounds
/// the fields, file_bytes the text
EHRENAMT_API JsonText read_json(std::string_view bytes, const CsvLimits& limits = {});

} // namespace ehrenamt::formats
