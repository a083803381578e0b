// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/store/digest.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ehrenamt::store {

/// Rows that one change set inserted in bulk: all of a table whose integer key lies between two numbers.
/// They are not in the change set's body; their digest tells whether they still are as they were written.
struct RowRange {
    std::string table = {};
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t columns = 0; ///< how many the table had then; a migration may have added others behind them
    TableDigest digest = {};  ///< of the rows as inserted; its `rows` is their number
};

/// The ranges of a change set, in the order of table and first key.
std::vector<RowRange> read_ranges(const SQLite::Database& db, std::int64_t change_set);
void write_ranges(SQLite::Database& db, std::int64_t change_set, const std::vector<RowRange>& ranges);
/// One hash over all that the ranges say; the change set keeps it.
Hash range_hash(const std::vector<RowRange>& ranges);
/// True if every row of the range is there and says what it said when it was inserted.
bool holds(const SQLite::Database& db, const RowRange& range);

} // namespace ehrenamt::store
