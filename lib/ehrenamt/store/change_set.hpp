// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/id.hpp"
#include "ehrenamt/store/digest.hpp"
#include "ehrenamt/store/row_range.hpp"
#include "ehrenamt/store/store.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::store {

/// What the caller says of a change; the library asks neither clock nor user.
struct ChangeNote {
    std::string command;
    std::string actor;
    std::string at; ///< UTC, `2026-11-22T10:56:00Z`
    std::optional<std::int64_t> undoes = std::nullopt;
};

/// One writing command: an IMMEDIATE transaction that ends in one row of `change_set` or, without commit, in
/// nothing at all. SQLite's session extension records it row by row; only what BulkInsert writes is kept as
/// ranges.
class EHRENAMT_API ChangeSet {
  public:
    ChangeSet(Store& store, ChangeNote note);
    ~ChangeSet();
    ChangeSet(const ChangeSet&) = delete;
    ChangeSet& operator=(const ChangeSet&) = delete;

    /// The number this change set gets if it is committed.
    [[nodiscard]] std::int64_t number() const { return m_number; }
    template <class Id>
    [[nodiscard]] Id next_id() {
        return Id{next_number()};
    }
    /// Counts shown by `log`, such as `associations_new`; no personal data.
    void count(const std::string& what, std::int64_t how_many) { m_counts[what] += how_many; }

    /// Records and commits. \returns false if the command changed nothing: then no row is written.
    bool commit();

  private:
    friend class BulkInsert;
    std::int64_t next_number();
    void record(bool on);
    void add_range(RowRange range) { m_ranges.push_back(std::move(range)); }
    [[nodiscard]] std::vector<unsigned char> recorded() const;
    void write_row(const Hash& body_hash, const Hash& content);
    void write_body(const std::vector<unsigned char>& body);

    struct Session;
    Store& m_store;
    ChangeNote m_note;
    std::unique_ptr<Session> m_session;
    std::int64_t m_number = 0;
    std::int64_t m_sequence = 0;
    Hash m_previous{};
    std::map<std::string, std::int64_t> m_counts;
    std::vector<RowRange> m_ranges;
    bool m_open = false;
    bool m_recording = true;
};

/// The command that a migration stands under in the log.
inline constexpr const char* k_migration = "migrate";

/// A row of the log.
struct ChangeRow {
    std::int64_t id = 0;
    std::string at;
    std::string command;
    std::string actor;
    std::string counts; ///< JSON object
    std::int64_t last_sequence = 0;
    std::optional<std::int64_t> undoes;
    Hash body_hash{};
    std::optional<Hash> range_hash{}; ///< only if the change set has ranges
    Hash content_hash{};
    Hash previous_hash{};
    Hash hash{};
};

/// What `hash` must be for the row's other columns.
EHRENAMT_API Hash chained(const ChangeRow& row);
/// Puts a migration into the chain, for it changes what the rows hash to: a row with no record to undo. It
/// has the newest row's time, since nobody asks the clock here. Nothing for a store without a row.
void record_migration(SQLite::Database& db, int schema_version, const ContentDigest& content);
/// Oldest first.
EHRENAMT_API std::vector<ChangeRow> change_log(const Store& store);
/// The newest row's hash, to be printed where a tail that was cut off would show.
EHRENAMT_API Hash chain_head(const Store& store);

} // namespace ehrenamt::store
