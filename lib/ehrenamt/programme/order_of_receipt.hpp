// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/optimise.hpp"

namespace ehrenamt::programme {

/// What many contact points do today, for comparison: courses are granted in the order in which they were
/// registered, each that still fits the budget, the trainers and the rooms and that fills its minimum from
/// those who are left over; places go in the order in which needs came in. Locks are kept as in `optimise`.
/// The status of the result means nothing.
EHRENAMT_API Programme in_order_of_receipt(const Instance& instance);

} // namespace ehrenamt::programme
