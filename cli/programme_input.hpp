// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/context.hpp"
#include "ehrenamt/funding/rules.hpp"
#include "ehrenamt/programme/candidates.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::cli {

/// A course that the funding rules do not let in.
struct BarredCourse {
    programme::Course course;
    std::string rule;
    base::Message reason;
};

/// What a programme of a half-year is made from: needs, courses with what the rules make of them, and the
/// rules. Budget and locks are the caller's.
struct ProgrammeInput {
    needs::SurveyRound round;
    programme::Assembled data;
    std::vector<BarredCourse> barred;
    std::string rules_key;
    std::string rules_hash;
};

/// Each course is assessed as a measure of its own by the rules of its first day; one with an error is
/// barred. The minimum is the course's own, but never below the rules'.
ProgrammeInput programme_input(const Context& context, const store::Store& store,
                               const domain::HalfYear& half_year,
                               const std::optional<std::filesystem::path>& rules);
ProgrammeInput programme_input(const store::Store& store, const domain::HalfYear& half_year,
                               const funding::RuleSet& rules);

} // namespace ehrenamt::cli
