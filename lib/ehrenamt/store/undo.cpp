// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/undo.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <string>

namespace ehrenamt::store {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;
using base::Problem;

struct Conflicts {
    std::vector<Problem> problems;
    std::size_t more = 0;
};

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
        const auto text = sqlite3_value_type(value) == SQLITE_INTEGER
                              ? long_id(sqlite3_value_int64(value))
                              : std::string{reinterpret_cast<const char*>(sqlite3_value_text(value))};
        key += (key.empty() ? "" : " / ") + text;
    }
    return key;
}

int on_conflict(void* context, int kind, sqlite3_changeset_iter* iterator) {
    constexpr std::size_t k_most_named = 50;
    auto& conflicts = *static_cast<Conflicts*>(context);
    if (kind == SQLITE_CHANGESET_FOREIGN_KEY) {
        conflicts.problems.push_back(
            {"undo.referenced",
             message("later records refer to what would be taken back; undo those changes first")});
        return SQLITE_CHANGESET_ABORT;
    }
    const char* table = nullptr;
    int columns = 0;
    int operation = 0;
    int indirect = 0;
    sqlite3changeset_op(iterator, &table, &columns, &operation, &indirect);
    if (conflicts.problems.size() < k_most_named)
        conflicts.problems.push_back({"undo.touched", message("{0} {1} was changed by later work", table,
                                                              key_of(iterator, operation))});
    else
        ++conflicts.more;
    // Go on, so that every conflict is named; the caller rolls all of it back.
    return SQLITE_CHANGESET_OMIT;
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
    for (const auto& other : log)
        if (other.undoes == id)
            throw Error{ExitStatus::failed, "undo.twice",
                        message("change set {0} was undone already by change set {1}", id, other.id)};
}

} // namespace

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
    Conflicts conflicts;
    const int status =
        sqlite3changeset_apply(store.db().getHandle(), size, inverse, nullptr, on_conflict, &conflicts);
    if (conflicts.more > 0)
        conflicts.problems.push_back({"undo.touched", message("and {0} more", conflicts.more)});
    if (!conflicts.problems.empty())
        throw base::Rejected{std::move(conflicts.problems)};
    if (status != SQLITE_OK)
        throw SQLite::Exception{store.db().getHandle(), status};
    change.count("undone_change_set", id);
}

} // namespace ehrenamt::store
