// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/formats/import.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace ehrenamt;
using formats::ImportReader;
using formats::MappingChoice;
using formats::Row;

namespace {

const std::vector<formats::Field> k_fields = {
    {"name", true, {"Verein", "Vereinsname", "association"}},
    {"municipality", false, {"AGS", "Gemeindeschlüssel", "municipality key"}},
    {"persons", false, {"Personen", "Anzahl"}},
    {"day", false, {"Datum"}},
};

std::vector<std::string> rules(const std::vector<base::Problem>& problems) {
    std::vector<std::string> out;
    for (const auto& problem : problems)
        out.push_back(problem.rule);
    return out;
}

/// What a run over a whole file gives.
struct Run {
    std::vector<std::string> names;
    std::vector<base::Problem> problems;
    std::size_t read;
    std::size_t rejected;
    std::string rejects;
};

Run run(std::string_view bytes, const MappingChoice& choice = {}) {
    ImportReader import{bytes, {"vereine.csv"}, k_fields, choice};
    Run out{};
    while (Row* row = import.next()) {
        row->integer("persons", 1, 500);
        row->date("day");
        if (row->ok())
            out.names.push_back(row->line_of_text("name"));
    }
    out.problems = import.problems();
    out.read = import.rows_read();
    out.rejected = import.rows_rejected();
    CHECK(import.rows_accepted() == out.names.size());
    out.rejects = import.rejects(base::english);
    return out;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("columns are found by German and English names in any order and spelling") {
    CHECK(run("Datum;VEREINSNAME\n31.01.2027;TSV A\n").names == Names{"TSV A"});
    CHECK(run("municipality_key,Association\n06413000,TSV A\n").names == Names{"TSV A"});
    CHECK(formats::heading_key("Gemeindeschlüssel") == formats::heading_key("gemeinde-schluessel "));
    CHECK(formats::heading_key("E-Mail") == formats::heading_key("email"));
}

TEST_CASE("a required column that is missing is told with the headings that were found") {
    const auto out = run("Datum,Ort\n31.01.2027,Hanau\n");
    REQUIRE(rules(out.problems) == Names{"mapping.required"});
    CHECK(base::english(out.problems[0].message) ==
          "the file has no column for name; say which it is with --map name=COLUMN. It has 'Datum', 'Ort'");
    CHECK(out.names.empty());
}

TEST_CASE("two columns for one field are not guessed between") {
    CHECK(rules(run("Verein,Vereinsname\na,b\n").problems) == Names{"mapping.ambiguous"});
    MappingChoice choice;
    CHECK_FALSE(add_override(choice, "name=Vereinsname"));
    CHECK(run("Verein,Vereinsname\na,b\n", choice).names == Names{"b"});
    CHECK(rules(run("Verein,Verein\na,b\n").problems) == Names{"mapping.ambiguous"});
}

TEST_CASE("a field or a column that does not exist is told with its nearest neighbour") {
    MappingChoice choice;
    CHECK_FALSE(add_override(choice, "nmae=Verein"));
    CHECK_FALSE(add_override(choice, "municipality=AGSS"));
    CHECK(add_override(choice, "name")->rule == "mapping.syntax");
    CHECK(add_override(choice, "=x")->rule == "mapping.syntax");
    const auto out = run("Verein,AGS\na,06413000\n", choice);
    REQUIRE(rules(out.problems) == Names{"mapping.unknown_field", "mapping.column_missing"});
    CHECK(base::english(out.problems[0].message).find("did you mean name?") != std::string::npos);
    CHECK(base::english(out.problems[1].message).find("did you mean 'AGS'?") != std::string::npos);
}

TEST_CASE("the verdict tells for each column what it is taken for and why") {
    MappingChoice choice;
    CHECK_FALSE(add_override(choice, "persons=Zahl"));
    ImportReader import{"name;Zahl;Datum;Notiz;_zeile\na;1;;;\n", {"vereine.csv"}, k_fields, choice};
    const auto& columns = import.verdict().columns;
    REQUIRE(columns.size() == 5);
    CHECK(columns[0].by == formats::TakenBy::key);
    CHECK(columns[1].by == formats::TakenBy::option);
    CHECK(columns[1].field == "persons");
    CHECK(columns[2].by == formats::TakenBy::synonym);
    CHECK(columns[3].field.empty());
    CHECK(columns[4].ignored);
    CHECK(base::english(formats::columns_in_words(import.verdict())[1]) ==
          "column 2 'Zahl' is persons, as --map says");
}

TEST_CASE("a field looked up once is found like by its name") {
    ImportReader import{"Notiz;Verein;Anzahl\nx; TSV  A ;7\n", {"vereine.csv"}, k_fields};
    const auto name = import.field("name");
    const auto persons = import.field("persons");
    Row* row = import.next();
    REQUIRE(row != nullptr);
    std::string scratch;
    CHECK(row->text(name) == "TSV  A");
    CHECK(row->line_view(name, scratch) == "TSV A");
    CHECK(row->integer(persons, 1, 9) == 7);
    CHECK_FALSE(row->integer(persons, 8, 9));
    CHECK(import.field("day").name() == "day");
    CHECK(row->text(import.field("day")).empty());
}

TEST_CASE("a mapping file names columns, meanings and what to ignore and nothing is guessed beside it") {
    const auto choice =
        formats::read_mapping("source = \"liste\"\n[columns]\nname = \"Wer\"\n"
                              "[values.name]\n\"alt\" = \"neu\"\n[ignore]\ncolumns = [\"x\"]\n",
                              "m.toml");
    ImportReader import{"Wer,AGS,x\nalt,06413000,1\n", {"vereine.csv"}, k_fields, choice};
    Row* row = import.next();
    REQUIRE(row != nullptr);
    CHECK(row->text("name") == "neu");
    CHECK(row->text("municipality").empty());
    CHECK(import.mapping().source() == "liste");
    CHECK(import.mapping().unused() == Names{"AGS"});
}

TEST_CASE("a mapping file that is no TOML or says something unknown is refused with its line") {
    const auto problems_of = [](std::string_view toml) {
        try {
            (void)formats::read_mapping(toml, "m.toml");
        } catch (const base::Rejected& rejected) {
            return rejected.problems();
        }
        return std::vector<base::Problem>{};
    };
    const auto broken = problems_of("source = \"a\"\n[columns\n");
    REQUIRE(rules(broken) == Names{"mapping.syntax"});
    CHECK(broken[0].place.line == 2);
    CHECK(rules(problems_of("[colums]\nname = \"x\"\n")) == Names{"mapping.unknown_key"});
    CHECK(rules(problems_of("[columns]\nname = 3\nday = 4\n")) == Names{"mapping.syntax", "mapping.syntax"});
    CHECK(rules(problems_of("source = 1\n")) == Names{"mapping.unknown_key"});
}

TEST_CASE("all that is wrong with a file is told in one run, each at its cell") {
    const auto out = run("Verein;Personen;Datum\n"
                         "TSV A;0;31.02.2027\n"
                         "TSV B;500;2027-01-31\n"
                         "TSV C;501;\n"
                         ";7;\n"
                         "TSV D\n"
                         ";;\n"
                         "TSV E;\"7\n"
                         "TSV  F;010;\n");
    CHECK(rules(out.problems) == Names{"number.between", "date.day", "number.between", "field.blank",
                                       "csv.cells_missing", "csv.quote_open"});
    CHECK(out.names == Names{"TSV B", "TSV F"});
    CHECK(out.read == 7);
    CHECK(out.rejected == 5);
    CHECK(out.problems[0].place.line == 2);
    CHECK(out.problems[0].place.column == 2);
    CHECK(out.problems[0].place.field == "Personen");
    CHECK(out.problems[0].value == "0");
    CHECK(out.problems[3].place.line == 5);
}

TEST_CASE("rejected rows come back with line and reason, and mended they are read") {
    const auto out = run("Verein;Personen;Datum\r\nTSV A;0;\r\nTSV B;5;\r\nTSV D\r\nTSV E;\"7\r\n");
    CHECK(out.rejects ==
          "_zeile;_grund;Verein;Personen;Datum\r\n"
          "2;Personen: 0 is not between 1 and 500;TSV A;0;\r\n"
          "4;\"Personen: the record has 1 cell, the line of headings has 3; cells are missing, at "
          "the latest from 'Personen' on\";TSV D\r\n"
          "5;\"Personen: the quote opened here is never closed; close it, or double a quote that "
          "belongs to the text\";TSV E;\"7\r\n");
}

TEST_CASE("a rejects file that is mended in part gives a rejects file with new lines and reasons") {
    const auto out = run("_zeile,_grund,Verein,Personen\n"
                         "17,\"Personen: x, y\",TSV A,7\n"
                         "18,\"say \"\"x\"\"\",TSV B,0\n");
    CHECK(out.names == Names{"TSV A"});
    CHECK(out.rejects == "_zeile,_grund,Verein,Personen\n"
                         "3,Personen: 0 is not between 1 and 500,TSV B,0\n");
}

TEST_CASE("a rejects file defuses what a spreadsheet would run and is read as it was meant") {
    const auto out = run("Verein,Personen,Datum\n=A1,0,\"=x\"\"y,-z\"\nb,0,-5\n");
    CHECK(out.rejects.find(",'=A1,0,\"'=x\"\"y,-z\"\n") != std::string::npos);
    CHECK(out.rejects.find(",b,0,-5\n") != std::string::npos);
    ImportReader again{out.rejects, {"vereine.rejected.csv"}, k_fields};
    CHECK(again.next()->text("name") == "=A1");
    CHECK(again.next()->text("day") == "-5");
}

TEST_CASE("rejected rows of a file that is no UTF-8 come back as UTF-8 with a mark") {
    const auto out = run("Verein;Personen\r\nGr\xfcn;0\r\n");
    CHECK(out.rejects.starts_with("\xef\xbb\xbf_zeile;_grund;Verein"));
    CHECK(out.rejects.ends_with(";Grün;0\r\n"));
}

TEST_CASE("a row that was given out can still be rejected") {
    ImportReader import{"Verein\na\na\n", {"vereine.csv"}, k_fields};
    const auto first = import.next()->where();
    const auto second = import.next()->where();
    CHECK(import.next() == nullptr);
    import.reject(first, {"x.twice",
                          base::message("also in line {0}", second.line),
                          { "vereine.csv",
                            first.line,
                            0,
                            {} }});
    CHECK(import.rows_accepted() == 1);
    CHECK(import.is_rejected(2));
    CHECK_THROWS_AS(import.require_acceptable(false), base::Rejected);
    CHECK_NOTHROW(import.require_acceptable(true));
}

TEST_CASE("a file without usable headings is never accepted in part") {
    ImportReader import{"", {"vereine.csv"}, k_fields};
    CHECK(import.next() == nullptr);
    CHECK(rules(import.problems()) == Names{"csv.empty"});
    CHECK_THROWS_AS(import.require_acceptable(true), base::Rejected);
}

TEST_CASE("one of several fixed values is found by its key or another way to write it") {
    const std::vector<formats::Choice> kinds = {{"fire_brigade", {"Feuerwehr"}}, {"other", {"sonstige"}}};
    ImportReader import{"Verein,AGS\na,FEUERWEHR\nb,other\nc,Chor\nd,\n", {"vereine.csv"}, k_fields};
    CHECK(import.next()->choice("municipality", kinds) == 0);
    CHECK(import.next()->choice("municipality", kinds) == 1);
    CHECK_FALSE(import.next()->choice("municipality", kinds));
    Row* blank = import.next();
    CHECK_FALSE(blank->choice("municipality", kinds));
    CHECK(blank->ok());
    CHECK(rules(import.problems()) == Names{"field.choice"});
}
