// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/instance.hpp"

namespace ehrenamt::programme {

/// Both cannot be held because one trainer, or one room, would be at two places at a time.
EHRENAMT_API bool needs_same_trainer(const Candidate& one, const Candidate& other);
EHRENAMT_API bool needs_same_room(const Candidate& one, const Candidate& other);

} // namespace ehrenamt::programme
