// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/interest.hpp"
#include "tests/unit/funding/rule_text.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using base::Date;
using domain::Cents;
using rule_text::entry;

namespace {

funding::RuleSet rules(const std::string& rates) {
    return rule_text::read(rule_text::k_header + rates +
                           entry("interest_margin", "parameter", "500", "basis_points"));
}

const std::string k_362 = entry("base_rate", "parameter", "362", "basis_points");

} // namespace

TEST_CASE("worked example 11: 1,000 for one year at 3.62 + 5 percent bear 86.20") {
    const auto set = rules(k_362);
    CHECK(*funding::interest(Cents{100000}, Date::of(2024, 1, 1), Date::of(2025, 1, 1), set) == Cents{8620});
    CHECK(*funding::interest(Cents{100000}, Date::of(2025, 1, 1), Date::of(2026, 1, 1), set) == Cents{8620});
}

TEST_CASE("no day bears nothing, one day its share rounded half up") {
    const auto set = rules(k_362);
    const auto day = Date::of(2025, 3, 1);
    CHECK(*funding::interest(Cents{100000}, day, day, set) == Cents{0});
    CHECK(*funding::interest(Cents{100000}, day, day.plus_days(1), set) == Cents{24}); // 23.616 cents
}

TEST_CASE("a base rate that changes counts for each day as it was") {
    const auto set =
        rules(entry("base_rate", "parameter", "362", "basis_points", "valid_to = 2025-06-30\n") +
              entry("base_rate", "parameter", "-600", "basis_points", "valid_from = 2025-07-01\n"));
    // 181 days at 8.62 percent, then less than nothing, which counts as nothing.
    CHECK(*funding::interest(Cents{100000}, Date::of(2025, 1, 1), Date::of(2026, 1, 1), set) == Cents{4275});
}

TEST_CASE("a day without a base rate is named") {
    const auto set = rules(entry("base_rate", "parameter", "362", "basis_points", "valid_to = 2025-06-30\n"));
    const auto result = funding::interest(Cents{100000}, Date::of(2025, 6, 1), Date::of(2025, 7, 2), set);
    REQUIRE_FALSE(result);
    CHECK(result.problem().rule == "interest.no_rate");
    CHECK(result.problem().value == "2025-07-01");
}
