// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/reference_table.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string_view>

namespace ehrenamt::store {
namespace {

using Key = std::vector<std::string>;

std::string marks(std::size_t count) {
    return base::joined(std::vector<std::string>(count, "?"), ", ");
}

/// `a = ?, b = ?`
std::string with_marks(const std::vector<std::string>& columns, std::string_view between) {
    std::vector<std::string> parts;
    for (const auto& name : columns)
        parts.push_back(fmt::format("{} = ?", name));
    return base::joined(parts, between);
}

std::set<Key> keys(const SQLite::Database& db, const std::string& select) {
    SQLite::Statement query{db, select};
    std::set<Key> all;
    while (query.executeStep()) {
        Key key;
        for (int i = 0; i < query.getColumnCount(); ++i)
            key.push_back(query.getColumn(i).getString());
        all.insert(std::move(key));
    }
    return all;
}

bool equal(SQLite::Statement& wanted, SQLite::Statement& stored, int columns) {
    for (int i = 0; i < columns; ++i)
        if (wanted.getColumn(i).isNull() != stored.getColumn(i).isNull() ||
            wanted.getColumn(i).getString() != stored.getColumn(i).getString())
            return false;
    return true;
}

} // namespace

void bind_cell(SQLite::Statement& statement, int index, const SQLite::Column& cell) {
    if (cell.isNull())
        statement.bind(index);
    else if (cell.isInteger())
        statement.bind(index, cell.getInt64());
    else
        statement.bind(index, cell.getString());
}

ReferenceTable::ReferenceTable(const SQLite::Database& db, std::string name) : m_name{std::move(name)} {
    SQLite::Statement query{db, "SELECT name, pk FROM pragma_table_info(?)"};
    query.bind(1, m_name);
    while (query.executeStep()) {
        const auto column = query.getColumn(0).getString();
        const bool validity = m_name == "municipality" && column.starts_with("valid_");
        (query.getColumn(1).getInt() > 0 ? m_key : validity ? m_untouched : m_others).push_back(column);
    }
}

std::string ReferenceTable::all_columns() const {
    auto names = m_key;
    names.insert(names.end(), m_others.begin(), m_others.end());
    names.insert(names.end(), m_untouched.begin(), m_untouched.end());
    return base::joined(names, ", ");
}

std::string ReferenceTable::select_rows() const { // names of the schema, which a statement cannot bind
    return fmt::format("SELECT {} FROM {}", all_columns(), m_name);
}

std::string ReferenceTable::select_keys() const { // names of the schema, which a statement cannot bind
    return fmt::format("SELECT {} FROM {}", base::joined(m_key, ", "), m_name);
}

std::string ReferenceTable::select_row() const { // names of the schema, which a statement cannot bind
    return fmt::format("SELECT {} FROM {} WHERE {}", all_columns(), m_name, with_marks(m_key, " AND "));
}

std::string ReferenceTable::insert() const { // names of the schema, which a statement cannot bind
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", m_name, all_columns(),
                       marks(m_key.size() + m_others.size() + m_untouched.size()));
}

std::string ReferenceTable::update() const { // names of the schema, which a statement cannot bind
    return fmt::format("UPDATE {} SET {} WHERE {}", m_name, with_marks(m_others, ", "),
                       with_marks(m_key, " AND "));
}

std::string ReferenceTable::erase() const { // names of the schema, which a statement cannot bind
    return fmt::format("DELETE FROM {} WHERE {}", m_name, with_marks(m_key, " AND "));
}

RefreshedRows ReferenceTable::upsert(SQLite::Database& store, SQLite::Database& wanted_in) const {
    RefreshedRows rows;
    SQLite::Statement wanted{wanted_in, select_rows()};
    SQLite::Statement stored{store, select_row()};
    SQLite::Statement add{store, insert()};
    std::optional<SQLite::Statement>
        change; // where every column belongs to the key there is nothing to change
    if (!m_others.empty())
        change.emplace(store, update());
    const auto keys = static_cast<int>(m_key.size());
    const auto others = static_cast<int>(m_others.size());
    while (wanted.executeStep()) {
        for (int i = 0; i < keys; ++i)
            bind_cell(stored, i + 1, wanted.getColumn(i));
        const bool there = stored.executeStep();
        const bool same = there && equal(wanted, stored, keys + others);
        stored.reset();
        if (!there) {
            for (int i = 0; i < wanted.getColumnCount(); ++i)
                bind_cell(add, i + 1, wanted.getColumn(i));
            add.exec();
            add.reset();
        } else if (!same) {
            for (int i = 0; i < others; ++i)
                bind_cell(*change, i + 1, wanted.getColumn(keys + i));
            for (int i = 0; i < keys; ++i)
                bind_cell(*change, others + i + 1, wanted.getColumn(i));
            change->exec();
            change->reset();
        }
        ++(same ? rows.same : there ? rows.changed : rows.added);
    }
    return rows;
}

std::int64_t ReferenceTable::remove(SQLite::Database& store, SQLite::Database& wanted_in,
                                    bool between) const {
    const auto wanted = keys(wanted_in, select_keys());
    SQLite::Statement statement{store, erase()};
    std::int64_t removed = 0;
    for (const auto& key : keys(store, select_keys())) {
        const bool outside = between && (wanted.empty() || key < *wanted.begin() || *wanted.rbegin() < key);
        if (wanted.contains(key) || outside)
            continue;
        for (std::size_t i = 0; i < key.size(); ++i)
            statement.bind(static_cast<int>(i) + 1, key[i]);
        removed += statement.exec();
        statement.reset();
    }
    return removed;
}

} // namespace ehrenamt::store
