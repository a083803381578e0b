// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/migrate.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

using namespace ehrenamt;

namespace {

/// A store of the schema before, with a programme of two measures: one in a room, one online.
void fill_old_store(SQLite::Database& db) {
    constexpr int k_before_measures_held = 14;
    db.exec("PRAGMA foreign_keys = ON");
    store::migrate(db, k_before_measures_held);
    db.exec(R"(
        INSERT INTO municipality (ags, name, official_name, kind, district) VALUES ('06413000', 'O', 'O', 'Stadt', '06413');
        INSERT INTO topic VALUES ('a', 'A', 'general', NULL, NULL, '', '');
        INSERT INTO contact_point (id, name, carrier, municipality, own, legal_basis) VALUES (1, 'C', 'town', '06413000', 1, '');
        INSERT INTO survey_round (id, contact_point, half_year, opened_on, closes_on, invited)
            VALUES (2, 1, '2027-H1', '2026-11-01', '2026-11-30', 2);
        INSERT INTO venue (id, name, municipality) VALUES (3, 'Rathaus', '06413000');
        INSERT INTO course (id, half_year, reference, title, topic, venue, capacity, fee_cents, material_cents, other_cents,
                            participant_fees_cents, registered_on)
            VALUES (4, '2027-H1', 'K1', 'T', 'a', 3, 12, 0, 0, 0, 0, '2026-11-02'),
                   (5, '2027-H1', 'K2', 'U', 'a', NULL, 12, 0, 0, 0, 0, '2026-11-02');
        INSERT INTO course_session VALUES (4, 1, '2027-03-06', 600, 180), (4, 2, '2027-03-13', 600, 180),
                                          (5, 1, '2027-04-08', 1080, 120);
        INSERT INTO programme (id, half_year, round, proposed_on, adopted_on, budget_cents, development_cents, status, bound,
                               inputs_hash, rules_key, rules_hash)
            VALUES (6, '2027-H1', 2, '2026-12-01', '2026-12-02', 0, 0, 'optimal', 0, zeroblob(32), 'k', 'h');
        INSERT INTO measure VALUES (7, 4, 6, 9, 'planned'), (8, 5, 6, 11, 'cancelled'))");
}

} // namespace

TEST_CASE("measures of an older store keep what they are and get their course's dates") {
    SQLite::Database db{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    fill_old_store(db);
    store::migrate(db);

    CHECK_FALSE(SQLite::Statement{db, "PRAGMA foreign_key_check"}.executeStep());
    CHECK(
        db.execAndGet(
              "SELECT group_concat(id || ' ' || course || ' ' || programme || ' ' || planned_participants || "
              "' ' || state || ' ' || places_by || ' ' || calendar_sequence) FROM measure")
            .getString() == "7 4 6 9 planned receipt 0,8 5 6 11 cancelled receipt 0");
    CHECK(db.execAndGet(
                "SELECT group_concat(measure || ' ' || number || ' ' || day || ' ' || start_minute || ' ' || "
                "minutes || ' ' || ifnull(venue, 'online')) FROM measure_session")
              .getString() ==
          "7 1 2027-03-06 600 180 3,7 2 2027-03-13 600 180 3,8 1 2027-04-08 1080 120 online");
}

TEST_CASE("the tables refuse what cannot be of a measure, an enrolment or an attendance") {
    SQLite::Database db{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    fill_old_store(db);
    store::migrate(db);
    const auto refused = [&](const char* statement) {
        CAPTURE(statement);
        CHECK_THROWS(db.exec(statement));
    };
    refused("UPDATE measure SET programme = NULL WHERE id = 7");
    refused("UPDATE measure SET cancelled_on = '2027-01-01' WHERE id = 7");
    refused("UPDATE measure SET decided_on = '2027-01-01' WHERE id = 7");
    refused("UPDATE measure SET places_by = 'draw', places_given_on = '2027-01-01' WHERE id = 7");
    refused("INSERT INTO measure_session VALUES (7, 3, '2027-03-20', 1400, 60, NULL)");
    db.exec(R"(
        INSERT INTO person (id, name, purpose, legal_basis, retention_class, recorded_on)
            VALUES (20, 'N', 'p', 'b', 'r', '2027-01-02');
        INSERT INTO enrolment (id, measure, person, received_at, receipt_position, priority, legal_basis, state)
            VALUES (21, 7, 20, '2027-01-02T10:00:00Z', 0, 2, 'b', 'confirmed'))");
    const auto again =
        "INSERT INTO enrolment (id, measure, person, received_at, receipt_position, priority, legal_basis, "
        "state) VALUES (22, 7, 20, '2027-01-02T10:00:00Z', 0, 2, 'b', 'waiting')";
    refused(again);
    refused("UPDATE enrolment SET state = 'gone' WHERE id = 21");
    refused("UPDATE enrolment SET received_at = '2027-01-02' WHERE id = 21");
    refused("INSERT INTO attendance VALUES (21, 3, 7, 180)"); // a session that there is not
    refused("INSERT INTO attendance VALUES (21, 1, 7, -1)");
    refused("DELETE FROM person WHERE id = 20");
    db.exec("UPDATE enrolment SET state = 'cancelled' WHERE id = 21");
    db.exec(again); // whoever cancelled may enrol again
}
