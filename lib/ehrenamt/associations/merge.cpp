// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/merge.hpp"

#include "ehrenamt/associations/directory.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace ehrenamt::associations {
namespace {

using base::message;
using base::Problem;
using domain::AssociationId;

// Names of tables and columns come from the schema and cannot be bound.
std::string quoted(const std::string& name) {
    return '"' + name + '"';
}

bool in_unique_key(const SQLite::Database& db, const std::string& table, const std::string& column) {
    SQLite::Statement query{db, R"(
        SELECT 1 FROM pragma_index_list(?1) l JOIN pragma_index_info(l.name) i
        WHERE l."unique" = 1 AND i.name = ?2)"};
    query.bind(1, table);
    query.bind(2, column);
    return query.executeStep();
}

/// Every column of the association's row as it stands.
nlohmann::ordered_json record_of(const store::Store& store, AssociationId id) {
    SQLite::Statement query{store.db(), "SELECT * FROM association WHERE id = ?"};
    query.bind(1, id.value);
    nlohmann::ordered_json record;
    if (!query.executeStep())
        return record;
    for (int i = 0; i < query.getColumnCount(); ++i) {
        const auto column = query.getColumn(i);
        if (column.isInteger())
            record[column.getName()] = column.getInt64();
        else if (!column.isNull())
            record[column.getName()] = column.getString();
    }
    return record;
}

std::int64_t count(const store::Store& store, const std::string& sql, AssociationId id) {
    SQLite::Statement query{store.db(), sql};
    query.bind(1, id.value);
    return query.executeStep() ? query.getColumn(0).getInt64() : 0;
}

void fill(std::string& blank, const std::string& with) {
    if (blank.empty())
        blank = with;
}

/// What belongs together is taken together or not at all.
Association filled(Association survivor, const Association& absorbed) {
    fill(survivor.seat, absorbed.seat);
    fill(survivor.field, absorbed.field);
    fill(survivor.phone, absorbed.phone);
    fill(survivor.email, absorbed.email);
    fill(survivor.website, absorbed.website);
    if (!survivor.municipality) {
        survivor.municipality = absorbed.municipality;
        survivor.municipality_basis = absorbed.municipality_basis;
    }
    if (survivor.street.empty() && survivor.postcode.empty())
        std::tie(survivor.street, survivor.postcode) = std::tie(absorbed.street, absorbed.postcode);
    if (survivor.register_number.empty())
        std::tie(survivor.register_court, survivor.former_court, survivor.register_number) =
            std::tie(absorbed.register_court, absorbed.former_court, absorbed.register_number);
    if (survivor.source.empty())
        std::tie(survivor.source, survivor.external_id, survivor.source_date) =
            std::tie(absorbed.source, absorbed.external_id, absorbed.source_date);
    return survivor;
}

void run(SQLite::Database& db, const char* sql, std::initializer_list<std::int64_t> values) {
    SQLite::Statement statement{db, sql};
    int index = 1;
    for (const auto value : values)
        statement.bind(index++, value);
    statement.exec();
}

void bind_known(SQLite::Statement& statement, int index, const std::string& text) {
    if (text.empty())
        statement.bind(index);
    else
        statement.bind(index, text);
}

} // namespace

std::vector<Referrer> referrers(const store::Store& store) {
    SQLite::Statement query{store.db(), R"(
        SELECT t.name, f."from" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
        WHERE t.type = 'table' AND f."table" = 'association' COLLATE NOCASE ORDER BY 1, 2)"};
    std::vector<Referrer> found;
    while (query.executeStep())
        found.push_back({query.getColumn(0).getString(), query.getColumn(1).getString()});
    for (auto& one : found)
        one.unique = in_unique_key(store.db(), one.table, one.column);
    return found;
}

const char* settlement(const std::string& table) {
    static const std::array<std::pair<std::string_view, const char*>, 4> k_settlements = {{
        {"response", "refused: an association answers a survey once, and no answer is lost"},
        {"former_name", "a name that both had is kept once"},
        {"association_former_municipality", "a municipality that both had until the same day is kept once"},
        {"association_distinct", "a pair that was told apart twice is kept once"},
    }};
    for (const auto& [name, how] : k_settlements)
        if (name == table)
            return how;
    return nullptr;
}

std::string state_of(const store::Store& store, AssociationId id) {
    constexpr std::size_t k_digits = 12;
    const auto record = record_of(store, id);
    return record.empty() ? "" : store::hex(store::sha256(record.dump())).substr(0, k_digits);
}

std::int64_t reference_count(const store::Store& store, AssociationId id) {
    std::int64_t sum = 0;
    for (const auto& [table, column, unique] : referrers(store))
        if (table != "association_distinct")
            // Names of the schema, which a statement cannot bind.
            sum +=
                count(store,
                      fmt::format("SELECT count(*) FROM {} WHERE {} = ?", quoted(table), quoted(column)), id);
    return sum;
}

Merger::Merger(store::Store& store, store::ChangeSet& change, base::Date today)
    : m_store{store}, m_change{change}, m_today{today}, m_registry{store}, m_referrers{referrers(store)} {}

std::optional<AssociationId> Merger::current(AssociationId id) const {
    SQLite::Statement query{m_store.db(), R"(
        SELECT id FROM association WHERE id = ?1 UNION ALL SELECT survivor FROM association_alias WHERE id = ?1)"};
    query.bind(1, id.value);
    if (!query.executeStep())
        return std::nullopt;
    return AssociationId{query.getColumn(0).getInt64()};
}

std::vector<Problem> Merger::merge(AssociationId survivor, AssociationId absorbed) {
    auto problems = answered_both(survivor, absorbed);
    if (!problems.empty())
        return problems;
    auto& db = m_store.db();
    db.exec("SAVEPOINT merge");
    settle_names(survivor, absorbed);
    settle_municipalities(survivor, absorbed);
    settle_pairs(survivor, absorbed);
    const auto gone = m_registry.by_id(absorbed).value();
    leave_alias(survivor, gone);
    if (auto problem = move_references(survivor, absorbed)) {
        db.exec("ROLLBACK TO merge");
        db.exec("RELEASE merge");
        return {*std::move(problem)};
    }
    run(db, "DELETE FROM association WHERE id = ?", {absorbed.value});
    m_registry.update(filled(m_registry.by_id(survivor).value(), gone));
    db.exec("RELEASE merge");
    m_change.count("associations_merged", 1);
    return {};
}

std::vector<Problem> Merger::answered_both(AssociationId survivor, AssociationId absorbed) const {
    SQLite::Statement query{m_store.db(), R"(
        SELECT r.half_year, a.reference, b.reference
        FROM response a JOIN response b ON b.round = a.round JOIN survey_round r ON r.id = a.round
        WHERE a.association = ? AND b.association = ? ORDER BY r.half_year)"};
    query.bind(1, survivor.value);
    query.bind(2, absorbed.value);
    std::vector<Problem> problems;
    while (query.executeStep())
        problems.push_back(
            {"merge.answers",
             message("both answered the survey for {0}, as {1} and as {2}, and an association answers once; "
                     "find the change set that recorded the answer that does not count (ehrenamt log), undo "
                     "it, and merge then",
                     query.getColumn(0).getString(), query.getColumn(1).getString(),
                     query.getColumn(2).getString())});
    return problems;
}

void Merger::settle_names(AssociationId survivor, AssociationId absorbed) {
    run(m_store.db(), R"(
        DELETE FROM former_name
        WHERE association = ?2 AND name IN (SELECT name FROM former_name WHERE association = ?1))",
        {survivor.value, absorbed.value});
}

void Merger::settle_municipalities(AssociationId survivor, AssociationId absorbed) {
    run(m_store.db(), R"(
        DELETE FROM association_former_municipality
        WHERE association = ?2 AND (municipality, last_day) IN
              (SELECT municipality, last_day FROM association_former_municipality WHERE association = ?1))",
        {survivor.value, absorbed.value});
}

/// What was told apart from the absorbed one is apart from the survivor; a merge overrules an earlier
/// decision about the two themselves.
void Merger::settle_pairs(AssociationId survivor, AssociationId absorbed) {
    run(m_store.db(), R"(
        INSERT INTO association_distinct (first, second, decided_on)
        SELECT min(other, ?1), max(other, ?1), decided_on
        FROM (SELECT iif(first = ?2, second, first) AS other, decided_on
              FROM association_distinct WHERE first = ?2 OR second = ?2)
        WHERE other <> ?1
        ON CONFLICT DO NOTHING)",
        {survivor.value, absorbed.value});
    run(m_store.db(), "DELETE FROM association_distinct WHERE first = ?1 OR second = ?1", {absorbed.value});
}

std::optional<Problem> Merger::move_references(AssociationId survivor, AssociationId absorbed) {
    std::int64_t moved = 0;
    for (const auto& [table, column, unique] : m_referrers) {
        // Names of the schema, which a statement cannot bind.
        SQLite::Statement update{m_store.db(), fmt::format("UPDATE {0} SET {1} = ?1 WHERE {1} = ?2",
                                                           quoted(table), quoted(column))};
        update.bind(1, survivor.value);
        update.bind(2, absorbed.value);
        try {
            moved += update.exec();
        } catch (const SQLite::Exception& exception) {
            const int code = exception.getExtendedErrorCode();
            if (code != SQLITE_CONSTRAINT_UNIQUE && code != SQLITE_CONSTRAINT_PRIMARYKEY)
                throw;
            return Problem{"merge.conflict",
                           message("both have an entry in '{0}' that an association can have only once; "
                                   "take one of them away first",
                                   table)};
        }
    }
    m_change.count("references_moved", moved);
    return std::nullopt;
}

void Merger::leave_alias(AssociationId survivor, const Association& absorbed) {
    SQLite::Statement insert{m_store.db(), R"(
        INSERT INTO association_alias (id, survivor, name, name_key, status, municipality, register_court,
                                       former_court, register_number, source, external_id, record, merged_on,
                                       change_set)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"};
    insert.bind(1, absorbed.id.value);
    insert.bind(2, survivor.value);
    insert.bind(3, absorbed.name);
    insert.bind(4, name_key(absorbed.name));
    insert.bind(5, absorbed.status);
    bind_known(insert, 6, absorbed.municipality ? absorbed.municipality->text() : "");
    bind_known(insert, 7, absorbed.register_court);
    bind_known(insert, 8, absorbed.former_court);
    bind_known(insert, 9, absorbed.register_number);
    bind_known(insert, 10, absorbed.source);
    bind_known(insert, 11, absorbed.external_id);
    insert.bind(12, record_of(m_store, absorbed.id).dump());
    insert.bind(13, m_today.iso());
    insert.bind(14, m_change.number());
    insert.exec();
}

bool Merger::keep_apart(AssociationId one, AssociationId other) {
    SQLite::Statement insert{m_store.db(), R"(
        INSERT INTO association_distinct (first, second, decided_on) VALUES (min(?1, ?2), max(?1, ?2), ?3)
        ON CONFLICT DO NOTHING)"};
    insert.bind(1, one.value);
    insert.bind(2, other.value);
    insert.bind(3, m_today.iso());
    const bool added = insert.exec() > 0;
    m_change.count("pairs_told_apart", added ? 1 : 0);
    return added;
}

bool Merger::kept_apart(AssociationId one, AssociationId other) const {
    SQLite::Statement query{
        m_store.db(),
        "SELECT 1 FROM association_distinct WHERE first = min(?1, ?2) AND second = max(?1, ?2)"};
    query.bind(1, one.value);
    query.bind(2, other.value);
    return query.executeStep();
}

AssociationId Merger::preferred(AssociationId one, AssociationId other) const {
    const auto rank = [&](AssociationId id) {
        const auto a = m_registry.by_id(id).value();
        return std::tuple{a.status == "active", !a.register_number.empty(), reference_count(m_store, id),
                          -id.value};
    };
    return rank(one) > rank(other) ? one : other;
}

} // namespace ehrenamt::associations
