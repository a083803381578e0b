// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/formats/csv.hpp"
#include "ehrenamt/formats/verdict.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::formats {

/// What a user says about a file; all else is found out.
struct ReadOptions {
    std::string file = {};                 ///< name of the file for messages
    char delimiter = '\0';                 ///< `,` `;` tab or `|`; NUL = to be found
    std::size_t heading_line = 0;          ///< physical line or row of the headings; 0 = to be found
    std::optional<Encoding> encoding = {}; ///< none = to be found
    std::string sheet = {};                ///< name of a workbook's sheet; empty = the first visible one
    CsvLimits limits = {};
    std::vector<std::string> headings = {}; ///< what the line of headings may hold besides the fields' names
};

/// A file that CsvReader can read: bytes of any kind become UTF-8 text with a known layout. A sheet becomes
/// the text of a CSV file whose lines know their rows.
struct ImportSource {
    std::unique_ptr<const std::string> converted; ///< owns the text where it is not the file's own bytes
    std::string_view text;                        ///< empty if there is a problem
    CsvOptions options;
    Verdict verdict; ///< without columns and footers
    std::vector<base::Problem> problems;
};

/// \param bytes must live as long as the result
/// \param known_headings by heading_key: what the import could use
/// Rules: `file.kind`, `csv.encoding`, `sheet.unknown`, `sheet.no_workbook` and those of read_sheet.
EHRENAMT_API ImportSource open_source(std::string_view bytes, const ReadOptions& options,
                                      std::vector<std::string> known_headings);

} // namespace ehrenamt::formats
