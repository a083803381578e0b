// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/funding/rules.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::funding {

using Holidays = std::set<base::Date>;

/// A duty with its last day. Both days are shown: the shifted one rests on § 31 (3) HVwVfG, which does not
/// hold for a day that the authority set as a fixed date (§ 31 (5)), so the nominal day is the safe one.
struct Deadline {
    std::string applies_to; ///< `registration`, `application_h1`, `application_h2`, `proof`; those of a
                            ///< grant: `decision_proof`, `drawdown_use`
    int funding_year = 0;
    base::Date nominal;
    base::Date shifted; ///< the nominal day, or the next working day if the rule says so
    Severity severity = Severity::error;
    Citation rule;
    std::string subject = {}; ///< number of the decision or drawdown it is about
};

/// The day itself, or the next that is no Saturday, Sunday or holiday.
[[nodiscard]] EHRENAMT_API base::Date next_working_day(base::Date day, const Holidays& holidays);

/// All deadlines of a funding year, by the rules in force on its first day, in order of time. The
/// registration for a year lies in the year before, its proof in the year after. \param contact_point
/// municipality key of its seat, for deadlines of its own
[[nodiscard]] EHRENAMT_API std::vector<Deadline>
deadlines(int funding_year, const RuleSet& rules, std::string_view contact_point, const Holidays& holidays);

/// The deadlines of all funding years that are not over today (by the shifted day) and whose nominal day lies
/// at most `horizon_days` ahead, in order of time.
[[nodiscard]] EHRENAMT_API std::vector<Deadline> upcoming(base::Date today, int horizon_days,
                                                          const RuleSet& rules,
                                                          std::string_view contact_point,
                                                          const Holidays& holidays);

/// The deadline of a half-year's application, if the rules in force set one.
[[nodiscard]] EHRENAMT_API std::optional<Deadline> application_deadline(domain::HalfYear half,
                                                                        const RuleSet& rules,
                                                                        std::string_view contact_point,
                                                                        const Holidays& holidays);

} // namespace ehrenamt::funding
