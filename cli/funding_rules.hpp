// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/context.hpp"
#include "ehrenamt/funding/deadlines.hpp"
#include "ehrenamt/funding/rules.hpp"

#include <filesystem>
#include <optional>

namespace ehrenamt::cli {

/// Rules and the texts they were read from.
struct RuleFiles {
    funding::RuleSet rules;
    std::string state_text;
    std::optional<std::string> own_text;
};

/// Checks the rule files that a new store is to work by: the shipped file of the state and, if named, the
/// contact point's own on top; a file that extends nothing takes the state's place. What is not quite right
/// but can be used is told as a notice with `-v`. \throws base::Rejected with every problem of the files
RuleFiles shipped_rules(const Context& context, const std::optional<std::filesystem::path>& own);

/// The funding rules to work by: those that the store was made with, or with the named file in the place of
/// the contact point's own, respectively of the state's if it extends nothing.
RuleFiles read_rule_files(const Context& context, const store::Store& store,
                          const std::optional<std::filesystem::path>& named);

/// `registration for 2027`, `application for the first half of 2027` …
base::Message deadline_title(const funding::Deadline& deadline);

} // namespace ehrenamt::cli
