// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/store/identity.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace SQLite {
class Database;
}

namespace ehrenamt::store {

enum class Access { read, write };

struct OpenOptions {
    int wait_ms = 10'000;                      ///< how long to wait for another process's lock
    base::InterruptFlag interrupted = nullptr; ///< asked while SQLite works
};

/// An open store. The connection outlives every statement made on it; keep statements in narrower scopes.
/// Errors are thrown: SQLite::Exception from statements, base::Error from here; `explain` (failure.hpp)
/// turns the former into the latter at the top.
class EHRENAMT_API Store {
  public:
    /// Opens an existing store in the hardened way; an older schema is backed up and migrated first.
    /// \throws base::Error no_store, store_locked, or failed for a file that is not ours, too new, a link,
    ///         readable by others …
    static Store open(const std::filesystem::path& path, Access access, const OpenOptions& options = {});

    /// Makes a new store under a temporary name. Nothing stands at `path` until `publish`.
    /// \throws base::Error if something is there already
    static Store create(const std::filesystem::path& path, const Origin& origin,
                        const OpenOptions& options = {});
    /// Closes a created store, syncs it and gives it its name; the object is empty afterwards.
    void publish();

    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) = delete;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    [[nodiscard]] SQLite::Database& db() const { return *m_db; }
    [[nodiscard]] const Origin& origin() const { return m_origin; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

  private:
    Store(std::unique_ptr<SQLite::Database> db, Origin origin, std::filesystem::path path);
    std::unique_ptr<SQLite::Database> m_db;
    Origin m_origin;
    std::filesystem::path m_path;
    std::filesystem::path m_temporary; ///< only between create and publish
};

/// Number of the newest migration.
EHRENAMT_API int schema_version();

/// What kept a statement from running, as the one error a command shows. Anything that is not from SQLite
/// becomes a plain `failed` with rule `internal`.
EHRENAMT_API base::Error explain(const std::exception& exception);

} // namespace ehrenamt::store
