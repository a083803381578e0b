// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/change_set.hpp"
#include "ehrenamt/store/store.hpp"
#include "tests/support/temp_folder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sqlite3.h>

using namespace ehrenamt;
using namespace ehrenamt::store;

namespace {

/// SQLite's own allocator, of which one request can be refused. It has to be in place before SQLite starts.
struct Refusing {
    static inline sqlite3_mem_methods own{};
    static inline long countdown = 0; ///< at 1 the next request is refused; at 0 none

    static bool refused() { return countdown > 0 && --countdown == 0; }
    static void* allocate(int size) { return refused() ? nullptr : own.xMalloc(size); }
    static void* resize(void* block, int size) { return refused() ? nullptr : own.xRealloc(block, size); }

    Refusing() {
        sqlite3_config(SQLITE_CONFIG_GETMALLOC, &own);
        auto methods = own;
        methods.xMalloc = allocate;
        methods.xRealloc = resize;
        sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
    }
};
const Refusing k_refusing;

} // namespace

TEST_CASE("what is committed although a request for memory was refused has true digests") {
    const test::TempFolder folder;
    {
        auto made = Store::create(folder / "a.db", {*domain::Ags::parse("06413000"), 0});
        made.publish();
    }
    int failed = 0;
    bool reached = true;
    for (long number = 1; reached; ++number) {
        auto store = Store::open(folder / "a.db", Access::write);
        try {
            ChangeSet change{store, {"test", "tester", "2026-11-22T00:00:00Z"}};
            SQLite::Statement insert{store.db(), R"(
                INSERT INTO known_contact_point VALUES (?, 'n', 'c', NULL, 'a', 'r', 1, 'd', 's', ''))"};
            insert.bind(1, static_cast<std::int64_t>(1'000'000 + number));
            insert.exec();
            Refusing::countdown = number;
            change.commit();
        } catch (const std::exception&) {
            ++failed;
        }
        reached = Refusing::countdown == 0;
        Refusing::countdown = 0;
        INFO("request ", number);
        REQUIRE(compute_digests(store.db()) == read_digests(store.db()));
    }
    CHECK(failed > 20);
}
