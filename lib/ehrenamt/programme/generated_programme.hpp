// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/optimise.hpp"

namespace ehrenamt::programme {

/// A programme of an instance with so many courses, alike but for their dates, that a model with a column for
/// each is of no use: worked out by topic (by_topic.hpp), dates given afterwards. Only the first goal counts,
/// and the bound says how far from the best it can be. The same on every machine unless there is a time
/// limit. \pre require_well_formed, no clashes
EHRENAMT_API Programme optimise_generated(const Instance& instance, const SolverOptions& options);

/// More courses than Search takes, and most of them alike but for their dates: those are for
/// optimise_generated.
EHRENAMT_API bool is_mostly_alike(const Instance& instance);

} // namespace ehrenamt::programme
