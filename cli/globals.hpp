// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::cli {

/// Options that every command has.
struct Globals {
    std::optional<std::filesystem::path> store;
    std::optional<std::filesystem::path> config;
    std::optional<base::Date> today;
    std::string lang;
    std::string progress = "auto";
    std::string usage;
    bool quiet = false;
    bool verbose = false;
    bool no_color = false;
    bool help = false;
    bool version = false;
};

/// Options that come with what a command does: reading ones have a format and a file, writing ones a dry run.
struct Common {
    std::string format; ///< as given
    /// As given, else what the file's name says, else the usual one.
    [[nodiscard]] std::string_view form(std::string_view usual) const;
    std::string dialect = "plain";
    std::optional<std::filesystem::path> output;
    bool overwrite = false;
    bool dry_run = false;
};

const std::vector<OptionInfo>& global_options();
const std::vector<OptionInfo>& common_options(Effect effect);
/// The options that a command has besides the global ones.
std::vector<OptionInfo> all_options(const Command& command);

} // namespace ehrenamt::cli
