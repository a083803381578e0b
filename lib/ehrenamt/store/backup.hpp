// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/store/store.hpp"

#include <filesystem>

namespace ehrenamt::store {

/// Copies an open database while others may work with it: to a temporary name beside the target, synced,
/// checked (SQLite's quick check and our digests), then renamed. On any error nothing is left behind.
/// \throws base::Error if the target exists and `overwrite` is false, or the copy does not hold
EHRENAMT_API void copy_database(SQLite::Database& from, const std::filesystem::path& to, bool overwrite);

} // namespace ehrenamt::store
