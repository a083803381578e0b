// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/store/digest.hpp"

#include <vector>

namespace SQLite {
class Database;
}

namespace ehrenamt::store {

/// Brings the digests forward by what a change set did. The database must be in the state after it:
/// an update records only changed columns, the others are read from the row as it stands now.
void apply_to_digests(const SQLite::Database& db, const std::vector<unsigned char>& changes,
                      ContentDigest& digests);

} // namespace ehrenamt::store
