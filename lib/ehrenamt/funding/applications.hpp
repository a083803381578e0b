// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/funding/application_document.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::funding {

/// An adopted programme, with each measure as the application shows it.
struct AdoptedProgramme {
    domain::ProgrammeId id;
    domain::HalfYear half_year;
    domain::Cents development_cost;
    std::vector<MeasureEntry> measures; ///< by first day, then number
    std::vector<domain::MeasureId> measure_ids;
};

/// The adopted programme of the half-year, or the newest one.
/// \throws base::Error `funding.no_programme`
[[nodiscard]] EHRENAMT_API AdoptedProgramme
adopted_programme(const store::Store& store, const std::optional<domain::HalfYear>& half_year);

/// A programme by its number: adopted, or proposed and then with the courses and persons it proposes.
/// \throws base::Error `funding.no_programme`
[[nodiscard]] EHRENAMT_API AdoptedProgramme programme_numbered(const store::Store& store,
                                                               domain::ProgrammeId id);

/// Everything of an application that the store knows.
[[nodiscard]] EHRENAMT_API ApplicationInput application_input(const store::Store& store,
                                                              const AdoptedProgramme& programme,
                                                              base::Date today);

/// The rule files an application was computed by.
struct RuleTexts {
    std::string state;
    std::optional<std::string> own;
};

/// Keeps the texts of the rules that something rests on, under their hash.
EHRENAMT_API void record_rule_set(const store::Store& store, const RuleSet& rules, const RuleTexts& texts);

/// Writes the application as the draft of its half-year, over what stands there; the same content changes
/// nothing. What was submitted stays as a version of its own (submissions.hpp).
EHRENAMT_API void record_draft(const store::Store& store, store::ChangeSet& change,
                               const AdoptedProgramme& programme, const ApplicationDocument& document,
                               const RuleTexts& texts);

} // namespace ehrenamt::funding
