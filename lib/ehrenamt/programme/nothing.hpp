// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/optimise.hpp"

namespace ehrenamt::programme {

/// What keeps a course from being held at all, whatever else is.
enum class Barrier {
    demand,   ///< nobody who asked for its topic can come
    minimum,  ///< fewer can come than it needs
    capacity, ///< it has fewer places than it needs persons
    budget,   ///< it costs more than there is
    at_most,  ///< no course is allowed
    locks,    ///< a person wants it out
};

/// The fewest barriers of which each course meets one: together they keep every course out, and without any
/// one of them some course could be held. Of several such sets the first in the order of Barrier; empty if a
/// course can be held, or if there is none. A programme is empty if and only if no course can be held by
/// itself, because leaving out others breaks no limit.
EHRENAMT_API std::vector<Barrier> why_nothing_fits(const Instance& instance);

} // namespace ehrenamt::programme
