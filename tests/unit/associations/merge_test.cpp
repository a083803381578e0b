// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/associations/merge.hpp"
#include "ehrenamt/associations/register_associations.hpp"
#include "ehrenamt/store/undo.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <string>

using namespace ehrenamt;
using namespace ehrenamt::associations;
using domain::AssociationId;

namespace {

const base::Date k_today = base::Date::of(2026, 11, 22);

constexpr const char* k_list =
    "name;AGS;Registergericht;VR;E-Mail;source;external_id\n"
    "TSV Beispiel;06413000;M1114;17;;liste;1\n"
    "Turn- und Sportverein Beispiel e.V.;06413000;M1114;18;post@tsv.example;liste;2\n"
    "TSV Beispiel 1902;06413000;;;;;\n"
    "Chor Beispiel;06413000;M1114;19;;liste;4\n";

struct Fixture {
    test::SampleStore sample;
    store::Store& store = sample.get();

    ImportSummary import(const char* bytes) {
        ImportSummary summary;
        formats::ImportReader reader{bytes, {"liste.csv"}, association_fields(), {}};
        sample.change([&](store::ChangeSet& change) {
            AssociationImport rows{store, reader};
            rows.read([] {});
            summary = rows.summary();
            rows.write(change, k_today, [] {});
        });
        CHECK(reader.problems().empty());
        return summary;
    }
    AssociationId named(const std::string& name) {
        SQLite::Statement query{store.db(), "SELECT id FROM association WHERE name = ?"};
        query.bind(1, name);
        REQUIRE(query.executeStep());
        return {query.getColumn(0).getInt64()};
    }
    std::vector<base::Problem> merge(AssociationId survivor, AssociationId absorbed) {
        std::vector<base::Problem> problems;
        sample.change([&](store::ChangeSet& change) {
            problems = Merger{store, change, k_today}.merge(survivor, absorbed);
        });
        return problems;
    }
    void exec(const std::string& sql) {
        sample.change([&](store::ChangeSet&) { store.db().exec(sql); });
    }
    std::int64_t number(const std::string& sql) {
        SQLite::Statement query{store.db(), sql};
        REQUIRE(query.executeStep());
        return query.getColumn(0).getInt64();
    }
    void add_answer(int id, AssociationId association, const std::string& reference) {
        exec("INSERT OR IGNORE INTO survey_round (id, contact_point, half_year, opened_on, closes_on, "
             "invited) SELECT 900, id, '2027-H1', '2026-11-01', '2026-12-01', 10 "
             "FROM contact_point WHERE own = 1");
        exec("INSERT INTO response (id, round, association, reference, received_on, late) VALUES (" +
             std::to_string(id) + ", 900, " + std::to_string(association.value) + ", '" + reference +
             "', '2026-11-02', 0)");
    }
};

} // namespace

TEST_CASE_FIXTURE(Fixture, "a list read again behind a merge changes nothing and adds nothing") {
    CHECK(import(k_list).added == 4);
    const auto short_name = named("TSV Beispiel");
    const auto long_name = named("Turn- und Sportverein Beispiel e.V.");
    const auto no_entry = named("TSV Beispiel 1902");
    REQUIRE(merge(short_name, long_name).empty());
    REQUIRE(merge(short_name, no_entry).empty());
    const auto before = store::compute_digests(store.db());
    const auto again = import(k_list);
    CHECK(again.same == 4);
    CHECK(again.added == 0);
    CHECK(again.changed == 0);
    CHECK(store::compute_digests(store.db()) == before);
}

TEST_CASE_FIXTURE(Fixture,
                  "a list read again behind a merge finds all of its rows, in a large register too") {
    // Beside many stored associations a short list asks the store for each row; a long one reads all keys
    // first.
    std::string others = "name;AGS;Registergericht;VR;E-Mail;source;external_id\n";
    for (int i = 100; i < 500; ++i)
        others += "Verein " + std::to_string(i) + ";06413000;M1114;" + std::to_string(i) + ";;liste;" +
                  std::to_string(i) + "\n";
    CHECK(import(others.c_str()).added == 400);
    CHECK(import(k_list).added == 4);
    REQUIRE(merge(named("Chor Beispiel"), named("Turn- und Sportverein Beispiel e.V.")).empty());
    REQUIRE(merge(named("Chor Beispiel"), named("TSV Beispiel 1902")).empty());
    REQUIRE(merge(named("Chor Beispiel"), named("Verein 101")).empty());
    const auto before = store::compute_digests(store.db());
    CHECK(import(k_list).same == 4);
    CHECK(import(others.c_str()).same == 400);
    const auto both = others + (std::strchr(k_list, '\n') + 1);
    CHECK(import(both.c_str()).same == 404);
    CHECK(store::compute_digests(store.db()) == before);
}

TEST_CASE_FIXTURE(Fixture, "a list with the number of a merged association finds the survivor") {
    import(k_list);
    const auto gone = named("TSV Beispiel 1902");
    REQUIRE(merge(named("TSV Beispiel"), gone).empty());
    const auto row = "id;name\n" + store.origin().shown(gone.value) + ";TSV Beispiel 1902\n";
    const auto summary = import(row.c_str());
    CHECK(summary.same == 1);
}

TEST_CASE_FIXTURE(Fixture, "a survivor without register entry takes it over, and its name stays") {
    import(k_list);
    const auto survivor = named("TSV Beispiel 1902");
    REQUIRE(merge(survivor, named("TSV Beispiel")).empty());
    const Registry registry{store};
    const auto now = registry.by_id(survivor).value();
    CHECK(now.name == "TSV Beispiel 1902");
    CHECK(now.register_number == "17");
    CHECK(now.external_id == "1");
    CHECK(import(k_list).same == 4);
    CHECK(registry.by_id(survivor)->name == "TSV Beispiel 1902");
}

TEST_CASE_FIXTURE(Fixture, "number, register entry and name of a merged association lead to the survivor") {
    import(k_list);
    const auto survivor = named("Chor Beispiel");
    const auto gone = named("Turn- und Sportverein Beispiel e.V.");
    REQUIRE(merge(survivor, gone).empty());
    Directory directory{store};
    CHECK(directory.by_id(gone)->id == survivor);
    REQUIRE(directory.by_register("M1114", "18").size() == 1);
    CHECK(directory.by_register("M1114", "18").front().id == survivor);
    REQUIRE(directory.by_name("turn- und sportverein beispiel").size() == 1);
    CHECK(directory.by_name("turn- und sportverein beispiel").front().id == survivor);
    CHECK(directory.has_name(directory.by_id(survivor).value(), "Turn- und Sportverein Beispiel"));
    CHECK_FALSE(directory.has_name(directory.by_id(survivor).value(), "TSV Beispiel"));
}

TEST_CASE_FIXTURE(Fixture, "of two that were merged one after the other both lead to the last survivor") {
    import(k_list);
    const auto a = named("TSV Beispiel");
    const auto b = named("TSV Beispiel 1902");
    const auto c = named("Chor Beispiel");
    REQUIRE(merge(b, a).empty());
    REQUIRE(merge(c, b).empty());
    const Aliases aliases{store};
    REQUIRE(aliases.all().size() == 2);
    CHECK(aliases.by_id(a)->survivor == c);
    CHECK(aliases.by_id(b)->survivor == c);
    CHECK(import(k_list).same == 4);
}

TEST_CASE_FIXTURE(Fixture,
                  "answers and former names go over to the survivor, a name that both had stands once") {
    import(k_list);
    const auto survivor = named("TSV Beispiel");
    const auto gone = named("TSV Beispiel 1902");
    add_answer(901, gone, "A-1");
    for (const auto id : {survivor, gone})
        exec("INSERT INTO former_name VALUES (" + std::to_string(id.value) +
             ", 'Turnverein Beispiel', 'turnverein beispiel', NULL, '2026-11-22', NULL)");
    exec("INSERT INTO former_name VALUES (" + std::to_string(gone.value) +
         ", 'TV 02', 'tv 02', '1990-01-01', '2026-11-22', 'liste')");
    REQUIRE(merge(survivor, gone).empty());
    CHECK(number("SELECT association FROM response WHERE id = 901") == survivor.value);
    CHECK(number("SELECT count(*) FROM former_name WHERE association = " + std::to_string(survivor.value)) ==
          2);
    CHECK(number("SELECT count(*) FROM former_name") == 2);
}

TEST_CASE_FIXTURE(Fixture, "two that answered the same survey are not merged, and no answer is lost") {
    import(k_list);
    const auto survivor = named("TSV Beispiel");
    const auto gone = named("TSV Beispiel 1902");
    add_answer(901, survivor, "A-1");
    add_answer(902, gone, "A-2");
    const auto before = store::compute_digests(store.db());
    const auto problems = merge(survivor, gone);
    REQUIRE(problems.size() == 1);
    CHECK(problems.front().rule == "merge.answers");
    CHECK(base::english(problems.front().message).find("A-1 and as A-2") != std::string::npos);
    CHECK(store::compute_digests(store.db()) == before);
}

TEST_CASE_FIXTURE(Fixture, "a table that nobody thought of goes over too, or stops the merge as a whole") {
    import(k_list);
    const auto survivor = named("TSV Beispiel");
    const auto gone = named("TSV Beispiel 1902");
    store.db().exec("CREATE TABLE later (id INTEGER NOT NULL PRIMARY KEY, whose INTEGER NOT NULL UNIQUE "
                    "REFERENCES association (id)) STRICT");
    exec("INSERT INTO later VALUES (1, " + std::to_string(gone.value) + ")");
    REQUIRE(merge(survivor, gone).empty());
    CHECK(number("SELECT whose FROM later") == survivor.value);
    exec("INSERT INTO later VALUES (2, " + std::to_string(named("Chor Beispiel").value) + ")");
    const auto before = store::compute_digests(store.db());
    const auto problems = merge(survivor, named("Chor Beispiel"));
    REQUIRE(problems.size() == 1);
    CHECK(problems.front().rule == "merge.conflict");
    CHECK(store::compute_digests(store.db()) == before);
}

TEST_CASE_FIXTURE(Fixture,
                  "a municipality that both had until the same day is kept once, all others go over") {
    import(k_list);
    const auto survivor = named("TSV Beispiel");
    const auto gone = named("TSV Beispiel 1902");
    const auto add = [&](AssociationId id, const std::string& ags, const std::string& last_day) {
        exec("INSERT INTO association_former_municipality VALUES (" + std::to_string(id.value) + ", '" + ags +
             "', '" + last_day + "')");
    };
    add(survivor, "06414000", "2025-12-31");
    add(gone, "06414000", "2025-12-31");
    add(gone, "06414000", "2019-12-31");
    add(gone, "06412000", "2025-12-31");
    CHECK(merge(survivor, gone).empty());
    CHECK(number("SELECT count(*) FROM association_former_municipality") == 3);
    CHECK(number("SELECT count(*) FROM association_former_municipality WHERE association = " +
                 std::to_string(survivor.value)) == 3);
}

TEST_CASE_FIXTURE(Fixture, "for every table that can be in conflict it is known what a merge does") {
    std::size_t unique = 0;
    for (const auto& one : referrers(store)) {
        INFO(one.table, ".", one.column,
             ": say in settlement() (lib/ehrenamt/associations/merge.cpp) what happens "
             "when both associations have the same entry there, and do it");
        CHECK((!one.unique || settlement(one.table) != nullptr));
        unique += one.unique ? 1 : 0;
    }
    CHECK(unique >= 4);
}

TEST_CASE_FIXTURE(Fixture, "a pair told apart stays so for the survivor, merging the two overrules it") {
    import(k_list);
    const auto a = named("TSV Beispiel");
    const auto b = named("TSV Beispiel 1902");
    const auto c = named("Chor Beispiel");
    sample.change([&](store::ChangeSet& change) {
        Merger merger{store, change, k_today};
        CHECK(merger.keep_apart(b, c));
        CHECK_FALSE(merger.keep_apart(c, b));
        CHECK(merger.keep_apart(b, a));
    });
    REQUIRE(merge(a, b).empty());
    store::ChangeSet change{store, {"test", "tester", "2026-11-22T00:00:00Z"}};
    CHECK(Merger{store, change, k_today}.kept_apart(c, a));
    CHECK(number("SELECT count(*) FROM association_distinct") == 1);
}

TEST_CASE_FIXTURE(Fixture, "undoing a merge gives back every byte") {
    import(k_list);
    const auto survivor = named("TSV Beispiel 1902");
    const auto gone = named("Turn- und Sportverein Beispiel e.V.");
    add_answer(901, gone, "A-1");
    const auto before = store::compute_digests(store.db());
    std::int64_t merged = 0;
    sample.change([&](store::ChangeSet& change) {
        merged = change.number();
        REQUIRE(Merger{store, change, k_today}.merge(survivor, gone).empty());
    });
    CHECK(store::compute_digests(store.db()) != before);
    std::int64_t undone = 0;
    sample.change([&](store::ChangeSet& change) {
        undone = change.number();
        store::apply_inverse(store, merged, change);
    });
    CHECK(store::compute_digests(store.db()) == before);
    CHECK(number("SELECT association FROM response") == gone.value);
}

TEST_CASE_FIXTURE(Fixture,
                  "the active one survives, else the registered one, else the one with more behind it") {
    import("name;AGS;Registergericht;VR;status\n"
           "Aktiv;06413000;;;active\nGelöscht;06413000;M1114;1;deleted\n"
           "Mit Nummer;06413000;M1114;2;active\nÄlter;06413000;;;active\n");
    add_answer(901, named("Älter"), "A-1");
    store::ChangeSet change{store, {"test", "tester", "2026-11-22T00:00:00Z"}};
    const Merger merger{store, change, k_today};
    CHECK(merger.preferred(named("Gelöscht"), named("Aktiv")) == named("Aktiv"));
    CHECK(merger.preferred(named("Aktiv"), named("Mit Nummer")) == named("Mit Nummer"));
    CHECK(merger.preferred(named("Aktiv"), named("Älter")) == named("Älter"));
}

TEST_CASE_FIXTURE(Fixture, "what is stored of an association has a fingerprint that a change changes") {
    import(k_list);
    const auto id = named("TSV Beispiel");
    const auto before = state_of(store, id);
    CHECK(before.size() == 12);
    CHECK(state_of(store, id) == before);
    exec("UPDATE association SET seat = 'Offenbach' WHERE name = 'TSV Beispiel'");
    CHECK(state_of(store, id) != before);
    CHECK(state_of(store, {1}).empty());
}
