// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/formats/csv.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::formats {

/// Between the cells of a sheet's text.
inline constexpr char k_sheet_delimiter = ';';
/// Stands in a cell whose formula has no stored result; an import refuses it.
inline constexpr std::string_view k_formula_without_result = "#FORMULA!";

/// A sheet as the text of a CSV file: UTF-8, semicolon, CRLF, a line for each row that holds anything.
struct SheetText {
    std::string text;
    std::vector<std::uint32_t> row_of_line; ///< the sheet's row of each physical line of the text
    std::size_t columns = 0;                ///< of the widest row
    std::string name;                       ///< of the sheet
    std::vector<base::Message> notices;     ///< other sheets, hidden rows and columns, merged cells
    std::optional<base::Problem> problem;   ///< why there is no text
};

/// Reads one sheet of an XLSX workbook. Texts are kept as they are; whole numbers have no `.0`; zeros in
/// front that a number format shows are kept; days and times of day, by the cell's number format, are ISO;
/// booleans are `true` and `false`. A formula is never run: its stored result counts. Error values stay
/// (`#REF!`). \param wanted name of the sheet; empty: the first one that is not hidden \param limits of cell
/// and columns as for CSV; file_bytes bounds what is unpacked and the text Rules: `xlsx.damaged`, `xlsx.kind`
/// (another kind of archive), `xlsx.bomb` (unpacks to too much), `xlsx.limit`, `xlsx.dtd`, `sheet.unknown`,
/// `sheet.none`.
EHRENAMT_API SheetText read_sheet(std::string_view bytes, const std::string& wanted,
                                  const CsvLimits& limits = {});

/// What a sheet shows for a number, as far as it matters to us (see read_sheet).
/// \param format the number format's code, empty for „General“
/// \param from_1904 days are counted from 1904-01-01
EHRENAMT_API std::string shown_number(std::string_view stored, std::string_view format, bool from_1904);

} // namespace ehrenamt::formats
