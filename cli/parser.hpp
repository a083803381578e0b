// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"
#include "cli/globals.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::cli {

/// Options with values that do not fit; all of them at once. Exit status 2.
class UsageProblems : public base::Error {
  public:
    UsageProblems(std::vector<base::Problem> problems, const std::string& command);
    [[nodiscard]] const std::vector<base::Problem>& problems() const noexcept { return m_problems; }

  private:
    std::vector<base::Problem> m_problems;
};

/// Says that there is no such command, and which one was probably meant.
base::Error unknown_command(std::string_view word, const std::vector<Command>& commands);

/// A command line, read.
struct Invocation {
    const Command* command = nullptr; ///< none: only global options were given
    std::shared_ptr<void> options;
    Globals globals;
    Common common;
};

/// Reads a command line against the descriptions; options may stand before or behind the command.
/// \throws base::Error usage, naming the word and the way out; UsageProblems with all bad values at once
Invocation parse(int argc, const char* const* argv, const std::vector<Command>& commands);

} // namespace ehrenamt::cli
