// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/backup.hpp"
#include "ehrenamt/store/change_set.hpp"
#include "ehrenamt/store/store.hpp"
#include "ehrenamt/store/undo.hpp"
#include "ehrenamt/store/verify.hpp"
#include "tests/support/temp_folder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <functional>

using namespace ehrenamt;
using namespace ehrenamt::store;

namespace {

const Origin k_offenbach{*domain::Ags::parse("06413000"), 0};

std::filesystem::path new_store(const test::TempFolder& folder, const char* name = "a.db") {
    auto store = Store::create(folder / name, k_offenbach);
    store.publish();
    return folder / name;
}

ChangeNote note(const char* command) {
    return {command, "tester", "2026-11-22T00:00:00Z"};
}

void add_topic(Store& store, const char* key, const char* name) {
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO topic (key, name, kind, ue_evidence, sources) VALUES (?, ?, 'general', '', '')
        ON CONFLICT (key) DO UPDATE SET name = excluded.name)"};
    insert.bind(1, key);
    insert.bind(2, name);
    insert.exec();
}

void commit_topic(Store& store, const char* key, const char* name) {
    ChangeSet change{store, note("test")};
    add_topic(store, key, name);
    REQUIRE(change.commit());
}

ContentDigest content(const Store& store) {
    return compute_digests(store.db());
}

std::string rule_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const base::Error& error) {
        return error.rule();
    }
    return "nothing";
}

} // namespace

TEST_CASE("a new store is closed to others and verifies clean") {
    const test::TempFolder folder;
    const auto path = new_store(folder);
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    const auto store = Store::open(path, Access::read);
    CHECK(store.origin().shown(store.origin().id(17)) == "17");
    const auto result = verify(store);
    CHECK(result.findings.empty());
    CHECK(result.tables > 10);
}

TEST_CASE("nothing stands at the path before a new store is published") {
    const test::TempFolder folder;
    {
        const auto store = Store::create(folder / "a.db", k_offenbach);
        CHECK_FALSE(std::filesystem::exists(folder / "a.db"));
    }
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("the digests follow inserts, updates and deletions") {
    const test::TempFolder folder;
    auto store = Store::open(new_store(folder), Access::write);
    commit_topic(store, "a", "first");
    commit_topic(store, "b", "second");
    commit_topic(store, "a", "changed");
    CHECK(content(store) == read_digests(store.db()));
    {
        ChangeSet change{store, note("test")};
        store.db().exec("DELETE FROM topic WHERE key = 'b'");
        REQUIRE(change.commit());
    }
    CHECK(content(store) == read_digests(store.db()));
    CHECK(content(store).at("topic").rows == 1);
    CHECK(verify(store).findings.empty());
}

TEST_CASE("a change set without commit leaves nothing, and one without change no row") {
    const test::TempFolder folder;
    auto store = Store::open(new_store(folder), Access::write);
    const auto before = content(store);
    {
        ChangeSet change{store, note("test")};
        add_topic(store, "a", "first");
    }
    CHECK(content(store) == before);
    ChangeSet change{store, note("test")};
    CHECK_FALSE(change.commit());
    CHECK(change_log(store).empty());
}

TEST_CASE("undo gives the content back and can be undone itself") {
    const test::TempFolder folder;
    auto store = Store::open(new_store(folder), Access::write);
    commit_topic(store, "a", "first");
    const auto before = content(store);
    commit_topic(store, "a", "changed");
    const auto after = content(store);
    {
        ChangeSet change{store, {"undo", "tester", "2026-11-22T00:00:00Z", 2}};
        apply_inverse(store, 2, change);
        REQUIRE(change.commit());
    }
    CHECK(content(store) == before);
    CHECK(content(store) == read_digests(store.db()));
    {
        ChangeSet change{store, {"undo", "tester", "2026-11-22T00:00:00Z", 3}};
        apply_inverse(store, 3, change);
        REQUIRE(change.commit());
    }
    CHECK(content(store) == after);
    ChangeSet again{store, note("undo")};
    CHECK(rule_of([&] { apply_inverse(store, 3, again); }) == "undo.twice");
    CHECK(rule_of([&] { apply_inverse(store, 2, again); }) == "nothing"); // 2 holds again since 3 was undone
}

TEST_CASE("undo refuses what later work touched and names it") {
    const test::TempFolder folder;
    auto store = Store::open(new_store(folder), Access::write);
    commit_topic(store, "a", "first");
    commit_topic(store, "a", "changed");
    ChangeSet change{store, note("undo")};
    try {
        apply_inverse(store, 1, change);
        FAIL("must refuse");
    } catch (const base::Rejected& refused) {
        REQUIRE(refused.problems().size() == 1);
        CHECK(base::english(refused.problems()[0].message) == "topic a was changed by later work");
    }
}

TEST_CASE("undo refuses what later records refer to and names them") {
    const test::TempFolder folder;
    auto store = Store::open(new_store(folder), Access::write);
    const auto run = [&](const char* sql) {
        ChangeSet change{store, note("test")};
        store.db().exec(sql);
        REQUIRE(change.commit());
    };
    run("INSERT INTO engagement_field (key, number, name_de, name_en) VALUES ('sport', 1, 'Sport', "
        "'Sports')");
    run("INSERT INTO association (id, name, name_key, kind, status, field, recorded_on) "
        "VALUES (220323471360000001, 'a', 'a', 'other', 'active', 'sport', '2026-11-22')");
    const auto before = content(store);
    try {
        ChangeSet change{store, note("undo")};
        apply_inverse(store, 1, change);
        FAIL("must refuse");
    } catch (const base::Rejected& refused) {
        REQUIRE(refused.problems().size() == 1);
        CHECK(refused.problems()[0].rule == "undo.referenced");
        CHECK(refused.problems()[0].message.arguments[0].text == "association");
        CHECK(refused.problems()[0].message.arguments[2].text == "engagement_field");
    }
    CHECK(content(store) == before);
}

TEST_CASE("numbers are not used again after an undo") {
    const test::TempFolder folder;
    auto store = Store::open(new_store(folder), Access::write);
    {
        ChangeSet change{store, note("test")};
        CHECK(store.origin().shown(change.next_id<domain::CourseId>().value) == "1");
        add_topic(store, "a", "first");
        REQUIRE(change.commit());
    }
    {
        ChangeSet change{store, note("undo")};
        apply_inverse(store, 1, change);
        REQUIRE(change.commit());
    }
    ChangeSet change{store, note("test")};
    CHECK(store.origin().shown(change.next_id<domain::CourseId>().value) == "2");
}

TEST_CASE("verify finds a row changed behind the program's back") {
    const test::TempFolder folder;
    const auto path = new_store(folder);
    {
        auto store = Store::open(path, Access::write);
        commit_topic(store, "a", "first");
        store.db().exec("UPDATE topic SET name = 'forged'");
    }
    const auto findings = verify(Store::open(path, Access::read)).findings;
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == "verify.content");
}

TEST_CASE("verify finds a changed log") {
    const test::TempFolder folder;
    auto store = Store::open(new_store(folder), Access::write);
    commit_topic(store, "a", "first");
    commit_topic(store, "b", "second");
    store.db().exec("UPDATE change_set SET actor = 'somebody' WHERE id = 1");
    const auto findings = verify(store).findings;
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == "verify.chain");
}

TEST_CASE("what is not a store of ours is refused and left alone") {
    const test::TempFolder folder;
    const auto path = new_store(folder);
    CHECK(rule_of([&] { Store::open(folder / "none.db", Access::read); }) == "store.missing");
    CHECK(rule_of([&] { Store::open(folder.path(), Access::read); }) == "store.not_a_file");
    CHECK(rule_of([&] { Store::create(path, k_offenbach); }) == "store.exists");
    std::filesystem::create_symlink(path, folder / "link.db");
    CHECK(rule_of([&] { Store::open(folder / "link.db", Access::read); }) == "store.not_a_file");
    std::ofstream{folder / "text.db"} << "not a database";
    ::chmod((folder / "text.db").c_str(), 0600);
    CHECK(rule_of([&] { Store::open(folder / "text.db", Access::read); }) == "store.foreign");
    REQUIRE(::mkfifo((folder / "fifo.db").c_str(), 0600) == 0);
    CHECK(rule_of([&] { Store::open(folder / "fifo.db", Access::read); }) == "store.not_a_file");
    ::chmod(path.c_str(), 0640);
    CHECK(rule_of([&] { Store::open(path, Access::read); }) == "store.mode");
}

TEST_CASE("a store of a newer version is refused") {
    const test::TempFolder folder;
    const auto path = new_store(folder);
    {
        auto store = Store::open(path, Access::write);
        store.db().exec("PRAGMA user_version = 9999");
    }
    CHECK(rule_of([&] { Store::open(path, Access::write); }) == "store.too_new");
}

TEST_CASE("a locked store is told as locked") {
    const test::TempFolder folder;
    const auto path = new_store(folder);
    auto first = Store::open(path, Access::write);
    const ChangeSet change{first, note("test")};
    auto second = Store::open(path, Access::write, {.wait_ms = 10});
    try {
        const ChangeSet blocked{second, note("test")};
        FAIL("must be locked");
    } catch (const std::exception& exception) {
        CHECK(explain(exception).status() == base::ExitStatus::store_locked);
    }
}

TEST_CASE("a backup holds the same content and never replaces a file unasked") {
    const test::TempFolder folder;
    auto store = Store::open(new_store(folder), Access::write);
    commit_topic(store, "a", "first");
    copy_database(store.db(), folder / "b.db", false);
    const auto copy = Store::open(folder / "b.db", Access::read);
    CHECK(content(copy) == content(store));
    CHECK(chain_head(copy) == chain_head(store));
    CHECK(rule_of([&] { copy_database(store.db(), folder / "b.db", false); }) == "file.exists");
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()})
        CHECK(entry.path().string().find(".new-") == std::string::npos);
}

TEST_CASE("a restore keeps the store that was there, with its journal out of the way") {
    const test::TempFolder folder;
    const auto path = new_store(folder);
    {
        auto store = Store::open(path, Access::write);
        copy_database(store.db(), folder / "backup.db", false);
        commit_topic(store, "a", "later");
    }
    const auto backup = Store::open(folder / "backup.db", Access::read);
    CHECK(rule_of([&] { restore_database(backup.db(), path, false); }) == "file.exists");
    std::ofstream{path.string() + "-journal"} << "of the old store";
    restore_database(backup.db(), path, true);
    CHECK_FALSE(std::filesystem::exists(path.string() + "-journal"));
    CHECK(std::filesystem::exists(folder / "a.db.before-restore-journal"));
    CHECK(content(Store::open(path, Access::read)) == content(backup));
}

TEST_CASE("a number is shown short for our own and long for others") {
    const auto own = k_offenbach.id(17);
    CHECK(k_offenbach.shown(own) == "17");
    CHECK(long_id(own) == "06413000-17");
    CHECK(*k_offenbach.parse_id("17") == own);
    CHECK(*k_offenbach.parse_id("06413000-17") == own);
    const Origin second{*domain::Ags::parse("06413000"), 2};
    CHECK(long_id(second.id(17)) == "06413000.2-17");
    CHECK(*k_offenbach.parse_id("06413000.2-17") == second.id(17));
    for (const char* text : {"", "0", "-1", "x", "0641-17", "06413000.16-1", "06413000-", "34359738368"})
        CHECK(k_offenbach.parse_id(text).problem().rule == "id.format");
}
