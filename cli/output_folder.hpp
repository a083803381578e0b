// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/context.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace ehrenamt::cli {

/// Further files of a result, as name and bytes, into a folder that is made if it is not there. A dry run
/// finds files in the way too, but makes no folder for files that will not come. \returns the files' paths
std::vector<std::string> write_into(Context& context, const std::filesystem::path& folder,
                                    const std::vector<std::pair<std::string, std::string>>& files,
                                    bool overwrite, formats::Readers readers);

} // namespace ehrenamt::cli
