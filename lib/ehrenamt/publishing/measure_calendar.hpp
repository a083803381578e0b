// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/measures/measure.hpp"

namespace ehrenamt::publishing {

/// The sessions of measures as an iCalendar object. The UIDs are those of the programme's calendar, so that a
/// moved session takes the old one's place; a cancelled measure's sessions say so.
EHRENAMT_API std::string measure_calendar(const std::vector<measures::Measure>& measures,
                                          const associations::ContactPoint& from, base::Date today);

} // namespace ehrenamt::publishing
