// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/row_range.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

namespace ehrenamt::store {

std::vector<RowRange> read_ranges(const SQLite::Database& db, std::int64_t change_set) {
    SQLite::Statement query{db, R"(
        SELECT table_name, first_id, last_id, column_count, row_count, digest FROM change_set_range
        WHERE change_set = ? ORDER BY table_name, first_id)"};
    query.bind(1, change_set);
    std::vector<RowRange> ranges;
    while (query.executeStep())
        ranges.push_back({query.getColumn(0).getString(), query.getColumn(1).getInt64(),
                          query.getColumn(2).getInt64(), query.getColumn(3).getInt64(),
                          TableDigest::from(query.getColumn(4).getInt64(), query.getColumn(5).getBlob())});
    return ranges;
}

void write_ranges(SQLite::Database& db, std::int64_t change_set, const std::vector<RowRange>& ranges) {
    SQLite::Statement insert{db, R"(
        INSERT INTO change_set_range (change_set, table_name, first_id, last_id, column_count, row_count, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?))"};
    for (const auto& range : ranges) {
        const auto digest = range.digest.bytes();
        insert.bind(1, change_set);
        insert.bind(2, range.table);
        insert.bind(3, range.first);
        insert.bind(4, range.last);
        insert.bind(5, range.columns);
        insert.bind(6, range.digest.rows);
        insert.bind(7, digest.data(), static_cast<int>(digest.size()));
        insert.exec();
        insert.reset();
    }
}

Hash range_hash(const std::vector<RowRange>& ranges) {
    std::string text;
    for (const auto& [table, first, last, columns, digest] : ranges)
        text += fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n", table, first, last, columns, digest.rows,
                            hex(digest.bytes()));
    return sha256(text);
}

bool holds(const SQLite::Database& db, const RowRange& range) {
    return rows_digest(db, range.table, range.first, range.last, range.columns) == range.digest;
}

} // namespace ehrenamt::store
