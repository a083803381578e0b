// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/funding/deadlines.hpp"
#include "ehrenamt/funding/drawdowns.hpp"

#include <vector>

namespace ehrenamt::funding {

/// The last days that come with a grant: `decision_proof`, the day that a decision in force sets for the
/// proof of use, if it is not over; `drawdown_use`, until when money is to be used that came and is not
/// spent, over or not. Neither moves to a working day: the authority set the one, and of the other it is not
/// known. In order of time.
[[nodiscard]] EHRENAMT_API std::vector<Deadline>
granted_deadlines(const Grant& grant, const store::Origin& origin, const RuleSet& rules, base::Date today);

/// Those of all half-years that something was decided about.
[[nodiscard]] EHRENAMT_API std::vector<Deadline> granted_deadlines(const store::Store& store,
                                                                   const RuleSet& rules, base::Date today);

} // namespace ehrenamt::funding
