// SPDX-License-Identifier: EUPL-1.2
#include "cli/registered.hpp"

#include "ehrenamt/store/identity.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using Outcome = programme::Registered::Outcome;

const char* word(Outcome outcome) {
    return outcome == Outcome::added ? "added" : outcome == Outcome::changed ? "changed" : "same";
}

} // namespace

Outcomes::Outcomes(const std::vector<programme::Registered>& all) {
    for (const auto& one : all)
        ++(one.outcome == Outcome::added ? added : one.outcome == Outcome::changed ? changed : same);
}

nlohmann::ordered_json json_of(const std::vector<programme::Registered>& all) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& one : all)
        list.push_back({{"id", store::long_id(one.id)}, {"outcome", word(one.outcome)}});
    return list;
}

} // namespace ehrenamt::cli
