// SPDX-License-Identifier: EUPL-1.2
// Titles above the headings, remarks below the rows, and what the files of other programs are taken for.
#include "ehrenamt/formats/csv_layout.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/formats/input_file.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace ehrenamt;
using formats::Encoding;
using formats::ImportReader;
using formats::ReadOptions;

namespace {

const std::vector<formats::Field> k_fields = {{"name", true, {"Verein", "Vereinsname"}},
                                              {"seat", false, {"Ort", "Sitz"}},
                                              {"postcode", false, {"PLZ"}}};

struct Run {
    std::vector<std::string> names;
    std::vector<std::string> rules;
    std::vector<std::size_t> lines;
    formats::Verdict verdict;
};

Run run(std::string_view bytes, ReadOptions options = {"liste.csv"}) {
    ImportReader import{bytes, options, k_fields};
    Run out;
    while (const auto* row = import.next())
        if (row->ok()) {
            out.names.push_back(row->line_of_text("name"));
            out.lines.push_back(row->line());
        }
    for (const auto& problem : import.problems())
        out.rules.push_back(problem.rule);
    CHECK(import.rows_accepted() == out.names.size());
    CHECK(import.rows_read() == import.rows_accepted() + import.rows_rejected());
    out.verdict = import.verdict();
    return out;
}

using Texts = std::vector<std::string>;
using Lines = std::vector<std::size_t>;

} // namespace

TEST_CASE("headings below titles are found by the names that are known") {
    const auto out = run("Vereinsliste der Stadt Beispiel;;\nStand: 01.10.2026;;\n\n"
                         "Verein;Ort;PLZ\nTSV A;Hanau;63450\nTSV B;Mainz;55116\n");
    CHECK(out.names == Texts{"TSV A", "TSV B"});
    CHECK(out.lines == Lines{5, 6});
    CHECK(out.verdict.heading_line == 4);
    REQUIRE(out.verdict.titles.size() == 2);
    CHECK(out.verdict.titles[1].line == 2);
    CHECK(out.verdict.titles[1].text == "Stand: 01.10.2026");
}

TEST_CASE("a title without any delimiter, or one with a comma, does not hide the headings") {
    CHECK(run("Vereine, Initiativen, Träger\nVerein;Ort\nTSV A;Hanau\n").names == Texts{"TSV A"});
    CHECK(run("Liste\n\"Verein\",\"Ort\"\n\"TSV A\",\"Hanau\"\n").names == Texts{"TSV A"});
}

TEST_CASE("a row is never taken for headings although a value is called like one") {
    const auto out = run("Bezeichnung;Art\nTSV A;Verein\nTSV B;Verein\n");
    CHECK(out.rules == Texts{"mapping.required"});
    CHECK(out.verdict.heading_line == 1);
    CHECK(run(";Verein;Ort\n0;TSV A;Hanau\n1;TSV B;Mainz\n").names == Texts{"TSV A", "TSV B"});
}

TEST_CASE("the user's line of headings, delimiter and both together beat what is found") {
    ReadOptions options{"liste.csv"};
    options.heading_line = 2;
    CHECK(run("Verein;Ort\nVerein;PLZ\nTSV A;63450\n", options).lines == Lines{3});
    options.delimiter = ';';
    CHECK(run("x\nVerein;Ort, Teil\nTSV A;Hanau\n", options).names == Texts{"TSV A"});
    options.heading_line = 99;
    CHECK_FALSE(run("Verein;Ort\nTSV A;Hanau\n", options).rules.empty());
}

TEST_CASE("the separator line of Excel may stand above titles") {
    const auto out = run("sep=;\r\nListe;\r\nVerein;Ort\r\nTSV A;Hanau, Mitte\r\n");
    CHECK(out.names == Texts{"TSV A"});
    CHECK(out.verdict.heading_line == 3);
    CHECK(out.verdict.titles.at(0).line == 2);
    CHECK(out.verdict.line_end == "\r\n");
}

TEST_CASE("remarks below the rows are passed over and told") {
    const auto out = run("Verein;Ort;PLZ\nTSV A;Hanau;63450\n\nQuelle: Vereinsregister\nStand: heute;;\n"
                         "__________\nerste Bemerkung\n\"eine\nzweite\"\n© Stadt Beispiel\n");
    CHECK(out.names == Texts{"TSV A"});
    CHECK(out.rules.empty());
    REQUIRE(out.verdict.footers.size() == 6);
    CHECK(out.verdict.footers[0].line == 4);
    CHECK(out.verdict.footers[3].text == "erste Bemerkung");
    CHECK(out.verdict.footers[5].line == 10);
}

TEST_CASE("a line that could be a record is rejected and never passed over") {
    CHECK(run("Verein;Ort;PLZ\nTSV A;Hanau;63450\nTSV B\n").rules == Texts{"csv.cells_missing"});
    CHECK(run("Verein;Ort;PLZ\nTSV A;Hanau;63450\nQuellenhof e. V.\n").rules == Texts{"csv.cells_missing"});
    CHECK(run("Verein;Ort;PLZ\nTSV A;Hanau;63450\nTSV B;;\n").names == Texts{"TSV A", "TSV B"});
    CHECK(run("Verein;Ort\nQuelle: Freunde e. V.;Hanau\n").names == Texts{"Quelle: Freunde e. V."});
}

TEST_CASE("remarks with a record below them are rejected in their places") {
    const auto out =
        run("Verein;Ort;PLZ\nTSV A;Hanau;63450\nStand: heute;;\nQuelle: Amt\nTSV B;Mainz;55116\n");
    CHECK(out.names == Texts{"TSV A", "TSV B"});
    CHECK(out.rules == Texts{"row.remark", "csv.cells_missing"});
    CHECK(out.verdict.footers.empty());
    CHECK(run("Verein;Ort\n____;\nTSV A;Hanau\nTSV B;\n").rules == Texts{"row.remark"});
}

TEST_CASE("columns without a heading at the end may be missing in rows or stand over them") {
    CHECK(run("Verein;Ort;;\nTSV A;Hanau\nTSV B;Mainz;;\nTSV C;Fulda;;x\n").names ==
          Texts{"TSV A", "TSV B", "TSV C"});
    CHECK(run("Verein;Ort\nTSV A;Hanau;;;\n").names == Texts{"TSV A"});
}

TEST_CASE("error values of formulas are refused in the columns that count") {
    const auto out = run("Verein;Ort;Notiz\nTSV A;#NV;x\nTSV B;Hanau;#REF!\n#1 Verein;Mainz;\n");
    CHECK(out.names == Texts{"TSV B", "#1 Verein"});
    CHECK(out.rules == Texts{"cell.formula_error"});
}

TEST_CASE("problems of one kind are grouped in the order in which they first come") {
    std::vector<base::Problem> problems;
    for (const char* rule : {"a", "b", "a", "a"})
        problems.push_back({rule, base::message("x"), {"f", 1, 1, "Ort"}});
    problems.push_back({"a", base::message("x"), {"f", 1, 1, "PLZ"}});
    const auto groups = formats::grouped(problems);
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].first == 0);
    CHECK(groups[0].count == 3);
    CHECK(groups[2].first == 4);
}

TEST_CASE("each wild file is taken for what it is and gives no row") {
    struct Expected {
        const char* file;
        Encoding encoding;
        char delimiter;
        std::size_t heading_line, columns;
        const char* line_end;
        const char* rule;
    };
    // Files 09 and 10 have a column „Name“; whether that makes a list of associations is not for the reader.
    const std::vector<Expected> table = {
        {"01_genesis_12411-0015_bevoelkerung_kreise.csv", Encoding::windows_1252, ';', 5, 26, "\n",
         "mapping.required"},
        {"02_genesis_11111-0002_flaeche_kreise.csv", Encoding::windows_1252, ';', 5, 24, "\n",
         "mapping.required"},
        {"03_datev_EXTF_Stammdaten.csv", Encoding::windows_1252, ';', 2, 254, "\r\n", "mapping.required"},
        {"04_datev_EXTF_Buchungsstapel.csv", Encoding::windows_1252, ';', 2, 120, "\r\n", "mapping.required"},
        {"09_openholidays_schulferien_he.csv", Encoding::utf8, ';', 1, 8, "\r\n", ""},
        {"10_entitlementcard_sample_bulk_import.csv", Encoding::utf8, ',', 1, 3, "\n", ""},
        {"11_gv_kreis_gemeinden_bom_quoted_hessen.csv", Encoding::utf8, ';', 1, 9, "\n", "mapping.required"},
    };
    for (const auto& expected : table) {
        CAPTURE(expected.file);
        const auto bytes = formats::read_input(std::string{EHRENAMT_TEST_DATA} + "/wild/" + expected.file);
        const auto out = run(bytes, {expected.file});
        CHECK(out.verdict.encoding == expected.encoding);
        CHECK(out.verdict.delimiter == expected.delimiter);
        CHECK(out.verdict.heading_line == expected.heading_line);
        CHECK(out.verdict.columns.size() == expected.columns);
        CHECK(out.verdict.line_end == expected.line_end);
        if (*expected.rule != '\0') {
            CHECK(out.rules == Texts{expected.rule});
            CHECK(out.names.empty());
        }
    }
}
