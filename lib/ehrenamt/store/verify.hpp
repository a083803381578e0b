// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/result.hpp"
#include "ehrenamt/store/store.hpp"
#include "ehrenamt/store/watch.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ehrenamt::store {

/// What verify-store found. No findings: every page, reference, row and link of the chain is as written.
struct Verification {
    std::vector<base::Problem> findings;
    std::int64_t tables = 0;
    std::int64_t rows = 0;
    std::int64_t change_sets = 0;
    std::string chain_head; ///< hex
};

/// Reads the whole store: SQLite's integrity check, foreign keys, the schema against a fresh one, the
/// content digests, the chain of change sets with their bodies. Damage is a finding, also where SQLite
/// cannot go on reading.
EHRENAMT_API Verification verify(const Store& store, const Watch& watch = {});

} // namespace ehrenamt::store
