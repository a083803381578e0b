// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/municipality_changes.hpp"
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/store/undo.hpp"
#include "ehrenamt/store/verify.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

using namespace ehrenamt;
using namespace ehrenamt::associations;

namespace {

const std::string k_header = "datum,art,ags_alt,name_alt,ags_neu,name_neu,beleg\n";
const auto k_day = base::Date::of(2028, 1, 1);

ReadChanges read(const store::Store& store, const std::string& rows) {
    const std::string bytes = k_header + rows;
    formats::ImportReader import{bytes, {.file = "f.csv"}, municipality_change_fields()};
    return read_municipality_changes(store, import);
}

/// Rules of the problems, in their order.
std::vector<std::string> rules(const store::Store& store, const std::string& rows) {
    std::vector<std::string> found;
    try {
        read(store, rows);
    } catch (const base::Rejected& rejected) {
        for (const auto& problem : rejected.problems())
            found.push_back(problem.rule);
    }
    return found;
}

std::vector<CarriedOut> load(test::SampleStore& sample, const std::string& rows, base::Date today) {
    std::vector<CarriedOut> done;
    sample.change([&](store::ChangeSet& change) {
        plan_municipality_changes(sample.get(), read(sample.get(), rows).fresh);
        done = carry_out_changes(sample.get(), change, today);
    });
    return done;
}

std::string text(const store::Store& store, const std::string& sql) {
    return store.db().execAndGet(sql).getString();
}

using Rules = std::vector<std::string>;

} // namespace

TEST_CASE("two municipalities merge on a day, and all that was in them is in the new one") {
    test::SampleStore sample;
    const auto& store = sample.get();
    sample.add_association("TSV Lorsch", "tsv lorsch", "06431016");
    const std::string merger =
        "2028-01-01,Zusammenschluss,06431002,Bensheim,06431099,\"Bergstadt, Stadt\",x\n"
        "2028-01-01,Zusammenschluss,06431016,\"Lorsch, Karolingerstadt\",06431099,\"Bergstadt, Stadt\",x\n";
    CHECK(load(sample, merger, k_day.plus_days(-1)).empty());
    CHECK(text(store, "SELECT municipality FROM association") == "06431016");
    CHECK_FALSE(municipality_changes_due(store, k_day.plus_days(-1)));
    REQUIRE(municipality_changes_due(store, k_day));
    const auto parts =
        store.db()
            .execAndGet("SELECT sum(inhabitants) FROM municipality WHERE ags IN ('06431002', '06431016')")
            .getInt64();
    sample.change(
        [&](store::ChangeSet& change) { CHECK(carry_out_changes(sample.get(), change, k_day).size() == 2); });
    CHECK(text(store, "SELECT municipality FROM association") == "06431099");
    CHECK(text(store, "SELECT municipality || last_day FROM association_former_municipality") ==
          "064310162027-12-31");
    CHECK(text(store,
               "SELECT name || '/' || kind || '/' || valid_from FROM municipality WHERE ags = '06431099'") ==
          "Bergstadt/Stadt/2028-01-01");
    CHECK(store.db().execAndGet("SELECT inhabitants FROM municipality WHERE ags = '06431099'").getInt64() ==
          parts);
    CHECK(text(store, "SELECT valid_to FROM municipality WHERE ags = '06431002'") == "2027-12-31");
    CHECK(store.db()
              .execAndGet("SELECT count(*) FROM postcode WHERE ags IN ('06431002', '06431016')")
              .getInt() == 0);
    CHECK(Municipalities{store}.current(*domain::Ags::parse("06431016"))->ags.text() == "06431099");
    CHECK(read(store, merger).same == 2);
    CHECK(store::verify(store).findings.empty());

    const auto last = store::change_log(store).back().id;
    sample.change([&](store::ChangeSet& change) { store::apply_inverse(sample.get(), last, change); });
    CHECK(text(store, "SELECT municipality FROM association") == "06431016");
    CHECK(store::verify(store).findings.empty());
}

TEST_CASE("Hanau became independent on 2026-01-01 with a key and a district of its own") {
    test::SampleStore sample;
    auto& db = sample.get().db();
    // The store as it was before: the town under its old key.
    sample.change([&](store::ChangeSet&) {
        db.exec("DELETE FROM municipality_change WHERE old_ags = '06435014'");
        db.exec("UPDATE municipality SET valid_to = NULL, name = 'Hanau', latitude_e6 = 50135573, "
                "longitude_e6 = 8915189, "
                "register_court = 'M1502' WHERE ags = '06435014'");
        for (const auto* table : {"postcode", "place_spelling"})
            db.exec(std::string{"UPDATE "} + table + " SET ags = '06435014' WHERE ags = '06415000'");
        db.exec("DELETE FROM municipality WHERE ags = '06415000'");
        db.exec("DELETE FROM district WHERE key = '06415'");
        db.exec("INSERT INTO contact_point_area SELECT id, '06435014' FROM contact_point");
    });
    load(sample,
         "2026-01-01,Kreisfreiheit/Schlüsseländerung,06435014,\"Hanau, Brüder-Grimm-Stadt\",06415000,"
         "\"Hanau, Brüder-Grimm-Stadt\",x\n",
         base::Date::of(2026, 1, 1));
    CHECK(text(sample.get(),
               "SELECT name || '/' || kind || '/' || district FROM municipality WHERE ags = '06415000'") ==
          "Hanau/kreisfreie Stadt/06415");
    CHECK(text(sample.get(), "SELECT title || '/' || kind FROM district WHERE key = '06415'") ==
          "Stadt Hanau/independent_town");
    CHECK(db.execAndGet("SELECT count(*) FROM postcode WHERE ags = '06415000'").getInt() >= 5);
    CHECK(db.execAndGet("SELECT count(*) FROM contact_point_area WHERE ags = '06415000'").getInt() == 1);
    CHECK(store::verify(sample.get()).findings.empty());
}

TEST_CASE("a file of changes is refused whole, with everything that is wrong") {
    const test::SampleStore sample;
    auto& store = const_cast<test::SampleStore&>(sample).get();
    const auto row = [](const char* day, const char* from, const char* to) {
        return std::string{day} + ",Zusammenschluss," + from + ',' + to + ",x\n";
    };
    CHECK(rules(store, row("2028-01-01", "06431999,Neu", "06431002,Bensheim")) ==
          Rules{"municipality.unknown"});
    CHECK(rules(store, row("2028-01-01", "06435014,Hanau", "06415000,Hanau")) == Rules{"changes.ended"});
    CHECK(rules(store, row("2028-01-01", "06431002,Lorsch", "06431016,Lorsch")) == Rules{"changes.name"});
    CHECK(rules(store, row("2028-01-01", "06431002,Bensheim", "06431016,Bensheim")) == Rules{"changes.name"});
    CHECK(rules(store, row("2028-01-01", "06431002,Bensheim", "06435014,Hanau")) ==
          Rules{"changes.given_again"});
    CHECK(rules(store, row("2028-01-01", "06431002,Bensheim", "06499001,Neu")) == Rules{"changes.district"});
    CHECK(rules(store, row("2025-01-01", "06431002,Bensheim", "06415000,Hanau")) == Rules{"changes.gap"});
    CHECK(rules(store, row("2025-01-01", "06415000,Hanau", "06431002,Bensheim")) == Rules{"changes.not_yet"});
    CHECK(rules(store, row("2028-01-01", "06431002,Bensheim", "06431002,Bensheim")) ==
          Rules{"changes.nothing"});
    CHECK(rules(store, row("bald", "06431002,Bensheim", "06431016,Lorsch")) == Rules{"date.format"});
    // One key by two rows, a circle, and a successor that ends on the same day.
    CHECK(rules(store, row("2028-01-01", "06431002,Bensheim", "06431016,Lorsch") +
                           row("2029-01-01", "06431002,Bensheim", "06431011,Heppenheim (Bergstraße)")) ==
          Rules{"changes.ended"});
    CHECK(rules(store, row("2028-01-01", "06431002,Bensheim", "06431016,Lorsch") +
                           row("2029-01-01", "06431016,Lorsch", "06431002,Bensheim")) ==
          Rules{"changes.given_again"});
    CHECK_FALSE(rules(store, row("2028-01-01", "06431002,Bensheim", "06431016,Lorsch") +
                                 row("2028-01-01", "06431016,Lorsch", "06431010,Groß-Rohrheim"))
                    .empty());
}

TEST_CASE("whatever merges, every association stays in a municipality that is valid") {
    std::mt19937 random{20280101}; // NOLINT: the same sequence every time
    for (int round = 0; round < 3; ++round) {
        test::SampleStore sample;
        std::vector<std::string> keys = {"06431001", "06431002", "06431003",
                                         "06431004", "06431005", "06431006"};
        for (const auto& key : keys)
            sample.add_association("V " + key, "v " + key, key);
        for (int year = 2028; keys.size() > 1; ++year) {
            const Municipalities now{sample.get()};
            const auto take = [&] {
                const auto at = std::uniform_int_distribution<std::size_t>{0, keys.size() - 1}(random);
                auto key = keys[at];
                keys.erase(keys.begin() + static_cast<std::ptrdiff_t>(at));
                return key;
            };
            const auto from = take();
            const bool into = random() % 2 == 0;
            const auto to = into ? take() : "064319" + std::to_string(year % 100 + 10);
            const auto name = [&](const std::string& key) {
                return now.find(*domain::Ags::parse(key))->name;
            };
            const auto day = std::to_string(year) + "-01-01";
            load(sample,
                 fmt::format("{},x,{},\"{}\",{},\"{}\",x\n", day, from, name(from), to,
                             into ? name(to) : "Neu " + day),
                 base::Date::of(year, 1, 1));
            keys.push_back(to);
            if (!into && keys.size() > 1 && year > 2040)
                break;
        }
        CHECK(sample.get()
                  .db()
                  .execAndGet(
                      "SELECT count(*) FROM association a JOIN municipality m ON m.ags = a.municipality "
                      "WHERE m.valid_to IS NULL")
                  .getInt() == 6);
        CHECK(store::verify(sample.get()).findings.empty());
    }
}

TEST_CASE("distances are great circles") {
    // Frankfurt and Kassel: about 145 km by every map; one degree of latitude is 111.195 km on this sphere.
    CHECK(distance_km({50110880, 8682433}, {51312801, 9481544}) == doctest::Approx(145.0).epsilon(0.02));
    CHECK(distance_km({50000000, 8000000}, {51000000, 8000000}) == doctest::Approx(111.195).epsilon(0.0001));
    CHECK(distance_km({50000000, 8000000}, {50000000, 8000000}) == 0);
}
