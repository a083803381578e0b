// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace ehrenamt::store {

/// Inserts many rows into one table whose key is a number of ours: several rows a statement, on a second
/// thread while the caller makes the next ones, kept by the change set as one range instead of row by row.
/// Where the rows are many beside those of the table, its indexes are dropped first and made again behind the
/// last row, which sorts once instead of searching a million times.
///
/// From the first row until finish() or its end nothing else may use the store: its connection belongs to the
/// second thread. The rows must not be touched again by the same change set.
class EHRENAMT_API BulkInsert {
  public:
    /// \param columns   that the rows give, in their order; all others but the key become NULL
    /// \param expected  about how many rows will come
    BulkInsert(Store& store, ChangeSet& change, const std::string& table,
               const std::vector<std::string_view>& columns, std::size_t expected);
    ~BulkInsert();
    BulkInsert(const BulkInsert&) = delete;
    BulkInsert& operator=(const BulkInsert&) = delete;

    /// \param texts  one for each column, of a whole number its decimal digits, of a blob its bytes; empty
    /// becomes NULL. Copied. \returns the row's key \throws what an earlier row's insert threw
    std::int64_t add(std::span<const std::string_view> texts);
    /// To be called behind the last row. \throws SQLite::Exception if a unique index, a CHECK or a reference
    /// refuses one
    void finish();

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ehrenamt::store
