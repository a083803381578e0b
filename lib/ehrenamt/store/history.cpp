// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/history.hpp"

#include "ehrenamt/store/undo.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <new>

namespace ehrenamt::store {
namespace {

using Body = std::vector<unsigned char>;

/// How a changeset writes an integer: its type, then eight bytes, the highest first.
std::array<unsigned char, 9> recorded(std::int64_t id) {
    std::array<unsigned char, 9> bytes{SQLITE_INTEGER};
    auto rest = static_cast<std::uint64_t>(id);
    for (std::size_t i = bytes.size() - 1; i > 0; --i, rest >>= 8U)
        bytes[i] = static_cast<unsigned char>(rest & 0xffU);
    return bytes;
}

/// Whether the id's bytes occur in a body; looks at one piece after the other, since a body can be large.
class Search {
  public:
    Search(const Store& store, std::int64_t id)
        : m_pieces{store.db(), "SELECT bytes FROM change_set_body WHERE change_set = ? ORDER BY piece"},
          m_wanted{recorded(id)} {}

    bool mentioned(std::int64_t change_set) {
        m_pieces.reset();
        m_pieces.bind(1, change_set);
        Body seam; // where one piece ends and the next begins
        while (m_pieces.executeStep()) {
            const auto bytes = m_pieces.getColumn(0);
            const auto* const begin = static_cast<const unsigned char*>(bytes.getBlob());
            const auto size = static_cast<std::size_t>(bytes.getBytes());
            const auto edge = std::min(size, m_wanted.size() - 1);
            seam.insert(seam.end(), begin, begin + edge);
            if (holds(seam.data(), seam.size()) || holds(begin, size))
                return true;
            seam.assign(begin + (size - edge), begin + size);
        }
        return false;
    }

  private:
    [[nodiscard]] bool holds(const unsigned char* bytes, std::size_t size) const {
        return memmem(bytes, size, m_wanted.data(), m_wanted.size()) != nullptr;
    }
    SQLite::Statement m_pieces;
    std::array<unsigned char, 9> m_wanted;
};

ListValue value_of(sqlite3_value* value) {
    if (value == nullptr || sqlite3_value_type(value) == SQLITE_NULL)
        return {};
    if (sqlite3_value_type(value) == SQLITE_INTEGER)
        return sqlite3_value_int64(value);
    return std::string{reinterpret_cast<const char*>(sqlite3_value_text(value)),
                       static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::vector<std::string> columns_of(const Store& store, const std::string& table) {
    SQLite::Statement query{store.db(), "SELECT name FROM pragma_table_info(?) ORDER BY cid"};
    query.bind(1, table);
    std::vector<std::string> names;
    while (query.executeStep())
        names.push_back(query.getColumn(0).getString());
    return names;
}

/// One step of SQLite's changeset iterator.
struct Step {
    sqlite3_changeset_iter* iterator;
    const char* table = nullptr;
    int columns = 0;
    int operation = 0;

    explicit Step(sqlite3_changeset_iter* at) : iterator{at} {
        int indirect = 0;
        sqlite3changeset_op(iterator, &table, &columns, &operation, &indirect);
    }
    [[nodiscard]] sqlite3_value* before(int column) const {
        sqlite3_value* value = nullptr;
        sqlite3changeset_old(iterator, column, &value);
        return value;
    }
    [[nodiscard]] sqlite3_value* after(int column) const {
        sqlite3_value* value = nullptr;
        sqlite3changeset_new(iterator, column, &value);
        return value;
    }
    [[nodiscard]] bool is_about(const std::string& wanted, std::int64_t id) const {
        if (wanted != table)
            return false;
        auto* const key = operation == SQLITE_INSERT ? after(0) : before(0);
        return key != nullptr && sqlite3_value_int64(key) == id;
    }
    void add_fields(RecordChange& change, const std::vector<std::string>& names) const {
        for (int i = 0; i < columns && i < static_cast<int>(names.size()); ++i)
            if (auto* const now = after(i)) // only what changed is recorded
                change.fields.push_back(
                    {names[static_cast<std::size_t>(i)], value_of(before(i)), value_of(now)});
    }
};

/// What the body says of the record, put into `change`. \returns false if it says nothing
bool read_body(Body& body, const std::string& table, std::int64_t id, const std::vector<std::string>& names,
               RecordChange& change) {
    sqlite3_changeset_iter* iterator = nullptr;
    if (sqlite3changeset_start(&iterator, static_cast<int>(body.size()), body.data()) != SQLITE_OK)
        throw std::bad_alloc{};
    const std::unique_ptr<sqlite3_changeset_iter, decltype(&sqlite3changeset_finalize)> owner{
        iterator, &sqlite3changeset_finalize};
    int status = SQLITE_ROW;
    while ((status = sqlite3changeset_next(iterator)) == SQLITE_ROW) {
        const Step step{iterator};
        if (!step.is_about(table, id))
            continue;
        change.event = step.operation == SQLITE_INSERT   ? RecordEvent::added
                       : step.operation == SQLITE_DELETE ? RecordEvent::removed
                                                         : RecordEvent::changed;
        if (change.event == RecordEvent::changed)
            step.add_fields(change, names);
        return true;
    }
    if (status != SQLITE_DONE)
        throw SQLite::Exception{"the changes could not be read", status};
    return false;
}

/// Change sets that inserted the record in bulk: their bodies do not hold it.
std::vector<std::int64_t> bulk_inserts_of(const Store& store, const std::string& table, std::int64_t id) {
    SQLite::Statement query{store.db(), R"(
        SELECT change_set FROM change_set_range WHERE table_name = ?1 AND ?2 BETWEEN first_id AND last_id)"};
    query.bind(1, table);
    query.bind(2, id);
    std::vector<std::int64_t> change_sets;
    while (query.executeStep())
        change_sets.push_back(query.getColumn(0).getInt64());
    return change_sets;
}

} // namespace

std::vector<RecordChange> record_history(const Store& store, const std::string& table, std::int64_t id) {
    const auto names = columns_of(store, table);
    std::vector<RecordChange> history;
    const auto bulk = bulk_inserts_of(store, table, id);
    Search search{store, id};
    for (const auto& row : change_log(store)) {
        RecordChange change{row.id, row.at, row.command, row.actor};
        if (std::find(bulk.begin(), bulk.end(), row.id) != bulk.end()) {
            change.event = RecordEvent::added;
            history.push_back(std::move(change));
            continue;
        }
        if (!search.mentioned(row.id))
            continue;
        auto body = change_body(store, row.id);
        if (read_body(body, table, id, names, change))
            history.push_back(std::move(change));
    }
    return history;
}

} // namespace ehrenamt::store
