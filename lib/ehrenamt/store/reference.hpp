// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <filesystem>

namespace ehrenamt::store {

/// Loads municipalities with their validity, districts, courts, postcodes, fields, purposes, topics and
/// holidays from the shipped CSV files into an empty store; data/SOURCES.md names source and licence of each.
/// \param folder  the data folder, which holds `reference/`
/// \throws base::Error if a file is missing, base::Rejected if one does not hold what it should
EHRENAMT_API void load_reference(Store& store, const std::filesystem::path& folder, ChangeSet& change);

} // namespace ehrenamt::store
