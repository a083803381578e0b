// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/context.hpp"
#include "ehrenamt/funding/deadlines.hpp"
#include "ehrenamt/funding/rules.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace ehrenamt::cli {

/// What `status` says of measures that are at risk.
struct AtRiskOptions {
    bool at_risk = false;
    std::optional<std::int64_t> days;
    std::optional<std::filesystem::path> calendar;
};

/// Whether one of them is asked for.
inline bool asked(const AtRiskOptions& options) {
    return options.at_risk || options.calendar;
}

/// One line for each measure and duty that is due; the calendar has those that are not due yet and the
/// deadlines as well. \returns violations if something is due \throws base::Error `watch.no_rule` if the
/// store's rules do not say when
base::ExitStatus tell_at_risk(Context& context, const store::Store& store, const AtRiskOptions& options,
                              const funding::RuleSet& rules, const std::vector<funding::Deadline>& deadlines);

} // namespace ehrenamt::cli
