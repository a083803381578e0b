// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/change_set.hpp"

#include "ehrenamt/store/content.hpp"
#include "ehrenamt/store/recorded_changes.hpp"
#include "ehrenamt/store/search.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <tuple>

namespace ehrenamt::store {
namespace {

constexpr std::size_t k_piece = 1 << 20;

void bind_hash(SQLite::Statement& statement, int index, const Hash& hash) {
    statement.bind(index, hash.data(), static_cast<int>(hash.size()));
}

Hash read_hash(const SQLite::Column& column) {
    Hash hash{};
    if (column.getBytes() == static_cast<int>(hash.size())) {
        const auto* bytes = static_cast<const unsigned char*>(column.getBlob());
        std::copy_n(bytes, hash.size(), hash.begin());
    }
    return hash;
}

ChangeRow read_row(const SQLite::Statement& query) {
    auto& row = const_cast<SQLite::Statement&>(query); // NOLINT: SQLiteCpp's getColumn is not const
    ChangeRow out;
    out.id = row.getColumn(0).getInt64();
    out.at = row.getColumn(1).getString();
    out.command = row.getColumn(2).getString();
    out.actor = row.getColumn(3).getString();
    out.counts = row.getColumn(4).getString();
    out.last_sequence = row.getColumn(5).getInt64();
    if (!row.getColumn(6).isNull())
        out.undoes = row.getColumn(6).getInt64();
    out.body_hash = read_hash(row.getColumn(7));
    out.content_hash = read_hash(row.getColumn(8));
    out.previous_hash = read_hash(row.getColumn(9));
    out.hash = read_hash(row.getColumn(10));
    if (!row.getColumn(11).isNull())
        out.range_hash = read_hash(row.getColumn(11));
    return out;
}

constexpr const char* k_select = R"(
    SELECT id, at, command, actor, counts, last_sequence, undoes, body_hash, content_hash, previous_hash, hash,
           range_hash
    FROM change_set)";

void insert_row(SQLite::Database& db, const ChangeRow& row) {
    SQLite::Statement insert{db, R"(
        INSERT INTO change_set (id, at, command, actor, counts, last_sequence, undoes, body_hash, content_hash,
                                previous_hash, hash, range_hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"};
    insert.bind(1, row.id);
    insert.bind(2, row.at);
    insert.bind(3, row.command);
    insert.bind(4, row.actor);
    insert.bind(5, row.counts);
    insert.bind(6, row.last_sequence);
    if (row.undoes)
        insert.bind(7, *row.undoes);
    bind_hash(insert, 8, row.body_hash);
    bind_hash(insert, 9, row.content_hash);
    bind_hash(insert, 10, row.previous_hash);
    bind_hash(insert, 11, row.hash);
    if (row.range_hash)
        bind_hash(insert, 12, *row.range_hash);
    insert.exec();
}

} // namespace

struct ChangeSet::Session {
    sqlite3_session* handle = nullptr;

    explicit Session(sqlite3* db) {
        if (sqlite3session_create(db, "main", &handle) != SQLITE_OK)
            throw std::bad_alloc{};
        sqlite3session_table_filter(
            handle, [](void*, const char* table) { return is_content(table) ? 1 : 0; }, nullptr);
        if (sqlite3session_attach(handle, nullptr) != SQLITE_OK)
            throw std::bad_alloc{};
    }
    ~Session() { sqlite3session_delete(handle); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
};

ChangeSet::ChangeSet(Store& store, ChangeNote note) : m_store{store}, m_note{std::move(note)} {
    auto& db = store.db();
    db.exec("BEGIN IMMEDIATE");
    m_open = true;
    try {
        SQLite::Statement last{db, std::string{k_select} + " ORDER BY id DESC LIMIT 1"};
        if (last.executeStep()) {
            const auto row = read_row(last);
            m_number = row.id;
            m_sequence = row.last_sequence;
            m_previous = row.hash;
        }
        ++m_number;
        m_session = std::make_unique<Session>(db.getHandle());
    } catch (...) {
        db.tryExec("ROLLBACK");
        throw;
    }
}

ChangeSet::~ChangeSet() {
    m_session.reset();
    if (m_open)
        m_store.db().tryExec("ROLLBACK"); // also where SQLite has rolled back already: then it only says so
}

std::int64_t ChangeSet::next_number() {
    return m_store.origin().id(++m_sequence);
}

void ChangeSet::record(bool on) {
    m_recording = on;
    if (m_session)
        sqlite3session_enable(m_session->handle, on ? 1 : 0);
}

std::vector<unsigned char> ChangeSet::recorded() const {
    int size = 0;
    void* bytes = nullptr;
    const int status = sqlite3session_changeset(m_session->handle, &size, &bytes);
    const std::unique_ptr<void, decltype(&sqlite3_free)> owner{bytes, &sqlite3_free};
    if (status != SQLITE_OK)
        throw SQLite::Exception{"the changes could not be recorded", status};
    const auto* const data = static_cast<const unsigned char*>(bytes);
    return {data, data + size};
}

bool ChangeSet::commit() {
    if (!m_recording)
        throw std::logic_error{"a bulk insert was not finished"};
    auto& db = m_store.db();
    const auto body = recorded();
    m_session.reset();
    if (body.empty() && m_ranges.empty()) {
        db.exec("ROLLBACK");
        m_open = false;
        return false;
    }
    refresh_search_index(db);
    std::sort(m_ranges.begin(), m_ranges.end(), [](const RowRange& a, const RowRange& b) {
        return std::tie(a.table, a.first) < std::tie(b.table, b.first); // as they are read again
    });
    auto digests = read_digests(db);
    if (!body.empty())
        apply_to_digests(db, body, digests);
    for (const auto& range : m_ranges)
        digests[range.table].add(range.digest);
    write_digests(db, digests);
    write_row(sha256({reinterpret_cast<const char*>(body.data()), body.size()}), content_hash(digests));
    write_body(body);
    write_ranges(db, m_number, m_ranges);
    db.exec("COMMIT");
    m_open = false;
    return true;
}

void ChangeSet::write_body(const std::vector<unsigned char>& body) {
    SQLite::Statement piece{m_store.db(),
                            "INSERT INTO change_set_body (change_set, piece, bytes) VALUES (?, ?, ?)"};
    for (std::size_t at = 0; at < body.size(); at += k_piece) {
        piece.bind(1, m_number);
        piece.bind(2, static_cast<std::int64_t>(at / k_piece));
        piece.bindNoCopy(3, &body[at], static_cast<int>(std::min(k_piece, body.size() - at)));
        piece.exec();
        piece.reset();
    }
}

void ChangeSet::write_row(const Hash& body_hash, const Hash& content) {
    ChangeRow row;
    row.id = m_number;
    row.at = m_note.at;
    row.command = m_note.command;
    row.actor = m_note.actor;
    row.counts = nlohmann::json(m_counts).dump();
    row.last_sequence = m_sequence;
    row.undoes = m_note.undoes;
    row.body_hash = body_hash;
    if (!m_ranges.empty())
        row.range_hash = range_hash(m_ranges);
    row.content_hash = content;
    row.previous_hash = m_previous;
    row.hash = chained(row);
    insert_row(m_store.db(), row);
}

void record_migration(SQLite::Database& db, int schema_version, const ContentDigest& content) {
    SQLite::Statement last{db, std::string{k_select} + " ORDER BY id DESC LIMIT 1"};
    if (!last.executeStep())
        return;
    auto row = read_row(last);
    row.previous_hash = row.hash;
    ++row.id;
    row.command = k_migration;
    row.actor = "ehrenamt";
    row.counts = nlohmann::json{{"schema_version", schema_version}}.dump();
    row.undoes.reset();
    row.range_hash.reset();
    row.body_hash = sha256("");
    row.content_hash = content_hash(content);
    row.hash = chained(row);
    insert_row(db, row);
}

Hash chained(const ChangeRow& row) {
    // A JSON array separates the values beyond doubt; hashes are written in hex.
    nlohmann::json values = {row.id,
                             row.at,
                             row.command,
                             row.actor,
                             row.counts,
                             row.last_sequence,
                             row.undoes ? nlohmann::json(*row.undoes) : nlohmann::json(),
                             hex(row.body_hash),
                             hex(row.content_hash),
                             hex(row.previous_hash)};
    if (row.range_hash)
        values.push_back(hex(*row.range_hash));
    return sha256(values.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace));
}

std::vector<ChangeRow> change_log(const Store& store) {
    SQLite::Statement query{store.db(), std::string{k_select} + " ORDER BY id"};
    std::vector<ChangeRow> rows;
    while (query.executeStep())
        rows.push_back(read_row(query));
    return rows;
}

Hash chain_head(const Store& store) {
    SQLite::Statement query{store.db(), std::string{k_select} + " ORDER BY id DESC LIMIT 1"};
    return query.executeStep() ? read_row(query).hash : Hash{};
}

} // namespace ehrenamt::store
