// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/funding/application_document.hpp"

namespace ehrenamt::funding {

/// A finding and which measure of the overview it is about; 0 = the whole application.
struct PlacedFinding {
    std::size_t measure = 0; ///< counts from 1
    Finding finding;
};

/// Everything to be said of an application on a day: the findings of its measures and of its sums, the
/// deadline with its nominal and shifted day, measures that begin before a decision can be there, and data of
/// the applicant that the form asks for. Errors first, then warnings, then hints; within those the whole
/// before the measures.
[[nodiscard]] EHRENAMT_API std::vector<PlacedFinding>
check_application(const ApplicationDocument& document, const RuleSet& rules, base::Date today);

[[nodiscard]] EHRENAMT_API bool has_error(const std::vector<PlacedFinding>& findings);

} // namespace ehrenamt::funding
