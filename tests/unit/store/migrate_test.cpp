// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/change_set.hpp"
#include "ehrenamt/store/store.hpp"
#include "ehrenamt/store/verify.hpp"
#include "tests/support/temp_folder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace ehrenamt;
using namespace ehrenamt::store;

namespace {

constexpr const char* k_application_id = "PRAGMA application_id = 1162363185";

/// A store as version 7 of the schema left it, from its dump: init and one association.
std::filesystem::path old_store(const test::TempFolder& folder) {
    std::ifstream file{EHRENAMT_TEST_DATA "/stores/schema-7.sql"};
    std::ostringstream text;
    text << file.rdbuf();
    auto path = folder / "old.db";
    {
        SQLite::Database db{path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
        db.exec(text.str());
        db.exec("PRAGMA user_version = 7");
        db.exec(k_application_id);
    }
    std::filesystem::permissions(path,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return path;
}

} // namespace

TEST_CASE("a store of the schema before verifies clean after it was migrated") {
    const test::TempFolder folder;
    const auto store = Store::open(old_store(folder), Access::write);
    const auto result = verify(store);
    for (const auto& finding : result.findings)
        MESSAGE(base::english(finding.message));
    CHECK(result.findings.empty());
    CHECK(change_log(store).size() == 3);
    CHECK(change_log(store).back().command == "migrate");
    CHECK(store.db().execAndGet("SELECT count(*) FROM contact_point_area").getInt() == 2);
    CHECK(store.db().execAndGet("SELECT name FROM contact_point WHERE own = 1").getString() ==
          "Freiwilligenzentrum Offenbach");
    CHECK(store.db().execAndGet("PRAGMA foreign_keys").getInt() == 1);
    CHECK(std::filesystem::exists(folder / "old.db.schema-7.bak"));
}

TEST_CASE("a damaged store is not migrated, for new digests would cover the damage up") {
    const test::TempFolder folder;
    const auto path = old_store(folder);
    {
        SQLite::Database db{path, SQLite::OPEN_READWRITE};
        db.exec("UPDATE association SET name = 'TSV Beispie1'");
    }
    std::string rule;
    try {
        Store::open(path, Access::read);
    } catch (const base::Error& error) {
        rule = error.rule();
    }
    CHECK(rule == "store.damaged_before_migration");
    SQLite::Database db{path};
    CHECK(db.execAndGet("PRAGMA user_version").getInt() == 7);
}
