// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ehrenamt::formats {

/// `plain`: UTF-8, comma, LF, decimal point, for programs. `excel_de`: BOM, semicolon, CRLF, decimal comma,
/// for a double click on a German desk. Days are ISO in both.
enum class CsvStyle { plain, excel_de };

/// Writes RFC 4180 with no more quotes than needed, and so that CsvReader gives back the same cells.
///
/// A text that a spreadsheet would run gets a `'` in front (see spreadsheet_would_run); a number does not,
/// so that -5,00 stays a number. Line breaks inside a cell are kept; CsvReader gives them back as LF.
/// \pre texts are valid UTF-8 without control characters other than TAB, CR, LF
class EHRENAMT_API CsvWriter {
  public:
    explicit CsvWriter(CsvStyle style = CsvStyle::plain);

    CsvWriter& text(std::string_view cell);
    CsvWriter& number(std::int64_t cell);
    /// \param cell digits with a decimal point (`-8000.50`), as domain::Cents::decimal() gives them
    CsvWriter& decimal(std::string_view cell);
    CsvWriter& date(base::Date cell);
    CsvWriter& empty(); ///< nothing known or not asked; text("") too is written without quotes
    void end_record();

    /// All that was written since the last call.
    [[nodiscard]] std::string take();

  private:
    void begin_cell();

    char m_delimiter;
    std::string_view m_line_end;
    bool m_decimal_comma;
    std::size_t m_cells = 0; ///< in the record so far
    std::size_t m_record_start = 0;
    std::string m_out;
};

/// A cell as it must stand between delimiters: quoted if it has a quote, the delimiter or a line break.
EHRENAMT_API void append_csv_cell(std::string& out, std::string_view text, char delimiter);

/// The text, with a `'` in front if spreadsheet_would_run; CsvReader takes it away again.
EHRENAMT_API std::string guarded(std::string_view text);

} // namespace ehrenamt::formats
