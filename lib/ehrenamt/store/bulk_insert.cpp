// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/bulk_insert.hpp"

#include "ehrenamt/base/worker.hpp"
#include "ehrenamt/store/table_checks.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <utility>

namespace ehrenamt::store {
namespace {

constexpr std::size_t k_rows_per_batch = 2048;
constexpr std::size_t k_rows_per_insert = 16;
// Below this many rows sorting anew is not worth it, whatever the table holds.
constexpr std::size_t k_fewest_rows = 5000;

/// One statement; SQLiteCpp hides the handle that many binds a row need without detours.
class Insert {
  public:
    Insert(const SQLite::Database& db, const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        const int status = sqlite3_prepare_v2(db.getHandle(), sql.c_str(), -1, &statement, nullptr);
        m_statement.reset(statement);
        if (status != SQLITE_OK)
            throw SQLite::Exception{db.getHandle(), status};
    }
    void bind(int index, std::int64_t value) { require(sqlite3_bind_int64(get(), index, value)); }
    /// All values are NULL until they are bound.
    void unbind() { require(sqlite3_clear_bindings(get())); }
    /// \param text  must stay where it is until execute() is done
    void bind(int index, std::string_view text) {
        require(sqlite3_bind_text(get(), index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC));
    }
    void bind_blob(int index, std::string_view bytes) {
        require(sqlite3_bind_blob(get(), index, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC));
    }
    void execute() {
        const int status = sqlite3_step(get());
        if (status != SQLITE_DONE)
            throw SQLite::Exception{sqlite3_db_handle(get()), status};
        require(sqlite3_reset(get()));
    }

  private:
    [[nodiscard]] sqlite3_stmt* get() const { return m_statement.get(); }
    void require(int status) const {
        if (status != SQLITE_OK)
            throw SQLite::Exception{sqlite3_db_handle(get()), status};
    }
    std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> m_statement{nullptr, &sqlite3_finalize};
};

struct Column {
    std::string name;
    bool key = false;
    char kind = 't';        ///< as append_value has it: t text, i integer, b blob
    std::size_t source = 0; ///< which of the texts of a row; past them: none
};

std::vector<Column> columns_of(const SQLite::Database& db, const std::string& table,
                               const std::vector<std::string_view>& given) {
    SQLite::Statement query{db, "SELECT name, pk, type FROM pragma_table_info(?) ORDER BY cid"};
    query.bind(1, table);
    std::vector<Column> columns;
    std::size_t found = 0;
    while (query.executeStep()) {
        Column column{query.getColumn(0).getString(), query.getColumn(1).getInt() != 0};
        const auto type = query.getColumn(2).getString();
        column.kind = type == "TEXT" ? 't' : type == "INTEGER" ? 'i' : type == "BLOB" ? 'b' : '\0';
        const auto at = std::find(given.begin(), given.end(), column.name);
        column.source = static_cast<std::size_t>(at - given.begin());
        if (at != given.end() && (column.key || column.kind == '\0'))
            throw std::logic_error{"a bulk insert gives texts, whole numbers and blobs"};
        found += at != given.end() ? 1 : 0;
        columns.push_back(std::move(column));
    }
    if (found != given.size())
        throw std::logic_error{"a bulk insert names a column that is not there"};
    return columns;
}

std::int64_t whole_number(std::string_view digits) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size())
        throw std::logic_error{"a bulk insert gives whole numbers as decimal digits"};
    return number;
}

std::string insert_sql(const std::string& table, const std::vector<Column>& columns, std::size_t rows) {
    std::string names;
    std::string row;
    for (const auto& column : columns) {
        names += (names.empty() ? "" : ", ") + quoted_name(column.name);
        row += row.empty() ? "(?" : ", ?";
    }
    row += ")";
    // Names come from the schema; SQLite cannot bind them.
    std::string sql = fmt::format("INSERT INTO {} ({}) VALUES {}", quoted_name(table), names, row);
    for (std::size_t i = 1; i < rows; ++i)
        sql += ", " + row;
    return sql;
}

/// Rows in the byte form of which their hashes are made; SQLite is given the values out of the same bytes.
struct Batch {
    struct Value {
        std::size_t begin = 0;
        std::size_t size = 0;
    };
    std::int64_t first = 0; ///< key of the first row
    std::string bytes = {};
    std::vector<std::size_t> ends = {};
    std::vector<Value> values = {};            ///< row by row, the key left out
    std::vector<std::string_view> filled = {}; ///< columns that hold something in some row so far

    [[nodiscard]] TableDigest digest() const {
        TableDigest sum;
        std::size_t begin = 0;
        for (const auto end : ends) {
            sum.add(row_hash(std::string_view{bytes}.substr(begin, end - begin)));
            begin = end;
        }
        return sum;
    }
    void clear() {
        bytes.clear();
        ends.clear();
        values.clear();
    }
};

/// The table's own indexes, without those that SQLite makes for its constraints.
std::vector<std::pair<std::string, std::string>> indexes_of(const SQLite::Database& db,
                                                            const std::string& table) {
    SQLite::Statement query{db, R"(
        SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL
        ORDER BY rowid)"};
    query.bind(1, table);
    std::vector<std::pair<std::string, std::string>> indexes;
    while (query.executeStep())
        indexes.emplace_back(query.getColumn(0).getString(), query.getColumn(1).getString());
    return indexes;
}

/// While indexes are made, SQLite sorts pieces of two megabytes, which stay in the processor's cache, and
/// merges them from a temporary file that nobody else can open: half the time of one large sort in memory.
/// Meanwhile a second thread sorts what the first has read.
class QuickSorting {
  public:
    explicit QuickSorting(SQLite::Database& db)
        : m_db{db}, m_cache{db.execAndGet("PRAGMA cache_size").getInt64()} {
        m_db.tryExec("PRAGMA temp_store = FILE"); // refused, and slower, if there are temporary tables
        m_db.exec("PRAGMA cache_size = -2048; PRAGMA threads = 1");
    }
    ~QuickSorting() {
        m_db.tryExec(
            fmt::format("PRAGMA temp_store = MEMORY; PRAGMA threads = 0; PRAGMA cache_size = {}", m_cache));
    }
    QuickSorting(const QuickSorting&) = delete;
    QuickSorting& operator=(const QuickSorting&) = delete;

  private:
    SQLite::Database& m_db;
    std::int64_t m_cache;
};

/// While indexes are dropped that are made again at once, SQLite need not write zeros over their pages: the
/// table holds the same texts still, and the new indexes take the pages.
class QuickDropping {
  public:
    explicit QuickDropping(SQLite::Database& db)
        : m_db{db}, m_before{db.execAndGet("PRAGMA secure_delete").getInt()} {
        m_db.exec("PRAGMA secure_delete = OFF");
    }
    ~QuickDropping() { m_db.tryExec(fmt::format("PRAGMA secure_delete = {}", m_before)); }
    QuickDropping(const QuickDropping&) = delete;
    QuickDropping& operator=(const QuickDropping&) = delete;

  private:
    SQLite::Database& m_db;
    int m_before;
};

/// True if the table has fewer rows than those that come; counts no further than that.
bool holds_fewer(const SQLite::Database& db, const std::string& table, std::size_t rows) {
    // The name comes from the schema; SQLite cannot bind it.
    SQLite::Statement query{db, "SELECT count(*) FROM (SELECT 1 FROM " + quoted_name(table) + " LIMIT ?)"};
    query.bind(1, static_cast<std::int64_t>(rows));
    query.executeStep();
    return query.getColumn(0).getInt64() < static_cast<std::int64_t>(rows);
}

} // namespace

struct BulkInsert::State {
    SQLite::Database& db;
    ChangeSet& change;
    RowRange range;
    std::vector<Column> columns;
    std::size_t given;
    ChecksAtOnce checks; ///< before the statements, which are made without them
    Insert one, many;
    std::vector<std::string> dropped = {}; ///< SQL of the indexes to be made again
    std::string head = {};                 ///< what each row's bytes begin with
    std::vector<bool> filled;              ///< of each column: it, or the key, holds something in some row
    Batch batches[2] = {};
    Batch* filling = &batches[0];
    std::optional<base::Worker> inserting{std::in_place};

    State(Store& store, ChangeSet& changes, const std::string& table,
          const std::vector<std::string_view>& names)
        : db{store.db()},
          change{changes},
          range{.table = table},
          columns{columns_of(db, table, names)},
          given{names.size()},
          checks{db, table},
          one{db, insert_sql(table, columns, 1)},
          many{db, insert_sql(table, columns, k_rows_per_insert)},
          filled(columns.size()) {
        range.columns = static_cast<std::int64_t>(columns.size());
        append_value(head, 'T', table);
        change.record(false);
    }
    ~State() {
        inserting.reset();
        change.record(true);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void drop_indexes() {
        const QuickDropping dropping{db};
        for (const auto& [name, sql] : indexes_of(db, range.table)) {
            db.exec("DROP INDEX " + quoted_name(name));
            dropped.push_back(sql);
        }
    }

    void make_indexes() {
        if (dropped.empty())
            return;
        const QuickSorting sorting{db};
        for (const auto& sql : dropped)
            db.exec(sql);
        dropped.clear();
    }

    void encode(std::int64_t id, std::span<const std::string_view> texts) {
        auto& batch = *filling;
        batch.bytes += head;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto& column = columns[i];
            if (column.key) {
                filled[i] = true;
                const fmt::format_int digits{id};
                append_value(batch.bytes, 'i', {digits.data(), digits.size()});
                continue;
            }
            const auto text = column.source < given ? texts[column.source] : std::string_view{};
            if (!text.empty())
                filled[i] = true;
            append_value(batch.bytes, text.empty() ? 'n' : column.kind, text);
            batch.values.push_back({batch.bytes.size() - text.size(), text.size()});
        }
        batch.ends.push_back(batch.bytes.size());
    }

    void bind_row(Insert& insert, const Batch& batch, std::size_t row, int& index) const {
        const auto* value = &batch.values[row * (columns.size() - 1)];
        for (const auto& column : columns) {
            if (column.key) {
                insert.bind(index++, batch.first + static_cast<std::int64_t>(row));
                continue;
            }
            const auto bytes = std::string_view{batch.bytes}.substr(value->begin, value->size);
            if (!bytes.empty()) { // else it stays NULL
                if (column.kind == 'i')
                    insert.bind(index, whole_number(bytes));
                else if (column.kind == 'b')
                    insert.bind_blob(index, bytes);
                else
                    insert.bind(index, bytes);
            }
            ++index;
            ++value;
        }
    }

    void insert(const Batch& batch) {
        std::size_t row = 0;
        while (row + k_rows_per_insert <= batch.ends.size()) {
            int index = 1;
            many.unbind();
            for (std::size_t i = 0; i < k_rows_per_insert; ++i)
                bind_row(many, batch, row++, index);
            many.execute();
        }
        for (; row < batch.ends.size(); ++row) {
            int index = 1;
            one.unbind();
            bind_row(one, batch, row, index);
            one.execute();
        }
        checks.check(batch.first, batch.first + static_cast<std::int64_t>(batch.ends.size()) - 1,
                     batch.filled);
    }

    /// Has the rows inserted on the second thread, and hashes them meanwhile.
    void flush() {
        inserting->wait();
        auto& batch = *filling;
        if (batch.ends.empty())
            return;
        batch.filled.clear();
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (filled[i])
                batch.filled.emplace_back(columns[i].name);
        inserting->start([this, &batch] { insert(batch); });
        range.digest.add(batch.digest());
        filling = filling == &batches[0] ? &batches[1] : &batches[0];
        filling->clear();
    }
};

BulkInsert::BulkInsert(Store& store, ChangeSet& change, const std::string& table,
                       const std::vector<std::string_view>& columns, std::size_t expected) {
    m_state = std::make_unique<State>(store, change, table, columns);
    if (expected >= k_fewest_rows && holds_fewer(store.db(), table, 2 * expected))
        m_state->drop_indexes();
}

BulkInsert::~BulkInsert() = default;

std::int64_t BulkInsert::add(std::span<const std::string_view> texts) {
    auto& state = *m_state;
    if (texts.size() != state.given)
        throw std::logic_error{"a bulk insert gives a text for each column"};
    const auto id = state.change.next_number();
    if (state.range.first == 0)
        state.range.first = id;
    if (state.filling->ends.empty())
        state.filling->first = id;
    state.range.last = id;
    state.encode(id, texts);
    if (state.filling->ends.size() == k_rows_per_batch)
        state.flush();
    return id;
}

void BulkInsert::finish() {
    auto& state = *m_state;
    state.flush();
    state.inserting->wait();
    state.make_indexes();
    state.change.record(true);
    if (state.range.first != 0)
        state.change.add_range(state.range);
    state.range.first = 0;
}

} // namespace ehrenamt::store
