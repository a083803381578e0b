// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/rule_schema.hpp"

#include "ehrenamt/funding/measure_facts.hpp"
#include "ehrenamt/funding/rules.hpp"

#include <algorithm>
#include <array>

namespace ehrenamt::funding::schema {
namespace {

using std::string_view;

constexpr int k_kind_count = static_cast<int>(RuleKind::budget_frame) + 1;

constexpr auto k_entry_names = std::to_array<string_view>(
    {"key",         "kind",        "value",      "unit",       "scope",    "contact_point",
     "applies_to",  "binding",     "severity",   "valid_from", "valid_to", "clause",
     "source",      "evidence",    "confidence", "note",       "reason",   "start",
     "form_number", "year_offset", "shift",      "stricter"});
constexpr auto k_header_names = std::to_array<string_view>({"key", "title", "version", "extends"});

struct Unit {
    string_view name;
    ValueType type;
};
constexpr auto k_units = std::to_array<Unit>({
    {"minutes", ValueType::count},
    {"days", ValueType::count},
    {"weeks", ValueType::count},
    {"months", ValueType::count},
    {"years", ValueType::count},
    {"hours_per_week", ValueType::count},
    {"hours_per_year", ValueType::count},
    {"persons", ValueType::count},
    {"persons_per_measure", ValueType::count},
    {"count", ValueType::count},
    {"digits", ValueType::count},
    {"percent", ValueType::count},
    {"basis_points", ValueType::integer},
    {"cents", ValueType::count},
    {"cents_per_ue", ValueType::count},
    {"cents_per_measure", ValueType::count},
    {"cents_per_programme", ValueType::count},
    {"cents_per_year", ValueType::count},
    {"cents_per_three_years", ValueType::count},
    {"bool", ValueType::boolean},
    {"text", ValueType::text},
    {"enum", ValueType::choice},
    {"list", ValueType::list},
    {"day_month", ValueType::day_month},
});

constexpr auto k_cents_per_ue = std::to_array<string_view>({"cents_per_ue"});
constexpr auto k_cents_per_measure = std::to_array<string_view>({"cents_per_measure"});
constexpr auto k_cents_per_programme = std::to_array<string_view>({"cents_per_programme"});
constexpr auto k_cents_per_year = std::to_array<string_view>({"cents_per_year"});
constexpr auto k_persons = std::to_array<string_view>({"persons_per_measure"});
constexpr auto k_day_month = std::to_array<string_view>({"day_month"});
constexpr auto k_lead_units = std::to_array<string_view>({"weeks", "days"});
constexpr auto k_bool = std::to_array<string_view>({"bool"});
constexpr auto k_enum = std::to_array<string_view>({"enum"});
constexpr auto k_list_or_bool = std::to_array<string_view>({"list", "bool"});
constexpr auto k_retention_units = std::to_array<string_view>({"years", "months"});

constexpr auto k_revenue = std::to_array<string_view>({"festbetrag", "fehlbedarf"});
constexpr auto k_rounding = std::to_array<string_view>({"exact", "floor"});
constexpr auto k_allocation = std::to_array<string_view>({"first_come", "pro_rata"});
constexpr auto k_proof = std::to_array<string_view>(
    {"verwendungsbestaetigung", "verwendungsnachweis_einfach", "verwendungsnachweis_voll"});
constexpr auto k_start = std::to_array<string_view>({"first_session", "trainer_contract"});
constexpr auto k_covers = std::to_array<string_view>({"measures", "application"});
constexpr auto k_period = std::to_array<string_view>({"programme", "year"});

constexpr auto k_declarations = std::to_array<string_view>(
    {"not_begun", "input_tax", "completeness", "data_protection", "subsidy_facts", "no_other_state_grant"});

constexpr auto k_expected = std::to_array<Expected>({
    {keys::k_ue_minutes, RuleKind::parameter, "minutes"},
    {keys::k_rate_regular, RuleKind::ceiling_per_ue, "cents_per_ue"},
    {keys::k_rate_exception, RuleKind::ceiling_per_ue, "cents_per_ue"},
    {keys::k_exception_approval, RuleKind::requirement, "bool"},
    {keys::k_flat_measure, RuleKind::flat_per_measure, "cents_per_measure"},
    {keys::k_development, RuleKind::flat_per_programme, "cents_per_programme"},
    {keys::k_development_period, RuleKind::parameter, "enum"},
    {keys::k_eligible_kinds, RuleKind::eligible_costs, "list"},
    {keys::k_eligible_materials, RuleKind::eligible_costs, "bool"},
    {keys::k_not_eligible, RuleKind::parameter, "list"},
    {keys::k_revenue, RuleKind::revenue_treatment, "enum"},
    {keys::k_fees_in_plan, RuleKind::requirement, "bool"},
    {keys::k_rounding, RuleKind::rounding, "enum"},
    {keys::k_participants_min, RuleKind::minimum_participants, "persons_per_measure"},
    {keys::k_attended_result, RuleKind::parameter, "enum"},
    {keys::k_online, RuleKind::requirement, "bool"},
    {keys::k_questionnaire, RuleKind::requirement, "bool"},
    {keys::k_double_funding, RuleKind::requirement, "bool"},
    {keys::k_start_guard, RuleKind::start_guard, "enum"},
    {keys::k_frame_covers, RuleKind::parameter, "enum"},
    {keys::k_base_rate, RuleKind::parameter, "basis_points"},
    {keys::k_interest_margin, RuleKind::parameter, "basis_points"},
    {keys::k_declarations, RuleKind::parameter, "list"},
    {keys::k_authority, RuleKind::parameter, "list"},
    {keys::k_small_cell, RuleKind::parameter, "persons"},
    {keys::k_certificate_attendance, RuleKind::parameter, "percent"},
    {keys::k_certificate_hours, RuleKind::parameter, "hours_per_year"},
    {keys::k_watch_minimum, RuleKind::parameter, "days"},
    {keys::k_watch_agreement, RuleKind::parameter, "days"},
    {keys::k_watch_room, RuleKind::parameter, "days"},
    {keys::k_watch_lists, RuleKind::parameter, "days"},
    {keys::k_watch_feedback, RuleKind::parameter, "days"},
});

} // namespace

std::span<const string_view> entry_names() {
    return k_entry_names;
}

std::span<const string_view> header_names() {
    return k_header_names;
}

std::optional<ValueType> type_of_unit(string_view unit) {
    const auto found =
        std::find_if(k_units.begin(), k_units.end(), [&](const Unit& u) { return u.name == unit; });
    return found == k_units.end() ? std::nullopt : std::optional{found->type};
}

std::vector<string_view> units() {
    std::vector<string_view> names;
    for (const auto& unit : k_units)
        names.push_back(unit.name);
    return names;
}

std::optional<RuleKind> kind_named(string_view text) {
    for (int i = 0; i < k_kind_count; ++i)
        if (name(static_cast<RuleKind>(i)) == text)
            return static_cast<RuleKind>(i);
    return std::nullopt;
}

std::vector<string_view> kinds() {
    std::vector<string_view> names;
    for (int i = 0; i < k_kind_count; ++i)
        names.push_back(name(static_cast<RuleKind>(i)));
    return names;
}

std::span<const string_view> units_of(RuleKind kind) {
    switch (kind) {
    case RuleKind::parameter:
        return {};
    case RuleKind::ceiling_per_ue:
        return k_cents_per_ue;
    case RuleKind::flat_per_measure:
        return k_cents_per_measure;
    case RuleKind::flat_per_programme:
        return k_cents_per_programme;
    case RuleKind::minimum_participants:
        return k_persons;
    case RuleKind::deadline:
        return k_day_month;
    case RuleKind::lead_time:
        return k_lead_units;
    case RuleKind::requirement:
        return k_bool;
    case RuleKind::eligible_costs:
        return k_list_or_bool;
    case RuleKind::retention:
        return k_retention_units;
    case RuleKind::budget_frame:
        return k_cents_per_year;
    case RuleKind::start_guard:
    case RuleKind::revenue_treatment:
    case RuleKind::rounding:
    case RuleKind::allocation_policy:
    case RuleKind::proof_form:
        return k_enum;
    }
    return {};
}

std::span<const string_view> choices_of(RuleKind kind, string_view key) {
    switch (kind) {
    case RuleKind::revenue_treatment:
        return k_revenue;
    case RuleKind::rounding:
        return k_rounding;
    case RuleKind::allocation_policy:
        return k_allocation;
    case RuleKind::proof_form:
        return k_proof;
    case RuleKind::start_guard:
        return k_start;
    default:
        break;
    }
    if (key == keys::k_frame_covers)
        return k_covers;
    if (key == keys::k_development_period)
        return k_period;
    if (key == keys::k_declarations)
        return k_declarations;
    return {};
}

const Expected* expected_of(string_view key) {
    const auto found =
        std::find_if(k_expected.begin(), k_expected.end(), [&](const Expected& e) { return e.key == key; });
    return found == k_expected.end() ? nullptr : &*found;
}

std::span<const Expected> expected_keys() {
    return k_expected;
}

std::span<const string_view> cost_kinds() {
    return cost_kind_names();
}

Stricter usual_direction(RuleKind kind) {
    switch (kind) {
    case RuleKind::ceiling_per_ue:
    case RuleKind::flat_per_measure:
    case RuleKind::flat_per_programme:
    case RuleKind::budget_frame:
    case RuleKind::deadline:
    case RuleKind::eligible_costs:
        return Stricter::lower;
    case RuleKind::minimum_participants:
    case RuleKind::lead_time:
    case RuleKind::requirement:
    case RuleKind::retention:
    case RuleKind::start_guard:
    case RuleKind::revenue_treatment:
    case RuleKind::rounding:
    case RuleKind::proof_form:
        return Stricter::higher;
    case RuleKind::parameter:
    case RuleKind::allocation_policy:
        break;
    }
    return Stricter::fixed;
}

bool may_be_added(RuleKind kind) {
    return kind == RuleKind::lead_time || kind == RuleKind::deadline || kind == RuleKind::requirement ||
           kind == RuleKind::budget_frame || kind == RuleKind::retention || kind == RuleKind::proof_form;
}

} // namespace ehrenamt::funding::schema
