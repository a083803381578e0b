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

    /// A rule about columns that hold nothing in all of these rows is put to the first row alone, for it says
    /// the same of each. \param filled  columns that hold something in some row so far; may only grow from
    /// call to call \throws SQLite::Exception as an INSERT would, if a row with a key from `first` to `last`
    /// breaks a CHECK
    void check(std::int64_t first, std::int64_t last, const std::vector<std::string_view>& filled);

  private:
    /// A query for a row that breaks one of the rules; none without rules.
    [[nodiscard]] std::optional<SQLite::Statement> query(const std::vector<std::string>& rules) const;
    void require(std::optional<SQLite::Statement>& broken, std::int64_t first, std::int64_t last) const;

    SQLite::Database& m_db;
    std::string m_table;
    std::vector<std::string> m_rules;
    std::optional<SQLite::Statement> m_broken;        ///< by all rules
    std::optional<SQLite::Statement> m_broken_filled; ///< by rules about columns that are filled
    std::size_t m_filled = 0;                         ///< how many these are
};

} // namespace ehrenamt::store
