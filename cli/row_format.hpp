// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/table.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::cli {

/// What decides how rows are written.
struct RowStyle {
    std::string_view format; ///< table, csv, tsv, json or jsonl
    bool excel_de = false;   ///< of CSV
    std::size_t width = 0;   ///< of the terminal in cells; 0 = none
    bool bold = false;       ///< heading of a table
    const Catalogue* catalogue = nullptr;
    std::optional<store::Origin> origin = {};
};

/// Writes rows one after the other, so that the first are out before the last are known. Each call gives the
/// text that is ready; a table holds back its first thousand rows, by which its columns get their widths.
class RowFormat {
  public:
    RowFormat() = default;
    RowFormat(const RowFormat&) = delete;
    RowFormat& operator=(const RowFormat&) = delete;
    virtual ~RowFormat() = default;
    virtual void begin(std::string& out) = 0;
    virtual void row(const std::vector<Cell>& cells, std::string& out) = 0;
    virtual void end(std::string& out) = 0;
};

std::unique_ptr<RowFormat> row_format(const std::vector<Column>& columns, const RowStyle& style);

/// A whole table in one of the forms.
std::string written(const Table& table, const RowStyle& style);

} // namespace ehrenamt::cli
