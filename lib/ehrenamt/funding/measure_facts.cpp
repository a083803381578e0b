// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/measure_facts.hpp"

#include <algorithm>
#include <array>

namespace ehrenamt::funding {
namespace {

using base::_m;

constexpr auto k_names = std::to_array<std::string_view>(
    {"fee", "material", "room", "travel", "catering", "publicity", "other", "state_fees", "building",
     "financing_costs", "unused_discounts", "deductible_vat"});
constexpr auto k_titles = std::to_array<base::MessageId>(
    {_m("trainer's fee"), _m("material"), _m("room"), _m("travel"), _m("catering"), _m("publicity"),
     _m("other costs"), _m("administrative fees of the state"), _m("building"), _m("financing costs"),
     _m("unused discounts"), _m("deductible VAT")});
constexpr auto k_german = std::to_array<std::string_view>(
    {"Honorar", "Material", "Raum", "Fahrt", "Verpflegung", "Öffentlichkeitsarbeit", "Sonstige Kosten",
     "Verwaltungsgebühren des Landes", "Bau", "Finanzierungskosten", "Nicht genutzte Skonti und Rabatte",
     "Abziehbare Vorsteuer"});

} // namespace

std::span<const std::string_view> cost_kind_names() {
    return k_names;
}

std::string_view name(CostKind kind) {
    return k_names.at(static_cast<std::size_t>(kind));
}

base::MessageId title(CostKind kind) {
    return k_titles.at(static_cast<std::size_t>(kind));
}

std::string_view german(CostKind kind) {
    return k_german.at(static_cast<std::size_t>(kind));
}

std::optional<CostKind> cost_kind_named(std::string_view text) {
    const auto found = std::find(k_names.begin(), k_names.end(), text);
    if (found == k_names.end())
        return std::nullopt;
    return static_cast<CostKind>(found - k_names.begin());
}

} // namespace ehrenamt::funding
