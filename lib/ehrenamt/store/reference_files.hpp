// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/formats/csv.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace ehrenamt::store {

/// A cell that, unless it is empty, must be a key that is known.
struct ReferenceKey {
    std::string_view column;
    const char* known; ///< finds it
};

/// What becomes of rows of the store that a newer file no longer has.
enum class Vanished {
    kept,           ///< records may refer to them
    removed,        ///< nothing refers to them
    removed_between ///< days: only those between the first and the last day of the file
};

/// How one file of the reference data becomes rows: each column of the file named here is bound in this
/// order. What has to be turned around (empty to NULL, degrees to millionths) is said in the statement.
struct ReferenceFile {
    const char* file;
    const char* table;
    const char* counted_as;
    const char* statement;
    std::vector<std::string_view> columns;
    std::vector<ReferenceKey> keys = {};
    Vanished vanished = Vanished::kept;
};

/// In the order in which they refer to each other.
const std::vector<ReferenceFile>& reference_files();

/// Where the file's columns stand. \throws base::Rejected if one is missing
std::vector<std::size_t> columns_of(const formats::CsvReader& reader, const ReferenceFile& file);

} // namespace ehrenamt::store
