// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/deadlines.hpp"
#include "tests/unit/funding/rule_text.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using base::Date;
using rule_text::entry;

namespace {

const std::string k_shift = "shift = \"next_working_day\"\n";

funding::RuleSet rules() {
    return rule_text::read(rule_text::k_header +
                           entry("deadline_registration", "deadline", "\"31-10\"", "day_month",
                                 k_shift + "year_offset = -1\napplies_to = \"registration\"\n") +
                           entry("deadline_application_h1", "deadline", "\"15-01\"", "day_month",
                                 k_shift + "applies_to = \"application_h1\"\n") +
                           entry("deadline_application_h2", "deadline", "\"01-07\"", "day_month",
                                 k_shift + "applies_to = \"application_h2\"\n") +
                           entry("proof_deadline_default", "deadline", "\"30-04\"", "day_month",
                                 k_shift + "year_offset = 1\napplies_to = \"proof\"\n"));
}

} // namespace

TEST_CASE("a year's deadlines, nominal and shifted: registration, two applications, proof") {
    const auto year = funding::deadlines(2027, rules(), "", {});
    REQUIRE(year.size() == 4);
    CHECK(year[0].applies_to == "registration");
    CHECK(year[0].nominal.iso() == "2026-10-31");
    CHECK(year[1].applies_to == "application_h1");
    CHECK(year[1].nominal.iso() == "2027-01-15");
    CHECK(year[1].shifted.iso() == "2027-01-15");
    CHECK(year[2].nominal.iso() == "2027-07-01");
    CHECK(year[3].applies_to == "proof");
    CHECK(year[3].nominal.iso() == "2028-04-30");
}

TEST_CASE("worked example 10: 31 October 2026 is a Saturday, the time ends on Monday 2 November") {
    const auto registration = funding::deadlines(2027, rules(), "", {}).front();
    CHECK(registration.nominal.iso_weekday() == 6);
    CHECK(registration.shifted.iso() == "2026-11-02");
    CHECK(registration.shifted.iso_weekday() == 1);
}

TEST_CASE("a Sunday before a holiday moves to the day after it") {
    // 30 April 2028 is a Sunday, 1 May a holiday.
    const funding::Holidays holidays{Date::of(2028, 5, 1)};
    CHECK(funding::deadlines(2027, rules(), "", holidays).back().shifted.iso() == "2028-05-02");
    CHECK(funding::deadlines(2027, rules(), "", {}).back().shifted.iso() == "2028-05-01");
}

TEST_CASE("a working day stays, a holiday on a working day moves") {
    CHECK(funding::next_working_day(Date::of(2027, 1, 15), {}).iso() == "2027-01-15");
    CHECK(funding::next_working_day(Date::of(2027, 1, 15), {Date::of(2027, 1, 15)}).iso() == "2027-01-18");
}

TEST_CASE("a deadline without shift keeps its day") {
    const auto set = rule_text::read(rule_text::k_header + entry("d", "deadline", "\"31-10\"", "day_month"));
    const auto deadline = funding::deadlines(2026, set, "", {}).front();
    CHECK(deadline.nominal.iso() == "2026-10-31");
    CHECK(deadline.shifted == deadline.nominal);
}

TEST_CASE("what lies ahead of 20 October 2026 begins with the registration for 2027") {
    const auto ahead = funding::upcoming(Date::of(2026, 10, 20), 120, rules(), "", {});
    REQUIRE(ahead.size() == 2);
    CHECK(ahead[0].applies_to == "registration");
    CHECK(ahead[0].funding_year == 2027);
    CHECK(ahead[0].shifted.iso() == "2026-11-02");
    CHECK(ahead[1].applies_to == "application_h1");
}

TEST_CASE("a deadline is ahead until its shifted day is over") {
    const auto count = [](Date today) { return funding::upcoming(today, 10, rules(), "", {}).size(); };
    CHECK(count(Date::of(2026, 11, 2)) == 1);
    CHECK(count(Date::of(2026, 11, 3)) == 0);
    CHECK(count(Date::of(2026, 10, 21)) == 1);
    CHECK(count(Date::of(2026, 10, 20)) == 0);
}

TEST_CASE("a half-year's application has its deadline") {
    const auto first = funding::application_deadline(*domain::HalfYear::parse("2027-H1"), rules(), "", {});
    REQUIRE(first);
    CHECK(first->nominal.iso() == "2027-01-15");
    const auto second = funding::application_deadline(*domain::HalfYear::parse("2028-H2"), rules(), "", {});
    CHECK(second->nominal.iso() == "2028-07-01");
    CHECK(second->shifted.iso() == "2028-07-03");
}

TEST_CASE("the first and the last year that dates know do not break the list") {
    CHECK_NOTHROW((void)funding::upcoming(Date::of(1900, 1, 1), 100, rules(), "", {}));
    CHECK_NOTHROW((void)funding::upcoming(Date::of(2998, 12, 31), 100, rules(), "", {}));
}
