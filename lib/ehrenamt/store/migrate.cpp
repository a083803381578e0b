// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/migrate.hpp"

#include "ehrenamt/store/backup.hpp"
#include "ehrenamt/store/change_set.hpp"
#include "ehrenamt/store/connection.hpp"
#include "ehrenamt/store/digest.hpp"
#include "embedded/migrations.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

namespace ehrenamt::store {

int schema_version() {
    return static_cast<int>(embedded::k_migrations.size());
}

void migrate(SQLite::Database& db, int up_to) {
    for (int version = db.execAndGet("PRAGMA user_version").getInt(); version < up_to; ++version) {
        SQLite::Transaction step{db, SQLite::TransactionBehavior::IMMEDIATE};
        db.exec(std::string{embedded::k_migrations[static_cast<std::size_t>(version)].second});
        db.exec(fmt::format("PRAGMA user_version = {}", version + 1));
        step.commit();
    }
}

void migrate_file(const std::filesystem::path& path, const OpenOptions& options) {
    const auto db = connect(path, Access::write, false, options);
    const auto version = db->execAndGet("PRAGMA user_version").getInt();
    copy_database(*db, fmt::format("{}.schema-{}.bak", path.string(), version), true);
    migrate(*db);
    SQLite::Transaction digests{*db, SQLite::TransactionBehavior::IMMEDIATE};
    const auto content = compute_digests(*db);
    write_digests(*db, content);
    record_migration(*db, schema_version(), content);
    digests.commit();
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
