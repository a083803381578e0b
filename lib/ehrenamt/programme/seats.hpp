// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/instance.hpp"

namespace ehrenamt::programme {

/// Who sits where, for a fixed set of courses.
struct Seating {
    std::vector<std::int64_t> seats;   ///< persons per pair of `Instance::reach`
    std::int64_t weighted_persons = 0; ///< Σ weight × seats
    std::int64_t persons = 0;
    std::int64_t associations = 0; ///< that send at least one person
};

/// The best seating of the chosen courses, in whole numbers: most weighted persons; then most associations
/// served; then the seating that comes first in the order of pairs (the first pair as many persons as it can
/// have, then the second, …). Every chosen course gets its minimum; budget, trainers and rooms are not
/// looked at. Empty if the minima cannot be reached together.
///
/// The answer is unique: the last step compares seatings as words, and two different words are never equal.
/// It is found by a flow of least cost from associations over needs and courses, whose capacities are whole
/// numbers, so that a whole-numbered best flow exists and no fraction is ever rounded.
EHRENAMT_API std::optional<Seating> best_seating(const Instance& instance, const Selection& chosen);

} // namespace ehrenamt::programme
