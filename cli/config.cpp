// SPDX-License-Identifier: EUPL-1.2
#include "cli/context.hpp"

#include <toml++/toml.h>

#include <cstdlib>

namespace ehrenamt::cli {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

std::filesystem::path default_config() {
    if (const char* home = std::getenv("XDG_CONFIG_HOME"); home != nullptr && *home != '\0')
        return std::filesystem::path{home} / "ehrenamt" / "config.toml";
    const char* const home = std::getenv("HOME");
    return std::filesystem::path{home == nullptr ? "" : home} / ".config" / "ehrenamt" / "config.toml";
}

void read_key(const std::filesystem::path& path, const toml::key& key, const toml::node& value,
              Config& config) {
    constexpr std::int64_t k_longest_wait = 3600;
    if (key == "store" && value.is_string()) {
        config.store = **value.as_string();
    } else if (key == "certificate_key" && value.is_string()) {
        config.certificate_key = **value.as_string();
    } else if (key == "wait_seconds" && value.is_integer() && **value.as_integer() >= 0 &&
               **value.as_integer() <= k_longest_wait) {
        config.wait_ms = static_cast<int>(**value.as_integer() * 1000);
    } else {
        throw Error{
            ExitStatus::usage, "config.invalid",
            message("{0}:{1}: '{2}' cannot be set like this; known are store and certificate_key (paths in "
                    "quotes) and wait_seconds (0 to 3600)",
                    path.string(), std::to_string(value.source().begin.line), key.str())};
    }
}

} // namespace

Config read_config(const std::optional<std::filesystem::path>& named) {
    const auto path = named.value_or(default_config());
    if (!std::filesystem::exists(path)) {
        if (named)
            throw Error{ExitStatus::usage, "config.missing",
                        message("the config file '{0}' does not exist", path.string())};
        return {};
    }
    try {
        Config config;
        for (const auto& [key, value] : toml::parse_file(path.string()))
            read_key(path, key, value, config);
        return config;
    } catch (const toml::parse_error& error) {
        throw Error{ExitStatus::usage, "config.invalid",
                    message("{0}:{1}: this is not valid TOML: {2}", path.string(),
                            std::to_string(error.source().begin.line), error.description())};
    }
}

} // namespace ehrenamt::cli
