// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/row_format.hpp"

namespace ehrenamt::cli {

/// Aligned columns for a person. On a terminal a line is not longer than it: the widest texts are cut with
/// `…`.
class TextRows : public RowFormat {
  public:
    TextRows(std::vector<Column> columns, const RowStyle& style);
    void begin(std::string& out) override;
    void row(const std::vector<Cell>& cells, std::string& out) override;
    void end(std::string& out) override;

  private:
    using Line = std::vector<std::string>;
    void settle(std::string& out);
    void append(const Line& line, std::string& out) const;

    std::vector<Column> m_columns;
    RowStyle m_style;
    std::vector<std::size_t> m_widths;
    std::vector<bool> m_right; ///< numbers stand at the right
    std::vector<bool> m_texts; ///< may be cut
    std::vector<Line> m_held;
    bool m_settled = false;
};

} // namespace ehrenamt::cli
