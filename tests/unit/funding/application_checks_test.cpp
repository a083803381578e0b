// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/application_checks.hpp"
#include "ehrenamt/funding/sessions_text.hpp"
#include "tests/unit/funding/rule_text.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using base::Date;
using domain::Cents;
using rule_text::entry;

namespace {

funding::RuleSet rules(const std::string& more = {}) {
    return rule_text::read(rule_text::usual() + more);
}

const std::string k_deadline = entry("deadline_application_h1", "deadline", "\"16-01\"", "day_month",
                                     "applies_to = \"application_h1\"\nshift = \"next_working_day\"\n");

funding::ApplicationDocument document(const funding::RuleSet& set, std::int64_t participants = 12) {
    funding::ApplicationInput in{
        *domain::HalfYear::parse("2027-H1"), Date::of(2027, 1, 4), true, {}, {}, {}, {}, {}, {}, {}, {}};
    funding::MeasureEntry measure;
    measure.facts.title = "Vereinsrecht";
    measure.facts.teaching_time = {8 * 45};
    measure.facts.costs = {{funding::CostKind::fee, Cents{28000}}};
    measure.facts.planned_participants = participants;
    measure.facts.partner = "VHS";
    measure.facts.first_day = Date::of(2027, 2, 2);
    in.measures = {measure};
    return funding::make_application(std::move(in), set, {});
}

std::string checked(const funding::RuleSet& set, Date today, std::int64_t participants = 12) {
    std::string text;
    for (const auto& [measure, finding] : funding::check_application(document(set, participants), set, today))
        text += (text.empty() ? "" : " ") + std::to_string(measure) + ":" +
                std::string{name(finding.severity)} + ":" + finding.rule.key;
    return text;
}

} // namespace

TEST_CASE("a deadline far off is a hint, within 14 days a warning") {
    const auto set = rules(k_deadline); // 16 January 2027 is a Saturday
    CHECK(checked(set, Date::of(2027, 1, 1)) == "0:info:deadline_application_h1");
    CHECK(checked(set, Date::of(2027, 1, 2)) == "0:warning:deadline_application_h1");
    CHECK(checked(set, Date::of(2027, 1, 16)) == "0:warning:deadline_application_h1");
}

TEST_CASE("between nominal and shifted day a deadline is a warning, behind it an error") {
    const auto set = rules(k_deadline);
    CHECK(checked(set, Date::of(2027, 1, 18)) == "0:warning:deadline_application_h1");
    CHECK(checked(set, Date::of(2027, 1, 19)) == "0:error:deadline_application_h1");
    const auto findings = funding::check_application(document(set), set, Date::of(2027, 1, 18));
    CHECK(base::english(findings[0].finding.text) ==
          "the deadline of 2027-01-16 is over; it ends on 2027-01-18 only if it is no fixed date");
}

TEST_CASE("findings of measures carry their number, errors stand first") {
    const auto set = rules(k_deadline);
    CHECK(checked(set, Date::of(2027, 1, 2), 6) ==
          "1:error:participants_min 0:warning:deadline_application_h1");
    CHECK(funding::has_error(funding::check_application(document(set, 6), set, Date::of(2027, 1, 2))));
    CHECK_FALSE(funding::has_error(funding::check_application(document(set), set, Date::of(2027, 1, 2))));
}

TEST_CASE("a measure that begins before a decision can be there is named on its first day, not before") {
    const auto set = rules(
        entry("start_guard", "start_guard", "\"trainer_contract\"", "enum", "severity = \"warning\"\n"));
    CHECK(checked(set, Date::of(2027, 2, 1)).empty());
    CHECK(checked(set, Date::of(2027, 2, 2)) == "1:warning:start_guard");
}

TEST_CASE("what the form asks for and nobody entered is a warning each") {
    const auto set = rules(entry("application_declarations", "parameter", "[\"not_begun\"]", "list"));
    CHECK(checked(set, Date::of(2027, 1, 1)) ==
          "0:warning:application_declarations 0:warning:application_declarations "
          "0:warning:application_declarations 0:warning:application_declarations");
}

TEST_CASE("sessions are written as a clerk would") {
    using funding::german_dates;
    const auto day = [](unsigned d) { return Date::of(2027, 2, d); };
    CHECK(german_dates({}).empty());
    CHECK(german_dates({{day(2), 1080, 135}}) == "02.02.2027, 18:00–20:15 Uhr");
    CHECK(german_dates({{day(2), 1080, 135}, {day(9), 1080, 135}}) ==
          "02.02.2027 und 09.02.2027, 18:00–20:15 Uhr");
    CHECK(german_dates({{day(2), 540, 90}, {day(9), 540, 90}, {day(16), 540, 90}}) ==
          "02.02.2027, 09.02.2027 und 16.02.2027, 09:00–10:30 Uhr");
    CHECK(german_dates({{day(2), 540, 90}, {day(3), 540, 90}, {day(4), 540, 90}, {day(5), 540, 90}}) ==
          "4 Termine vom 02.02.2027 bis 05.02.2027, 09:00–10:30 Uhr");
    CHECK(german_dates({{day(2), 540, 90}, {day(3), 600, 90}}) ==
          "02.02.2027, 09:00–10:30 Uhr; 03.02.2027, 10:00–11:30 Uhr");
}
