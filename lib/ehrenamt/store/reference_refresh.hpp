// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::store {

/// Files of reference data by the name that they are shipped under.
using ReferencePaths = std::map<std::string, std::filesystem::path>;

/// The files that a user means: all known ones of a folder (or of `reference/` in it), or one file, known by
/// its name or by its headings. \throws base::Error `reference.unknown_file` if there is none
EHRENAMT_API ReferencePaths reference_paths(const std::filesystem::path& from);

/// What a refresh did with the rows of one table.
struct RefreshedRows {
    std::int64_t added = 0, changed = 0, removed = 0, same = 0;
};

struct Refreshed {
    std::map<std::string_view, RefreshedRows> rows; ///< by what they are counted as
    std::vector<base::Message> notices;
};

/// Brings the reference data up to what the files say; changes of municipalities (gemeinde_aenderungen.csv)
/// are not read here. All files are checked as a whole before a row is written: duplicates, keys that are not
/// known, values that cannot be, school holidays that overlap, municipalities that would begin or end without
/// a change that says so. Keys that have ended are brought to their successors. Rows that records may refer
/// to are never removed. \param given    files that were named; a table that is made of two files takes the
/// other one from `shipped` \throws base::Rejected with every problem. Rules: those of CsvReader,
/// `reference.duplicate`, `reference.unknown_key`, `reference.value`, `reference.overlap`, `reference.gap`
EHRENAMT_API Refreshed refresh_reference(Store& store, const ReferencePaths& given,
                                         const std::filesystem::path& shipped, ChangeSet& change);

} // namespace ehrenamt::store
