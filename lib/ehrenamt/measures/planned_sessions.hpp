// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/measures/plan.hpp"

namespace ehrenamt::measures {

/// The sessions as they would be, by number. Places have no names where they are new.
std::vector<MeasureSession> planned_sessions(const Measure& before, const PlanChange& wanted);

} // namespace ehrenamt::measures
