// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::store {

/// The expressions of all CHECKs in a CREATE TABLE, with their parentheses.
EHRENAMT_API std::vector<std::string> check_expressions(std::string_view create_table);

/// While it lives, rows go into a table without its CHECKs, which check() makes up for. SQLite makes each
/// list `IN ('a', 'b', 'c')` of a CHECK anew for every row, which is most of the time of an insert; in a
/// query over all rows it makes it once.
class ChecksAtOnce {
  public:
    /// \param table  with an integer key; no other table may be written meanwhile
    ChecksAtOnce(SQLite::Database& db, const std::string& table);
    ~ChecksAtOnce();
    ChecksAtOnce(const ChecksAtOnce&) = delete;
    ChecksAtOnce& operator=(const ChecksAtOnce&) = delete;

    /// \throws SQLite::Exception as an INSERT would, if a row with a key from `first` to `last` breaks a
    /// CHECK
    void check(std::int64_t first, std::int64_t last);

  private:
    SQLite::Database& m_db;
    std::string m_table;
    std::optional<SQLite::Statement> m_broken; ///< none: the table has no CHECK
};

} // namespace ehrenamt::store
