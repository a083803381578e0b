// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/optimise.hpp"

namespace ehrenamt::programme {

/// What many contact points do today, for comparison: courses are granted in the order in which they were
/// registered, each that still fits the budget, the trainers and the rooms and that fills its minimum from
/// those who are left over; places go in the order in which needs came in. Locks are kept as in `optimise`.
/// The status of the result means nothing.
EHRENAMT_API Programme in_order_of_receipt(const Instance& instance);

/// What others do, for comparison: everything that can be held is granted, and everybody gets the same share.
struct ProRata {
    Instance instance; ///< the granted courses take their share from the budget, the rest is own money
    Programme programme;
    std::int64_t share_permille = 1000; ///< of each grant, rounded down
};

/// Granted is what order of receipt would grant if money were no limit. If the grants go beyond the budget,
/// each is cut to the same share of it, rounded down to the cent.
EHRENAMT_API ProRata pro_rata(const Instance& instance);

} // namespace ehrenamt::programme
