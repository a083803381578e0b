// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/application_assessment.hpp"
#include "tests/unit/funding/rule_text.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using base::Date;
using domain::Cents;
using funding::ApplicationFacts;
using funding::assess_application;
using funding::MeasureState;
using rule_text::entry;
using rule_text::k_local;

namespace {

const Date k_day = Date::of(2027, 1, 1);

/// `count` measures of 280 € each and what developing the programme costs.
ApplicationFacts application(int count, std::int64_t development_cents) {
    funding::MeasureFacts measure;
    measure.teaching_time = {8 * 45};
    measure.costs = {{funding::CostKind::fee, Cents{28000}}};
    measure.planned_participants = 12;
    measure.partner = "VHS";
    measure.first_day = Date::of(2027, 3, 1);
    ApplicationFacts facts;
    facts.measures.assign(static_cast<std::size_t>(count), measure);
    facts.development_cost = {development_cents};
    return facts;
}

funding::ApplicationAssessment assess(const ApplicationFacts& facts, const std::string& more_rules = {}) {
    const auto set = rule_text::read(rule_text::usual() + more_rules);
    return assess_application(facts, set, k_day, "06413000");
}

const std::string k_frame = entry("budget_frame", "budget_frame", "800000", "cents_per_year",
                                  k_local + "applies_to = \"contact_point\"\n");

} // namespace

TEST_CASE("worked example 8: twenty measures of 280, twenty flats and the development give 9,300") {
    const auto result = assess(application(20, 200000));
    CHECK(result.measures == Cents{560000});
    CHECK(result.flats == Cents{170000});
    CHECK(result.development == Cents{200000});
    CHECK(result.total == Cents{930000});
    CHECK(result.findings.empty());
    CHECK_FALSE(result.has_error());
}

TEST_CASE("an application without measures is the development alone") {
    CHECK(assess(application(0, 5000)).total == Cents{5000});
    CHECK(assess(application(0, 0)).total == Cents{0});
}

TEST_CASE("the flat of a planned measure is marked, and is not paid when accounts are settled") {
    auto facts = application(3, 0);
    facts.measures[1].state = MeasureState::carried_out;
    facts.measures[2].state = MeasureState::cancelled;
    const auto plan = assess(facts);
    CHECK(plan.flats == Cents{17000});
    CHECK(plan.shares[0].flat_planned);
    CHECK_FALSE(plan.shares[1].flat_planned);
    CHECK(plan.shares[1].flat_rule->key == "flat_admin_per_measure_max");
    facts.basis = funding::Basis::account;
    const auto account = assess(facts);
    CHECK(account.flats == Cents{8500});
    CHECK(account.total == Cents{36500});
}

TEST_CASE("programme development is paid as it costs, up to 2,000 and not a cent more") {
    CHECK(assess(application(0, 199999)).development == Cents{199999});
    CHECK(assess(application(0, 200000)).findings.empty());
    const auto above = assess(application(0, 200001));
    CHECK(above.development == Cents{200000});
    REQUIRE(above.findings.size() == 1);
    CHECK(above.findings[0].rule.key == "programme_development_max");
}

TEST_CASE("development counted by the year leaves the second half-year what the first has not used") {
    auto facts = application(0, 100000);
    facts.development_granted_earlier = Cents{150000};
    CHECK(assess(facts).development == Cents{100000});
    const auto by_year = entry("programme_development_period", "parameter", "\"year\"", "enum");
    CHECK(assess(facts, by_year).development == Cents{50000});
    facts.development_granted_earlier = Cents{200000};
    CHECK(assess(facts, by_year).development == Cents{0});
}

TEST_CASE("an application may fill the budget frame, a cent more is an error with the way out") {
    auto facts = application(10, 200000);
    facts.committed_earlier = Cents{800000 - 565000};
    const auto full = assess(facts, k_frame);
    CHECK(full.frame_used == Cents{800000});
    CHECK_FALSE(full.has_error());
    facts.committed_earlier += Cents{1};
    const auto over = assess(facts, k_frame);
    REQUIRE(over.findings.size() == 1);
    CHECK(over.has_error());
    CHECK(over.findings[0].rule.key == "budget_frame");
    CHECK(base::english(over.findings[0].advice) == "take out measures worth 0.01 €");
    CHECK(over.total == Cents{565000});
}

TEST_CASE("a frame that covers measures only leaves flats and development out") {
    auto facts = application(20, 200000);
    CHECK(assess(facts, k_frame).has_error());
    const auto result =
        assess(facts, k_frame + entry("budget_frame_covers", "parameter", "\"measures\"", "enum"));
    CHECK(result.frame_used == Cents{560000});
    CHECK_FALSE(result.has_error());
}

TEST_CASE("the frame that the contact point states goes before the rule set's") {
    auto facts = application(1, 0);
    facts.frame = funding::BudgetFrame{Cents{36499},
                                       {"budget_frame", "Verfügungsrahmen", "Bescheid", "B", "high", false}};
    CHECK(assess(facts, k_frame).has_error());
    facts.frame->amount = Cents{36500};
    CHECK_FALSE(assess(facts, k_frame).has_error());
}

TEST_CASE("each measure is judged by the rules of its own first day") {
    auto facts = application(2, 0);
    facts.measures[0].first_day = Date::of(2019, 12, 31);
    const auto result = assess(facts);
    CHECK(result.shares[0].assessment.grant == Cents{0});
    CHECK(result.shares[1].assessment.grant == Cents{28000});
    CHECK(result.has_error());
}

TEST_CASE("the state's figures of 2013 come out plausible: 566 measures of about 12.3 UE use up 350,000") {
    auto facts = application(566, 29 * 200000);
    for (auto& measure : facts.measures) {
        measure.teaching_time = {554}; // 12.31 UE
        measure.costs = {{funding::CostKind::fee, Cents{100000}}};
    }
    const auto result = assess(facts, {});
    // The development of all 29 contact points together is not what one application may hold.
    const Cents state = result.measures + result.flats + Cents{29 * 200000};
    CHECK(state > Cents{34900000});
    CHECK(state < Cents{35100000});
}
