// SPDX-License-Identifier: EUPL-1.2
// Files as other programs export them: each is read without an accident and gets a clear verdict.
#include "ehrenamt/formats/csv.hpp"
#include "ehrenamt/formats/input_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>

using namespace ehrenamt::formats;

namespace {

struct Verdict {
    char delimiter = '\0';
    std::size_t columns = 0;
    std::size_t good = 0;
    std::map<std::string, std::size_t> rules = {};
    bool operator==(const Verdict&) const = default;
};

std::string wild(const std::string& name) {
    return read_input(std::string{EHRENAMT_TEST_DATA} + "/wild/" + name);
}

Verdict verdict(const std::string& bytes) {
    CsvReader reader{bytes, {.file = "wild.csv", .unique_headings = false}};
    CsvRecord record;
    Verdict out{reader.dialect().delimiter, reader.header().size()};
    while (reader.next(record))
        ++out.good;
    for (const auto& problem : reader.problems()) {
        CHECK(problem.place.line > 0);
        ++out.rules[problem.rule];
    }
    CHECK(reader.records_read() == out.good + reader.rejected().size());
    return out;
}

} // namespace

TEST_CASE("a GENESIS table with titles above its headings fits no line of headings") {
    const auto table = verdict(wild("01_genesis_12411-0015_bevoelkerung_kreise.csv"));
    CHECK(table.columns == 1);
    CHECK(table.rules.at("csv.encoding") > 0);
    CHECK(table.rules.at("csv.cells_surplus") > 0);
    const auto area = verdict(wild("02_genesis_11111-0002_flaeche_kreise.csv"));
    CHECK(area.columns == 1);
    CHECK(area.rules.at("csv.cells_surplus") > 0);
}

TEST_CASE("a DATEV file has a line of its own above the headings and is not UTF-8") {
    for (const char* name : {"03_datev_EXTF_Stammdaten.csv", "04_datev_EXTF_Buchungsstapel.csv"}) {
        const auto table = verdict(wild(name));
        CHECK(table.delimiter == ';');
        CHECK(table.columns == 31);
        CHECK(table.good == 0);
        CHECK_FALSE(table.rules.empty());
    }
}

TEST_CASE("an OpenHolidays file with lists inside its cells is read whole") {
    CHECK(verdict(wild("09_openholidays_schulferien_he.csv")) == Verdict{';', 8, 75});
}

TEST_CASE("a card office's sample is read whole and its odd dates are left to the reader of dates") {
    CHECK(verdict(wild("10_entitlementcard_sample_bulk_import.csv")) == Verdict{',', 3, 56});
}

TEST_CASE("a municipality list with BOM and everything quoted is read whole") {
    const std::string bytes = wild("11_gv_kreis_gemeinden_bom_quoted_hessen.csv");
    CHECK(verdict(bytes) == Verdict{';', 9, 426});
    CsvReader reader{bytes};
    CHECK(reader.header().front() == "gemeinde_kennziffer");
}

TEST_CASE("the register of 32,087 associations is read whole") {
    const std::string bytes = read_input(std::string{EHRENAMT_TEST_DATA} + "/register/vereine_he.csv");
    CHECK(verdict(bytes) == Verdict{',', 15, 32'087});
}

TEST_CASE("a wild file cut anywhere or with a byte changed is still accounted for to the last record") {
    const std::string bytes = wild("11_gv_kreis_gemeinden_bom_quoted_hessen.csv").substr(0, 900);
    for (std::size_t at = 0; at < bytes.size(); ++at)
        for (const char c : {'"', ';', '\n', '\r', '\xff', '\0'}) {
            std::string changed = bytes;
            changed[at] = c;
            CsvReader reader{changed};
            CsvRecord record;
            std::string seen;
            while (reader.next(record))
                seen += record.raw;
            for (const auto& bad : reader.rejected())
                seen += bad.raw;
            if (reader.header().empty())
                continue;
            // Every byte but line ends is either in the headings, in a record or in a rejected one.
            const auto text = [](std::string_view part) {
                return std::count_if(part.begin(), part.end(), [](char b) { return b != '\n' && b != '\r'; });
            };
            const std::ptrdiff_t bom = reader.dialect().bom ? 3 : 0;
            REQUIRE(text(seen) + text(reader.raw_header()) + bom == text(changed));
        }
}
