// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/date_pattern.hpp"
#include "ehrenamt/programme/time_of_day.hpp"

#include <doctest/doctest.h>

#include <random>
#include <set>

using namespace ehrenamt;
using namespace ehrenamt::programme;

namespace {

base::Date day(const char* text) {
    return *base::Date::parse(text);
}

domain::HalfYear first_half() {
    return *domain::HalfYear::parse("2027-H1");
}

HolidayCalendar calendar() {
    return {{{day("2027-05-06"), "Christi Himmelfahrt"}},
            {{{day("2027-03-22"), day("2027-04-03")}, "Osterferien"}}};
}

DatePattern good(const char* text) {
    const auto pattern = parse_date_pattern(text);
    INFO(text);
    REQUIRE(pattern);
    return *pattern;
}

std::string rule_of(const char* text) {
    const auto pattern = parse_date_pattern(text);
    return pattern ? "" : pattern.problem().rule;
}

std::vector<std::string> days(const std::vector<Session>& sessions) {
    std::vector<std::string> all;
    for (const auto& session : sessions)
        all.push_back(session.day.iso());
    return all;
}

} // namespace

TEST_CASE("a pattern reads the same in German and English, however it is spaced") {
    const auto evenings = good("Tuesdays 18:30, 2 x 3 UE");
    CHECK(evenings.weekday == 2);
    CHECK(evenings.start_minute == 18 * 60 + 30);
    CHECK(evenings.sessions == 2);
    CHECK(evenings.ue_per_session == 3);
    CHECK(evenings.size_text() == "2x3");
    for (const auto* text : {"dienstags 18:30, 2 × 3 UE", "Dienstag um 18.30 Uhr, 2x3 UE", "DI 18:30,2×3UE",
                             "2 x 3 UE, tue at 18:30", "tuesday 18:30, 2X3 ue, every 1 weeks, presence"})
        CHECK(good(text) == evenings);
}

TEST_CASE("a block is one long session, from nine and of eight UE unless that is said") {
    const auto block = good("Saturday block");
    CHECK(block.weekday == 6);
    CHECK(block.start_minute == 9 * 60);
    CHECK(block.sessions == 1);
    CHECK(block.ue_per_session == 8);
    CHECK(good("Samstagsblock 9:00, 8 UE") == block);
    CHECK(good("Sonnabendblock") == block);
    CHECK(good("Saturday block 10:00, 6 UE").start_minute == 600);
}

TEST_CASE("named days take the hour of the one before them") {
    const auto pattern = good("2027-03-02 18:30, 3 UE, hybrid, 16.03.2027");
    CHECK(pattern.days.front().day == day("2027-03-02"));
    CHECK(pattern.days.back() == DatePattern::Day{day("2027-03-16"), 18 * 60 + 30});
    CHECK(pattern.form == Form::hybrid);
    CHECK(pattern.sessions == 2);
}

TEST_CASE("what cannot be read says why") {
    CHECK(rule_of("") == "pattern.part");
    CHECK(rule_of("Dienstax 18:30, 3 UE") == "date.weekday");
    CHECK(rule_of("tuesdays 25:00, 3 UE") == "time.format");
    CHECK(rule_of("tuesdays, 3 UE") == "pattern.no_time");
    CHECK(rule_of("tuesdays 18:30") == "pattern.no_length");
    CHECK(rule_of("3 UE") == "pattern.days");
    CHECK(rule_of("tuesdays 18:30, 2027-03-02 18:30, 3 UE") == "pattern.days");
    CHECK(rule_of("tuesdays 18:30, thursdays 18:30, 3 UE") == "pattern.twice");
    CHECK(rule_of("tuesdays 18:30, 3 UE, 2 UE") == "pattern.twice");
    CHECK(rule_of("tuesdays 18:30, 0 x 3 UE") == "pattern.number");
    CHECK(rule_of("tuesdays 18:30, 17 UE") == "pattern.number");
    CHECK(rule_of("tuesdays 18:30, 3 UE, every 10 days") == "pattern.number");
    CHECK(rule_of("tuesdays 18:30 in the hall, 3 UE") == "pattern.part");
    CHECK(rule_of("tuesdays 22:00, 3 UE") == "course.past_midnight");
    CHECK(rule_of("30.02.2027 18:30, 3 UE") == "date.day");
    CHECK(rule_of("2027-03-02, 3 UE") == "pattern.no_time");
    CHECK(rule_of("2027-03-02 18:30, 2027-03-02, 3 UE") == "pattern.twice");
    CHECK(rule_of("2027-03-02 18:30, 3 x 2 UE") == "pattern.sessions");
    CHECK(rule_of("tuesdays 21:45, 3 UE") == "");
}

TEST_CASE("courses of a pattern follow one another and leave out holidays") {
    const auto courses = expand(good("Thursdays 18:00, 2 x 3 UE"), first_half(), calendar());
    REQUIRE(courses);
    CHECK(days(courses->front()) == std::vector<std::string>{"2027-01-07", "2027-01-14"});
    // 18 March, then Easter holidays until 3 April, Ascension Day on 6 May.
    CHECK(days((*courses)[5]) == std::vector<std::string>{"2027-03-18", "2027-04-08"});
    CHECK(days((*courses)[7]) == std::vector<std::string>{"2027-04-29", "2027-05-13"});
    for (const auto& course : *courses) {
        CHECK(course.size() == 2);
        for (const auto& session : course)
            CHECK(calendar().name_of(session.day).empty());
    }
    const auto all = expand(good("Thursdays 18:00, 2 x 3 UE"), first_half(), {});
    REQUIRE(all);
    CHECK(all->size() == 12); // 25 Thursdays, the last one alone
}

TEST_CASE("a course every two weeks goes on by its rhythm") {
    const auto courses = expand(good("thursdays 18:00, 3 x 2 UE, alle 2 Wochen"), first_half(), {});
    REQUIRE(courses);
    CHECK(days(courses->front()) == std::vector<std::string>{"2027-01-07", "2027-01-21", "2027-02-04"});
    CHECK(days((*courses)[1]).front() == "2027-02-11");
}

TEST_CASE("named days that cannot be are refused, unless holidays are allowed") {
    const auto rule = [](const char* text, const HolidayCalendar& holidays) {
        const auto courses = expand(good(text), first_half(), holidays);
        return courses ? std::string{} : courses.problem().rule;
    };
    CHECK(rule("2027-07-01 18:00, 3 UE", calendar()) == "pattern.half_year");
    CHECK(rule("2027-06-30 18:00, 3 UE", calendar()).empty());
    CHECK(rule("2027-03-22 18:00, 3 UE", calendar()) == "pattern.holiday");
    CHECK(rule("2027-03-22 18:00, 3 UE", {}).empty());
    CHECK(rule("2027-03-28 2:30, 1 UE", {}) == "course.clock_change");
    CHECK(rule("2027-03-28 3:00, 1 UE", {}).empty());
}

TEST_CASE("the clocks pass over an hour on the last Sunday in March alone") {
    CHECK(is_skipped_by_clocks(day("2027-03-28"), 120));
    CHECK(is_skipped_by_clocks(day("2027-03-28"), 179));
    CHECK_FALSE(is_skipped_by_clocks(day("2027-03-28"), 119));
    CHECK_FALSE(is_skipped_by_clocks(day("2027-03-28"), 180));
    CHECK_FALSE(is_skipped_by_clocks(day("2027-03-21"), 150));
    CHECK_FALSE(is_skipped_by_clocks(day("2027-10-31"), 150));
    CHECK(is_skipped_by_clocks(day("2030-03-31"), 150));
    const auto nightly = expand(good("sundays 2:30, 1 UE"), first_half(), {});
    REQUIRE(nightly);
    CHECK(nightly->size() == 25);
    for (const auto& course : *nightly)
        CHECK(course.front().day != day("2027-03-28"));
}

TEST_CASE("no pattern ever gives a day outside the half-year, on a holiday, or two courses on one day") {
    std::mt19937 random{20270101};
    const auto any = [&](int least, int most) {
        return std::uniform_int_distribution<int>{least, most}(random);
    };
    for (int round = 0; round < 2000; ++round) {
        DatePattern pattern;
        pattern.weekday = static_cast<unsigned>(any(1, 7));
        pattern.start_minute = any(0, 20) * 60;
        pattern.sessions = any(1, 6);
        pattern.ue_per_session = any(1, 4);
        pattern.every_weeks = any(1, 3);
        const auto half = *domain::HalfYear::parse(any(0, 1) == 0 ? "2027-H1" : "2028-H2");
        const auto courses = expand(pattern, half, calendar());
        REQUIRE(courses);
        std::set<base::Date> seen;
        for (const auto& course : *courses) {
            REQUIRE(std::ssize(course) == pattern.sessions);
            for (const auto& session : course) {
                CHECK(half.period().contains(session.day));
                CHECK(session.day.iso_weekday() == pattern.weekday);
                CHECK(calendar().name_of(session.day).empty());
                CHECK(seen.insert(session.day).second);
            }
        }
    }
}
