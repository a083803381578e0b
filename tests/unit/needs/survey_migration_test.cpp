// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/migrate.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

using namespace ehrenamt;

TEST_CASE("answers of an older store keep their needs when the survey's tables grow") {
    constexpr int k_before_survey = 6;
    SQLite::Database db{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    db.exec("PRAGMA foreign_keys = ON");
    store::migrate(db, k_before_survey);
    db.exec(R"(
        INSERT INTO municipality (ags, name, official_name, kind, district) VALUES ('06413000', 'O', 'O', 'Stadt', '06413');
        INSERT INTO topic VALUES ('a', 'A', 'general', NULL, NULL, '', ''), ('b', 'B', 'general', NULL, NULL, '', '');
        INSERT INTO contact_point (id, name, carrier, municipality, own, legal_basis) VALUES (1, 'C', 'town', '06413000', 1, '');
        INSERT INTO association (id, name, name_key, kind, status, recorded_on)
            VALUES (2, 'X', 'x', 'other', 'active', '2026-01-01'), (3, 'Y', 'y', 'other', 'active', '2026-01-01');
        INSERT INTO survey_round VALUES (4, 1, '2027-H1', '2026-11-01', '2026-11-30', 2);
        INSERT INTO response VALUES (5, 4, 2, 'A1', '2026-11-02', 0), (6, 4, 3, 'A2', '2026-12-02', 1);
        INSERT INTO need (id, response, topic, persons, priority, time_wish)
            VALUES (7, 5, 'a', 3, 1, 'any'), (8, 6, 'a', 2, 2, 'evening'), (9, 6, 'b', 1, 3, 'any'))");
    store::migrate(db);

    CHECK_FALSE(SQLite::Statement{db, "PRAGMA foreign_key_check"}.executeStep());
    CHECK(db.execAndGet("SELECT count(*) FROM response JOIN need ON need.response = response.id").getInt() ==
          3);
    CHECK(db.execAndGet(
                "SELECT group_concat(id || association || reference || received_on || late || source || "
                "invitation || complete) FROM response")
              .getString() == "52A12026-11-020formnamed1,63A22026-12-021formnamed1");
    // The rules that held before hold still.
    CHECK_THROWS(db.exec("DELETE FROM response WHERE id = 5"));
    CHECK_THROWS(db.exec("INSERT INTO response (id, round, association, reference, received_on, late) "
                         "VALUES (10, 4, 2, 'A3', '2026-11-02', 0)"));
    // And an answer may now leave its association out, but not claim to name it then.
    db.exec("INSERT INTO response (id, round, reference, received_on, late, invitation) "
            "VALUES (11, 4, 'A3', '2026-11-02', 0, 'code'), (12, 4, 'A4', '2026-11-02', 0, 'none')");
    CHECK_THROWS(db.exec("INSERT INTO response (id, round, reference, received_on, late) "
                         "VALUES (13, 4, 'A5', '2026-11-02', 0)"));
}
