// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/needs/demand.hpp"

/// The counting behind `demand`; not for use outside the room.
namespace ehrenamt::needs {

/// Fills in all but what was unmet before: one pass over the answers, one over the needs, in the order in
/// which they lie in the store. Nothing is looked up for a row, so that half a million answers take half a
/// second.
void count_demand(const store::Store& store, DemandBy by, Demand& demand);

} // namespace ehrenamt::needs
