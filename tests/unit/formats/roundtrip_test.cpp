// SPDX-License-Identifier: EUPL-1.2
// What is written in any dialect and encoding is read back as it was, and no bytes lead to an accident.
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/csv_writer.hpp"
#include "ehrenamt/formats/encoding.hpp"
#include "ehrenamt/formats/import.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace ehrenamt;
using formats::Encoding;

namespace {

using Table = std::vector<std::vector<std::string>>;
using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
    return random() % limit; // NOLINT: evenness does not matter here
}

std::string random_text(Random& random, const std::vector<std::string_view>& letters) {
    std::string text;
    for (std::size_t left = below(random, 12); left > 0; --left)
        text += letters[below(random, letters.size())];
    return text;
}

Table random_table(Random& random, const std::vector<std::string_view>& letters) {
    Table table{{"name", "ort", "plz", "notiz"}};
    for (std::size_t rows = 1 + below(random, 30); rows > 0; --rows) {
        auto& row = table.emplace_back();
        for (std::size_t cells = 0; cells < 4; ++cells)
            row.push_back(random_text(random, letters));
    }
    return table;
}

/// With the quotes that are needed, and others at random.
std::string written(Random& random, const Table& table, char delimiter, std::string_view line_end) {
    std::string out;
    for (const auto& row : table) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out += i > 0 ? std::string{delimiter} : "";
            const auto cell = formats::guarded(row[i]);
            if (cell.find_first_of("\"\n") == cell.npos && below(random, 3) == 0)
                out += '"' + cell + '"';
            else
                formats::append_csv_cell(out, cell, delimiter);
        }
        out += line_end;
    }
    return out;
}

std::string in_utf16(std::string_view text, bool little) {
    std::string out = little ? "\xff\xfe" : "\xfe\xff";
    for (std::size_t i = 0; i < text.size();) { // only what the tables hold: up to three bytes
        const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
        unsigned c = byte(i++);
        if (c >= 0xe0) {
            c = ((c & 0x0fU) << 12U) | ((byte(i) & 0x3fU) << 6U) | (byte(i + 1) & 0x3fU);
            i += 2;
        } else if (c >= 0xc0) {
            c = ((c & 0x1fU) << 6U) | (byte(i++) & 0x3fU);
        }
        const auto low = static_cast<char>(c & 0xffU);
        const auto high = static_cast<char>(c >> 8U);
        out += little ? low : high;
        out += little ? high : low;
    }
    return out;
}

/// \pre no character beyond ISO-8859-1
std::string in_latin_1(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (const auto c = static_cast<unsigned char>(text[i]); c >= 0xc0)
            out += static_cast<char>(((c & 0x1fU) << 6U) | (static_cast<unsigned char>(text[++i]) & 0x3fU));
        else
            out += text[i];
    return out;
}

Table read_back(const std::string& bytes, std::optional<Encoding> encoding = {}) {
    formats::ReadOptions options{"datei.csv"};
    options.encoding = encoding;
    const auto source = formats::open_source(bytes, options, {"name", "ort", "plz", "notiz"});
    formats::CsvReader reader{source.text, source.options};
    Table table{reader.header()};
    formats::CsvRecord record;
    while (reader.next(record)) {
        auto& row = table.emplace_back();
        for (const auto& cell : record.cells)
            row.emplace_back(cell.text);
    }
    CHECK(reader.problems().empty());
    return table;
}

std::ptrdiff_t text_bytes(std::string_view part) {
    return std::count_if(part.begin(), part.end(), [](char c) { return c != '\n' && c != '\r'; });
}

} // namespace

TEST_CASE("tables come back as they were from every dialect and encoding") {
    const std::vector<std::string_view> letters = {"a",  "B", "7", " ", ",", ";", "|", "\t", "\"",
                                                   "\n", "'", "=", "-", "@", "ä", "Ü", "ß",  "é"};
    auto wide = letters;
    for (const std::string_view letter : {"–", "€", "„", "Ž", "语"})
        wide.push_back(letter);
    Random random{20261124};
    for (int round = 0; round < 60; ++round)
        for (const char delimiter : {',', ';', '\t', '|'})
            for (const std::string_view line_end : {"\n", "\r\n", "\r"}) {
                const auto table = random_table(random, letters);
                const auto text = written(random, table, delimiter, line_end);
                CAPTURE(text);
                REQUIRE(read_back(text) == table);
                REQUIRE(read_back("\xef\xbb\xbf" + text) == table);
                const auto latin = in_latin_1(text);
                REQUIRE(read_back(latin, Encoding::windows_1252) == table);
                if (latin != text)
                    REQUIRE(read_back(latin) == table);
                const auto more = random_table(random, wide);
                const auto wide_text = written(random, more, delimiter, line_end);
                REQUIRE(read_back(in_utf16(wide_text, true)) == more);
                REQUIRE(read_back(in_utf16(wide_text, false)) == more);
                REQUIRE(read_back(wide_text) == more);
            }
}

TEST_CASE("no bytes lead to an accident, and all of them are accounted for") {
    const std::vector<std::string_view> pieces = {
        "a",     "name", ";",        ";", ",",    "\t",   "|",       "\"",   "\"", "\n",           "\r\n",
        "\r",    "____", "Quelle: ", "ä", "\xfc", "\xff", {"\0", 1}, "\x1b", "'=", "\xef\xbb\xbf", "sep=;",
        "#REF!", "0"};
    Random random{3};
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes;
        for (std::size_t left = below(random, 40); left > 0; --left)
            bytes += pieces[below(random, pieces.size())];
        CAPTURE(bytes);
        formats::ImportReader import{bytes, {"datei.csv"}, {{"name", true}, {"a", false}}};
        while (auto* row = import.next())
            row->integer("a", 0, 9);
        REQUIRE(import.rows_read() == import.rows_accepted() + import.rows_rejected());
        (void)import.rejects(base::english);
        (void)formats::in_words(import.verdict());
        if (bytes.find("sep=") != bytes.npos)
            continue;
        formats::CsvReader reader{bytes};
        formats::CsvRecord record;
        std::ptrdiff_t seen = reader.dialect().bom ? 3 : 0;
        while (reader.next(record))
            seen += text_bytes(record.raw);
        for (const auto& bad : reader.rejected())
            seen += text_bytes(bad.raw);
        if (!reader.header().empty())
            REQUIRE(seen + text_bytes(reader.raw_header()) == text_bytes(bytes));
    }
}
