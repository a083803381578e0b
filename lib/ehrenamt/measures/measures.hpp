// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/proposals.hpp"

#include <cstdint>
#include <vector>

namespace ehrenamt::measures {

/// Makes the proposal the half-year's programme and each of its courses a planned measure.
/// \returns the measures in the order of the proposal's courses
/// \throws base::Error `programme.adopted` if the half-year has a programme
EHRENAMT_API std::vector<domain::MeasureId> adopt(store::Store& store, store::ChangeSet& change,
                                                  const programme::Proposal& proposal, base::Date today);

/// Gives a new measure the dates and the place of its course.
void copy_sessions(store::Store& store, domain::MeasureId measure);

/// A course that is to be held.
struct PlannedCourse {
    domain::CourseId course;
    std::int64_t participants = 0; ///< planned
    /// The measure's number in its store. A course that becomes a measure again gets a larger one.
    std::int64_t number = 0;
};

/// The measures of an adopted programme that were neither rejected nor cancelled, in the order of their
/// courses.
EHRENAMT_API std::vector<PlannedCourse> planned_courses(const store::Store& store,
                                                        domain::ProgrammeId programme);

} // namespace ehrenamt::measures
