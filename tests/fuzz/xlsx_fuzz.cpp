// SPDX-License-Identifier: EUPL-1.2
// A workbook of any bytes, and one whose parts hold any text: no accident, and no text that breaks its
// promise of UTF-8 lines with known rows. The first byte says which of the two is tried.
#include "ehrenamt/formats/encoding.hpp"
#include "ehrenamt/formats/xlsx_reader.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

namespace {

using namespace ehrenamt;

void require(bool true_thing) {
    if (!true_thing)
        std::abort();
}

void read_whole(std::string_view bytes) {
    formats::CsvLimits limits;
    limits.file_bytes = std::size_t{1} << 20;
    limits.cell_bytes = 1000;
    const auto sheet = formats::read_sheet(bytes, "", limits);
    require(sheet.problem.has_value() == sheet.text.empty());
    const auto lines = std::count(sheet.text.begin(), sheet.text.end(), '\n');
    if (sheet.problem)
        return;
    require(static_cast<std::size_t>(lines) <= sheet.row_of_line.size());
    require(std::is_sorted(sheet.row_of_line.begin(), sheet.row_of_line.end()));
}

constexpr std::array<std::pair<const char*, const char*>, 3> k_fixed = {
    {{"_rels/.rels",
      "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"w.xml\"/></Relationships>"},
     {"w.xml", "<workbook><sheets><sheet name=\"S\" id=\"s\"/></sheets></workbook>"},
     {"_rels/w.xml.rels", "<Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
                          "<Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"t.xml\"/>"
                          "<Relationship Id=\"f\" Type=\"x/styles\" Target=\"f.xml\"/></Relationships>"}}};

/// Sheet, shared texts and styles are the input, cut at NUL bytes.
std::string workbook_of(std::string_view text) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    const auto add = [&](const char* name, std::string_view content) {
        const auto index = zip_file_add(
            archive, name, zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_OVERWRITE);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    };
    for (const auto& [name, content] : k_fixed)
        add(name, content);
    for (const char* name : {"s.xml", "t.xml", "f.xml"}) {
        const auto end = std::min(text.find('\0'), text.size());
        add(name, text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    require(zip_close(archive) == 0);
    zip_stat_t size;
    zip_source_stat(target, &size);
    std::string bytes(size.size, '\0');
    zip_source_open(target);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer looks for this name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    if (bytes.starts_with("P"))
        read_whole(bytes);
    else if (!bytes.empty())
        read_whole(workbook_of(bytes.substr(1)));
    return 0;
}
