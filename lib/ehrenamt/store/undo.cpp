// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/undo.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <new>
#include <string>

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
    while (query.executeStep()) {
        const auto row = query.getColumn(1);
        conflicts.add({"undo.referenced",
                       message("{0} {1} refers to {2} that would be taken back; undo its change first",
                               query.getColumn(0).getString(), row.isNull() ? "" : long_id(row.getInt64()),
                               query.getColumn(2).getString())});
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

void require_undoable(const Store& store, std::int64_t id) {
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
    require_undoable(store, id);
    auto body = change_body(store, id);
    if (body.empty())
        throw Error{ExitStatus::failed, "undo.no_record",
                    message("the record of change set {0} is no longer kept; it cannot be undone", id)};
    int size = 0;
    void* inverse = nullptr;
    if (sqlite3changeset_invert(static_cast<int>(body.size()), body.data(), &size, &inverse) != SQLITE_OK)
        throw Error{ExitStatus::failed, "undo.no_record",
                    message("the record of change set {0} is no longer kept; it cannot be undone", id)};
    const std::unique_ptr<void, decltype(&sqlite3_free)> owner{inverse, &sqlite3_free};
    Conflicts conflicts{store.db()};
    const int status =
        sqlite3changeset_apply(store.db().getHandle(), size, inverse, nullptr, on_conflict, &conflicts);
    if (conflicts.failure)
        std::rethrow_exception(conflicts.failure);
    if (conflicts.more > 0)
        conflicts.problems.push_back({"undo.touched", message("and {0} more", conflicts.more)});
    if (!conflicts.problems.empty())
        throw base::Rejected{std::move(conflicts.problems)};
    if (status != SQLITE_OK)
        throw SQLite::Exception{store.db().getHandle(), status};
    change.count("undone_change_set", id);
}

} // namespace ehrenamt::store
