// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::formats {

/// A workbook of one sheet or several, written row by row in the same little memory, however many rows there
/// are. Texts stay texts: leading zeros remain and nothing is a formula. The first row of a sheet is frozen
/// and filters, columns are as wide as their content. The same rows give the same bytes on every day.
///
/// \throws base::Error `xlsx.rows` beyond 1,048,576 rows, `xlsx.cell` for a text of more than 32,767
/// characters,
///         `file.write`
class EHRENAMT_API XlsxWriter {
  public:
    /// \param path      is written over
    /// \param name      of the file, for messages
    /// \param sheet     at most 31 characters, without []:*?/ and backslash
    /// \param headings  of the columns, at least one
    XlsxWriter(const std::string& path, std::string name, const std::string& sheet,
               const std::vector<std::string>& headings);
    XlsxWriter(const XlsxWriter&) = delete;
    XlsxWriter& operator=(const XlsxWriter&) = delete;
    ~XlsxWriter(); ///< without finish() what was written is no workbook

    XlsxWriter& text(std::string_view cell); ///< an empty one too leaves the cell empty
    XlsxWriter& number(std::int64_t cell);
    XlsxWriter& euros(std::int64_t cents);
    XlsxWriter& date(base::Date cell);
    XlsxWriter& yes_no(bool cell);
    XlsxWriter& empty();
    /// \param tenths  of a percent
    XlsxWriter& percent(std::int64_t tenths);
    void end_row();
    /// A further sheet; the one before is at its end. The parameters are those of the constructor.
    void next_sheet(const std::string& sheet, const std::vector<std::string>& headings);
    void finish();

    /// One sheet behind the library that writes it; made by the part `sheets`.
    class Sheet {
      public:
        enum class Look { plain, heading, euros, date, tenths };
        Sheet() = default;
        Sheet(const Sheet&) = delete;
        Sheet& operator=(const Sheet&) = delete;
        virtual ~Sheet() = default;
        virtual int text(std::uint32_t row, std::uint16_t column, const std::string& cell, Look look) = 0;
        virtual int number(std::uint32_t row, std::uint16_t column, double cell, Look look) = 0;
        virtual int yes_no(std::uint32_t row, std::uint16_t column, bool cell) = 0;
        /// \param widths in characters \returns 0, or the library's number of the error; so do the others
        virtual int next(std::uint32_t rows, const std::vector<double>& widths, const std::string& sheet) = 0;
        virtual int finish(std::uint32_t rows, const std::vector<double>& widths) = 0;
    };

  private:
    void check(int status) const;
    void write_headings(const std::vector<std::string>& headings);
    void widen(std::size_t characters);

    std::string m_name;
    std::unique_ptr<Sheet> m_sheet;
    std::vector<std::size_t> m_widths;
    std::uint32_t m_row = 0;
    std::uint16_t m_column = 0;
};

} // namespace ehrenamt::formats
