// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/measures/enrolments.hpp"

namespace ehrenamt::measures {

/// Whom the cancellation of a measure concerns.
struct Cancelled {
    std::vector<EnrolmentId> enrolments; ///< who was enrolled and did not cancel
    std::int64_t agreements = 0;         ///< with trainers, that ended with it
};

/// Cancels a measure that was not held: its state, its enrolments and its agreements. Trainer and rooms are
/// free then, and it counts no more in funding and statistics, but stays to be seen. \throws base::Error
/// `measure.closed`, `measure.attendance` if somebody's attendance is recorded
EHRENAMT_API Cancelled cancel_measure(store::Store& store, store::ChangeSet& change, const Measure& measure,
                                      const std::string& reason, const std::string& now, base::Date today);

} // namespace ehrenamt::measures
