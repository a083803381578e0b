// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/recorded_changes.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>
#include <new>
#include <span>
#include <string>
#include <vector>

namespace ehrenamt::store {
namespace {

/// The type is asked first and nothing is converted: SQLite would turn an integer whose length is asked into
/// text, and into NULL where it has no memory for that.
void add_value(RowBytes& row, sqlite3_value* value) {
    if (value == nullptr)
        throw std::bad_alloc{};
    const auto bytes = [&](auto add) {
        const void* const data = sqlite3_value_blob(value); // text too: as text it would be copied to end it
        (row.*add)(data, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    };
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return row.add_integer(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
        return row.add_real(sqlite3_value_double(value));
    case SQLITE_TEXT:
        return bytes(&RowBytes::add_text);
    case SQLITE_BLOB:
        return bytes(&RowBytes::add_blob);
    default:
        return row.add_null();
    }
}

/// Finds rows of one table by primary key, in the state after the change.
class CurrentRows {
  public:
    CurrentRows(const SQLite::Database& db, const std::string& table, std::span<const unsigned char> is_key) {
        SQLite::Statement columns{db, "SELECT name FROM pragma_table_info(?) ORDER BY cid"};
        columns.bind(1, table);
        std::string where;
        for (std::size_t i = 0; columns.executeStep(); ++i)
            if (i < is_key.size() && is_key[i] != 0) {
                where += fmt::format("{}\"{}\" = ?", where.empty() ? "" : " AND ",
                                     columns.getColumn(0).getString());
                m_keys.push_back(static_cast<int>(i));
            }
        // Names come from the schema; SQLite cannot bind them.
        const std::string sql = "SELECT * FROM \"" + table + "\" WHERE " + where;
        sqlite3_stmt* query = nullptr;
        const int status = sqlite3_prepare_v2(db.getHandle(), sql.c_str(), -1, &query, nullptr);
        m_query.reset(query);
        if (status != SQLITE_OK)
            throw SQLite::Exception{db.getHandle(), status};
    }

    /// \param value_of  the row's value of a column, from the change
    template <class ValueOf>
    sqlite3_stmt* find(ValueOf value_of) {
        auto* const statement = m_query.get();
        sqlite3_reset(statement);
        int index = 1;
        for (const int key : m_keys)
            require(sqlite3_bind_value(statement, index++, value_of(key)), SQLITE_OK);
        const int status = sqlite3_step(statement);
        if (status == SQLITE_DONE)
            throw SQLite::Exception{"a changed row is not where the record says", SQLITE_CORRUPT};
        require(status, SQLITE_ROW);
        return statement;
    }

  private:
    /// \throws SQLite::Exception such as of an interruption
    void require(int status, int expected) const {
        if (status != expected)
            throw SQLite::Exception{sqlite3_db_handle(m_query.get()), status};
    }

    // SQLiteCpp hides its handle, which the session extension's values have to be bound to.
    std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> m_query{nullptr, &sqlite3_finalize};
    std::vector<int> m_keys;
};

/// One step of SQLite's changeset iterator with the table it stands on.
struct Change {
    sqlite3_changeset_iter* iterator;
    const char* table = nullptr;
    int columns = 0;
    int operation = 0;

    [[nodiscard]] sqlite3_value* old_value(int column) const {
        sqlite3_value* value = nullptr;
        sqlite3changeset_old(iterator, column, &value);
        return value;
    }
    [[nodiscard]] sqlite3_value* new_value(int column) const {
        sqlite3_value* value = nullptr;
        sqlite3changeset_new(iterator, column, &value);
        return value;
    }
};

Hash complete_row(const Change& change, bool inserted) {
    RowBytes row{change.table};
    for (int i = 0; i < change.columns; ++i)
        add_value(row, inserted ? change.new_value(i) : change.old_value(i));
    return row.hash();
}

void apply_update(const Change& change, CurrentRows& current, TableDigest& digest) {
    auto* const statement = current.find([&](int column) { return change.old_value(column); });
    RowBytes before{change.table};
    RowBytes after{change.table};
    for (int i = 0; i < change.columns; ++i) {
        sqlite3_value* const now = sqlite3_column_value(statement, i);
        sqlite3_value* const old = change.old_value(i);
        add_value(after, now);
        add_value(before, old != nullptr ? old : now);
    }
    digest.remove(before.hash());
    digest.add(after.hash());
}

} // namespace

void apply_to_digests(const SQLite::Database& db, const std::vector<unsigned char>& changes,
                      ContentDigest& digests) {
    sqlite3_changeset_iter* iterator = nullptr;
    auto* const bytes =
        const_cast<unsigned char*>(changes.data()); // NOLINT: SQLite's interface takes no const
    if (sqlite3changeset_start(&iterator, static_cast<int>(changes.size()), bytes) != SQLITE_OK)
        throw std::bad_alloc{};
    const std::unique_ptr<sqlite3_changeset_iter, decltype(&sqlite3changeset_finalize)> owner{
        iterator, &sqlite3changeset_finalize};
    Change change{iterator};
    std::string table;
    std::unique_ptr<CurrentRows> current;
    int step = SQLITE_ROW;
    while ((step = sqlite3changeset_next(iterator)) == SQLITE_ROW) {
        int indirect = 0;
        sqlite3changeset_op(iterator, &change.table, &change.columns, &change.operation, &indirect);
        if (table != change.table) {
            table = change.table;
            current.reset();
        }
        auto& digest = digests[table];
        if (change.operation == SQLITE_INSERT) {
            digest.add(complete_row(change, true));
        } else if (change.operation == SQLITE_DELETE) {
            digest.remove(complete_row(change, false));
        } else {
            if (!current) {
                unsigned char* is_key = nullptr;
                int columns = 0;
                sqlite3changeset_pk(iterator, &is_key, &columns);
                current = std::make_unique<CurrentRows>(db, table,
                                                        std::span{is_key, static_cast<std::size_t>(columns)});
            }
            apply_update(change, *current, digest);
        }
    }
    if (step != SQLITE_DONE) // want of memory must not look like the end
        throw SQLite::Exception{"the changes could not be read", step};
}

} // namespace ehrenamt::store
