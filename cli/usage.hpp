// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/catalogue.hpp"
#include "cli/command.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::cli {

/// `help`: all commands by group of the life cycle.
std::string overview(const std::vector<Command>& commands, const Catalogue& catalogue);
/// `help COMMAND`: what it does, its options, the global ones.
std::string command_help(const Command& command, const Catalogue& catalogue);
/// `--usage json`: every command and option as data.
std::string usage_json(const std::vector<Command>& commands, const Catalogue& catalogue);
/// `--usage man` with a command: the sections NAME, SYNOPSIS and OPTIONS of its man page, in Markdown.
std::string man_sections(const Command& command, const Catalogue& catalogue);
/// `--usage man` alone: the same and COMMANDS, for ehrenamt(1).
std::string man_sections(const std::vector<Command>& commands, const Catalogue& catalogue);
/// The fixed adaptor for a shell (`bash`, `zsh`, `fish`), which asks `__complete`; empty for another shell.
std::string_view completion_script(std::string_view shell);
/// What may stand at the end of these words, one a line.
std::string complete(const std::vector<std::string_view>& words, const std::vector<Command>& commands,
                     const Catalogue& catalogue);

} // namespace ehrenamt::cli
