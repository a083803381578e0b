// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/error.hpp"

namespace ehrenamt::base {

Error::Error(ExitStatus status, std::string rule, Message message)
    : m_status{status}, m_rule{std::move(rule)}, m_message{std::move(message)}, m_what{english(m_message)} {}

Rejected::Rejected(std::vector<Problem> problems)
    : Error{ExitStatus::data_rejected, "input.rejected",
            base::message("problems found: {0}; nothing was written", problems.size())},
      m_problems{std::move(problems)} {}

} // namespace ehrenamt::base
