// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/migrate.hpp"

#include "ehrenamt/store/backup.hpp"
#include "ehrenamt/store/change_set.hpp"
#include "ehrenamt/store/connection.hpp"
#include "ehrenamt/store/digest.hpp"
#include "embedded/migrations.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

namespace ehrenamt::store {
namespace {

using base::message;

/// A table that others refer to can be built anew only while foreign keys are off; SQLite takes the switch
/// only outside a transaction.
class WithoutForeignKeys {
  public:
    explicit WithoutForeignKeys(SQLite::Database& db) : m_db{db} { m_db.exec("PRAGMA foreign_keys = OFF"); }
    ~WithoutForeignKeys() { m_db.tryExec("PRAGMA foreign_keys = ON"); }
    WithoutForeignKeys(const WithoutForeignKeys&) = delete;
    WithoutForeignKeys& operator=(const WithoutForeignKeys&) = delete;

  private:
    SQLite::Database& m_db;
};

int version_of(SQLite::Database& db) {
    return db.execAndGet("PRAGMA user_version").getInt();
}

/// One migration. \throws SQLite::Exception also if it leaves a reference to nothing
void take_step(SQLite::Database& db, int version) {
    db.exec(std::string{embedded::k_migrations[static_cast<std::size_t>(version)].second});
    db.exec(fmt::format("PRAGMA user_version = {}", version + 1));
    if (SQLite::Statement{db, "SELECT 1 FROM pragma_foreign_key_check"}.executeStep())
        throw SQLite::Exception{"the migration left references to nothing", SQLITE_CONSTRAINT_FOREIGNKEY};
}

/// The digests are made anew by a migration: damage that they show must not be covered up by that.
void require_undamaged(const SQLite::Database& db, const std::filesystem::path& path) {
    if (compute_digests(db) != read_digests(db))
        throw base::Error{
            base::ExitStatus::failed, "store.damaged_before_migration",
            message("the store '{0}' is not as it was written, so it is not brought to the new version; "
                    "restore the newest sound backup: ehrenamt restore FILE --overwrite",
                    path.string())};
}

} // namespace

int schema_version() {
    return static_cast<int>(embedded::k_migrations.size());
}

void migrate(SQLite::Database& db, int up_to) {
    const WithoutForeignKeys off{db};
    for (int version = version_of(db); version < up_to; ++version) {
        SQLite::Transaction step{db, SQLite::TransactionBehavior::IMMEDIATE};
        take_step(db, version);
        step.commit();
    }
}

void migrate_file(const std::filesystem::path& path, const OpenOptions& options) {
    const auto db = connect(path, Access::write, false, options);
    const auto version = version_of(*db);
    require_undamaged(*db, path);
    copy_database(*db, fmt::format("{}.schema-{}.bak", path.string(), version), true);
    const WithoutForeignKeys off{*db};
    SQLite::Transaction all{*db, SQLite::TransactionBehavior::IMMEDIATE};
    if (version_of(*db) != version) // another process was faster
        return;
    for (int step = version; step < schema_version(); ++step)
        take_step(*db, step);
    const auto digests = compute_digests(*db);
    db->exec("DELETE FROM content_digest");
    write_digests(*db, digests);
    record_migration(*db, schema_version(), digests);
    all.commit();
}

std::string schema_text(const SQLite::Database& db) {
    SQLite::Statement query{
        db, "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema ORDER BY type, name"};
    std::string text;
    while (query.executeStep())
        text += fmt::format("{} {} {}\n{}\n", query.getColumn(0).getString(), query.getColumn(1).getString(),
                            query.getColumn(2).getString(), query.getColumn(3).getString());
    return text;
}

std::string expected_schema_text() {
    SQLite::Database fresh{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    migrate(fresh);
    return schema_text(fresh);
}

} // namespace ehrenamt::store
