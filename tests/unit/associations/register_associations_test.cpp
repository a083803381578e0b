// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/field_words.hpp"
#include "ehrenamt/associations/register_associations.hpp"
#include "ehrenamt/associations/register_entry.hpp"
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
        const auto summary = rows.summary();
        rows.write(change, k_today, [] {});
        const bool written = change.commit();
        CHECK(summary.read == summary.accepted + summary.rejected);
        CHECK(summary.accepted == summary.added + summary.changed + summary.same);
        return {summary, reader.problems(), written};
    }
    std::vector<Association> named(const char* name) { return Registry{store}.namesakes(name, {}); }
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
    CHECK(done.summary.place_not_said == 1);
    CHECK(f.named("a").at(0).municipality->text() == "06437016");
    CHECK_FALSE(f.named("b").at(0).municipality);
}

TEST_CASE("court and number are read from one cell where it says both") {
    Fixture f;
    const References references{f.store};
    const auto shown = [&](const char* court, const char* number) {
        const auto entry = register_entry(court, number, references);
        std::string text = entry.court + "|" + entry.number;
        for (const auto& [field, problem] : entry.problems)
            text += "|" + problem.rule;
        return text;
    };
    for (const auto* cell :
         {"VR 1960 Offenbach", "AG Offenbach VR 1960", "VR1960 (AG Offenbach am Main)",
          "Amtsgericht Offenbach/M., VR-Nr. 1960", "Offenbach am Main VR 1960", "1960 Offenbach"}) {
        CAPTURE(cell);
        CHECK(shown("", cell) == "M1114|1960");
        CHECK(shown("Offenbach am Main", cell) == "M1114|1960");
    }
    CHECK(shown("AG Offenbach VR 1960", "") == "M1114|1960");
    CHECK(shown("M1114", "VR 0123") == "M1114|0123");
    CHECK(shown("M1114", "1960 B") == "M1114|1960 B");
    CHECK(shown("Amtsgericht Gießen", "VR1960") == "M1406|1960");
    CHECK(shown("", "VR 1960") == "|1960|register.incomplete");
    CHECK(shown("", "AG Offenbahc VR 1960") == "|1960|court.unknown");
    CHECK(shown("Gießen", "VR 1960 Offenbach") == "M1406|1960|register.contradiction");
    CHECK(shown("Gießen", "") == "M1406|");
    CHECK(shown("", "") == "|");
}

TEST_CASE("a court outside Hesse is kept in one form, and what is nearly one in Hesse is refused") {
    const Fixture f;
    const References references{f.store};
    const auto court = [&](const char* text) {
        const auto found = references.court(text);
        return found ? *found : found.problem().rule;
    };
    for (const auto* text : {"Mainz", "AG Mainz", "Amtsgericht Mainz", "Registergericht Amtsgericht Mainz"})
        CHECK(court(text) == "Amtsgericht Mainz");
    CHECK(court("Amtsgericht Musterstadt") == "Amtsgericht Musterstadt");
    CHECK(court("Montabaur") == "Amtsgericht Montabaur");
    CHECK(court("D2601") == "D2601"); // a code of another state
    CHECK_FALSE(references.in_hesse("Amtsgericht Mainz"));
    CHECK(references.in_hesse(court("Offenbach")));
    for (const auto* text :
         {"Musterstadt", "Amtsgericht Offenbahc", "AG Giesen", "M9999", "Amtsgericht", "AG X"})
        CHECK(court(text) == "court.unknown");
}

TEST_CASE("a word that surely belongs to a field of engagement means it") {
    for (const auto* word : {"Fußball", "FUSSBALL", "Fussball", "Sport", "Turnverein", "Sport / Turnen",
                             "Sport: Quidditch", "Schützenverein", "Fußball, Handball & Tennis"})
        CHECK_MESSAGE(field_of_words(word) == "sport", word);
    CHECK(field_of_words("Musikverein") == "kultur");
    CHECK(field_of_words("Karnevalsverein") == "kultur");
    CHECK(field_of_words("Umwelt und Naturschutz") == "umwelt_tier");
    CHECK(field_of_words("Feuerwehr") == "rettung_feuerwehr");
    for (const auto* word :
         {"", "Förderverein", "Schach", "Sport, Kultur", "Quidditch: Sport", "verein", " / "})
        CHECK_MESSAGE(field_of_words(word).empty(), word);
}

TEST_CASE("every word of the list belongs to a field that there is") {
    const Fixture f;
    const References references{f.store};
    for (const auto* word : {"Sport", "Chor", "Wandern", "Tafel", "Hospiz", "Kita", "Pfadfinder", "Tierheim",
                             "Partei", "Gewerkschaft", "Moschee", "Opferhilfe", "DLRG", "Sonstiges"})
        CHECK_MESSAGE(static_cast<bool>(references.field(word)), word);
}

TEST_CASE("a column that says less counts only where no better one is there") {
    Fixture f;
    const auto mapped = [&](const char* bytes, const char* field) -> std::string {
        const formats::ImportReader reader{bytes, {"liste.csv"}, association_fields()};
        for (const auto& column : reader.verdict().columns)
            if (column.field == field)
                return column.heading;
        return "";
    };
    CHECK(mapped("Name,Verein,Ort\n", "name") == "Verein");
    CHECK(mapped("Name,Ort\n", "name") == "Name");
    CHECK(mapped("Name,Ort,Sitz\n", "seat") == "Sitz");
    CHECK(mapped("Name,Ort\n", "seat") == "Ort");
    CHECK(mapped("Name,Gemeinde,AGS\n", "municipality") == "AGS");
    CHECK(mapped("Vereinsname,Sparte,Tel.,Mail,Homepage\n", "field") == "Sparte");
    CHECK(mapped("Vereinsname,Sparte,Tel.,Mail,Homepage\n", "website") == "Homepage");
}

TEST_CASE("a postcode keeps its zero, and one that lost it is refused") {
    Fixture f;
    const auto done = f.import("Verein,PLZ\nA,D-63065\nB,3411\nC,6306O\nD,01067\n");
    CHECK(rules(done.problems) == Rules{"postcode.length", "postcode.format"});
    CHECK(f.named("d").at(0).postcode == "01067");
    CHECK(f.named("a").at(0).municipality->text() == "06413000");
    CHECK(rules(f.import("Verein,AGS\nA,6413000\n").problems) == Rules{"ags.length"});
    CHECK(f.import("Verein,AGS\nE,064130000000\nF,06 413 000\n").summary.added == 2);
    CHECK(f.named("e").at(0).municipality->text() == "06413000");
}

TEST_CASE("a municipality that follows from the place does not outdo the one that was given") {
    Fixture f;
    f.import("Verein,AGS,Registergericht,VR\nChor,06411000,M1114,1\n");
    CHECK(f.named("chor").at(0).municipality_basis == "key");
    CHECK(f.import("Verein,Sitz,Registergericht,VR\nChor,Offenbach am Main,M1114,1\n").summary.changed == 1);
    CHECK(f.named("chor").at(0).municipality->text() == "06411000");
    // A new seat does.
    CHECK(f.import("Verein,Sitz,Registergericht,VR\nChor,Hanau,M1114,1\n").summary.changed == 1);
    CHECK(f.named("chor").at(0).municipality->text() == "06415000");
    CHECK(f.named("chor").at(0).municipality_basis == "name");
}

TEST_CASE("a register number without its court is refused, a court without number only tells of the place") {
    Fixture f;
    CHECK(rules(f.import("Verein,Registergericht,VR\nB,,17\n").problems) == Rules{"register.incomplete"});
    const auto done =
        f.import("Verein,Sitz,Registergericht,VR\nA,Offenbach,M1114,\nB,Offenbach,M1114,17\nC,,Ulm,\n");
    CHECK(done.problems.empty());
    CHECK(done.summary.added == 3);
    CHECK(done.summary.court_without_number == 2);
    CHECK(done.summary.court_outside == 0);
    const auto stored = f.named("a").at(0);
    CHECK(stored.register_court.empty());
    CHECK(stored.kind == "other");
    CHECK(stored.municipality->text() == "06413000");
    CHECK(f.named("b").at(0).register_court == "M1114");
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
    CHECK(first.summary.place_not_said == 1);
    CHECK(first.summary.outside_hesse + first.summary.place_ambiguous + first.summary.place_unknown < 1'410);
    const auto second = f.import(bytes, mapping);
    CHECK(second.summary.same == 32'087);
    CHECK_FALSE(second.written);
}
