// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/programme/course_set.hpp"
#include "ehrenamt/programme/instance.hpp"
#include "ehrenamt/programme/stop.hpp"

#include <optional>
#include <vector>

namespace ehrenamt::programme {

/// Courses of one group that can be held together: each reaches its minimum, and no trainer or room among
/// them is needed twice at a time.
struct Pattern {
    CourseSet courses;
    std::int64_t count = 0;
    std::int64_t weighted_persons = 0; ///< the most that they serve
    std::int64_t grant = 0;            ///< cents
    std::int64_t own_money = 0;        ///< cents
};

/// Courses that share needs, directly or through other courses. What is seated in one group takes nobody from
/// another, so the value of a programme is the sum over its groups.
struct Group {
    std::vector<std::size_t> courses; ///< positions, ascending
    std::vector<std::size_t> needs;   ///< positions, ascending
    std::vector<std::size_t> pairs;   ///< positions in `Instance::reach`, ascending
    std::vector<Pattern> patterns;    ///< first that without a course
};

/// The groups of an instance with all their patterns, whatever budget and locks say; empty if there are more
/// than `CourseSet::k_most` candidates or more than `most` patterns, or if it was stopped.
///
/// The minima never cost a person's weight: if a set of persons can be seated at all and the minima can be
/// reached at all, then both can be had at once (Mendelsohn and Dulmage), so the value is that of the
/// heaviest persons who can be seated, found one need after the other.
EHRENAMT_API std::optional<std::vector<Group>> groups(const Instance& instance, std::size_t most,
                                                      const Stop& stop = {});

/// The most weighted persons that the chosen courses serve, their minima aside; needs and courses in any
/// order.
EHRENAMT_API std::int64_t most_weighted_seats(const Instance& instance, const Selection& chosen);

} // namespace ehrenamt::programme
