// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/message.hpp"
#include "ehrenamt/store/digest.hpp"

#include <cstdint>
#include <functional>

namespace ehrenamt::store {

/// Told how far a long piece of work is: with `done` 0 when a step begins, then now and then. May throw,
/// which stops the work. `total` in the step's own unit; 0 where nobody knows.
using Watch = std::function<void(const base::Message& step, std::int64_t done, std::int64_t total)>;

/// compute_digests that tells how many rows it has read.
ContentDigest compute_digests(const SQLite::Database& db, const Watch& watch);

} // namespace ehrenamt::store
