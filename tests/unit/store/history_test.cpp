// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/bulk_insert.hpp"
#include "ehrenamt/store/history.hpp"
#include "ehrenamt/store/undo.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace ehrenamt;
using store::RecordEvent;

namespace {

void rename(test::SampleStore& sample, domain::AssociationId id, const char* name) {
    sample.change(
        [&](store::ChangeSet&) {
            SQLite::Statement update{sample.get().db(),
                                     "UPDATE association SET name = ?, email = ? WHERE id = ?"};
            update.bind(1, name);
            update.bind(2, "info@verein.example");
            update.bind(3, id.value);
            update.exec();
        },
        "amend-association");
}

} // namespace

TEST_CASE("the history of a record says who added it and each value that changed") {
    test::SampleStore sample;
    const auto id = sample.add_association("Chor", "chor");
    sample.add_association("Anderer", "anderer");
    rename(sample, id, "Männerchor");
    const auto history = store::record_history(sample.get(), "association", id.value);
    REQUIRE(history.size() == 2);
    CHECK(history[0].event == RecordEvent::added);
    CHECK(history[0].change_set == 2);
    CHECK(history[0].actor == "tester");
    CHECK(history[0].fields.empty());
    CHECK(history[1].event == RecordEvent::changed);
    CHECK(history[1].command == "amend-association");
    REQUIRE(history[1].fields.size() == 2);
    CHECK(history[1].fields[0].column == "name");
    CHECK(std::get<std::string>(history[1].fields[0].before) == "Chor");
    CHECK(std::get<std::string>(history[1].fields[0].after) == "Männerchor");
    CHECK(history[1].fields[1].before == store::ListValue{});
}

TEST_CASE("a record that was inserted in bulk has its beginning in the history, and no other has it") {
    test::SampleStore sample;
    std::int64_t last = 0;
    sample.change(
        [&](store::ChangeSet& change) {
            store::BulkInsert bulk{sample.get(),
                                   change,
                                   "association",
                                   {"name", "name_key", "kind", "status", "recorded_on"},
                                   3};
            const std::string_view texts[] = {"Chor", "chor", "other", "active", "2026-11-22"};
            for (int i = 0; i < 3; ++i)
                last = bulk.add(texts);
            bulk.finish();
        },
        "register-association");
    rename(sample, {last}, "Männerchor");
    for (const auto id : {last - 2, last - 1, last}) {
        const auto history = store::record_history(sample.get(), "association", id);
        REQUIRE(history.size() == (id == last ? 2 : 1));
        CHECK(history[0].event == RecordEvent::added);
        CHECK(history[0].command == "register-association");
        CHECK(history[0].change_set == 2);
    }
    CHECK(store::record_history(sample.get(), "association", last - 3).empty());
    CHECK(store::record_history(sample.get(), "association", last + 1).empty());
    CHECK(store::record_history(sample.get(), "municipality", last).empty());
}

TEST_CASE("what was undone stays in the history") {
    test::SampleStore sample;
    const auto id = sample.add_association("Chor", "chor");
    sample.change([&](store::ChangeSet& change) { store::apply_inverse(sample.get(), 2, change); }, "undo");
    const auto history = store::record_history(sample.get(), "association", id.value);
    REQUIRE(history.size() == 2);
    CHECK(history[1].event == RecordEvent::removed);
}

TEST_CASE("a record is found in a body of several pieces") {
    test::SampleStore sample;
    constexpr int k_rows = 2500; // of 1,000 bytes: three pieces of 1 MiB
    sample.change([&](store::ChangeSet&) {
        SQLite::Statement insert{sample.get().db(), R"(
            INSERT INTO association (id, name, name_key, kind, status, recorded_on)
            WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
            SELECT ?1 + i, printf('%01000d', i), 'k' || i, 'other', 'active', '2026-11-01' FROM n)"};
        insert.bind(1, sample.get().origin().id(1000));
        insert.bind(2, k_rows);
        insert.exec();
    });
    CHECK(store::change_body(sample.get(), 2).size() > 2U << 20U);
    constexpr int k_step = 100;
    for (int i = 1; i <= k_rows; i += k_step) {
        const auto id = sample.get().origin().id(1000 + i);
        CHECK(store::record_history(sample.get(), "association", id).size() == 1);
    }
    CHECK(store::record_history(sample.get(), "association", sample.get().origin().id(9999)).empty());
}
