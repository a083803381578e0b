// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/application_document.hpp"
#include "tests/unit/funding/rule_text.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace ehrenamt;
using base::Date;
using domain::Cents;
using funding::CostKind;
using nlohmann::json;
using rule_text::entry;

namespace {

funding::MeasureEntry measure(const std::string& title, std::int64_t fee_cents, bool specific = false) {
    funding::MeasureEntry m;
    m.id = "06413000-7";
    m.topic = "Vereinsrecht";
    m.trainer = "Beispiel, Anna";
    m.place = "Volkshochschule Offenbach, Raum 2";
    m.dates = "02.02. und 09.02.2027";
    m.last_day = Date::of(2027, 2, 9);
    m.facts.title = title;
    m.facts.specific = specific;
    m.facts.teaching_time = {8 * 45};
    m.facts.costs = {
        {CostKind::fee, Cents{fee_cents}}, {CostKind::material, Cents{4000}}, {CostKind::room, Cents{5000}}};
    m.facts.planned_participants = 12;
    m.facts.partner = "VHS";
    m.facts.first_day = Date::of(2027, 2, 2);
    return m;
}

funding::ApplicationInput input() {
    funding::ApplicationInput in{
        *domain::HalfYear::parse("2027-H1"), Date::of(2027, 1, 4), true, {}, {}, {}, {}, {}, {}, {}, {}};
    in.applicant.name = "Freiwilligenzentrum Offenbach e.V.";
    in.applicant.municipality_key = "06413000";
    in.measures = {measure("Vereinsrecht", 30000), measure("Demenz", 15001, true)};
    in.measures[1].facts.participant_fees = Cents{2500};
    in.measures[1].facts.no_supraregional_offer = "kein Angebot";
    in.development_cost = Cents{120000};
    return in;
}

std::string rules_text() {
    return rule_text::usual() +
           entry("application_declarations", "parameter", "[\"not_begun\", \"completeness\"]", "list") +
           entry("authority", "parameter", "[\"RP Darmstadt\"]", "list") +
           entry("deadline_application_h1", "deadline", "\"15-01\"", "day_month",
                 "applies_to = \"application_h1\"\n");
}

funding::ApplicationDocument document(const funding::ApplicationInput& in = input()) {
    static const auto k_rules = rule_text::read(rules_text());
    return funding::make_application(in, k_rules, {});
}

std::int64_t sum(const json& lines) {
    std::int64_t total = 0;
    for (const auto& line : lines)
        total += line["amount_cents"].get<std::int64_t>();
    return total;
}

} // namespace

TEST_CASE("the financing plan's two sides are equal and hold what is asked for") {
    const auto doc = document();
    // 300 + 40 + 50 and 150.01 + 40 + 50, two flats of 85, development 1,200.
    CHECK(doc.plan.total == Cents{39000 + 24001 + 17000 + 120000});
    Cents costs;
    Cents funds;
    for (const auto& line : doc.plan.costs)
        costs += line.amount;
    for (const auto& line : doc.plan.funds)
        funds += line.amount;
    CHECK(costs == doc.plan.total);
    CHECK(funds == doc.plan.total);
    CHECK(doc.assessment.total == Cents{28000 + 19001 + 17000 + 120000});
    CHECK(doc.plan.funds.front().key == "funds_own");
    CHECK(doc.plan.funds.front().amount == Cents{11000 + 5000 - 2500});
}

TEST_CASE("income beyond the cost shows as a surplus instead of negative own funds") {
    auto in = input();
    in.measures.resize(1);
    in.measures[0].facts.participant_fees = Cents{50000};
    const auto doc = document(in);
    CHECK(doc.plan.funds.front().amount == Cents{0});
    CHECK(doc.plan.costs.back().key == "surplus");
    CHECK(doc.plan.costs.back().amount == Cents{50000 + 28000 - 39000});
}

TEST_CASE("a surplus of one measure does not hide the own funds of another") {
    auto in = input();
    in.measures[0].facts.participant_fees = Cents{50000};
    in.measures[1].facts.participant_fees = Cents{0};
    const auto doc = document(in);
    CHECK(doc.plan.funds.front().amount == Cents{5000});
    CHECK(doc.plan.costs.back().amount == Cents{50000 + 28000 - 39000});
    CHECK(funding::measures_csv(doc, false).find(",50.00,560.00,") != std::string::npos);
    Cents costs;
    for (const auto& line : doc.plan.costs)
        costs += line.amount;
    CHECK(costs == doc.plan.total);
}

TEST_CASE("a cancelled measure is in no sum") {
    auto in = input();
    in.measures[0].facts.state = funding::MeasureState::cancelled;
    const auto doc = document(in);
    CHECK(doc.plan.total == Cents{24001 + 8500 + 120000});
    CHECK(doc.assessment.shares[0].assessment.total_cost == Cents{0});
}

TEST_CASE("in the JSON every euro names its rule and the sums add up") {
    const auto doc = document();
    const auto parsed = json::parse(funding::application_json(doc));
    std::int64_t grants = 0;
    for (const auto& m : parsed["measures"]) {
        CHECK(sum(m["lines"]) == m["grant_cents"]);
        for (const auto& line : m["lines"]) {
            CHECK_FALSE(line["rule"].get<std::string>().empty());
            CHECK_FALSE(line["clause"].get<std::string>().empty());
            CHECK_FALSE(line["source"].get<std::string>().empty());
        }
        CHECK(m["flat_rule"] == "flat_admin_per_measure_max");
        CHECK(m["flat_planned"] == true);
        grants += m["grant_cents"].get<std::int64_t>() + m["flat_cents"].get<std::int64_t>();
    }
    const auto& grant = parsed["grant"];
    CHECK(grants + grant["development_cents"].get<std::int64_t>() == grant["total_cents"]);
    CHECK(sum(parsed["financing_plan"]["costs"]) == parsed["financing_plan"]["total_cents"]);
    CHECK(sum(parsed["financing_plan"]["funds"]) == parsed["financing_plan"]["total_cents"]);
    CHECK(grant["total_cents"] == doc.assessment.total.value);
    CHECK(parsed["status"] == "draft");
    CHECK(parsed["deadline"]["nominal"] == "2027-01-15");
    CHECK(parsed["declarations"].size() == 2);
    CHECK(parsed["rule_set"]["hash"].get<std::string>().size() == 64);
}

TEST_CASE("the last row of the overview and the plan as CSV have the sums of the JSON") {
    const auto doc = document();
    const auto csv = funding::measures_csv(doc, false);
    const auto last = csv.substr(csv.rfind('\n', csv.size() - 2) + 1);
    // fee 450.01, material 80, room 100, cost 630.01, fees 25, own 135, ceilings 560, grants 470.01, flats
    // 170.
    CHECK(last.starts_with("sum,"));
    CHECK(last.find("450.01,80.00,100.00,630.01,25.00,0.00,135.00,560.00,470.01,170.00,640.01") !=
          std::string::npos);
    const auto plan = funding::plan_csv(doc, false);
    CHECK(plan.find("requested,Beantragte Zuwendung,1840.01") != std::string::npos);
    CHECK(plan.find("costs,total,Summe der Kosten,2000.01") != std::string::npos);
    CHECK(funding::plan_csv(doc, true).find("\"Beantragte Zuwendung\";1840,01") == std::string::npos);
    CHECK(funding::plan_csv(doc, true).find("Beantragte Zuwendung;1840,01") != std::string::npos);
}

TEST_CASE("the content hash depends on the content, not on day and status") {
    const auto first = document().content_hash;
    CHECK(first.size() == 64);
    auto in = input();
    in.made_on = Date::of(2027, 1, 5);
    in.draft = false;
    CHECK(document(in).content_hash == first);
    in.measures[0].facts.costs[0].amount = Cents{30001};
    CHECK(document(in).content_hash != first);
}

TEST_CASE("an application without measures is an empty overview and a plan of nothing") {
    auto in = input();
    in.measures.clear();
    in.development_cost = {};
    const auto doc = document(in);
    CHECK(doc.plan.total == Cents{0});
    CHECK(doc.plan.costs.empty());
    CHECK(json::parse(funding::application_json(doc))["measures"].empty());
}

TEST_CASE("the words of a calculation line for documents") {
    const auto doc = document();
    const auto& share = doc.assessment.shares[0];
    CHECK(funding::german(share.assessment.lines[0], doc.input.measures[0].facts, share.assessment) ==
          "Honorar");
    CHECK(funding::german(share.assessment.lines[2], doc.input.measures[0].facts, share.assessment) ==
          "über dem Höchstbetrag 8 UE × 35,00 €");
    CHECK(funding::german_evidence(share.assessment.lines[0].rule) == "A – amtliche Quelle");
}
