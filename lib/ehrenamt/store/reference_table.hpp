// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/store/reference_refresh.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <string>
#include <vector>

namespace ehrenamt::store {

/// A table of reference data by the names of its columns, which brings one database up to another.
class ReferenceTable {
  public:
    ReferenceTable(const SQLite::Database& db, std::string name);

    /// Every column, those of the key first.
    [[nodiscard]] std::string select_rows() const;
    [[nodiscard]] std::string insert() const;

    /// Adds and changes rows of `store` as they are in `wanted`. Validity of municipalities is left alone: it
    /// follows from changes, never from a list.
    RefreshedRows upsert(SQLite::Database& store, SQLite::Database& wanted) const;
    /// Removes rows that `wanted` does not have. \param between  only from its first key to its last
    /// \returns how many
    std::int64_t remove(SQLite::Database& store, SQLite::Database& wanted, bool between) const;

  private:
    [[nodiscard]] std::string all_columns() const;
    [[nodiscard]] std::string select_keys() const;
    [[nodiscard]] std::string select_row() const;
    [[nodiscard]] std::string update() const;
    [[nodiscard]] std::string erase() const;

    std::string m_name;
    std::vector<std::string> m_key, m_others, m_untouched; ///< columns; the last only when a row is added
};

void bind_cell(SQLite::Statement& statement, int index, const SQLite::Column& cell);

} // namespace ehrenamt::store
