// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/content_kind.hpp"
#include "ehrenamt/formats/import.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace ehrenamt;
using formats::ContentKind;
using formats::kind_of;

TEST_CASE("files that are no list are recognised by their content, whatever their name") {
    CHECK(kind_of("%PDF-1.7\n") == ContentKind::pdf);
    CHECK(kind_of("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....") == ContentKind::ole);
    CHECK(kind_of("<html><body><table>") == ContentKind::markup);
    CHECK(kind_of("\xef\xbb\xbf <?xml version=\"1.0\"?>") == ContentKind::markup);
    CHECK(kind_of("[{\"name\": \"TSV\"}]") == ContentKind::json);
    CHECK(kind_of("{ \"vereine\": []}") == ContentKind::json);
    CHECK(kind_of(std::string_view{"SQLite format 3\0....", 20}) == ContentKind::sqlite);
    CHECK(kind_of("{\\rtf1\\ansi") == ContentKind::rich_text);
    CHECK(kind_of("\x1f\x8b\x08") == ContentKind::archive);
    CHECK(kind_of("PK\x03\x04") == ContentKind::zip);
}

TEST_CASE("lists that begin in a strange way are still lists") {
    for (const char* text : {"name;ort\n", "[id];name\n", "<5;x\n", "", "a", "{", "PK;Ort\n"})
        CHECK(kind_of(text) == ContentKind::text);
}

TEST_CASE("a file of another kind is refused in one sentence with the way out, and no row is read") {
    for (const std::string_view bytes : {"%PDF-1.7\nname;ort\nTSV;Hanau\n", "<table><tr><td>name</td></tr>",
                                         "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1name\n"}) {
        formats::ImportReader import{bytes, {"liste.xls"}, {{"name", true}}};
        CHECK(import.next() == nullptr);
        REQUIRE(import.problems().size() == 1);
        CHECK(import.problems()[0].rule == "file.kind");
        CHECK(import.problems()[0].place.file == "liste.xls");
        CHECK(base::english(import.problems()[0].message).find("save the list as .xlsx or CSV") !=
              std::string::npos);
    }
}
