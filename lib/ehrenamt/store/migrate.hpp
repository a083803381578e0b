// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/store/store.hpp"

#include <filesystem>
#include <string>

namespace ehrenamt::store {

/// Brings an open database from its version to the newest one, a transaction per step.
EHRENAMT_API void migrate(SQLite::Database& db, int up_to = schema_version());

/// Backs the file up beside it (`<store>.schema-<version>.bak`) and migrates it in one transaction, which
/// ends in a row of the log of its own: the content is another then, and the chain goes on from there.
/// \throws base::Error store.damaged_before_migration, with the file as it was
void migrate_file(const std::filesystem::path& path, const OpenOptions& options);

/// The text of every object in the schema, in a fixed order; equal for equal schemas.
std::string schema_text(const SQLite::Database& db);
/// What schema_text says of a fresh store of this version.
std::string expected_schema_text();

} // namespace ehrenamt::store
