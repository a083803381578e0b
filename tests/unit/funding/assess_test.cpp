// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/assess.hpp"
#include "tests/unit/funding/rule_text.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using base::Date;
using domain::Cents;
using funding::assess;
using funding::CostKind;
using funding::ExceptionalRate;
using funding::MeasureFacts;
using rule_text::entry;

namespace {

const Date k_day = Date::of(2027, 3, 1);

/// A general measure with a partner and twelve people: nothing to find fault with.
MeasureFacts measure(std::int64_t ue, std::int64_t fee_euros) {
    MeasureFacts facts;
    facts.title = "Vereinsrecht";
    facts.teaching_time = {ue * 45};
    facts.costs = {{CostKind::fee, Cents{fee_euros * 100}}};
    facts.planned_participants = 12;
    facts.partner = "VHS";
    facts.first_day = k_day;
    return facts;
}

funding::Assessment assess_by(const std::string& rules, const MeasureFacts& facts) {
    const auto set = rule_text::read(rules);
    return assess(facts, set.in_force(facts.first_day, "06413000"));
}

funding::Assessment usual(const MeasureFacts& facts) {
    return assess_by(rule_text::usual(), facts);
}

/// Severity and rule of each finding, `error:participants_min`.
std::string findings_of(const funding::Assessment& result) {
    std::string text;
    for (const auto& finding : result.findings)
        text += (text.empty() ? "" : " ") + std::string{name(finding.severity)} + ":" + finding.rule.key;
    return text;
}

} // namespace

TEST_CASE("worked example 1: eight UE, fee 300, material 40, regular rate give 280") {
    auto facts = measure(8, 300);
    facts.costs.push_back({CostKind::material, Cents{4000}});
    const auto result = usual(facts);
    CHECK(result.ceiling == Cents{28000});
    CHECK(result.grant == Cents{28000});
    CHECK(result.total_cost - result.grant == Cents{6000});
    REQUIRE(result.lines.size() == 3);
    CHECK(result.lines[0].rule.key == "eligible_cost_kinds");
    CHECK(result.lines[0].amount == Cents{30000});
    CHECK(result.lines[1].rule.key == "eligible_cost_materials");
    CHECK(result.lines[1].amount == Cents{4000});
    CHECK(result.lines[2].rule.key == "rate_ue_regular_max");
    CHECK(result.lines[2].amount == Cents{-6000});
    CHECK(result.findings.empty());
}

TEST_CASE("worked example 2: five UE and a fee of 150 give the fee, not the ceiling of 175") {
    const auto result = usual(measure(5, 150));
    CHECK(result.ceiling == Cents{17500});
    CHECK(result.grant == Cents{15000});
    CHECK(result.lines.size() == 1);
}

TEST_CASE("worked example 3: ten UE at the approved exceptional rate give 500 of 600") {
    auto facts = measure(10, 600);
    facts.exceptional_rate = ExceptionalRate::approved;
    facts.exceptional_rate_reason = "Juristin";
    const auto result = usual(facts);
    CHECK(result.ceiling == Cents{50000});
    CHECK(result.grant == Cents{50000});
    CHECK(result.rate_rule->key == "rate_ue_exception_max");
    CHECK(result.findings.empty());
}

TEST_CASE("worked example 4: an exceptional rate that is not approved counts as the regular one") {
    auto facts = measure(10, 600);
    facts.exceptional_rate = ExceptionalRate::asked;
    facts.exceptional_rate_reason = "Juristin";
    const auto result = usual(facts);
    CHECK(result.ceiling == Cents{35000});
    CHECK(result.grant == Cents{35000});
    CHECK(findings_of(result) == "warning:rate_exception_requires_approval");
    facts.exceptional_rate_reason = " ";
    CHECK(findings_of(usual(facts)) ==
          "error:rate_ue_exception_max warning:rate_exception_requires_approval");
}

TEST_CASE("worked example 5: fees of 100 leave 180 by deficit, 280 by fixed amount") {
    auto facts = measure(8, 280);
    facts.participant_fees = Cents{10000};
    const auto deficit = assess_by(rule_text::usual("fehlbedarf"), facts);
    CHECK(deficit.grant == Cents{18000});
    CHECK(deficit.lines.back().rule.key == "revenue_treatment");
    CHECK(deficit.lines.back().amount == Cents{-10000});
    CHECK(deficit.findings.empty());
    const auto fixed = assess_by(rule_text::usual("festbetrag"), facts);
    CHECK(fixed.grant == Cents{28000});
    CHECK(findings_of(fixed) == "warning:revenue_treatment");
}

TEST_CASE("fees above the cost leave nothing by deficit, never less than nothing") {
    auto facts = measure(8, 280);
    facts.participant_fees = Cents{30000};
    CHECK(assess_by(rule_text::usual("fehlbedarf"), facts).grant == Cents{0});
}

TEST_CASE("worked example 6: six of eight registered came, the authority decides") {
    auto facts = measure(8, 280);
    facts.state = funding::MeasureState::carried_out;
    facts.planned_participants = 8;
    facts.attended_participants = 6;
    const auto rules = rule_text::usual() + entry("participants_min_attended_result", "parameter",
                                                  "\"manual_decision\"", "enum", "severity = \"warning\"\n");
    const auto result = assess_by(rules, facts);
    CHECK(result.needs_decision);
    CHECK(findings_of(result) == "warning:participants_min_attended_result");
    facts.attended_participants = 7;
    CHECK_FALSE(assess_by(rules, facts).needs_decision);
    CHECK(findings_of(assess_by(rules, facts)).empty());
}

TEST_CASE("worked example 7: 90 minutes are two UE, 100 clock hours 133.33, exact or rounded down") {
    auto facts = measure(0, 10000);
    facts.teaching_time = {90};
    CHECK(usual(facts).ceiling == Cents{7000});
    facts.teaching_time = {6000};
    CHECK(usual(facts).ceiling == Cents{466666});
    CHECK(assess_by(rule_text::usual("festbetrag", "floor"), facts).ceiling == Cents{465500});
}

TEST_CASE("worked example 9: seven weeks before 10 June 2026 is 22 April") {
    const auto set = rule_text::read(rule_text::usual() + entry("lead_time_measure_weeks", "lead_time", "7",
                                                                "weeks", "severity = \"warning\"\n"));
    const auto latest = funding::latest_request(Date::of(2026, 6, 10), set.in_force(Date::of(2026, 6, 10)));
    REQUIRE(latest);
    CHECK(latest->day.iso() == "2026-04-22");
    auto facts = measure(8, 280);
    facts.first_day = Date::of(2026, 6, 10);
    facts.requested_on = Date::of(2026, 4, 22);
    CHECK(findings_of(assess(facts, set.in_force(facts.first_day))).empty());
    facts.requested_on = Date::of(2026, 4, 23);
    CHECK(findings_of(assess(facts, set.in_force(facts.first_day))) == "warning:lead_time_measure_weeks");
}

TEST_CASE("of two lead times the stricter one counts, and without one there is none") {
    const auto set = rule_text::read(rule_text::usual() + entry("a", "lead_time", "7", "weeks") +
                                     entry("b", "lead_time", "60", "days"));
    CHECK(funding::latest_request(k_day, set.in_force(k_day))->rule.key == "b");
    const auto none = rule_text::read(rule_text::usual());
    CHECK_FALSE(funding::latest_request(k_day, none.in_force(k_day)));
}

TEST_CASE("six planned participants are an error, seven are enough") {
    auto facts = measure(8, 280);
    facts.planned_participants = 6;
    const auto result = usual(facts);
    REQUIRE(result.findings.size() == 1);
    CHECK(findings_of(result) == "error:participants_min");
    CHECK(result.has_error());
    CHECK(result.findings[0].value.text == "6");
    CHECK(result.findings[0].limit.text == "7");
    CHECK(base::english(result.findings[0].text) == "6 participants are planned, 7 are needed");
    facts.planned_participants = 7;
    CHECK_FALSE(usual(facts).has_error());
}

TEST_CASE("a cent below, at and above the ceiling") {
    auto facts = measure(8, 0);
    for (const auto& [fee, grant] : std::initializer_list<std::pair<std::int64_t, std::int64_t>>{
             {27999, 27999}, {28000, 28000}, {28001, 28000}}) {
        facts.costs = {{CostKind::fee, Cents{fee}}};
        CHECK(usual(facts).grant == Cents{grant});
        CHECK(usual(facts).lines.size() == (fee > 28000 ? 2 : 1));
    }
}

TEST_CASE("material and rooms are paid only where a rule says so, and the hint names it") {
    auto facts = measure(8, 100);
    facts.costs.push_back({CostKind::material, Cents{4000}});
    facts.costs.push_back({CostKind::room, Cents{5000}});
    const auto result = assess_by(rule_text::usual("festbetrag", "exact", false), facts);
    CHECK(result.grant == Cents{10000});
    CHECK(result.eligible_cost == Cents{10000});
    CHECK(result.total_cost == Cents{19000});
    CHECK(findings_of(result) == "info:eligible_cost_materials info:eligible_cost_kinds");
}

TEST_CASE("costs that a rule excludes are named with that rule") {
    auto facts = measure(8, 100);
    facts.costs.push_back({CostKind::deductible_vat, Cents{1900}});
    const auto rules =
        rule_text::usual() + entry("not_eligible", "parameter", "[\"deductible_vat\"]", "list");
    CHECK(findings_of(assess_by(rules, facts)) == "info:not_eligible");
}

TEST_CASE("two lines of one kind of cost are one line of the grant") {
    auto facts = measure(8, 100);
    facts.costs.push_back({CostKind::fee, Cents{2000}});
    const auto result = usual(facts);
    REQUIRE(result.lines.size() == 1);
    CHECK(result.lines[0].amount == Cents{12000});
}

TEST_CASE("a specific measure needs its reason, a general one a partner or the reason why there is none") {
    const auto rules = rule_text::usual() +
                       entry("specific_requires_no_supraregional_offer", "requirement", "true", "bool",
                             "reason = \"no_supraregional_offer\"\n") +
                       entry("general_requires_cooperation_edu_provider", "requirement", "true", "bool",
                             "reason = \"no_partner\"\nseverity = \"warning\"\n");
    auto facts = measure(8, 280);
    facts.specific = true;
    CHECK(findings_of(assess_by(rules, facts)) == "error:specific_requires_no_supraregional_offer");
    facts.no_supraregional_offer = "nächstes Angebot in Kassel";
    CHECK(findings_of(assess_by(rules, facts)).empty());
    facts.specific = false;
    facts.partner = "";
    CHECK(findings_of(assess_by(rules, facts)) == "warning:general_requires_cooperation_edu_provider");
    facts.no_partner_reason = "VHS ohne Raum";
    CHECK(findings_of(assess_by(rules, facts)).empty());
}

TEST_CASE("a contract before the decision, or without one, is a start too early") {
    const auto rules = rule_text::usual() + entry("start_guard", "start_guard", "\"trainer_contract\"",
                                                  "enum", "severity = \"warning\"\n");
    auto facts = measure(8, 280);
    CHECK(findings_of(assess_by(rules, facts)).empty());
    facts.contract_on = Date::of(2027, 2, 1);
    CHECK(findings_of(assess_by(rules, facts)) == "warning:start_guard");
    facts.decided_on = Date::of(2027, 2, 2);
    CHECK(findings_of(assess_by(rules, facts)) == "warning:start_guard");
    facts.decided_on = Date::of(2027, 2, 1);
    CHECK(findings_of(assess_by(rules, facts)).empty());
    facts.decided_on = Date::of(2027, 2, 2);
    facts.early_start_approved = true;
    CHECK(findings_of(assess_by(rules, facts)).empty());
}

TEST_CASE("requirements on form, questionnaires and other grants are checked where they are in force") {
    auto facts = measure(8, 280);
    facts.online = true;
    facts.other_state_funding = true;
    facts.state = funding::MeasureState::carried_out;
    CHECK(findings_of(usual(facts)).empty());
    const auto rules = rule_text::usual() + entry("online_eligible", "requirement", "false", "bool") +
                       entry("no_double_funding", "requirement", "true", "bool") +
                       entry("questionnaire_required", "requirement", "true", "bool");
    CHECK(findings_of(assess_by(rules, facts)) ==
          "error:online_eligible error:no_double_funding error:questionnaire_required");
    facts.questionnaires_returned = true;
    facts.online = false;
    facts.other_state_funding = false;
    CHECK(findings_of(assess_by(rules, facts)).empty());
}

TEST_CASE("income is named as cover where the financing plan must hold it") {
    auto facts = measure(8, 500);
    facts.participant_fees = Cents{2000};
    const auto rules =
        rule_text::usual() + entry("participant_fee_in_financing_plan", "requirement", "true", "bool");
    CHECK(findings_of(assess_by(rules, facts)) == "info:participant_fee_in_financing_plan");
}

TEST_CASE("a cancelled measure gets nothing and is not found fault with") {
    auto facts = measure(8, 280);
    facts.planned_participants = 2;
    facts.state = funding::MeasureState::cancelled;
    const auto result = usual(facts);
    CHECK(result.grant == Cents{0});
    CHECK(result.lines.empty());
    CHECK(result.findings.empty());
}

TEST_CASE("a day without rules gives nothing and says which rules are missing") {
    auto facts = measure(8, 280);
    facts.first_day = Date::of(2019, 12, 31);
    const auto result = usual(facts);
    CHECK(result.grant == Cents{0});
    CHECK(result.lines.empty());
    CHECK(findings_of(result) == "error:eligible_cost_kinds error:rate_ue_regular_max error:ue_minutes "
                                 "error:participants_min");
}

TEST_CASE("the grant is the sum of its lines, within cost and ceiling, and grows with the time taught") {
    for (const auto* revenue : {"festbetrag", "fehlbedarf"}) {
        const auto set = rule_text::read(rule_text::usual(revenue));
        Cents before{};
        for (std::int64_t minutes = 1; minutes < 2000; minutes += 7) {
            auto facts = measure(1, 1);
            facts.teaching_time = {minutes};
            facts.costs = {{CostKind::fee, Cents{73313}},
                           {CostKind::material, Cents{1999}},
                           {CostKind::room, Cents{500}}};
            facts.participant_fees = Cents{777};
            const auto result = assess(facts, set.in_force(facts.first_day));
            Cents sum{};
            for (const auto& line : result.lines)
                sum += line.amount;
            CHECK(sum == result.grant);
            CHECK(result.grant <= result.eligible_cost);
            CHECK(result.grant <= result.ceiling);
            CHECK(result.grant >= before);
            before = result.grant;
        }
    }
}
