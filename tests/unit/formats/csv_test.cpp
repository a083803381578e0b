// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/csv.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace ehrenamt::formats;

namespace {

struct Read {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;
    std::vector<std::string> raws;
    std::vector<CsvRejected> rejected;
    std::vector<ehrenamt::base::Problem> problems;
    CsvDialect dialect;
};

Read read(std::string_view bytes, CsvOptions options = {"datei.csv"}) {
    CsvReader reader{bytes, std::move(options)};
    Read out;
    CsvRecord record;
    while (reader.next(record)) {
        out.rows.emplace_back();
        for (const auto& cell : record.cells)
            out.rows.back().emplace_back(cell.text);
        out.lines.push_back(record.line);
        out.raws.emplace_back(record.raw);
    }
    out.header = reader.header();
    out.rejected = reader.rejected();
    out.problems = reader.problems();
    out.dialect = reader.dialect();
    CHECK(reader.records_read() == out.rows.size() + out.rejected.size());
    return out;
}

using Row = std::vector<std::string>;

} // namespace

TEST_CASE("a comma file is read with its headings and the lines of its records") {
    const auto file = read("name,ort\nTSV A,Offenbach\nTSV B,Hanau\n");
    CHECK(file.header == Row{"name", "ort"});
    REQUIRE(file.rows.size() == 2);
    CHECK(file.rows[1] == Row{"TSV B", "Hanau"});
    CHECK(file.lines == std::vector<std::size_t>{2, 3});
    CHECK(file.raws[0] == "TSV A,Offenbach");
    CHECK(file.problems.empty());
}

TEST_CASE("a byte order mark before a quoted first heading does not belong to the heading") {
    const auto file = read("\xef\xbb\xbf\"name\";\"ort\"\r\n\"TSV A\";\"Offenbach\"\r\n");
    CHECK(file.header == Row{"name", "ort"});
    CHECK(file.dialect.bom);
    CHECK(file.dialect.delimiter == ';');
    CHECK(file.dialect.line_end == "\r\n");
    CHECK(file.rows.size() == 1);
}

TEST_CASE("the delimiter is found outside quotes even if another is more frequent inside") {
    CHECK(read("\"Name, Vorname, Titel, Anrede\";Ort\n\"a, b, c, d\";Hanau\n").dialect.delimiter == ';');
    CHECK(read("Name, kurz, lang;Ort;PLZ\nTSV;Hanau;63450\n").dialect.delimiter == ';');
    CHECK(read("\"a;\"\"b;;;\",c\n1,2\n").dialect.delimiter == ',');
    CHECK(read("a\tb\n1\t2\n").dialect.delimiter == '\t');
    CHECK(read("a|b\n1|2\n").dialect.delimiter == '|');
    CHECK(read("sep=;\na,x;b\n1;2\n").dialect.delimiter == ';');
    CHECK(read("a;b\n1;2\n", {"", ','}).header == Row{"a;b"});
}

TEST_CASE("LF, CRLF and lone CR end a record and the last record needs no line end") {
    for (const std::string_view bytes : {"a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r"}) {
        const auto file = read(bytes);
        CHECK(file.rows == std::vector<Row>{{"1", "2"}, {"3", "4"}});
        CHECK(file.lines == std::vector<std::size_t>{2, 3});
    }
}

TEST_CASE("a line break inside quotes belongs to the cell and later records keep their physical line") {
    const auto file = read("name,ort\n\"TSV\r\nA\",Hanau\n\"x\"\"y\",\"\"\nTSV B,Mainz\n");
    CHECK(file.rows == std::vector<Row>{{"TSV\nA", "Hanau"}, {"x\"y", ""}, {"TSV B", "Mainz"}});
    CHECK(file.lines == std::vector<std::size_t>{2, 4, 5});
    CHECK(file.raws[0] == "\"TSV\r\nA\",Hanau");
}

TEST_CASE("an empty cell without quotes differs from an empty cell in quotes") {
    CsvReader reader{"a,b\n,\"\"\n"};
    CsvRecord record;
    REQUIRE(reader.next(record));
    CHECK_FALSE(record.cells[0].quoted);
    CHECK(record.cells[1].quoted);
    CHECK(record.blank());
}

TEST_CASE("leading zeros stay") {
    const auto file = read("plz,telefon,vr\n06123,004969123,VR 0123\n");
    CHECK(file.rows.at(0) == Row{"06123", "004969123", "VR 0123"});
}

TEST_CASE("blank lines are skipped and counted as lines") {
    const auto file = read("\n\na,b\n\n1,2\n\n\n3,4\n\n");
    CHECK(file.header == Row{"a", "b"});
    CHECK(file.lines == std::vector<std::size_t>{5, 8});
}

TEST_CASE("a row with too few or too many cells is named with its line and reading goes on") {
    const auto file = read("a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3,,\n");
    CHECK(file.rows == std::vector<Row>{{"1", "2", "3"}, {"1", "2", "3"}});
    REQUIRE(file.problems.size() == 2);
    CHECK(file.problems[0].rule == "csv.cells_missing");
    CHECK(file.problems[0].place.file == "datei.csv");
    CHECK(file.problems[0].place.line == 2);
    CHECK(file.problems[0].place.column == 3);
    CHECK(file.problems[0].place.field == "c");
    CHECK(file.problems[1].rule == "csv.cells_surplus");
    CHECK(file.problems[1].place.line == 4);
    CHECK(file.rejected[1].raw == "1,2,3,4");
}

TEST_CASE("text behind a closing quote is named and only its line is lost") {
    const auto file = read("a,b\n1,\"Verein \"Frohsinn\" e.V.\"\n3,4\n");
    CHECK(file.rows == std::vector<Row>{{"3", "4"}});
    REQUIRE(file.problems.size() == 1);
    CHECK(file.problems[0].rule == "csv.quote_garbage");
    CHECK(file.problems[0].place.line == 2);
    CHECK(file.problems[0].place.column == 2);
    CHECK(file.problems[0].place.field == "b");
    CHECK(file.problems[0].value == "\"Verein \"Frohsinn\" e.V.\"");
}

TEST_CASE("a quote that is never closed is named where it opened and the lines behind it are still read") {
    const auto file = read("a,b\n1,2\n3,\"vier\n5,6\n7,8\n");
    CHECK(file.rows == std::vector<Row>{{"1", "2"}, {"5", "6"}, {"7", "8"}});
    CHECK(file.lines == std::vector<std::size_t>{2, 4, 5});
    REQUIRE(file.problems.size() == 1);
    CHECK(file.problems[0].rule == "csv.quote_open");
    CHECK(file.problems[0].place.line == 3);
    CHECK(file.problems[0].place.column == 2);
    CHECK(file.rejected[0].raw == "3,\"vier");
}

TEST_CASE("an open quote does not swallow the lines up to the next quoted cell") {
    const auto garbage = read("a,b\n1,\"zwei\n3,4\n5,\"sechs\"\n");
    CHECK(garbage.rows == std::vector<Row>{{"3", "4"}, {"5", "sechs"}});
    CHECK(garbage.problems.at(0).rule == "csv.quote_open");
    CHECK(garbage.problems.at(0).place.line == 2);

    const auto swallowed = read("a,b,c\n1,\"zwei,3\n4,5,6\n7,8,9\",10,11\n11,12,13\n");
    CHECK(swallowed.rows == std::vector<Row>{{"4", "5", "6"}, {"11", "12", "13"}});
    REQUIRE(swallowed.problems.size() == 2);
    CHECK(swallowed.problems[0].rule == "csv.quote_open");
    CHECK(swallowed.problems[0].place.line == 2);
    CHECK(swallowed.problems[1].rule == "csv.cells_surplus");
    CHECK(swallowed.problems[1].place.line == 4);
}

TEST_CASE("a cell of several lines with a cell missing behind it is one rejected record") {
    const auto file = read("a,b,c\n1,\"x\ny\"\n1,2,3\n");
    CHECK(file.rows.size() == 1);
    REQUIRE(file.rejected.size() == 1);
    CHECK(file.rejected[0].raw == "1,\"x\ny\"");
    CHECK(file.problems[0].rule == "csv.cells_missing");
}

TEST_CASE("a quote inside an unquoted cell is a plain character") {
    CHECK(read("a,b\nRohr 5\",Verein \"X\"\n").rows.at(0) == Row{"Rohr 5\"", "Verein \"X\""});
}

TEST_CASE("a byte that is not UTF-8 is named with its cell and with the way out") {
    const auto file = read("name,ort\nTSV Gr\xfcn,Hanau\nTSV Grün,Hanau\n");
    CHECK(file.rows.size() == 1);
    REQUIRE(file.problems.size() == 1);
    CHECK(file.problems[0].rule == "csv.encoding");
    CHECK(file.problems[0].place.line == 2);
    CHECK(file.problems[0].place.field == "name");
    CHECK(english(file.problems[0].message).find("byte 7 of the cell is 0xfc") == 0);
    CHECK(read("Stra\xdf"
               "e,ort\n1,2\n")
              .problems.at(0)
              .rule == "csv.encoding");
    CHECK(read(std::string_view{"\xff\xfe"
                                "a\0,\0",
                                6})
              .problems.at(0)
              .rule == "csv.encoding");
}

TEST_CASE("control characters are refused") {
    const std::string nul{"a,b\n1,x\0y\n2,3\n", 14};
    CHECK(read(nul).problems.at(0).rule == "csv.control");
    CHECK(read("a,b\n1,\x1b[31m\n").problems.at(0).rule == "csv.control");
    CHECK(read("a,b\n1,\xe2\x80\xaex\n").problems.at(0).rule == "csv.control");
    CHECK(read("a,b\n1,x\ty\n").problems.empty());
}

TEST_CASE("an empty file, missing headings and headings that stand twice are told") {
    for (const char* bytes : {"", "\xef\xbb\xbf", "\n\r\n", "  \n"})
        CHECK(read(bytes).problems.at(0).rule == "csv.empty");
    CHECK(read(";;\n1;2;3\n").problems.at(0).rule == "csv.heading_missing");
    const auto twice = read("name,ort,name\n1,2,3\n");
    CHECK(twice.problems.at(0).rule == "csv.heading_duplicate");
    CHECK(twice.problems.at(0).place.column == 3);
    CHECK(twice.rows.size() == 1);
    CHECK(read("a,\"b\n1,2\n").problems.at(0).rule == "csv.quote_open");
    CHECK(read("a,\"b\n1,2\n").rows.empty());
}

TEST_CASE("limits are kept to the byte") {
    CsvOptions options{"datei.csv"};
    options.limits.cell_bytes = 4;
    CHECK(read("a,b\n1234,\"1234\"\n", options).rows.size() == 1);
    CHECK(read("a,b\n12345,x\n", options).problems.at(0).rule == "csv.limit");
    CHECK(read("a,b\n1,\"12345\"\n3,4\n", options).problems.at(0).rule == "csv.limit");
    CHECK(read("a,b\n1,\"12345\"\n3,4\n", options).rows.size() == 1);
    options.limits.columns = 2;
    CHECK(read("a,b\n1,2\n", options).problems.empty());
    CHECK(read("a,b,c\n1,2,3\n", options).problems.at(0).rule == "csv.limit");
    options.limits.file_bytes = 8;
    CHECK(read("a,b\n1,2\n", options).problems.empty());
    CHECK(read("a,b\n1,2\n\n", options).problems.at(0).rule == "csv.limit");
    options = {"datei.csv"};
    options.limits.rejected = 2;
    const auto many = read("a,b\n1\n2\n3\n4,5\n", options);
    CHECK(many.rejected.size() == 2);
    CHECK(many.problems.at(0).rule == "csv.limit");
    CHECK(many.problems.at(0).place.line == 4);
}

TEST_CASE("the guard before a formula is taken away unless told otherwise") {
    CHECK(read("a,b\n'=1+1,'Heilig'\n").rows.at(0) == Row{"=1+1", "'Heilig'"});
    CHECK(read("a,b\n'=1+1,''-x\n", {"", '\0', false}).rows.at(0) == Row{"'=1+1", "''-x"});
}
