// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/csv.hpp"
#include "ehrenamt/formats/csv_writer.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace ehrenamt;
using formats::CsvStyle;

TEST_CASE("the plain style has commas, LF and points, and quotes only where needed") {
    formats::CsvWriter out;
    out.text("name").text("betrag").text("tag").end_record();
    out.text("TSV \"A\", Hanau").decimal("-8000.50").date(base::Date::of(2027, 1, 31)).end_record();
    out.text("x").number(-3).empty().end_record();
    CHECK(out.take() == "name,betrag,tag\n\"TSV \"\"A\"\", Hanau\",-8000.50,2027-01-31\nx,-3,\n");
}

TEST_CASE("the German Excel style has a BOM, semicolons, CRLF and decimal commas") {
    formats::CsvWriter out{CsvStyle::excel_de};
    out.text("a;b").decimal("-8000.50").end_record();
    CHECK(out.take() == "\xef\xbb\xbf\"a;b\";-8000,50\r\n");
}

TEST_CASE("a text that a spreadsheet would run is defused and a number is not") {
    formats::CsvWriter out;
    for (const char* text : {"=1+1", "+49", "-5", "@x", "\tx", "＝1", "'=1", "Heilig'", "'"})
        out.text(text);
    out.number(-5).end_record();
    CHECK(out.take() == "'=1+1,'+49,'-5,'@x,'\tx,'＝1,''=1,Heilig',',-5\n");
}

TEST_CASE("an empty cell alone in its record is no blank line") {
    formats::CsvWriter out{CsvStyle::excel_de};
    out.text("").end_record();
    CHECK(out.take() == "\xef\xbb\xbf\"\"\r\n");
}

TEST_CASE("whatever is written is read back as it was") {
    const std::vector<std::string> pieces = {"\"", "\"\"", ",", ";", "\t", "|",  "\n", "ü",    "ß",  "€",
                                             "=",  "+",    "-", "@", "'",  "＝", " ",  "0123", "ab", "e.V."};
    std::mt19937 random{20270101}; // NOLINT: the same cells on every machine
    const auto up_to = [&](std::size_t bound) { return static_cast<std::size_t>(random() % (bound + 1)); };
    for (int round = 0; round < 2000; ++round) {
        const auto style = round % 2 == 0 ? CsvStyle::plain : CsvStyle::excel_de;
        const std::size_t columns = 1 + up_to(4);
        formats::CsvWriter out{style};
        for (std::size_t i = 0; i < columns; ++i)
            out.text("column" + std::to_string(i));
        out.end_record();
        std::vector<std::vector<std::string>> written(up_to(5), std::vector<std::string>(columns));
        for (auto& row : written) {
            for (auto& cell : row) {
                for (std::size_t n = up_to(6); n > 0; --n)
                    cell += pieces[up_to(pieces.size() - 1)];
                out.text(cell);
            }
            out.end_record();
        }
        const std::string bytes = out.take();
        CAPTURE(bytes);
        formats::CsvReader reader{bytes, {"", style == CsvStyle::plain ? ',' : ';'}};
        formats::CsvRecord record;
        std::vector<std::vector<std::string>> back;
        while (reader.next(record)) {
            back.emplace_back();
            for (const auto& cell : record.cells)
                back.back().emplace_back(cell.text);
        }
        REQUIRE(reader.problems().empty());
        REQUIRE(back == written);
    }
}
