// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/proposals.hpp"

#include <vector>

namespace ehrenamt::measures {

/// Makes the proposal the half-year's programme and each of its courses a planned measure.
/// \returns the measures in the order of the proposal's courses
/// \throws base::Error `programme.adopted` if the half-year has a programme
EHRENAMT_API std::vector<domain::MeasureId> adopt(store::Store& store, store::ChangeSet& change,
                                                  const programme::Proposal& proposal, base::Date today);

} // namespace ehrenamt::measures
