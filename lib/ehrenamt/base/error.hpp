// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/base/result.hpp"

#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace ehrenamt::base {

/// The process's answer to its caller; documented in the man page, never renumbered.
enum class ExitStatus {
    done = 0,
    failed = 1,
    usage = 2,
    data_rejected = 3,
    violations = 4,
    no_store = 10,
    store_locked = 11,
    interrupted = 130,
};

/// What stops a command. Caught once, in cli/main.cpp.
class EHRENAMT_API Error : public std::exception {
  public:
    Error(ExitStatus status, std::string rule, Message message);
    [[nodiscard]] ExitStatus status() const noexcept { return m_status; }
    [[nodiscard]] const std::string& rule() const noexcept { return m_rule; }
    [[nodiscard]] const Message& message() const noexcept { return m_message; }
    [[nodiscard]] const char* what() const noexcept override { return m_what.c_str(); }

  private:
    ExitStatus m_status;
    std::string m_rule;
    Message m_message;
    std::string m_what; ///< English, for debuggers and tests
};

/// Input was refused: every Problem at once. Exit status 3.
class EHRENAMT_API Rejected : public Error {
  public:
    explicit Rejected(std::vector<Problem> problems);
    [[nodiscard]] const std::vector<Problem>& problems() const noexcept { return m_problems; }

  private:
    std::vector<Problem> m_problems;
};

/// Asked from inside long work; true once the user pressed Ctrl-C. The library never installs handlers.
using InterruptFlag = const volatile int*;

} // namespace ehrenamt::base
