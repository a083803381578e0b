// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/digest.hpp"

#include "ehrenamt/store/content.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sodium.h>

#include <cstring>
#include <new>

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

RowBytes row_bytes(SQLite::Statement& row, const std::string& table) {
    RowBytes bytes{table};
    for (int i = 0; i < row.getColumnCount(); ++i) {
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
    return bytes;
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
    const auto other = words(row.data());
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::uint64_t with_carry = other[i] + carry;
        carry = with_carry < carry ? 1 : 0;
        sum[i] += with_carry;
        carry += sum[i] < with_carry ? 1 : 0;
    }
    ++rows;
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

RowBytes::RowBytes(std::string_view table) {
    m_bytes.reserve(512);
    add('T', table.data(), table.size());
}

void RowBytes::add(char kind, const void* data, std::size_t size) {
    if (size > 0 && data == nullptr) // SQLite had no memory for the value
        throw std::bad_alloc{};
    const auto length = static_cast<std::uint64_t>(size);
    m_bytes += kind;
    for (int shift = 0; shift < 64; shift += 8)
        m_bytes += static_cast<char>(length >> shift);
    if (size > 0)
        m_bytes.append(static_cast<const char*>(data), size);
}

void RowBytes::add_null() {
    add('n', nullptr, 0);
}
void RowBytes::add_integer(std::int64_t value) {
    const auto text = fmt::to_string(value);
    add('i', text.data(), text.size());
}
void RowBytes::add_real(double value) {
    add('r', &value, sizeof value);
}
void RowBytes::add_text(const void* data, std::size_t size) {
    add('t', data, size);
}
void RowBytes::add_blob(const void* data, std::size_t size) {
    add('b', data, size);
}

Hash RowBytes::hash() const {
    Hash out{};
    crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(m_bytes.data()),
                       m_bytes.size(), nullptr, 0);
    return out;
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
    ContentDigest digests;
    for (const auto& table : content_tables(db)) {
        // The name comes from the schema itself; SQLite cannot bind a table's name.
        std::string quoted = table;
        for (std::size_t at = 0; (at = quoted.find('"', at)) != quoted.npos; at += 2)
            quoted.insert(at, 1, '"');
        SQLite::Statement rows{db, "SELECT * FROM \"" + quoted + "\" NOT INDEXED"};
        auto& digest = digests[table];
        while (rows.executeStep())
            digest.add(row_bytes(rows, table).hash());
    }
    return digests;
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
