// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/bulk_insert.hpp"
#include "ehrenamt/store/undo.hpp"
#include "ehrenamt/store/verify.hpp"
#include "tests/support/temp_folder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

using namespace ehrenamt;
using namespace ehrenamt::store;

namespace {

const std::vector<std::string_view> k_columns = {
    "name", "name_key", "kind", "status", "former_court", "register_court", "register_number", "recorded_on"};

/// A new store whose change set 1 inserts `rows` associations in bulk; numbers of the register from `first`.
class Bulk {
  public:
    Bulk() : m_store{opened(m_folder)} {}
    Store& store() { return m_store; }
    SQLite::Database& db() { return m_store.db(); }

    std::int64_t insert(int rows, int first = 0) {
        ChangeSet change{m_store, note()};
        BulkInsert bulk{m_store, change, "association", k_columns, static_cast<std::size_t>(rows)};
        std::int64_t last = 0;
        for (int i = first; i < first + rows; ++i) {
            const std::string name =
                "Verein " + std::string(static_cast<std::size_t>(i % 40), 'x') + std::to_string(i);
            const std::string number = std::to_string(i);
            const std::string_view texts[] = {name, name,    "other", "active",
                                              "",   "M1114", number,  "2026-11-22"};
            last = bulk.add(texts);
        }
        bulk.finish();
        REQUIRE(change.commit());
        return last;
    }
    void run(const std::string& sql) {
        ChangeSet change{m_store, note()};
        db().exec(sql);
        REQUIRE(change.commit());
    }
    void undo(std::int64_t id) {
        auto about = note();
        about.undoes = id;
        ChangeSet change{m_store, about};
        apply_inverse(m_store, id, change);
        REQUIRE(change.commit());
    }
    std::vector<base::Problem> refused_undo(std::int64_t id) {
        try {
            ChangeSet change{m_store, note()};
            apply_inverse(m_store, id, change);
        } catch (const base::Rejected& refused) {
            return refused.problems();
        }
        return {};
    }
    [[nodiscard]] std::int64_t rows() const {
        return m_store.db().execAndGet("SELECT count(*) FROM association").getInt64();
    }
    [[nodiscard]] bool sound() const { return verify(m_store).findings.empty(); }

  private:
    static ChangeNote note() { return {"test", "tester", "2026-11-22T00:00:00Z"}; }
    static Store opened(const test::TempFolder& folder) {
        Store::create(folder / "a.db", {*domain::Ags::parse("06413000"), 0}).publish();
        return Store::open(folder / "a.db", Access::write);
    }
    test::TempFolder m_folder;
    Store m_store;
};

} // namespace

TEST_CASE("rows inserted in bulk verify, whatever their number and whether indexes were made anew") {
    for (const int rows : {1, 16, 17, 2049, 6000}) {
        INFO(rows, " rows");
        Bulk bulk;
        bulk.insert(rows);
        CHECK(bulk.rows() == rows);
        CHECK(bulk.sound());
        CHECK(change_body(bulk.store(), 1).empty());
        CHECK(compute_digests(bulk.db()) == read_digests(bulk.db()));
    }
}

TEST_CASE("a second bulk insert beside many rows keeps the indexes and verifies") {
    Bulk bulk;
    bulk.insert(6000);
    bulk.insert(100, 6000);
    bulk.insert(7000, 6100);
    CHECK(bulk.rows() == 13100);
    CHECK(bulk.sound());
}

TEST_CASE("a unique index that was dropped for the length of a bulk insert still refuses the second row") {
    Bulk bulk;
    bulk.insert(6000);
    const auto before = compute_digests(bulk.db());
    CHECK_THROWS_AS(bulk.insert(6000, 5999), SQLite::Exception);
    CHECK(compute_digests(bulk.db()) == before);
    CHECK(bulk.sound());
}

TEST_CASE("a bulk insert can be undone, its undo too, and that again") {
    Bulk bulk;
    bulk.insert(100);
    const auto before = compute_digests(bulk.db());
    bulk.insert(6000, 100);
    const auto after = compute_digests(bulk.db());
    bulk.undo(2);
    CHECK(compute_digests(bulk.db()) == before);
    bulk.undo(3);
    CHECK(compute_digests(bulk.db()) == after);
    bulk.undo(2); // holds again since its undo was undone
    CHECK(compute_digests(bulk.db()) == before);
    CHECK(bulk.sound());
}

TEST_CASE("undo of a bulk insert names the rows that later work touched, and goes on once that is undone") {
    Bulk bulk;
    const auto last = bulk.insert(20);
    bulk.run("UPDATE association SET name = 'neu' WHERE id = " + std::to_string(last));
    bulk.run("DELETE FROM association WHERE id = " + std::to_string(last - 3));
    const auto problems = bulk.refused_undo(1);
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].rule == "undo.touched");
    CHECK(problems[0].message.arguments[1].text == long_id(last - 3));
    CHECK(problems[1].message.arguments[1].text == long_id(last));
    bulk.undo(3);
    bulk.undo(2);
    CHECK(bulk.refused_undo(1).empty());
    bulk.undo(1);
    CHECK(bulk.rows() == 0);
    CHECK(bulk.sound());
}

TEST_CASE("undo of a bulk insert sees what later work wrote into a column that the table had not yet") {
    Bulk bulk;
    bulk.insert(3);
    bulk.db().exec("UPDATE change_set_range SET column_count = column_count - 1");
    const auto range = bulk.db().execAndGet("SELECT first_id FROM change_set_range").getInt64();
    bulk.run("UPDATE association SET website = 'x.example' WHERE id = " + std::to_string(range));
    CHECK_FALSE(bulk.refused_undo(1).empty());
}

TEST_CASE("undo of a bulk insert refuses while others refer to its rows") {
    Bulk bulk;
    const auto last = bulk.insert(3);
    const auto id = std::to_string(last);
    bulk.run("INSERT INTO municipality (ags, name, official_name, kind, district) VALUES ('06413000', 'O', "
             "'O', 'Stadt', "
             "'06413');"
             "INSERT INTO contact_point (id, name, carrier, municipality, own, legal_basis) "
             "VALUES (1, 'c', 'town', '06413000', 1, 'b');"
             "INSERT INTO survey_round (id, contact_point, half_year, opened_on, closes_on, invited) VALUES "
             "(1, 1, '2027-H1', '2026-11-01', '2026-12-01', 0);"
             "INSERT INTO response (id, round, association, reference, received_on, late) VALUES (1, 1, " +
             id + ", 'r', '2026-11-22', 0)");
    const auto problems = bulk.refused_undo(1);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].rule == "undo.referenced");
    CHECK(problems[0].message.arguments[0].text == "response");
    CHECK(bulk.rows() == 3);
}

TEST_CASE("verify finds a range that is not as it was written") {
    for (const char* change : {"UPDATE change_set_range SET last_id = last_id + 1",
                               "DELETE FROM change_set_range", "UPDATE change_set SET range_hash = NULL"}) {
        Bulk bulk;
        bulk.insert(3);
        REQUIRE(bulk.sound());
        bulk.db().exec(change);
        const auto findings = verify(bulk.store()).findings;
        REQUIRE_FALSE(findings.empty());
        CHECK(findings[0].rule == "verify.chain");
    }
}

TEST_CASE("a bulk insert without commit leaves nothing behind, its indexes neither changed") {
    Bulk bulk;
    bulk.insert(10);
    {
        ChangeSet change{bulk.store(), {"test", "tester", "2026-11-22T00:00:00Z"}};
        BulkInsert insert{bulk.store(), change, "association", k_columns, 6000};
        const std::string_view texts[] = {"n", "n", "other", "active", "", "M1114", "77", "2026-11-22"};
        insert.add(texts);
    }
    CHECK(bulk.rows() == 10);
    CHECK(bulk.sound());
}
