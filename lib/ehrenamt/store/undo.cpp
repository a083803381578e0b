// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/undo.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <new>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace ehrenamt::store {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;
using base::Problem;

constexpr std::size_t k_most_named = 50;

struct Conflicts {
    const SQLite::Database& db;
    std::vector<Problem> problems = {};
    std::size_t more = 0;
    std::exception_ptr failure = {}; ///< nothing may be thrown through SQLite

    void add(Problem problem) {
        if (problems.size() < k_most_named)
            problems.push_back(std::move(problem));
        else
            ++more;
    }
};

/// Names the rows that would be left without what they refer to. The changes are applied at this moment.
void name_orphans(Conflicts& conflicts) {
    SQLite::Statement query{conflicts.db, "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check"};
    std::set<std::pair<std::string, std::string>> told;
    while (query.executeStep()) {
        const auto row = query.getColumn(1);
        const auto table = query.getColumn(0).getString();
        const auto parent = query.getColumn(2).getString();
        // A table without row numbers has no number to name; its rows are told together.
        if (row.isNull() && !told.emplace(table, parent).second)
            continue;
        conflicts.add(
            {"undo.referenced",
             row.isNull()
                 ? message("rows of {0} refer to {1} that would be taken back; undo their change first",
                           table, parent)
                 : message("{0} {1} refers to {2} that would be taken back; undo its change first", table,
                           long_id(row.getInt64()), parent)});
    }
}

/// The primary key of the row a conflict is about, as text; keys are numbers and codes, never persons.
std::string key_of(sqlite3_changeset_iter* iterator, int operation) {
    unsigned char* is_key = nullptr;
    int columns = 0;
    sqlite3changeset_pk(iterator, &is_key, &columns);
    std::string key;
    for (int i = 0; i < columns; ++i) {
        if (is_key[i] == 0)
            continue;
        sqlite3_value* value = nullptr;
        if (operation == SQLITE_INSERT)
            sqlite3changeset_new(iterator, i, &value);
        else
            sqlite3changeset_old(iterator, i, &value);
        key += key.empty() ? "" : " / ";
        if (sqlite3_value_type(value) == SQLITE_INTEGER)
            key += long_id(sqlite3_value_int64(value));
        else if (const auto* const text = sqlite3_value_text(value); text != nullptr)
            key += reinterpret_cast<const char*>(text);
        else
            throw std::bad_alloc{};
    }
    return key;
}

void name_touched(Conflicts& conflicts, sqlite3_changeset_iter* iterator) {
    const char* table = nullptr;
    int columns = 0;
    int operation = 0;
    int indirect = 0;
    sqlite3changeset_op(iterator, &table, &columns, &operation, &indirect);
    conflicts.add(
        {"undo.touched", message("{0} {1} was changed by later work", table, key_of(iterator, operation))});
}

int on_conflict(void* context, int kind, sqlite3_changeset_iter* iterator) {
    auto& conflicts = *static_cast<Conflicts*>(context);
    try {
        if (kind == SQLITE_CHANGESET_FOREIGN_KEY) {
            name_orphans(conflicts);
            return SQLITE_CHANGESET_ABORT;
        }
        name_touched(conflicts, iterator);
        // Go on, so that every conflict is named; the caller rolls all of it back.
        return SQLITE_CHANGESET_OMIT;
    } catch (...) {
        conflicts.failure = std::current_exception();
        return SQLITE_CHANGESET_ABORT;
    }
}

ChangeRow require_undoable(const Store& store, std::int64_t id) {
    const auto log = change_log(store);
    const auto row = std::find_if(log.begin(), log.end(), [&](const ChangeRow& r) { return r.id == id; });
    if (row == log.end())
        throw Error{ExitStatus::failed, "undo.unknown",
                    message("there is no change set {0}; see: ehrenamt log", id)};
    if (row->command == "init")
        throw Error{ExitStatus::failed, "undo.init",
                    message("change set {0} made the store; it cannot be undone", id)};
    if (row->command == k_migration)
        throw Error{ExitStatus::failed, "undo.migration",
                    message("change set {0} brought the store to this version of the program; it cannot be "
                            "undone, but the copy made before it can be restored",
                            id)};
    if (const auto by = undone_by(log, id))
        throw Error{ExitStatus::failed, "undo.twice",
                    message("change set {0} was undone already by change set {1}", id, *by)};
    return *row;
}

/// Calls `see(table, operation, key)` for each row that a change set's body touches and whose key begins with
/// a number.
template <class See>
void each_numbered_row(std::vector<unsigned char> body, See see) {
    sqlite3_changeset_iter* iterator = nullptr;
    if (sqlite3changeset_start(&iterator, static_cast<int>(body.size()), body.data()) != SQLITE_OK)
        throw std::bad_alloc{};
    const std::unique_ptr<sqlite3_changeset_iter, decltype(&sqlite3changeset_finalize)> owner{
        iterator, &sqlite3changeset_finalize};
    int step = SQLITE_ROW;
    while ((step = sqlite3changeset_next(iterator)) == SQLITE_ROW) {
        const char* table = nullptr;
        int columns = 0;
        int operation = 0;
        int indirect = 0;
        unsigned char* is_key = nullptr;
        sqlite3changeset_op(iterator, &table, &columns, &operation, &indirect);
        sqlite3changeset_pk(iterator, &is_key, &columns);
        for (int i = 0; i < columns; ++i) {
            sqlite3_value* value = nullptr;
            if (is_key[i] == 0)
                continue;
            if (operation == SQLITE_INSERT)
                sqlite3changeset_new(iterator, i, &value);
            else
                sqlite3changeset_old(iterator, i, &value);
            if (value != nullptr && sqlite3_value_type(value) == SQLITE_INTEGER)
                see(std::string_view{table}, operation, sqlite3_value_int64(value));
            break;
        }
    }
    if (step != SQLITE_DONE)
        throw SQLite::Exception{"the changes could not be read", step};
}

/// Why a range is not as it was inserted: the rows that change sets since then touched and that still are so.
void name_touched_since(const Store& store, std::int64_t id, const RowRange& range, Conflicts& conflicts) {
    const auto log = change_log(store);
    std::set<std::int64_t> touched;
    for (const auto& later : log)
        if (later.id >= id && !undone_by(log, later.id) && !later.undoes)
            each_numbered_row(change_body(store, later.id),
                              [&](std::string_view table, int, std::int64_t key) {
                                  if (table == range.table && key >= range.first && key <= range.last)
                                      touched.insert(key);
                              });
    for (const auto key : touched)
        conflicts.add(
            {"undo.touched", message("{0} {1} was changed by later work", range.table, long_id(key))});
    if (touched.empty())
        conflicts.add({"undo.touched", message("rows {1} to {2} of {0} are not as change set {3} wrote them",
                                               range.table, long_id(range.first), long_id(range.last), id)});
}

/// Deletes what a change set inserted in bulk; recorded like any deletion, so that it can be undone.
void delete_ranges(const Store& store, std::int64_t id, const std::vector<RowRange>& ranges,
                   Conflicts& conflicts) {
    for (const auto& range : ranges)
        if (!holds(store.db(), range))
            name_touched_since(store, id, range, conflicts);
    if (!conflicts.problems.empty())
        return;
    for (const auto& range : ranges) {
        // The name comes from the schema; SQLite cannot bind it.
        SQLite::Statement rows{store.db(),
                               "DELETE FROM " + quoted_name(range.table) + " WHERE rowid BETWEEN ? AND ?"};
        rows.bind(1, range.first);
        rows.bind(2, range.last);
        rows.exec();
    }
}

/// Measures that were adopted before they had sessions of their own got those of their courses by a
/// migration, which no undo reaches. The copies go with their measure, unless a later change set touched
/// them.
void delete_copied_sessions(const Store& store, std::int64_t id, const std::vector<unsigned char>& body) {
    std::set<std::int64_t> measures;
    each_numbered_row(body, [&](std::string_view table, int operation, std::int64_t key) {
        if (table == "measure" && operation == SQLITE_INSERT)
            measures.insert(key);
    });
    if (measures.empty())
        return;
    const auto log = change_log(store);
    for (const auto& later : log)
        if (later.id >= id && !undone_by(log, later.id) && !later.undoes)
            each_numbered_row(change_body(store, later.id),
                              [&](std::string_view table, int, std::int64_t key) {
                                  if (table == "measure_session")
                                      measures.erase(key);
                              });
    SQLite::Statement sessions{store.db(), "DELETE FROM measure_session WHERE measure = ?"};
    for (const auto measure : measures) {
        sessions.bind(1, measure);
        sessions.exec();
        sessions.reset();
    }
}

/// Applies the inverse of what the session extension recorded.
void apply_inverse_body(const Store& store, std::vector<unsigned char> body, Conflicts& conflicts) {
    int size = 0;
    void* inverse = nullptr;
    if (const int status =
            sqlite3changeset_invert(static_cast<int>(body.size()), body.data(), &size, &inverse);
        status != SQLITE_OK)
        throw SQLite::Exception{"the record of the change set could not be turned around", status};
    const std::unique_ptr<void, decltype(&sqlite3_free)> owner{inverse, &sqlite3_free};
    const int status =
        sqlite3changeset_apply(store.db().getHandle(), size, inverse, nullptr, on_conflict, &conflicts);
    if (conflicts.failure)
        std::rethrow_exception(conflicts.failure);
    if (conflicts.problems.empty() && status != SQLITE_OK)
        throw SQLite::Exception{store.db().getHandle(), status};
}

bool references_broken(const SQLite::Database& db) {
    int broken = 0;
    int ignored = 0;
    sqlite3_db_status(db.getHandle(), SQLITE_DBSTATUS_DEFERRED_FKS, &broken, &ignored, 0);
    return broken != 0;
}

} // namespace

std::optional<std::int64_t> undone_by(const std::vector<ChangeRow>& log, std::int64_t id) {
    for (const auto& other : log)
        if (other.undoes == id && !undone_by(log, other.id))
            return other.id;
    return std::nullopt;
}

std::vector<unsigned char> change_body(const Store& store, std::int64_t id) {
    SQLite::Statement query{store.db(),
                            "SELECT bytes FROM change_set_body WHERE change_set = ? ORDER BY piece"};
    query.bind(1, id);
    std::vector<unsigned char> body;
    while (query.executeStep()) {
        const auto bytes = query.getColumn(0);
        const auto* const data = static_cast<const unsigned char*>(bytes.getBlob());
        body.insert(body.end(), data, data + bytes.getBytes());
    }
    return body;
}

void apply_inverse(Store& store, std::int64_t id, ChangeSet& change) {
    const auto row = require_undoable(store, id);
    const auto ranges = read_ranges(store.db(), id);
    auto body = change_body(store, id);
    const bool gone = body.empty() && (ranges.empty() || row.body_hash != sha256({}));
    if (gone)
        throw Error{ExitStatus::failed, "undo.no_record",
                    message("the record of change set {0} is no longer kept; it cannot be undone", id)};
    Conflicts conflicts{store.db()};
    // What was inserted in bulk may be referred to by what the body holds: references count at the end.
    store.db().exec("PRAGMA defer_foreign_keys = ON");
    delete_ranges(store, id, ranges, conflicts);
    if (conflicts.problems.empty() && !body.empty()) {
        delete_copied_sessions(store, id, body);
        apply_inverse_body(store, std::move(body), conflicts);
    }
    if (conflicts.problems.empty() && references_broken(store.db()))
        name_orphans(conflicts);
    if (conflicts.more > 0)
        conflicts.problems.push_back({"undo.touched", message("and {0} more", conflicts.more)});
    if (!conflicts.problems.empty())
        throw base::Rejected{std::move(conflicts.problems)};
    change.count("undone_change_set", id);
}

} // namespace ehrenamt::store
