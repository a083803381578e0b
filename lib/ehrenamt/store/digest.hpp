// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

namespace ehrenamt::store {

using Hash = std::array<unsigned char, 32>;

/// SHA-256.
EHRENAMT_API Hash sha256(std::string_view bytes);
EHRENAMT_API std::string hex(const Hash& hash);

/// Digest of a table's content: the sum of its rows' BLAKE2b-256 hashes modulo 2^256, so that a change
/// costs only its own rows and the order of rows does not matter. It finds damage; against somebody who
/// forges rows on purpose the chain of change sets stands, whose head is printed elsewhere.
struct TableDigest {
    std::int64_t rows = 0;
    std::array<std::uint64_t, 4> sum = {};

    void add(const Hash& row);
    void add(const TableDigest& other);
    void remove(const Hash& row);
    [[nodiscard]] Hash bytes() const;
    static TableDigest from(std::int64_t rows, const void* bytes);
    bool operator==(const TableDigest&) const = default;
};

using ContentDigest = std::map<std::string, TableDigest>;

/// Builds the byte form of one row: a kind byte, a length and the bytes of each value.
class RowBytes {
  public:
    explicit RowBytes(std::string_view table);
    /// \param value  an sqlite3_value (session extension) or a column of a statement
    void add_null();
    void add_integer(std::int64_t value);
    void add_real(double value);
    void add_text(const void* data, std::size_t size);
    void add_blob(const void* data, std::size_t size);
    [[nodiscard]] Hash hash() const;
    /// Begins the next row of the same table.
    void clear() { m_bytes.resize(m_head); }

  private:
    std::string m_bytes;
    std::size_t m_head = 0; ///< bytes that name the table
};

/// Appends one value to the byte form of a row. \param kind T table, n NULL, i integer, r real, t text, b
/// blob
void append_value(std::string& bytes, char kind, std::string_view value);
Hash row_hash(std::string_view bytes);

std::vector<std::string> content_tables(const SQLite::Database& db);
/// Reads every row of every content table.
EHRENAMT_API ContentDigest compute_digests(const SQLite::Database& db);
/// Digest of the rows whose integer key lies between two numbers, by their first `columns` columns. If the
/// columns behind them, which a migration added, hold anything, their rows do not count.
TableDigest rows_digest(const SQLite::Database& db, const std::string& table, std::int64_t first,
                        std::int64_t last, std::int64_t columns);
/// A name as SQL text; SQLite cannot bind names. \param name must come from the schema or the program
std::string quoted_name(std::string_view name);
EHRENAMT_API ContentDigest read_digests(const SQLite::Database& db);
void write_digests(SQLite::Database& db, const ContentDigest& digests);
/// One hash over all tables' digests.
Hash content_hash(const ContentDigest& digests);

} // namespace ehrenamt::store
