// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/funding/rules.hpp"

#include <vector>

namespace ehrenamt::funding {

/// Entries of one key and scope that overlap (a problem) or leave days without a rule between them (a
/// notice).
void check_validity(const std::vector<Rule>& rules, RuleReading& reading);

/// A contact point's own entries against the state's set: keys that nobody asks for, other kind or unit,
/// binding entries made looser.
void check_bounds(const std::vector<Rule>& own, const RuleSet& state, RuleReading& reading);

} // namespace ehrenamt::funding
