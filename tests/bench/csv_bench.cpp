// SPDX-License-Identifier: EUPL-1.2
// csv_bench FILE [MEGABYTES]: how fast a register extract is read, beside counting its lines with memchr in
// the same run. With MEGABYTES its rows are repeated up to that size. CPU time of the best of three runs.
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/formats/encoding.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/formats/input_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <limits>

namespace {

using namespace ehrenamt;

std::size_t count_lines(std::string_view bytes) {
    std::size_t lines = 0;
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at != end) {
        const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
        if (found == nullptr)
            break;
        at = static_cast<const char*>(found) + 1;
        ++lines;
    }
    return lines;
}

std::size_t count_cells(std::string_view bytes) {
    formats::CsvReader reader{bytes};
    formats::CsvRecord record;
    std::size_t cells = 0;
    while (reader.next(record))
        cells += record.cells.size();
    return cells;
}

std::size_t scan(std::string_view bytes) {
    return formats::scan_text(bytes).latin;
}

/// Reads every row with the checks of values that an import of a register makes before it looks into the
/// store.
std::size_t count_rows(std::string_view bytes) {
    const std::vector<formats::Field> fields = {{"name", true},
                                                {"registergericht_xjustiz", true},
                                                {"vr_nummer", true},
                                                {"sitz"},
                                                {"gemeinde_ags_abgeleitet"},
                                                {"status_2018"},
                                                {"engagementfeld_geraten"},
                                                {"abgerufen"},
                                                {"id"}};
    const std::vector<formats::Choice> statuses = {{"active", {"eingetragen"}}, {"deleted", {"gelöscht"}}};
    formats::ImportReader import{bytes, {"bench.csv"}, fields};
    const auto name = import.field("name");
    const auto seat = import.field("sitz");
    const auto ags = import.field("gemeinde_ags_abgeleitet");
    const auto status = import.field("status_2018");
    const auto day = import.field("abgerufen");
    std::string scratch;
    std::size_t good = 0;
    while (auto* row = import.next()) {
        (void)row->line_view(name, scratch);
        (void)row->line_view(seat, scratch);
        (void)row->value(ags, domain::Ags::parse);
        (void)row->choice(status, statuses);
        (void)row->date(day);
        good += row->ok() ? 1 : 0;
    }
    return good;
}

void measure(const char* what, std::string_view bytes,
             const std::function<std::size_t(std::string_view)>& work) {
    double best = std::numeric_limits<double>::max();
    std::size_t result = 0;
    constexpr int k_runs = 3;
    for (int run = 0; run < k_runs; ++run) {
        const auto start = std::clock();
        result = work(bytes);
        best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    constexpr double k_mega = 1e6;
    fmt::print("{:<28}{:>12}{:>9.2f} s{:>8.0f} MB/s\n", what, result, best,
               static_cast<double>(bytes.size()) / k_mega / best);
}

std::string repeated(const std::string& file, std::size_t size) {
    const auto rows = file.substr(file.find('\n') + 1);
    std::string bytes = file;
    bytes.reserve(size);
    while (bytes.size() + rows.size() <= size)
        bytes += rows;
    return bytes;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2 && argc != 3) {
        std::fputs("csv_bench FILE [MEGABYTES]\n", stderr);
        return 2;
    }
    const std::size_t size = argc == 3 ? std::strtoull(argv[2], nullptr, 10) * 1'000'000 : 0;
    const auto start = std::clock();
    const std::string file = formats::read_input(argv[1]);
    const auto reading = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    const std::string bytes = size > file.size() ? repeated(file, size) : file;
    fmt::print("{:<28}{:>12}{:>9.2f} s\n", "file into memory", file.size(), reading);
    measure("lines, memchr (yardstick)", bytes, count_lines);
    measure("encoding of all bytes", bytes, scan);
    measure("cells", bytes, count_cells);
    measure("rows, read and validated", bytes, count_rows);
    return 0;
}
