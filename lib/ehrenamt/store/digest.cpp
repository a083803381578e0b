// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/digest.hpp"

#include "ehrenamt/store/content.hpp"
#include "ehrenamt/store/watch.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <new>
#include <utility>

namespace ehrenamt::store {
namespace {

static_assert(crypto_hash_sha256_BYTES == 32);

std::array<std::uint64_t, 4> words(const void* bytes) {
    std::array<std::uint64_t, 4> out{};
    const auto* const data = static_cast<const unsigned char*>(bytes);
    for (std::size_t i = 0; i < 32; ++i)
        out[i / 8] |= std::uint64_t{data[i]} << (8 * (i % 8));
    return out;
}

/// \param columns  only so many of them, from the first
void add_row(RowBytes& bytes, SQLite::Statement& row, int columns) {
    for (int i = 0; i < columns; ++i) {
        const auto column = row.getColumn(i);
        if (column.isNull())
            bytes.add_null();
        else if (column.isInteger())
            bytes.add_integer(column.getInt64());
        else if (column.isFloat())
            bytes.add_real(column.getDouble());
        else if (column.isText())
            bytes.add_text(column.getBlob(), static_cast<std::size_t>(column.getBytes()));
        else
            bytes.add_blob(column.getBlob(), static_cast<std::size_t>(column.getBytes()));
    }
}

} // namespace

Hash sha256(std::string_view bytes) {
    Hash hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return hash;
}

std::string hex(const Hash& hash) {
    return fmt::format("{:02x}", fmt::join(hash, ""));
}

void TableDigest::add(const Hash& row) {
    add(TableDigest{1, words(row.data())});
}

void TableDigest::add(const TableDigest& other) {
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::uint64_t with_carry = other.sum[i] + carry;
        carry = with_carry < carry ? 1 : 0;
        sum[i] += with_carry;
        carry += sum[i] < with_carry ? 1 : 0;
    }
    rows += other.rows;
}

void TableDigest::remove(const Hash& row) {
    const auto other = words(row.data());
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::uint64_t take = other[i] + borrow;
        borrow = (take < borrow ? 1 : 0) + (take > sum[i] ? 1 : 0);
        sum[i] -= take;
    }
    --rows;
}

Hash TableDigest::bytes() const {
    Hash out{};
    for (std::size_t i = 0; i < 32; ++i)
        out[i] = static_cast<unsigned char>(sum[i / 8] >> (8 * (i % 8)));
    return out;
}

TableDigest TableDigest::from(std::int64_t rows, const void* bytes) {
    return {rows, words(bytes)};
}

void append_value(std::string& bytes, char kind, std::string_view value) {
    if (!value.empty() && value.data() == nullptr) // SQLite had no memory for the value
        throw std::bad_alloc{};
    std::array<char, 9> head{kind};
    for (std::size_t i = 0; i < 8; ++i)
        head[i + 1] = static_cast<char>(std::uint64_t{value.size()} >> (8 * i));
    bytes.append(head.data(), head.size());
    bytes.append(value);
}

Hash row_hash(std::string_view bytes) {
    Hash out{};
    crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size(), nullptr, 0);
    return out;
}

RowBytes::RowBytes(std::string_view table) {
    m_bytes.reserve(512);
    append_value(m_bytes, 'T', table);
    m_head = m_bytes.size();
}

void RowBytes::add_null() {
    append_value(m_bytes, 'n', {});
}
void RowBytes::add_integer(std::int64_t value) {
    append_value(m_bytes, 'i', fmt::format_int{value}.c_str());
}
void RowBytes::add_real(double value) {
    append_value(m_bytes, 'r', {reinterpret_cast<const char*>(&value), sizeof value});
}
void RowBytes::add_text(const void* data, std::size_t size) {
    append_value(m_bytes, 't', {static_cast<const char*>(data), size});
}
void RowBytes::add_blob(const void* data, std::size_t size) {
    append_value(m_bytes, 'b', {static_cast<const char*>(data), size});
}
Hash RowBytes::hash() const {
    return row_hash(m_bytes);
}

std::string quoted_name(std::string_view name) {
    std::string quoted{'"'};
    for (const char c : name)
        quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted += '"';
}

std::vector<std::string> content_tables(const SQLite::Database& db) {
    SQLite::Statement query{db, R"(
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
        ORDER BY name)"};
    std::vector<std::string> tables;
    while (query.executeStep())
        if (auto name = query.getColumn(0).getString(); is_content(name))
            tables.push_back(std::move(name));
    return tables;
}

ContentDigest compute_digests(const SQLite::Database& db) {
    return compute_digests(db, {});
}

ContentDigest compute_digests(const SQLite::Database& db, const Watch& watch) {
    constexpr std::int64_t k_rows_between_looks = 4096;
    ContentDigest digests;
    std::int64_t total = 0;
    std::int64_t done = 0;
    if (watch)
        for (const auto& [table, digest] : read_digests(db))
            total += digest.rows;
    const auto tell = [&] {
        if (watch && done % k_rows_between_looks == 0)
            watch(base::message("checking the content"), done, total);
    };
    tell();
    for (const auto& table : content_tables(db)) {
        // The name comes from the schema; SQLite cannot bind it.
        SQLite::Statement rows{db, "SELECT * FROM " + quoted_name(table) + " NOT INDEXED"};
        auto& digest = digests[table];
        RowBytes bytes{table};
        for (; rows.executeStep(); bytes.clear()) {
            add_row(bytes, rows, rows.getColumnCount());
            digest.add(bytes.hash());
            ++done;
            tell();
        }
    }
    return digests;
}

TableDigest rows_digest(const SQLite::Database& db, const std::string& table, std::int64_t first,
                        std::int64_t last, std::int64_t columns) {
    // The name comes from the schema; SQLite cannot bind it.
    SQLite::Statement rows{db, "SELECT * FROM " + quoted_name(table) + " WHERE rowid BETWEEN ? AND ?"};
    rows.bind(1, first);
    rows.bind(2, last);
    TableDigest digest;
    RowBytes bytes{table};
    for (; rows.executeStep(); bytes.clear()) {
        bool added_to = false;
        for (int i = static_cast<int>(columns); i < rows.getColumnCount(); ++i)
            added_to = added_to || !rows.getColumn(i).isNull();
        if (added_to)
            continue;
        add_row(bytes, rows, std::min(static_cast<int>(columns), rows.getColumnCount()));
        digest.add(bytes.hash());
    }
    return digest;
}

ContentDigest read_digests(const SQLite::Database& db) {
    SQLite::Statement query{db, "SELECT table_name, row_count, digest FROM content_digest"};
    ContentDigest digests;
    while (query.executeStep()) {
        if (query.getColumn(2).getBytes() == 32)
            digests[query.getColumn(0).getString()] =
                TableDigest::from(query.getColumn(1).getInt64(), query.getColumn(2).getBlob());
    }
    return digests;
}

void write_digests(SQLite::Database& db, const ContentDigest& digests) {
    SQLite::Statement insert{db, R"(
        INSERT INTO content_digest (table_name, row_count, digest) VALUES (?, ?, ?)
        ON CONFLICT (table_name) DO UPDATE SET row_count = excluded.row_count, digest = excluded.digest)"};
    for (const auto& [table, digest] : digests) {
        const auto bytes = digest.bytes();
        insert.bind(1, table);
        insert.bind(2, digest.rows);
        insert.bind(3, bytes.data(), static_cast<int>(bytes.size()));
        insert.exec();
        insert.reset();
    }
}

Hash content_hash(const ContentDigest& digests) {
    std::string bytes;
    for (const auto& [table, digest] : digests) {
        const auto sum = digest.bytes();
        bytes += fmt::format("{}\n{}\n", table, digest.rows);
        bytes.append(reinterpret_cast<const char*>(sum.data()), sum.size());
    }
    return sha256(bytes);
}

} // namespace ehrenamt::store
