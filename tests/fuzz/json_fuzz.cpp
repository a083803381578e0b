// SPDX-License-Identifier: EUPL-1.2
// Whatever the bytes are as JSON: no accident; a text that the CSV reader takes without any problem, in which
// each line belongs to a known record; and what the mapping to fields makes of it, down to the rejects file.
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/formats/json_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace ehrenamt;

void require(bool true_thing) {
    if (!true_thing)
        std::abort();
}

void read_whole(std::string_view bytes) {
    formats::CsvOptions options;
    options.limits.file_bytes = std::size_t{1} << 20;
    const auto json = formats::read_json(bytes, options.limits);
    require(!json.problem || json.text.empty());
    require(base::find_invalid_utf8(json.text) == json.text.npos);
    require(std::is_sorted(json.row_of_line.begin(), json.row_of_line.end()));
    const auto lines = std::count(json.text.begin(), json.text.end(), '\n');
    require(json.problem || static_cast<std::size_t>(lines) <= json.row_of_line.size());
}

/// Two fields of a list as a program would read them. \returns the rejected rows as a file
std::string import_whole(std::string_view bytes) {
    formats::ReadOptions options{"fuzz.json"};
    options.limits.file_bytes = std::size_t{1} << 20;
    formats::ImportReader import{
        bytes, options, {{"name", true, {"Verein"}}, {"persons", false, {"Personen"}}}};
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
    read_whole(bytes);
    (void)import_whole(import_whole(bytes));
    return 0;
}
