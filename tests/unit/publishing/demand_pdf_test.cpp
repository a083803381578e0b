// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/output_file.hpp"
#include "ehrenamt/publishing/demand_sheet.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <string>

using namespace ehrenamt;
using namespace ehrenamt::publishing;

namespace {

needs::SurveyRound round_of(std::int64_t invited, std::int64_t responses) {
    return {{1},
            *domain::HalfYear::parse("2027-H1"),
            base::Date::of(2026, 11, 2),
            base::Date::of(2026, 12, 15),
            invited,
            responses};
}

needs::DemandRow row(const std::string& name, std::int64_t associations, std::int64_t persons) {
    needs::DemandRow made;
    made.key = name;
    made.name = name;
    made.associations = associations;
    made.persons = persons;
    return made;
}

/// A sheet with so many topics of long names, and all other parts full.
DemandSheet full(int topics) {
    needs::Demand by_topic{round_of(477, 191), 191, 0, 0, 0, {}};
    for (int i = 0; i < topics; ++i)
        by_topic.rows.push_back(
            row("Öffentlichkeitsarbeit für größere Vereine mit einem Namen, der über mehr als eine "
                "Zeile geht, Nummer " +
                    std::to_string(i),
                3 + topics - i, 1000 * (topics - i)));
    auto rest = row("", 4, 12);
    rest.merged = true;
    by_topic.rows.push_back(rest);
    by_topic.general = {150, 900};
    by_topic.specific = {2, 7};
    DemandSheet sheet{"Freiwilligenzentrum Offenbach",
                      base::Date::of(2026, 12, 16),
                      3,
                      {{needs::DemandBy::topic, by_topic}}};
    for (const auto by : {needs::DemandBy::time, needs::DemandBy::format, needs::DemandBy::municipality}) {
        auto other = by_topic;
        other.rows.resize(std::min<std::size_t>(other.rows.size(), 5));
        sheet.parts.push_back({by, other});
    }
    return sheet;
}

std::string asked(const std::string& program, const std::string& pdf) {
    const test::TempFolder folder;
    const std::string file = (folder / "a.pdf").string();
    formats::write_file(file, pdf, formats::Readers::owner, false);
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{
        popen((program + " " + file + (program == "pdftotext" ? " -" : "")).c_str(), "r"), &pclose};
    REQUIRE(pipe != nullptr);
    std::string out;
    std::array<char, 4096> buffer{};
    while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe.get()))
        out.append(buffer.data(), count);
    return out;
}

} // namespace

TEST_CASE("the sheet for the council is one page, however many topics there are") {
    for (const int topics : {0, 1, 20, 87})
        CHECK_MESSAGE(asked("pdfinfo", demand_pdf(full(topics))).find("Pages:           1\n") !=
                          std::string::npos,
                      topics);
}

TEST_CASE(
    "the sheet says the response rate, what it leaves out, and nothing about a group that is too small") {
    auto text = asked("pdftotext", demand_pdf(full(87)));
    std::replace(text.begin(), text.end(), '\n', ' ');
    CHECK(text.find("477") != std::string::npos);
    CHECK(text.find("Rücklauf 40,0 %") != std::string::npos);
    CHECK(text.find("nicht hochgerechnet") != std::string::npos);
    CHECK(text.find("Nicht gezeigt: ") != std::string::npos);
    CHECK(text.find("weniger als 3 Vereinen zusammen: 12 Personen") != std::string::npos);
    CHECK(text.find("Allgemeine Themen: 900 Personen aus 150 Vereinen") != std::string::npos);
    CHECK(text.find("spezifische Themen") == std::string::npos); // two associations only
}

TEST_CASE("the same sheet gives the same bytes") {
    CHECK(demand_pdf(full(5)) == demand_pdf(full(5)));
}
