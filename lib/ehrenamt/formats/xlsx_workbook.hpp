// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/formats/zip_archive.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::formats {

/// How a number format shows a number.
struct NumberStyle {
    bool day = false;
    bool time = false;
    bool elapsed = false;   ///< hours beyond 24 are shown: `[h]:mm`
    std::size_t digits = 0; ///< at least so many, with zeros in front; 0 = as many as there are
};

NumberStyle number_style(std::string_view format);
std::string shown_number(std::string_view stored, const NumberStyle& style, bool from_1904);

/// The texts of a workbook that cells refer to, in one piece.
class SharedTexts {
  public:
    void add(std::string_view text);
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t index) const;

  private:
    std::string m_all;
    std::vector<std::size_t> m_ends;
};

struct SheetEntry {
    std::string name;
    std::string part; ///< in the archive; empty: no worksheet
    bool hidden = false;
};

/// All of a workbook but its cells.
struct Workbook {
    std::vector<SheetEntry> sheets;  ///< worksheets in the order of their tabs
    std::vector<NumberStyle> styles; ///< by a cell's style
    SharedTexts texts;
    bool from_1904 = false;
};

/// \throws WorkbookRefused
Workbook read_workbook(ZipArchive& archive);

/// `_x000D_` is how a workbook writes a character that XML cannot hold.
void append_unescaped(std::string& out, std::string_view text);

} // namespace ehrenamt::formats
