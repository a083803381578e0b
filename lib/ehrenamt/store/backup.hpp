// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/store/store.hpp"
#include "ehrenamt/store/watch.hpp"

#include <filesystem>
#include <functional>

namespace ehrenamt::store {

/// Copies an open database while others may work with it: to a temporary name beside the target, synced,
/// checked (SQLite's quick check and our digests), then renamed. On any error nothing is left behind.
/// \param before_naming  called when the copy is whole and does not have its name yet: what it throws leaves
/// nothing behind
/// \throws base::Error if the target exists and `overwrite` is false, or the copy does not hold
EHRENAMT_API void copy_database(SQLite::Database& from, const std::filesystem::path& to, bool overwrite,
                                const Watch& watch = {}, const std::function<void()>& before_naming = {});

/// Puts a copy of a sound backup in the place of a store. A store that is there is kept beside it as
/// `<store>.before-restore` with its journal, which must never be rolled back into another file.
/// \throws base::Error if a store is there and `overwrite` is false; then and on any error it stays in place
EHRENAMT_API void restore_database(SQLite::Database& backup, const std::filesystem::path& store,
                                   bool overwrite, const Watch& watch = {},
                                   const std::function<void()>& before_naming = {});

} // namespace ehrenamt::store
