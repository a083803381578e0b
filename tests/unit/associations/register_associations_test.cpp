// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/register_associations.hpp"
#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/store/reference.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace ehrenamt;
using namespace ehrenamt::associations;

namespace {

const base::Date k_today = base::Date::of(2026, 11, 22);

/// A store with the reference data and nothing else.
struct Fixture {
    test::TempFolder folder;
    store::Store store = store::Store::create(folder / "a.db", {*domain::Ags::parse("06413000"), 0});

    Fixture() {
        store::ChangeSet change{store, {"init", "test", "2026-11-22T00:00:00Z"}};
        store::load_reference(store, EHRENAMT_SOURCE_DIR "/data", change);
        change.commit();
    }

    struct Done {
        ImportSummary summary;
        std::vector<base::Problem> problems;
        bool written;
    };
    Done import(std::string_view bytes, const formats::MappingChoice& mapping = {}) {
        formats::ImportReader reader{bytes, {"vereine.csv"}, association_fields(), mapping};
        store::ChangeSet change{store, {"register-association", "test", "2026-11-22T00:00:00Z"}};
        AssociationImport rows{store, reader};
        rows.read([] {});
        const auto summary = rows.write(change, k_today, [] {});
        const bool written = change.commit();
        CHECK(summary.read == summary.accepted + summary.rejected);
        CHECK(summary.accepted == summary.added + summary.changed + summary.same);
        return {summary, reader.problems(), written};
    }
    std::vector<Association> named(const char* name) { return Registry{store}.by_name(name); }
};

std::vector<std::string> rules(const std::vector<base::Problem>& problems) {
    std::vector<std::string> out;
    for (const auto& problem : problems)
        out.push_back(problem.rule);
    return out;
}

using Rules = std::vector<std::string>;

} // namespace

TEST_CASE("a blank cell never overwrites what is known") {
    Fixture f;
    f.import("Verein,AGS,E-Mail,Engagementfeld\nTSV A,06413000,a@tsv.example,Sport\n");
    const auto again = f.import("Verein,AGS,E-Mail,Engagementfeld\nTSV A,06413000,,\n");
    CHECK(again.summary.same == 1);
    CHECK_FALSE(again.written);
    CHECK(f.named("tsv a").at(0).email == "a@tsv.example");
    CHECK(f.named("tsv a").at(0).field == "sport");
}

TEST_CASE("a register entry is the same with the court by name or by code") {
    Fixture f;
    f.import("Verein,Registergericht,VR\nTSV A,Amtsgericht Offenbach am Main,VR 701\n");
    const auto again = f.import("Verein,Registergericht,VR\nTurn- und Sportverein A,M1114,701\n");
    CHECK(again.summary.changed == 1);
    CHECK(f.named("turn und sportverein a").at(0).register_number == "701");
}

TEST_CASE("a number that was taken over from a former court is an entry of its own") {
    Fixture f;
    const auto done =
        f.import("name,register_court,former_court,register_number\nA,M1103,,17\nB,M1103,D3304V,17\n");
    CHECK(done.summary.added == 2);
}

TEST_CASE("the same association twice in a file is told at both lines and neither is written") {
    Fixture f;
    const auto done = f.import("Verein,AGS\nTSV Grün e.V.,06413000\nChor,06413000\ntsv grun eV,06413000\n");
    REQUIRE(rules(done.problems) == Rules{"association.twice", "association.twice"});
    CHECK(done.problems[0].place.line == 2);
    CHECK(done.problems[1].place.line == 4);
    CHECK(done.summary.added == 1);
}

TEST_CASE("a name alone is never guessed between two associations or two places") {
    Fixture f;
    f.import("Verein,AGS,Registergericht,VR\nFörderverein,06413000,M1114,1\nFörderverein,06413000,M1114,"
             "2\nChor,06413000,,\n");
    CHECK(rules(f.import("Verein,AGS\nFörderverein,06413000\n").problems) == Rules{"association.ambiguous"});
    CHECK(rules(f.import("Verein\nChor\n").problems) == Rules{"association.ambiguous"});
    CHECK(f.import("Verein,AGS\nChor,06411000\n").summary.added == 1);
    CHECK(f.import("Verein,AGS,Registergericht,VR\nFörderverein,06413000,M1114,3\n").summary.added == 1);
}

TEST_CASE("a municipality key that has ended is brought to its successor and one outside Hesse is left out") {
    Fixture f;
    const auto done = f.import("Verein,AGS\nA,06437002\nB,09661000\nC,\nD,06999999\nE,0643\n");
    CHECK(rules(done.problems) == Rules{"municipality.unknown", "ags.length"});
    CHECK(done.summary.brought_forward == 1);
    CHECK(done.summary.outside_hesse == 1);
    CHECK(done.summary.without_municipality == 1);
    CHECK(f.named("a").at(0).municipality->text() == "06437016");
    CHECK_FALSE(f.named("b").at(0).municipality);
}

TEST_CASE("half a register entry is refused") {
    Fixture f;
    CHECK(rules(f.import("Verein,Registergericht,VR\nA,M1114,\nB,,17\n").problems) ==
          Rules{"register.incomplete", "register.incomplete"});
}

TEST_CASE("a number of a source finds its association under another name and another register entry is a "
          "conflict") {
    Fixture f;
    formats::MappingChoice list;
    list.source = "liste";
    const char* first = "Verein,AGS,external_id,Registergericht,VR\nTSV A,06413000,x1,M1114,1\n";
    CHECK(f.import(first, list).summary.added == 1);
    CHECK(f.import("Verein,AGS,external_id\nTSV B,06413000,x1\n", list).summary.changed == 1);
    CHECK(rules(f.import("Verein,external_id,Registergericht,VR\nTSV B,x1,M1114,2\n", list).problems) ==
          Rules{"association.conflict"});
    const auto sourceless = f.import("Verein,AGS,external_id\nTSV B,06413000,x9\n");
    CHECK(sourceless.summary.number_without_source == 1);
    CHECK(sourceless.summary.same == 1);
}

TEST_CASE("all 32,087 entries of the register are read and the second run changes nothing") {
    Fixture f;
    const auto bytes = formats::read_input(EHRENAMT_TEST_DATA "/register/vereine_he.csv");
    const auto mapping_file = std::string{EHRENAMT_SOURCE_DIR "/data/mapping/offeneregister.toml"};
    const auto mapping = formats::read_mapping(formats::read_input(mapping_file), mapping_file);
    const auto first = f.import(bytes, mapping);
    CHECK(first.problems.empty());
    CHECK(first.summary.added == 32'087);
    CHECK(first.summary.without_municipality == 1'410);
    const auto second = f.import(bytes, mapping);
    CHECK(second.summary.same == 32'087);
    CHECK_FALSE(second.written);
}
