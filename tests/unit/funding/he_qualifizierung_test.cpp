// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/application_assessment.hpp"
#include "ehrenamt/funding/deadlines.hpp"
#include "ehrenamt/funding/interest.hpp"
#include "tests/unit/funding/rule_text.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ehrenamt;
using base::Date;
using domain::Cents;

namespace {

constexpr auto k_offenbach = "06413000";
constexpr auto k_gross_gerau = "06433006";
constexpr auto k_bad_nauheim = "06440002";
constexpr auto k_wiesbaden = "06414000";

funding::RuleSet state_rules() {
    return rule_text::read(rule_text::file_text(EHRENAMT_SOURCE_DIR "/data/funding/he-qualifizierung.toml"));
}

/// What the sources say, written down from them and not from the rule file.
struct Expected {
    const char* key;
    const char* value;
    const char* unit;
    const char* evidence_confidence;
    const char* contact_point = "";
    const char* on = "2026-06-01";
};

constexpr Expected k_expected[] = {
    {"ue_minutes", "45", "minutes", "high"},
    {"ue_minutes", "45", "minutes", "high", "", "2001-01-01"},
    {"rate_ue_regular_max", "3500", "cents_per_ue", "high"},
    {"rate_ue_regular_max", "3500", "cents_per_ue", "high", "", "2015-01-01"},
    {"rate_ue_exception_max", "5000", "cents_per_ue", "high"},
    {"flat_admin_per_measure_max", "8500", "cents_per_measure", "high"},
    {"programme_development_max", "200000", "cents_per_programme", "high"},
    {"participants_min", "7", "persons_per_measure", "high"},
    {"deadline_registration", "31-10", "day_month", "high"},
    {"deadline_application_h1", "15-01", "day_month", "high"},
    {"deadline_application_h1", "15-01", "day_month", "high", "", "2019-01-01"},
    {"deadline_application_h2", "01-07", "day_month", "med"},
    {"lead_time_measure_weeks", "7", "weeks", "med", k_gross_gerau},
    {"lead_time_measure", "0", "days", "med", k_bad_nauheim},
    {"questionnaire_required", "true", "bool", "med", k_bad_nauheim},
    {"eligible_cost_materials", "true", "bool", "med", k_gross_gerau},
    {"eligible_cost_materials", "false", "bool", "med", k_offenbach},
    {"eligible_cost_materials", "false", "bool", "med", k_wiesbaden},
    {"eligible_cost_materials", "false", "bool", "med", k_bad_nauheim},
    {"online_eligible", "true", "bool", "med"},
    {"specific_requires_no_supraregional_offer", "true", "bool", "high"},
    {"general_requires_cooperation_edu_provider", "true", "bool", "high"},
    {"budget_state_year", "35000000", "cents_per_year", "med", "", "2013-06-01"},
    {"budget_state_year", "45000000", "cents_per_year", "med"},
    {"budget_frame_offenbach", "800000", "cents_per_year", "high", k_offenbach, "2022-06-01"},
    {"anlaufstellen_count", "29", "count", "high", "", "2011-06-01"},
    {"anlaufstellen_count", "30", "count", "high"},
    {"allocation_policy", "first_come", "enum", "med", k_offenbach},
    {"allocation_policy", "pro_rata", "enum", "med", k_wiesbaden},
    {"proof_deadline_default", "30-04", "day_month", "low"},
    {"proof_form", "verwendungsnachweis_einfach", "enum", "low"},
    {"proof_form_kommune_new", "verwendungsbestaetigung", "enum", "med"},
    {"drawdown_use_within", "2", "months", "low"},
    {"plan_line_overrun_max", "20", "percent", "low"},
    {"plan_reduction_trigger", "50000", "cents", "low"},
    {"cost_drop_notice_share", "750", "basis_points", "low"},
    {"cost_drop_notice_amount", "1000000", "cents", "low"},
    {"interest_margin", "500", "basis_points", "med"},
    {"base_rate", "362", "basis_points", "med", "", "2024-01-01"},
    {"base_rate", "362", "basis_points", "med", "", "2024-06-30"},
    {"retention_grant_records", "5", "years", "low"},
    {"retention_deminimis", "10", "years", "med"},
    {"retention_tax_vouchers", "8", "years", "low"},
    {"retention_tax_books", "10", "years", "low"},
    {"not_eligible",
     "state_fees, building, financing_costs, unused_discounts, deductible_vat, other_state_programme", "list",
     "low"},
    {"ecard_hours_week", "5", "hours_per_week", "high"},
    {"kompetenznachweis_hours_year", "80", "hours_per_year", "med"},
    {"ags_length", "8", "digits", "high"},
    {"ars_length", "12", "digits", "high"},
    {"ags_hanau_kreisfrei", "06415000", "text", "low"},
    {"vr_key", "register_court, former_court, register_number", "list", "high"},
    {"small_cell_threshold", "3", "persons", "low"},
};

/// Entries of other programmes: there for orientation, never in force.
constexpr Expected k_analogues[] = {
    {"proof_deadline_anbest_p", "6", "months", "low"},
    {"unpaid_work_value_min", "statutory_minimum_wage", "text", "low"},
    {"inventory_threshold", "80000", "cents", "low"},
    {"deminimis_dawi_limit", "50000000", "cents_per_three_years", "low"},
    {"retention_grant_records", "10", "years", "low"},
};

} // namespace

TEST_CASE("the state's rule file is read without a problem") {
    const auto text = rule_text::file_text(EHRENAMT_SOURCE_DIR "/data/funding/he-qualifizierung.toml");
    const auto reading = funding::read_rules(text, "he-qualifizierung.toml");
    CHECK(rule_text::rules_of(reading.problems).empty());
    // The base rates of 2022 and 2023 stand in no source that was read.
    for (const auto& notice : reading.notices)
        CHECK(base::english(notice.message) == "'base_rate' has no entry from 2022-01-01 to 2023-12-31");
}

TEST_CASE("the state's rule file says what the sources say") {
    const auto set = state_rules();
    for (const auto& expected : k_expected) {
        CAPTURE(expected.key);
        CAPTURE(expected.on);
        const auto* rule = set.at(expected.key, *Date::parse(expected.on), expected.contact_point);
        REQUIRE(rule != nullptr);
        CHECK(funding::value_text(rule->value) == expected.value);
        CHECK(rule->unit == expected.unit);
        CHECK(rule->confidence == expected.evidence_confidence);
    }
    CHECK(set.at("authority", Date::of(2026, 6, 1))->list() ==
          std::vector<std::string>{"Regierungspräsidium Darmstadt",
                                   "Dezernat II 25 Soziales, Integration und Flüchtlinge",
                                   "Wilhelminenstraße 1–3", "64283 Darmstadt"});
}

TEST_CASE("rules of other programmes are kept for orientation and never in force") {
    const auto set = state_rules();
    for (const auto& expected : k_analogues) {
        CAPTURE(expected.key);
        CHECK(std::any_of(set.rules().begin(), set.rules().end(), [&](const funding::Rule& rule) {
            return rule.key == expected.key && rule.scope == funding::Scope::analogue &&
                   funding::value_text(rule.value) == expected.value && rule.unit == expected.unit;
        }));
    }
    CHECK(set.at("inventory_threshold", Date::of(2026, 6, 1)) == nullptr);
    CHECK(set.at("retention_grant_records", Date::of(2026, 6, 1))->integer() == 5);
}

TEST_CASE("the rules bind with the weight that the sources give them") {
    const auto set = state_rules();
    const auto day = Date::of(2027, 3, 1);
    CHECK(set.at("general_requires_cooperation_edu_provider", day)->severity == funding::Severity::warning);
    CHECK(set.at("participants_min", day)->severity == funding::Severity::error);
    CHECK(set.at("participants_min", day)->binding);
    CHECK(set.at("proof_deadline_default", day)->uncertain());
    CHECK_FALSE(set.at("rate_ue_regular_max", day)->uncertain());
    CHECK(set.at("deadline_registration", day)->year_offset == -1);
    CHECK(set.at("proof_deadline_default", day)->year_offset == 1);
}

TEST_CASE("the deadlines of 2027 by the state's rules and the Hessian holidays") {
    const auto year = funding::deadlines(2027, state_rules(), k_offenbach, {Date::of(2028, 5, 1)});
    REQUIRE(year.size() == 4);
    CHECK(year[0].nominal.iso() == "2026-10-31");
    CHECK(year[0].shifted.iso() == "2026-11-02");
    CHECK(year[1].shifted.iso() == "2027-01-15");
    CHECK(year[2].shifted.iso() == "2027-07-01");
    CHECK(year[3].shifted.iso() == "2028-05-02");
}

TEST_CASE("material is paid in Groß-Gerau and not in Offenbach") {
    const auto set = state_rules();
    funding::MeasureFacts facts;
    facts.teaching_time = {8 * 45};
    facts.costs = {{funding::CostKind::fee, Cents{20000}}, {funding::CostKind::material, Cents{4000}}};
    facts.planned_participants = 12;
    facts.partner = "VHS";
    facts.first_day = Date::of(2027, 3, 1);
    CHECK(funding::assess(facts, set.in_force(facts.first_day, k_gross_gerau)).grant == Cents{24000});
    CHECK(funding::assess(facts, set.in_force(facts.first_day, k_offenbach)).grant == Cents{20000});
    CHECK_FALSE(funding::assess(facts, set.in_force(facts.first_day, k_offenbach)).has_error());
}

TEST_CASE("worked example 9 by the rule of Groß-Gerau") {
    const auto set = state_rules();
    const auto first_day = Date::of(2026, 6, 10);
    const auto latest = funding::latest_request(first_day, set.in_force(first_day, k_gross_gerau));
    REQUIRE(latest);
    CHECK(latest->day.iso() == "2026-04-22");
    CHECK_FALSE(funding::latest_request(first_day, set.in_force(first_day, k_offenbach)));
}

TEST_CASE("interest by the state's rules for the half-year whose base rate is sourced") {
    // 1,000 € over 182 of 366 days at 8.62 percent.
    CHECK(*funding::interest(Cents{100000}, Date::of(2024, 1, 1), Date::of(2024, 7, 1), state_rules()) ==
          Cents{4286});
    CHECK_FALSE(funding::interest(Cents{100000}, Date::of(2026, 6, 1), Date::of(2026, 7, 1), state_rules()));
}

TEST_CASE("Offenbach's own file stands on the state's and gives the frame of 2027") {
    const auto state = state_rules();
    const auto own =
        rule_text::read(rule_text::file_text(EHRENAMT_SOURCE_DIR "/data/funding/offenbach.toml"), &state);
    CHECK(own.key() == "offenbach");
    CHECK(own.hash() != state.hash());
    const auto in_force = own.in_force(Date::of(2027, 1, 1), k_offenbach);
    REQUIRE(in_force.of_kind(funding::RuleKind::budget_frame, "contact_point") != nullptr);
    CHECK(in_force.of_kind(funding::RuleKind::budget_frame, "contact_point")->cents() == Cents{800000});
    CHECK(in_force.find("allocation_policy")->own_file);
    CHECK(in_force.find("rate_ue_regular_max")->cents() == Cents{3500});
}

TEST_CASE(
    "supposing another figure changes that rule for every contact point, and the hash, and nothing else") {
    const auto rules = state_rules();
    const auto other = rules.supposing(funding::keys::k_rate_regular, 4'000);
    const auto day = Date::of(2027, 3, 1);
    for (const auto* place : {k_offenbach, k_gross_gerau, k_wiesbaden}) {
        CHECK(other.in_force(day, place).find(funding::keys::k_rate_regular)->cents() == Cents{4'000});
        CHECK(rules.in_force(day, place).find(funding::keys::k_rate_regular)->cents() == Cents{3'500});
    }
    CHECK(other.hash() != rules.hash());
    CHECK(other.supposing(funding::keys::k_rate_regular, 3'500).hash() == rules.hash());
    CHECK(rules.supposing("no_such_rule", 1).hash() == rules.hash());
}
