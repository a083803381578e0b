// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/formats/xlsx_reader.hpp"

#include <doctest/doctest.h>
#include <zip.h>

#include <map>
#include <string>
#include <vector>

using namespace ehrenamt;
using formats::ImportReader;
using formats::read_sheet;
using formats::shown_number;

namespace {

using Parts = std::map<std::string, std::string>;

/// An archive of these parts, as bytes.
std::string zipped(const Parts& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    REQUIRE(archive != nullptr);
    for (const auto& [name, content] : parts)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0),
                     ZIP_FL_OVERWRITE);
    REQUIRE(zip_close(archive) == 0);
    zip_stat_t size;
    zip_source_stat(target, &size);
    std::string bytes(size.size, '\0');
    zip_source_open(target);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

constexpr const char* k_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + k_office + type + "\" Target=\"" + target + "\"/>";
}

/// The parts of a workbook with one visible and one hidden sheet; `rows` is the inside of sheetData.
Parts workbook(const std::string& rows, const std::string& behind = "") {
    return {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels",
         "<Relationships>" + relation("r1", "/officeDocument", "xl/workbook.xml") + "</Relationships>"},
        {"xl/workbook.xml",
         "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Alt\" sheetId=\"1\" state=\"hidden\" "
         "r:id=\"a\"/><sheet name=\"Vereine\" sheetId=\"2\" r:id=\"b\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships>" + relation("a", "/worksheet", "worksheets/sheet1.xml") +
             relation("b", "/worksheet", "/xl/worksheets/sheet2.xml") +
             relation("c", "/styles", "styles.xml") + relation("d", "/sharedStrings", "sharedStrings.xml") +
             "</Relationships>"},
        {"xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/></numFmts>"
                          "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
                          "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"},
        {"xl/sharedStrings.xml",
         "<sst><si><t>name</t></si><si><r><t>TSV </t></r><r><t>Grün</t></r><rPh><t>x</t>"
         "</rPh></si><si><t>06123</t></si><si><t>=1+1</t></si></sst>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>alt</t></is></c></row>"
         "</sheetData></worksheet>"},
        {"xl/worksheets/sheet2.xml",
         "<worksheet><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>"},
    };
}

std::string text_of(const std::string& rows) {
    const auto sheet = read_sheet(zipped(workbook(rows)), "");
    REQUIRE_FALSE(sheet.problem);
    return sheet.text;
}

std::string rule_of(const Parts& parts, const formats::CsvLimits& limits = {}) {
    const auto sheet = read_sheet(zipped(parts), "", limits);
    CHECK(sheet.text.empty());
    return sheet.problem ? sheet.problem->rule : "";
}

} // namespace

TEST_CASE("shared, rich, inline and formula texts, numbers and booleans become the text that is shown") {
    CHECK(text_of("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c></row>"
                  "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><r><t>a;</t></r><r><t>b</t></r></is></c>"
                  "<c r=\"B5\"><v>12</v></c><c r=\"C5\" t=\"b\"><v>1</v></c>"
                  "<c r=\"D5\" t=\"str\"><f>A1&amp;B1</f><v>x_x000D_\ny</v></c></row>") ==
          "name;;TSV Grün\r\n\"a;b\";12;true;\"x\r\ny\"\r\n");
}

TEST_CASE("zeros in front stay, of texts and of numbers with such a format") {
    CHECK(text_of("<row><c t=\"s\"><v>2</v></c><c s=\"2\"><v>6123</v></c><c><v>6123</v></c></row>") ==
          "06123;06123;6123\r\n");
}

TEST_CASE("numbers are shown with at most 15 digits and a comma, never with a point and zero") {
    CHECK(shown_number("12.0", "", false) == "12");
    CHECK(shown_number("1.1000000000000001", "", false) == "1,1");
    CHECK(shown_number("4.9691234567E10", "", false) == "49691234567");
    CHECK(shown_number("-0", "", false) == "0");
    CHECK(shown_number("-5.5", "#,##0.00 [Red]", false) == "-5,5");
    CHECK(shown_number("abc", "", false) == "abc");
    CHECK(shown_number("63065", "[$-407]00000", false) == "63065");
    CHECK(shown_number("7", "\"Nr. \"000", false) == "007");
}

TEST_CASE("days and times come from the cell's format and never from the number alone") {
    CHECK(shown_number("46387", "dd.mm.yyyy", false) == "2026-12-31");
    CHECK(shown_number("46387", "", false) == "46387");
    CHECK(shown_number("44925", "dd.mm.yyyy", true) == "2026-12-31");
    CHECK(shown_number("46387.75", "dd.mm.yyyy hh:mm", false) == "2026-12-31 18:00");
    CHECK(shown_number("46387.75", "dd.mm.yyyy", false) == "2026-12-31");
    CHECK(shown_number("0.75", "hh:mm", false) == "18:00");
    CHECK(shown_number("1.5", "[h]:mm", false) == "36:00");
    CHECK(shown_number("46386.999999999", "yyyy-mm-dd hh:mm", false) == "2026-12-31");
    CHECK(shown_number("46387", "[$-407]d. mmmm yyyy;@", false) == "2026-12-31");
    CHECK(shown_number("46387", "0 \"days\"", false) == "46387");
    CHECK(shown_number("46387", "General", false) == "46387");
    CHECK(text_of("<row><c s=\"1\"><v>46387</v></c><c t=\"d\"><v>2026-12-31T00:00:00</v></c></row>") ==
          "2026-12-31;2026-12-31\r\n");
}

TEST_CASE("the first day of 1900 and the leap day that never was") {
    CHECK(shown_number("1", "yyyy-mm-dd", false) == "1900-01-01");
    CHECK(shown_number("59", "yyyy-mm-dd", false) == "1900-02-28");
    CHECK(shown_number("60", "yyyy-mm-dd", false) == "1900-02-29");
    CHECK(shown_number("61", "yyyy-mm-dd", false) == "1900-03-01");
    CHECK(shown_number("2958465", "yyyy-mm-dd", false) == "9999-12-31");
    CHECK(shown_number("2958466", "yyyy-mm-dd", false) == "2958466");
    CHECK(shown_number("-1", "yyyy-mm-dd", false) == "-1");
}

TEST_CASE("no formula is run: its stored result counts, and without one the cell is refused") {
    CHECK(
        text_of(
            "<row><c><f>1+1</f><v>3</v></c><c t=\"e\"><f>A1/0</f><v>#DIV/0!</v></c><c><f>A1</f></c></row>") ==
        "3;#DIV/0!;#FORMULA!\r\n");
    const auto bytes = zipped(workbook("<row><c t=\"s\"><v>0</v></c></row><row><c><f>A1</f></c></row>"));
    ImportReader import{bytes, {"liste.xlsx"}, {{"name", true}}};
    CHECK(import.next() != nullptr);
    CHECK(import.next() == nullptr);
    CHECK(import.problems().at(0).rule == "cell.formula_error");
    CHECK(import.problems().at(0).place.line == 2);
}

TEST_CASE("a text that begins like a formula stays that text and is defused among the rejected rows") {
    const auto bytes = zipped(workbook("<row r=\"3\"><c t=\"s\"><v>0</v></c></row>"
                                       "<row r=\"7\"><c t=\"s\"><v>3</v></c></row>"));
    ImportReader import{bytes, {"liste.xlsx"}, {{"name", true}}};
    auto* row = import.next();
    REQUIRE(row != nullptr);
    CHECK(row->text("name") == "=1+1");
    CHECK(row->line() == 7);
    row->refuse("name", "x", base::message("no"));
    CHECK(import.next() == nullptr);
    CHECK(import.rejects(base::english) == "\xef\xbb\xbf_zeile;_grund;name\r\n7;name: no;'=1+1\r\n");
}

TEST_CASE("titles, rows with fewer cells and a remark below work in a sheet as in a CSV file") {
    const auto bytes =
        zipped(workbook("<row r=\"1\"><c t=\"inlineStr\"><is><t>Vereinsliste</t></is></c></row>"
                        "<row r=\"3\"><c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><t>ort</t></is></c></row>"
                        "<row r=\"4\"><c t=\"s\"><v>1</v></c></row>"
                        "<row r=\"9\"><c t=\"inlineStr\"><is><t>Quelle: Amt</t></is></c></row>"));
    ImportReader import{bytes, {"liste.xlsx"}, {{"name", true}, {"ort"}}};
    const auto* row = import.next();
    REQUIRE(row != nullptr);
    CHECK(row->text("name") == "TSV Grün");
    CHECK(row->line() == 4);
    CHECK(import.next() == nullptr);
    CHECK(import.problems().empty());
    const auto& verdict = import.verdict();
    CHECK(verdict.kind == formats::FileKind::xlsx);
    CHECK(verdict.sheet == "Vereine");
    CHECK(verdict.heading_line == 3);
    CHECK(verdict.titles.at(0).line == 1);
    CHECK(verdict.footers.at(0).line == 9);
    formats::ReadOptions options{"liste.xlsx"};
    options.heading_line = 3;
    CHECK(ImportReader{bytes, options, {{"name", true}}}.next() != nullptr);
}

TEST_CASE("a sheet is taken by its name, and the others, hidden rows and merged cells are told") {
    const auto bytes =
        zipped(workbook("<row hidden=\"1\"><c><v>1</v></c></row>", "<mergeCells><mergeCell/></mergeCells>"));
    CHECK(read_sheet(bytes, "Alt").text == "alt\r\n");
    CHECK(read_sheet(bytes, "").notices.size() == 3);
    const auto unknown = read_sheet(bytes, "Neu");
    REQUIRE(unknown.problem);
    CHECK(unknown.problem->rule == "sheet.unknown");
    CHECK(base::english(unknown.problem->message).find("'Alt', 'Vereine'") != std::string::npos);
    CHECK(rule_of(workbook("")) == "sheet.empty");
    CHECK(rule_of(workbook("<row><c s=\"1\"/></row>")) == "sheet.empty");
}

TEST_CASE("archives that are no workbook are refused by what they are") {
    CHECK(rule_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}) == "file.kind");
    CHECK(rule_of({{"word/document.xml", "x"}}) == "file.kind");
    CHECK(rule_of({{"a.txt", "x"}}) == "file.kind");
    CHECK(read_sheet("PK\x03\x04 and nothing else", "").problem->rule == "xlsx.damaged");
}

TEST_CASE("damaged workbooks are refused: parts missing, no XML, indexes and rows that cannot be") {
    const auto with = [](const std::string& rows) { return rule_of(workbook(rows)); };
    CHECK(with("<row><c t=\"s\"><v>99</v></c></row>") == "xlsx.damaged");
    CHECK(with("<row><c t=\"s\"><v>-1</v></c></row>") == "xlsx.damaged");
    CHECK(with("<row r=\"2\"/><row r=\"2\"/>") == "xlsx.damaged");
    CHECK(with("<row r=\"1048577\"/>") == "xlsx.damaged");
    CHECK(with("<row><c r=\"B1\"/><c r=\"A1\"/></row>") == "xlsx.damaged");
    CHECK(with("<row><c r=\"XFE1\"/></row>") == "xlsx.damaged");
    CHECK(with("<row>") == "xlsx.damaged");
    CHECK(with("<row><c r=\"C1\"><c><v>1</v></c></c></row>") == "xlsx.damaged");
    CHECK(with("<row><c r=\"C1\"><row r=\"2\"><c><v>1</v></c></row></c></row>") == "xlsx.damaged");
    CHECK(with("<row><c><v>1</v></c><row/></row>") == "xlsx.damaged");
    auto parts = workbook("");
    parts.erase("xl/worksheets/sheet2.xml");
    CHECK(rule_of(parts) == "xlsx.damaged");
}

TEST_CASE("entities, bombs and sheets beyond the limits are refused before they cost anything") {
    auto entities = workbook("<row><c><v>1</v></c></row>");
    entities["xl/sharedStrings.xml"] = "<!DOCTYPE sst [<!ENTITY a \"aaaa\">]><sst><si><t>&a;</t></si></sst>";
    CHECK(rule_of(entities) == "xlsx.dtd");
    auto bomb = workbook("<row><c><v>1</v></c></row>");
    bomb["xl/media/image1.png"] = std::string(std::size_t{16} << 20, '\0');
    CHECK(rule_of(bomb) == "xlsx.bomb");
    formats::CsvLimits limits;
    limits.file_bytes = 200;
    CHECK(rule_of(workbook("<row><c><v>1</v></c></row>"), limits) == "xlsx.bomb");
    limits = {};
    limits.columns = 2;
    CHECK(rule_of(workbook("<row><c/><c/><c><v>1</v></c></row>"), limits) == "xlsx.limit");
    limits.columns = 3;
    CHECK_FALSE(read_sheet(zipped(workbook("<row><c/><c/><c><v>1</v></c></row>")), "", limits).problem);
    const std::string deep = "<a>";
    std::string nested;
    for (int i = 0; i < 300; ++i)
        nested += deep;
    CHECK(rule_of(workbook(nested)) == "xlsx.damaged");
}
