// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/generate.hpp"
#include "tests/unit/programme/random_instance.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace ehrenamt;
using namespace ehrenamt::programme;

namespace {

domain::HalfYear first_half() {
    return *domain::HalfYear::parse("2027-H1");
}

DatePattern pattern(const char* text) {
    return *parse_date_pattern(text);
}

Trainer trainer(std::int64_t id, std::vector<std::string> topics) {
    Trainer one{{id}, {}};
    one.facts.name = "Person " + std::to_string(id);
    one.facts.topics = std::move(topics);
    one.facts.fee_per_ue = domain::Cents{3'500};
    return one;
}

Venue venue(std::int64_t id, const char* ags = "06413000") {
    Venue one{{id}, {}};
    one.facts.name = "Raum " + std::to_string(id);
    one.facts.municipality = *domain::Ags::parse(ags);
    one.facts.capacity = 20;
    one.facts.cost = {1'500};
    return one;
}

GenerationInput input() {
    GenerationInput all{first_half(),
                        {{"recht", "Recht"}},
                        {trainer(1, {"recht"})},
                        {venue(2)},
                        {pattern("Tuesdays 18:30, 2 x 3 UE")},
                        {},
                        {},
                        {},
                        {}};
    return all;
}

std::string rule_of(const GenerationInput& input) {
    const auto made = generate(input);
    CHECK(made.courses.empty() == !made.problems.empty());
    return made.problems.empty() ? "" : made.problems.front().rule;
}

std::vector<std::vector<Session>> courses_of(const DatePattern& pattern, const GenerationInput& input) {
    return *expand(pattern, input.half_year, input.holidays);
}

} // namespace

TEST_CASE("a generated course has fee, room and dates of what it is made from") {
    const auto made = generate(input());
    REQUIRE(made.courses.size() == 13); // 26 Tuesdays
    CHECK(made.dates == std::vector<std::size_t>{13});
    const auto& course = made.courses.front();
    CHECK(course.reference == "G-recht-2027-01-05-18:30-2x3-v2-t1");
    CHECK(course.fee.value == 6 * 3'500);
    CHECK(course.other_costs.value == 2 * 1'500);
    CHECK(course.capacity == 20);
    CHECK(course.generated);
    CHECK_FALSE(course.hybrid);
    CHECK(course.sessions.size() == 2);
}

TEST_CASE("a flat fee is for the course, and the smaller of two capacities counts") {
    auto all = input();
    all.trainers.front().facts.fee_per_ue.reset();
    all.trainers.front().facts.fee_flat = domain::Cents{20'000};
    all.capacity = 12;
    const auto course = generate(all).courses.front();
    CHECK(course.fee.value == 20'000);
    CHECK(course.capacity == 12);
    all.capacity = 30;
    CHECK(generate(all).courses.front().capacity == 20);
}

TEST_CASE("online needs a trainer who does that and no room, hybrid needs the room") {
    auto all = input();
    all.patterns = {pattern("Tuesdays 18:30, 2 x 3 UE, online")};
    all.capacity = 30;
    CHECK(rule_of(all) == "generate.nothing");
    all.trainers.front().facts.online = true;
    auto made = generate(all);
    REQUIRE(made.courses.size() == 13);
    CHECK(made.courses.front().venue.empty());
    CHECK(made.courses.front().capacity == 30);
    all.patterns = {pattern("Tuesdays 18:30, 2 x 3 UE, hybrid")};
    made = generate(all);
    CHECK(made.courses.front().hybrid);
    CHECK(made.courses.front().venue == "Raum 2");
}

TEST_CASE("what leaves no course is named") {
    auto all = input();
    all.trainers.front().facts.topics = {"anderes"};
    CHECK(rule_of(all) == "generate.no_trainer");
    all = input();
    all.venues.clear();
    CHECK(rule_of(all) == "generate.no_venue");
    all = input();
    all.holidays.school_holidays = {{first_half().period(), "Ferien"}};
    CHECK(rule_of(all) == "generate.no_dates");
    all = input();
    all.topics.front().specific = true;
    CHECK(rule_of(all) == "generate.no_reason");
    all.common.no_supraregional_offer = "nur hier";
    CHECK(rule_of(all).empty());
    all = input();
    all.venues.front().facts.free = *parse_free_times("mondays");
    CHECK(rule_of(all) == "generate.nothing");
    all = input();
    all.patterns = {pattern("2027-07-01 18:30, 3 UE")};
    CHECK(rule_of(all) == "pattern.half_year");
}

TEST_CASE("the travel limit is kept to the metre") {
    auto all = input();
    all.places = {{"06413000", {50'000'000, 8'000'000}}, {"06435014", {50'100'000, 8'000'000}}}; // 11.12 km
    all.venues = {venue(2, "06435014")};
    auto& facts = all.trainers.front().facts;
    facts.municipality = *domain::Ags::parse("06413000");
    facts.travel_km = 11;
    CHECK(rule_of(all) == "generate.nothing");
    facts.travel_km = 12;
    CHECK(rule_of(all).empty());
}

TEST_CASE("20,000 courses are made and one more is refused") {
    auto all = input();
    all.patterns = {pattern("2027-01-05 18:30, 3 UE")};
    all.venues.clear();
    for (std::int64_t id = 1; id <= 200; ++id)
        all.venues.push_back(venue(id));
    all.trainers.clear();
    for (std::int64_t id = 1; id <= 100; ++id)
        all.trainers.push_back(trainer(id, {"recht"}));
    CHECK(generate(all).courses.size() == k_most_generated);
    all.venues.push_back(venue(201));
    CHECK(rule_of(all) == "generate.too_many");
}

// The rules again, said by a loop over everything that there is.
TEST_CASE("a course is made exactly where topic, trainer, venue and dates go together") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        tests::Dice dice{seed};
        GenerationInput all{first_half(), {}, {}, {}, {}, {}, {}, {}, {}};
        all.topics = {{"a", "A"}, {"b", "B"}, {"c", "C"}};
        all.holidays.school_holidays = {{{base::Date::of(2027, 2, 1), base::Date::of(2027, 5, 1)}, "Ferien"}};
        const std::vector<std::string> free = {"always", "tuesdays", "saturdays 9:00-13:00",
                                               "2027-01-01..2027-05-20", "tuesdays 18:00-20:15 | saturdays"};
        const auto any_free = [&] {
            return *parse_free_times(free[static_cast<std::size_t>(dice.between(0, 4))]);
        };
        for (std::int64_t id = 1, last = dice.between(1, 3); id <= last; ++id) {
            auto one = trainer(id, {});
            for (const auto* topic : {"a", "b", "c"})
                if (dice.one_in(2))
                    one.facts.topics.emplace_back(topic);
            one.facts.free = any_free();
            one.facts.online = dice.one_in(2);
            all.trainers.push_back(one);
        }
        for (std::int64_t id = 1, last = dice.between(1, 3); id <= last; ++id) {
            all.venues.push_back(venue(id));
            all.venues.back().facts.free = any_free();
        }
        all.capacity = 10;
        all.patterns = {pattern("tuesdays 18:00, 3 UE"), pattern("saturday block, 4 UE"),
                        pattern("tuesdays 18:00, 2 x 2 UE, online")};
        std::set<std::string> expected;
        for (const auto& pattern : all.patterns)
            for (const auto& sessions : courses_of(pattern, all))
                for (const auto& trainer : all.trainers)
                    for (const auto& topic : trainer.facts.topics)
                        for (std::int64_t room = pattern.form == Form::online ? 0 : 1;
                             room <= (pattern.form == Form::online ? 0 : std::ssize(all.venues)); ++room) {
                            bool fits = room > 0 || trainer.facts.online;
                            for (const auto& session : sessions)
                                fits = fits && is_free(trainer.facts.free, session) &&
                                       (room == 0 ||
                                        is_free(all.venues[static_cast<std::size_t>(room - 1)].facts.free,
                                                session));
                            if (fits)
                                expected.insert(topic + sessions.front().day.iso() + pattern.size_text() +
                                                std::to_string(room) + trainer.facts.name);
                        }
        std::set<std::string> made;
        std::set<std::string> references;
        const auto result = generate(all);
        for (const auto& course : result.courses) {
            made.insert(course.topic + course.sessions.front().day.iso() +
                        (std::to_string(course.sessions.size()) + "x" +
                         std::to_string(course.sessions.front().minutes / 45)) +
                        (course.venue.empty() ? "0" : course.venue.substr(5)) + course.trainer);
            CHECK(references.insert(course.reference).second);
        }
        CHECK(made == expected);
    }
}
