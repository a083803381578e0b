// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/encoding.hpp"
#include "ehrenamt/formats/import.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace ehrenamt;
using formats::decode;
using formats::Encoding;

namespace {

std::string utf16(std::string_view ascii, bool little) {
    std::string out;
    for (const char c : ascii) {
        out += little ? c : '\0';
        out += little ? '\0' : c;
    }
    return out;
}

std::string text_of(std::string_view bytes, std::optional<Encoding> wanted = {}) {
    const auto decoded = decode(bytes, wanted);
    REQUIRE_FALSE(decoded.problem);
    return decoded.converted ? *decoded.converted : std::string{bytes};
}

} // namespace

TEST_CASE("ASCII and UTF-8 are taken as they are") {
    CHECK(decode("name\nTSV\n").encoding == Encoding::utf8);
    CHECK_FALSE(decode("name\nTSV\n").converted);
    CHECK(decode("name\nTSV Grün – „Frohsinn“\n").flawless);
    CHECK(decode("\xef\xbb\xbfname\n").bom);
    CHECK_FALSE(decode("name\nTS\x01V\n").flawless);
    CHECK_FALSE(decode("name\nTS\xe2\x80\xaeV\n").flawless);
    CHECK(decode("").encoding == Encoding::utf8);
}

TEST_CASE("a file that is not UTF-8 is Windows-1252 with its dashes, quotes and euro sign") {
    const auto decoded = decode("name\nTSV Gr\xfcn\nSpa\xdf \x96 \x84zwei\x93 5 \x80\n");
    CHECK(decoded.encoding == Encoding::windows_1252);
    CHECK(*decoded.converted == "name\nTSV Grün\nSpaß – „zwei“ 5 €\n");
    CHECK(decoded.flawless);
    CHECK_FALSE(decoded.sure); // two letters of six special characters
    CHECK(decode("Gr\xfcn, Wei\xdf, K\xf6ln").sure);
    CHECK(base::english(decode("a\nGr\xfcn").reason).find("line 2") != std::string::npos);
}

TEST_CASE("one broken byte among valid umlauts is a flaw of a UTF-8 file and named at its cell") {
    const std::string file = "name,ort\nGrün,Köln\nTSV Wei\xdf,Hanau\nMöwe,Fürth\n";
    const auto decoded = decode(file);
    CHECK(decoded.encoding == Encoding::utf8);
    CHECK_FALSE(decoded.sure);
    formats::ImportReader import{file, {"datei.csv"}, {{"name", true}, {"ort"}}};
    std::size_t good = 0;
    while (import.next() != nullptr)
        ++good;
    CHECK(good == 2);
    REQUIRE(import.problems().size() == 1);
    CHECK(import.problems()[0].rule == "csv.encoding");
    CHECK(import.problems()[0].place.line == 3);
    CHECK(import.problems()[0].place.column == 1);
}

TEST_CASE("a chance sequence in Windows-1252 does not make it UTF-8") {
    CHECK(decode("Spa\xdf\x93 und Gr\xfc\xdf"
                 "e")
              .encoding == Encoding::windows_1252);
}

TEST_CASE("a byte order mark binds a file to UTF-8 even if bytes are broken") {
    const auto decoded = decode("\xef\xbb\xbfname\nGr\xfcn\n");
    CHECK(decoded.encoding == Encoding::utf8);
    CHECK_FALSE(decoded.flawless);
}

TEST_CASE("bytes that Windows-1252 does not have are told, DOS is recognised and read when asked for") {
    const auto dos = decode("name\nGr\x81nau, M\x94we, J\x84ger\n");
    REQUIRE(dos.problem);
    CHECK(dos.problem->rule == "csv.encoding");
    CHECK(base::english(dos.problem->message).find("cp850") != std::string::npos);
    CHECK(text_of("Gr\x81nau \xe1", Encoding::cp850) == "Grünau ß");
    CHECK(decode("a\n\xfcx\x8dy\xfc\n").problem);
    CHECK(text_of("5 \xa4", Encoding::iso_8859_15) == "5 €");
}

TEST_CASE("UTF-16 is read in both orders, with a byte order mark and without") {
    for (const bool little : {true, false}) {
        const auto bytes = utf16("name;ort\nTSV;Hanau\n", little);
        const auto expected = little ? Encoding::utf16_le : Encoding::utf16_be;
        CHECK(decode(bytes).encoding == expected);
        CHECK(text_of(bytes) == "name;ort\nTSV;Hanau\n");
        const auto marked = (little ? "\xff\xfe" : "\xfe\xff") + bytes;
        CHECK(decode(marked).bom);
        CHECK(text_of(marked) == "name;ort\nTSV;Hanau\n");
        CHECK(text_of(marked, Encoding::utf16_le) == "name;ort\nTSV;Hanau\n");
    }
    CHECK(text_of(std::string_view{"\xff\xfe\x3d\xd8\x00\xde\xac\x20", 8}) == "😀€");
}

TEST_CASE("half a pair of surrogates and half a unit are flaws, not accidents") {
    CHECK_FALSE(decode(std::string_view{"\xff\xfe\x3d\xd8"
                                        "a\0",
                                        6})
                    .flawless);
    CHECK_FALSE(decode(std::string_view{"\xff\xfe"
                                        "a\0b",
                                        5})
                    .flawless);
}

TEST_CASE("what the user says about the encoding beats what is found") {
    CHECK(text_of("Gr\xc3\xbcn", Encoding::windows_1252) == "GrÃ¼n");
    CHECK(*formats::parse_encoding("Latin-1") == Encoding::windows_1252);
    CHECK(*formats::parse_encoding("UTF-16BE") == Encoding::utf16_be);
    CHECK(formats::parse_encoding("klingon").problem().rule == "csv.encoding_name");
}

TEST_CASE("the scan finds every invalid sequence and every control character wherever it stands") {
    const std::string plain(40, 'x');
    for (std::size_t at = 0; at < plain.size(); ++at)
        for (const std::string_view part :
             {"\x80", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff", "\xc3"}) {
            const auto text = plain.substr(0, at) + std::string{part} + plain.substr(at);
            CHECK(formats::scan_text(text).first_broken == at);
        }
    for (std::size_t at = 0; at < plain.size(); ++at)
        for (const char c : {'\0', '\x01', '\x1b', '\x7f'}) {
            const auto text = plain.substr(0, at) + c + plain.substr(at);
            CHECK(formats::scan_text(text).control);
        }
    CHECK_FALSE(formats::scan_text("\t\r\nä€").control);
}
