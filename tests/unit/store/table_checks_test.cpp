// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/bulk_insert.hpp"
#include "ehrenamt/store/table_checks.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <string>
#include <vector>

using namespace ehrenamt;
using namespace ehrenamt::store;

namespace {

const std::vector<std::string_view> k_columns = {"name",   "name_key",       "kind",
                                                 "status", "register_court", "recorded_on"};

/// Inserts associations in bulk; one has another kind and court. \returns what SQLite says to it
int status_of_bulk(test::SampleStore& sample, std::size_t rows, std::size_t other_row, std::string_view kind,
                   std::string_view court) {
    ChangeSet change{sample.get(), {"test", "tester", "2026-11-22T00:00:00Z"}};
    BulkInsert bulk{sample.get(), change, "association", k_columns, rows};
    try {
        for (std::size_t i = 0; i < rows; ++i) {
            const auto name = fmt::format("Verein {}", i);
            const bool other = i == other_row;
            const std::string_view texts[] = {
                name,        name, other ? kind : "other", "active", other ? court : std::string_view{},
                "2026-11-22"};
            bulk.add(texts);
        }
        bulk.finish();
    } catch (const SQLite::Exception& error) {
        return error.getErrorCode();
    }
    return 0;
}

} // namespace

TEST_CASE("the CHECKs of a table are found behind quotes, comments and parentheses") {
    const auto checks = check_expressions(R"sql(CREATE TABLE "check (no)" (
        a TEXT CHECK (a <> ')'), -- CHECK (nor here)
        b TEXT DEFAULT 'CHECK (neither)' check(length(b) = (1 + 2)),
        checked INTEGER, /* CHECK (nor here) */
        CONSTRAINT both CHECK
            (a IN ('x', 'it''s (') OR b IS NULL)
    ) STRICT)sql");
    REQUIRE(checks.size() == 3);
    CHECK(checks[0] == "(a <> ')')");
    CHECK(checks[1] == "(length(b) = (1 + 2))");
    CHECK(checks[2] == "(a IN ('x', 'it''s (') OR b IS NULL)");
    CHECK(check_expressions("CREATE TABLE t (a INTEGER)").empty());
}

TEST_CASE("as many CHECKs are found in every table of a store as it has") {
    test::SampleStore sample;
    SQLite::Statement tables{sample.get().db(), R"(
        SELECT name, sql, (length(sql) - length(replace(sql, 'CHECK (', ''))) / 7 FROM sqlite_schema
        WHERE type = 'table' AND sql IS NOT NULL)"};
    std::int64_t all = 0;
    while (tables.executeStep()) {
        CAPTURE(tables.getColumn(0).getString());
        const auto found = check_expressions(tables.getColumn(1).getString());
        CHECK(static_cast<std::int64_t>(found.size()) == tables.getColumn(2).getInt64());
        all += static_cast<std::int64_t>(found.size());
    }
    CHECK(all > 50);
}

TEST_CASE("a row that breaks a CHECK is refused in bulk as well, wherever it stands") {
    test::SampleStore sample;
    constexpr std::size_t k_rows = 5001;
    for (const std::size_t bad : {std::size_t{0}, std::size_t{2047}, std::size_t{2048}, k_rows - 1}) {
        CAPTURE(bad);
        CHECK(status_of_bulk(sample, k_rows, bad, "club", "") == SQLITE_CONSTRAINT);
    }
    CHECK(status_of_bulk(sample, k_rows, 7, "initiative", "") == 0);
}

TEST_CASE("a CHECK about a column that most rows leave empty is kept by the one that does not") {
    test::SampleStore sample;
    constexpr std::size_t k_rows = 5001;
    for (const std::size_t bad : {std::size_t{0}, std::size_t{1}, std::size_t{2049}, k_rows - 1}) {
        CAPTURE(bad);
        CHECK(status_of_bulk(sample, k_rows, bad, "other", "M1114") ==
              SQLITE_CONSTRAINT); // no number beside it
    }
}

TEST_CASE("behind a bulk insert the CHECKs hold again, also behind one that failed") {
    test::SampleStore sample;
    for (const std::size_t bad : {std::size_t{7}, std::size_t{100}}) {
        status_of_bulk(sample, 10, bad, "club", "");
        CHECK_THROWS_AS(sample.change([&](ChangeSet&) {
            sample.get().db().exec("UPDATE survey_round SET invited = -1");
            sample.get().db().exec("UPDATE topic SET kind = 'other'");
        }),
                        SQLite::Exception);
    }
}
