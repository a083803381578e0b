// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/formats/json_reader.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace ehrenamt;
using formats::read_json;

namespace {

std::string rule(std::string_view bytes) {
    const auto read = read_json(bytes);
    return read.problem ? read.problem->rule : "";
}

} // namespace

TEST_CASE("a list of objects and one object a line are the same records") {
    const std::string expected = "\"name\";\"plz\"\r\n\"TSV \"\"A\"\"\";\"01234\"\r\n\"Chor\";\r\n";
    CHECK(read_json(R"([{"name": "TSV \"A\"", "plz": "01234"}, {"plz": null, "name": "Chor"}])").text ==
          expected);
    CHECK(read_json("{\"name\":\"TSV \\\"A\\\"\",\"plz\":\"01234\"}\n\n{\"name\":\"Chor\"}\n").text ==
          expected);
    CHECK(
        read_json("\xef\xbb\xbf\n[\n{\"name\":\"TSV \\\"A\\\"\",\"plz\":\"01234\"},{\"name\":\"Chor\"}\n]\n")
            .text == expected);
}

TEST_CASE("numbers keep their digits, words stay words, an empty text is not the same as none") {
    const auto read = read_json(
        R"([{"a":12345678901234567890123,"b":-7,"c":1.50,"d":true,"e":"","f":null,"g":18446744073709551615}])");
    CHECK(read.text ==
          "\"a\";\"b\";\"c\";\"d\";\"e\";\"f\";\"g\"\r\n"
          "\"12345678901234567890123\";\"-7\";\"1.50\";\"true\";\"\";;\"18446744073709551615\"\r\n");
    CHECK(read.fields == 7);
}

TEST_CASE("each line of the text knows its record, also where a text has several lines") {
    const auto read = read_json(R"([{"a":"x\ny"},{"b":"z"}])");
    CHECK(read.text == "\"a\";\"b\"\r\n\"x\ny\";\r\n;\"z\"\r\n");
    CHECK(read.row_of_line == std::vector<std::uint32_t>{0, 1, 1, 2});
}

TEST_CASE("what is no list of records is refused, and nothing of it is lost in silence") {
    CHECK(rule("[]") == "json.records");
    CHECK(rule("[1, 2]") == "json.records");
    CHECK(rule("[[{\"a\": 1}]]") == "json.records");
    CHECK(rule("{\"a\": 1}\n[2]\n") == "json.records");
    CHECK(rule("[{\"a\": [1]}]") == "json.nested");
    CHECK(rule("[{\"a\": {\"b\": 1}}]") == "json.nested");
    CHECK(rule("{\"vereine\": [{\"name\": \"Chor\"}]}") == "json.nested");
    CHECK(rule("[{\"a\": 1, \"a\": 2}]") == "json.twice");
    CHECK(rule("[{\"a\": null, \"a\": 2}]") == "json.twice");
    CHECK(rule("[{\"a\": 1}, {\"a\": 2}]").empty());
    CHECK(rule("[{\"a\": 1}") == "json.damaged");
    CHECK(rule("[{\"a\": \"\xff\"}]") == "json.damaged");
    CHECK(rule("[{\"a\": 1}] x") == "json.damaged");
    CHECK(read_json("[\n{\"a\": 1},\n{\"a\" 2}]").problem->place.line == 3);
    CHECK(read_json("{\"a\": 1}\n\n{\"a\": 2\n").problem->place.line == 3);
}

TEST_CASE("records that would become too large a table are refused before they cost anything") {
    std::string many = "[{";
    for (int i = 0; i < 30; ++i)
        many += (i > 0 ? ",\"f" : "\"f") + std::to_string(i) + "\":1";
    many += "}]";
    formats::CsvLimits limits;
    limits.columns = 29;
    CHECK(read_json(many, limits).problem->rule == "csv.limit");
    limits.columns = 30;
    CHECK_FALSE(read_json(many, limits).problem);
    limits.file_bytes = 100;
    CHECK(read_json(many, limits).problem->rule == "csv.limit");
}

TEST_CASE("an import takes every object as a record and says which one has the fault") {
    formats::ImportReader import{R"([{"name":"Summe"},{"name":"","ort":"Hanau"},{"name":"'=1+1"}])",
                                 {"liste.json"},
                                 {{"name", true}, {"ort"}}};
    std::vector<std::string> names;
    while (auto* row = import.next())
        if (row->ok())
            names.emplace_back(row->text("name"));
    CHECK(names == std::vector<std::string>{"Summe", "'=1+1"});
    REQUIRE(import.problems().size() == 1);
    CHECK(import.problems()[0].rule == "field.blank");
    CHECK(import.problems()[0].place.line == 2);
    CHECK(import.verdict().kind == formats::FileKind::json);
    CHECK(import.rows_read() == 3);
}
