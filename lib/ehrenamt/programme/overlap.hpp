// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/instance.hpp"

#include <map>
#include <set>

namespace ehrenamt::programme {

/// Both cannot be held because one trainer, or one room, would be at two places at a time.
EHRENAMT_API bool needs_same_trainer(const Candidate& one, const Candidate& other);
EHRENAMT_API bool needs_same_room(const Candidate& one, const Candidate& other);

/// Candidates by position of which one at most can be held, for one trainer or one room: those who need it at
/// the moment at which a session begins. Every two that clash are together in one such set.
using ClashSets = std::set<std::vector<std::size_t>>;
EHRENAMT_API std::map<domain::TrainerId, ClashSets>
clashes_of(const Instance& instance, std::optional<domain::TrainerId> Candidate::*resource);
EHRENAMT_API std::map<domain::VenueId, ClashSets>
clashes_of(const Instance& instance, std::optional<domain::VenueId> Candidate::*resource);

} // namespace ehrenamt::programme
