// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/output_file.hpp"
#include "ehrenamt/publishing/council_paper.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

using namespace ehrenamt;
using namespace ehrenamt::publishing;

namespace {

/// A programme of so many courses for as many associations, with names that need several lines.
CouncilPaper paper_of(int courses) {
    CouncilPaper paper{"Freiwilligenzentrum Offenbach",
                       "30",
                       *domain::HalfYear::parse("2027-H1"),
                       base::Date::of(2026, 12, 7),
                       base::Date::of(2026, 12, 6),
                       {},
                       "Bewiesen",
                       domain::Cents{1'000'000},
                       domain::Cents{200'000},
                       courses + 1};
    CouncilPaper::Way ours{"dieser Vorschlag", courses, 7 * courses, 14 * courses, courses, {}, {}};
    ours.taken = paper.development;
    for (int i = 0; i < courses; ++i) {
        const auto name =
            "K" + std::to_string(i) + " Öffentlichkeitsarbeit für größere Vereine in schwierigen Zeiten";
        paper.in.push_back({name,
                            "02.02.2027, 18:00–20:15 Uhr",
                            "Bürgerhaus",
                            7,
                            7,
                            12,
                            domain::Cents{12'345},
                            domain::Cents{111},
                            "Förderverein Straßenbäume (7)",
                            {"ohne ihn: 1 gewichtete Person weniger"}});
        ours.taken += domain::Cents{12'345};
        ours.own_money += domain::Cents{111};
        paper.wishes.push_back({"Förderverein Straßenbäume " + std::to_string(i), "Öffentlichkeitsarbeit", 1,
                                9, 7, "der Kurs ist voll"});
        paper.out.push_back({"L" + std::to_string(i) + " Steuern",
                             domain::Cents{22'500},
                             {"mit ihm: 2 gewichtete Personen weniger; er würde verdrängen: " + name}});
    }
    paper.ways = {ours,
                  {"Reihenfolge des Eingangs", 0, 0, 0, 0, {}, {}},
                  {"anteilige Kürzung auf 63,2 %", 0, 0, 0, 0, {}, {}}};
    paper.limits = {{"der Verfügungsrahmen", 16}};
    for (std::int64_t i = 0; i <= 40; ++i)
        paper.budgets.push_back({domain::Cents{800'000 + i * 10'000}, 1000 + i / 3 * 5});
    paper.provenance = "Förderregeln he-qualifizierung";
    return paper;
}

std::string read_by(const std::string& program, const std::string& pdf) {
    const test::TempFolder folder;
    const std::string file = (folder / "a.pdf").string();
    formats::write_file(file, pdf, formats::Readers::owner, false);
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen((program + " " + file + " -").c_str(), "r"),
                                                     &pclose};
    REQUIRE(pipe != nullptr);
    std::string out;
    std::array<char, 4096> buffer{};
    while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe.get()))
        out.append(buffer.data(), count);
    return out;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("the council's paper has every course and every wish, on as many pages as it takes") {
    for (const int courses : {1, 40}) {
        const auto paper = paper_of(courses);
        const auto text = read_by("pdftotext -layout", council_pdf(paper));
        for (int i = 0; i < courses; ++i) {
            CHECK(has(text, "K" + std::to_string(i) + " Öffentlichkeitsarbeit"));
            CHECK(has(text, "L" + std::to_string(i) + " Steuern"));
        }
        CHECK(has(text, "Summe"));
        CHECK(has(text, paper.ways.front().taken.german()));
        CHECK(has(text, paper.ways.front().own_money.german()));
        CHECK(has(text, "Erarbeitung des Programms"));
    }
}

TEST_CASE("the sums of the paper's courses are the figures of the programme") {
    const auto text = read_by("pdftotext -layout", council_pdf(paper_of(3)));
    // 2,000.00 + 3 × 123.45, own money 3 × 1.11; in the summary, beside the other ways, and under the courses
    std::size_t found = 0;
    for (auto at = text.find("2.370,35 €"); at != text.npos; at = text.find("2.370,35 €", at + 1))
        ++found;
    CHECK(found == 3);
    CHECK(has(text, "3,33 €"));
}

TEST_CASE("the worth of the next 100 euros is told, with the first amount that brings something") {
    auto paper = paper_of(1);
    const auto text = [&] { return read_by("pdftotext", council_pdf(paper)); };
    CHECK(has(text(), "Die nächsten 100 € brächten 5 gewichtete Personen hinzu."));
    CHECK(has(text(), "100 € weniger kosteten niemanden den Platz."));
    paper.budget = domain::Cents{990'000};
    CHECK(has(text(),
              "Die nächsten 100 € allein brächten niemanden hinzu; erst 200 € mehr brächten 5 gewichtete"));
    paper.budget = domain::Cents{1'200'000};
    CHECK(has(text(), "Mehr Geld brächte bis 12.000 € niemanden hinzu."));
    paper.budgets.clear();
    CHECK_FALSE(has(text(), "nächsten 100 €"));
}

TEST_CASE("nobody claims that there is no alternative who did not look to the end") {
    auto paper = paper_of(1);
    CHECK(has(read_by("pdftotext", council_pdf(paper)), "nicht bis zum Ende gesucht"));
    paper.all_alternatives = true;
    CHECK(has(read_by("pdftotext", council_pdf(paper)), "Es gibt keine"));
    paper.alternatives = {"mit K7 statt K8"};
    CHECK(has(read_by("pdftotext", council_pdf(paper)), "mit K7 statt K8"));
}

TEST_CASE("a council's paper of one course speaks of one") {
    const auto text = read_by("pdftotext", council_pdf(paper_of(1)));
    CHECK(has(text, "Vorgeschlagen wird 1 von 2 Kursen"));
    CHECK(has(text, "Er erreicht 7 Personen aus 1 Verein "));
}

TEST_CASE("the same paper gives the same bytes") {
    CHECK(council_pdf(paper_of(5)) == council_pdf(paper_of(5)));
}
