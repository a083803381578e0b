// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/store/store.hpp"

#include <filesystem>
#include <memory>

namespace ehrenamt::store {

/// The head of a file, read without SQLite, so that nothing foreign is ever opened.
struct FileHead {
    bool sqlite = false;
    std::uint32_t application_id = 0;
    std::uint32_t user_version = 0;
};

inline constexpr std::uint32_t k_application_id = 0x45484131; // "EHA1"

/// \throws base::Error where the path is missing (no_store), not a regular file of ours, or open to others
FileHead inspect(const std::filesystem::path& path);

/// A connection with every safeguard set; does not look at what the file holds.
/// \param create  the file must not exist yet; it is made with mode 0600, under a temporary name that has one
///                extension more than the one it will get
std::unique_ptr<SQLite::Database> connect(const std::filesystem::path& path, Access access, bool create,
                                          const OpenOptions& options);

/// Syncs a file respectively a folder to the disk. \throws base::Error
void sync_path(const std::filesystem::path& path);

} // namespace ehrenamt::store
