// SPDX-License-Identifier: EUPL-1.2
// Whatever the bytes are: no accident, and every byte but line ends is in the headings, in a record or in a
// rejected one; and the same through the whole import: kind of file, encoding, layout, rows, rejects file.
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/import.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace ehrenamt;

std::ptrdiff_t text_bytes(std::string_view part) {
    return std::count_if(part.begin(), part.end(), [](char c) { return c != '\n' && c != '\r'; });
}

void require(bool true_thing) {
    if (!true_thing)
        std::abort();
}

void read_whole(std::string_view bytes) {
    formats::CsvOptions options;
    options.limits.cell_bytes = 200;
    formats::CsvReader reader{bytes, options};
    formats::CsvRecord record;
    std::ptrdiff_t seen = 0;
    std::size_t good = 0;
    while (reader.next(record)) {
        ++good;
        seen += text_bytes(record.raw);
        require(record.cells.size() == reader.header().size());
        for (const auto& cell : record.cells)
            require(base::find_invalid_utf8(cell.text) == cell.text.npos &&
                    base::find_control(cell.text) == cell.text.npos);
    }
    require(reader.records_read() == good + reader.rejected().size());
    std::size_t line = 0;
    for (const auto& bad : reader.rejected()) {
        require(bad.line > line && !bad.problems.empty());
        line = bad.line;
        seen += text_bytes(bad.raw);
    }
    const bool separator_line = bytes.find("sep=") <= 3;
    if (!reader.header().empty() && !separator_line)
        require(seen + text_bytes(reader.raw_header()) + (reader.dialect().bom ? 3 : 0) == text_bytes(bytes));
}

/// \returns the rejected rows as a file
std::string import_whole(std::string_view bytes, const std::vector<formats::Field>& fields) {
    formats::ReadOptions options{"fuzz.csv"};
    options.limits.file_bytes = std::size_t{1} << 20;
    formats::ImportReader import{bytes, options, fields};
    while (formats::Row* row = import.next()) {
        row->integer("persons", 0, 100);
        const auto name = row->line_of_text("name");
        require(base::find_invalid_utf8(name) == name.npos && base::find_control(name) == name.npos);
    }
    require(import.rows_read() == import.rows_accepted() + import.rows_rejected());
    (void)formats::in_words(import.verdict());
    (void)formats::grouped(import.problems());
    return import.rejects(base::english);
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer looks for this name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const std::vector<formats::Field> fields = {{"name", true, {"Verein"}}, {"persons", false, {"Personen"}}};
    read_whole(bytes);
    (void)import_whole(import_whole(bytes, fields), fields);
    return 0;
}
