// SPDX-License-Identifier: EUPL-1.2
// How fast and how well duplicates are found. Not a test; docs/duplicates.md has its results.
//
//   duplicates_bench DATA VARIANTS.csv     spelling_variants.py makes the file: time, recall and precision
//   duplicates_bench DATA REGISTER.csv     a register extract: time, pairs found
//   duplicates_bench DATA REGISTER.csv words > vereinsnamen_woerter.csv
//
// DATA is the project's folder data/.

#include "ehrenamt/associations/duplicates.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/formats/input_file.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <ctime>
#include <map>
#include <string>

using namespace ehrenamt;
using associations::Candidate;

namespace {

struct Position {
    std::string name;
    std::pair<std::int32_t, std::int32_t> at;
};

std::int32_t millionths(std::string_view degrees) {
    return static_cast<std::int32_t>(std::stod(std::string{degrees}) * 1'000'000);
}

std::map<std::string, Position> municipalities(const std::string& data) {
    const auto bytes = formats::read_input(data + "/reference/hessen_gemeinden.csv");
    const std::vector<formats::Field> fields = {{"ags", true}, {"name", true}, {"lat", true}, {"lon", true}};
    formats::ImportReader reader{bytes, {"hessen_gemeinden.csv"}, fields};
    std::map<std::string, Position> found;
    while (auto* row = reader.next())
        found[std::string{row->text("ags")}] = {std::string{row->text("name")},
                                                {millionths(row->text("lat")), millionths(row->text("lon"))}};
    return found;
}

struct Input {
    std::vector<Candidate> candidates;
    std::vector<std::string> groups; ///< by candidate; of a register its id
};

Input read(const std::string& path, const std::map<std::string, Position>& places) {
    const auto bytes = formats::read_input(path);
    const std::vector<formats::Field> fields = {{"group", true, {"id"}},
                                                {"name", true},
                                                {"municipality", false, {"gemeinde_ags_abgeleitet"}},
                                                {"seat", false, {"sitz"}},
                                                {"court", false, {"registergericht_xjustiz"}},
                                                {"former_court", false, {"frueheres_gericht_xjustiz"}},
                                                {"number", false, {"vr_nummer"}},
                                                {"status", false, {"status_2018"}}};
    formats::ImportReader reader{bytes, {path}, fields};
    Input input;
    while (auto* row = reader.next()) {
        Candidate one;
        one.facts.id = {static_cast<std::int64_t>(input.candidates.size() + 1)};
        one.facts.name = row->line_of_text("name");
        one.facts.seat = row->text("seat");
        one.facts.register_court = row->text("court");
        one.facts.former_court = row->text("former_court");
        one.facts.register_number = row->text("number");
        one.facts.status = row->text("status") == "gelöscht" ? "deleted" : "active";
        if (const auto place = places.find(std::string{row->text("municipality")}); place != places.end()) {
            one.facts.municipality = *domain::Ags::parse(place->first);
            one.place = place->second.name;
            one.position = place->second.at;
        }
        input.candidates.push_back(std::move(one));
        input.groups.emplace_back(row->text("group"));
    }
    return input;
}

double cpu_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void report(const Input& input, const std::vector<associations::DuplicatePair>& pairs) {
    std::map<std::string, std::size_t> sizes;
    for (const auto& group : input.groups)
        ++sizes[group];
    std::size_t together = 0;
    for (const auto& [group, size] : sizes)
        together += size * (size - 1) / 2;
    for (const int least : {60, 70, 80, 90}) {
        std::size_t shown = 0;
        std::size_t right = 0;
        for (const auto& pair : pairs)
            if (pair.score >= least) {
                ++shown;
                right += input.groups[pair.first] == input.groups[pair.second] ? 1 : 0;
            }
        if (together == 0)
            fmt::print("score {}: {} pairs\n", least, shown);
        else
            fmt::print("score {}: {} pairs, recall {:.4f}, precision {:.4f}\n", least, shown,
                       static_cast<double>(right) / static_cast<double>(together),
                       shown == 0 ? 1.0 : static_cast<double>(right) / static_cast<double>(shown));
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        fmt::print(stderr, "duplicates_bench DATA FILE.csv [words]\n");
        return 2;
    }
    const std::string data{argv[1]};
    const auto lexicon =
        associations::NameLexicon::read(formats::read_input(data + "/reference/vereinsnamen.csv"),
                                        formats::read_input(data + "/reference/vereinsnamen_woerter.csv"));
    const auto input = read(argv[2], municipalities(data));
    const double begin = cpu_seconds();
    const associations::DuplicateFinder finder{input.candidates, lexicon};
    if (argc > 3) {
        fmt::print("wort,anzahl\n,{}\n", input.candidates.size());
        constexpr std::uint32_t k_usual = 4;
        for (const auto& [word, count] : finder.word_counts())
            if (count >= k_usual)
                fmt::print("{},{}\n", word, count);
        return 0;
    }
    const auto pairs = finder.find(60, [](double) {});
    const double seconds = cpu_seconds() - begin;
    fmt::print("{} associations, {} pairs compared, {:.2f} s CPU, {:.1f} µs an association\n",
               input.candidates.size(), finder.compared(), seconds,
               seconds * 1e6 / static_cast<double>(input.candidates.size()));
    report(input, pairs);
    return 0;
}
