// SPDX-License-Identifier: EUPL-1.2
#include "cli/output_folder.hpp"

namespace ehrenamt::cli {

std::vector<std::string> write_into(Context& context, const std::filesystem::path& folder,
                                    const std::vector<std::pair<std::string, std::string>>& files,
                                    bool overwrite, formats::Readers readers) {
    if (!context.dry_run())
        std::filesystem::create_directories(folder);
    const bool writable = std::filesystem::is_directory(folder);
    std::vector<std::string> names;
    for (const auto& [name, bytes] : files) {
        if (writable)
            context.out.file(folder / name, bytes, overwrite, readers);
        names.push_back((folder / name).string());
    }
    return names;
}

} // namespace ehrenamt::cli
