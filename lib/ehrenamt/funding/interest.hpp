// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/funding/rules.hpp"

namespace ehrenamt::funding {

/// Interest on money to be paid back: base rate (§ 247 BGB) of each day plus the margin, a year being the
/// days of its calendar year, no compound interest, rounded half up to the cent once at the end. A base rate
/// plus margin below zero counts as zero. \param from   first day that bears interest \param until  day of
/// payment, bears none \returns      the amount, or a Problem `interest.no_rate` that names the first day
/// without a base rate or
///               margin: rates change each half-year and are kept by hand
[[nodiscard]] EHRENAMT_API base::Result<domain::Cents> interest(domain::Cents amount, base::Date from,
                                                                base::Date until, const RuleSet& rules,
                                                                std::string_view contact_point = {});

} // namespace ehrenamt::funding
