// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/funding/measure_facts.hpp"
#include "ehrenamt/funding/rules.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::funding {

/// What a line of the calculation does.
enum class Step { eligible_cost, deducted_income, ceiling };

/// What one rule gave (above zero) or took away (below zero).
struct GrantLine {
    Step step = Step::eligible_cost;
    CostKind cost = CostKind::fee; ///< of Step::eligible_cost
    Citation rule;
    base::Message text;
    domain::Cents amount;
};

/// A rule that is not met, or that somebody should know of.
struct Finding {
    Severity severity = Severity::info;
    Citation rule;
    base::Message text;   ///< what is the case
    base::Argument value; ///< what was found
    base::Argument limit; ///< what the rule asks for
    base::Message advice; ///< what to do
};

struct Assessment {
    domain::Cents total_cost;
    domain::Cents eligible_cost; ///< of the kinds that a grant may pay, before income and ceiling
    domain::Cents income;        ///< participant fees and other income
    domain::Cents ceiling;       ///< teaching time × rate
    domain::Cents rate;          ///< per UE
    std::optional<Citation> rate_rule;
    domain::Cents grant;           ///< the sum of `lines`
    std::vector<GrantLine> lines;  ///< in the order of the calculation
    std::vector<Finding> findings; ///< errors first
    bool needs_decision = false;   ///< held with too few participants: the authority decides by hand
    [[nodiscard]] EHRENAMT_API bool has_error() const;
};

/// Grant for one measure, in whole cents.
/// \param measure  planned or held; no amount, time or head count below zero
/// \param rules    in force on the measure's first day, for this contact point
/// \returns        one line per rule that gave or limited money, and every rule that is not met; the sum
/// never
///                 exceeds the measure's eligible cost nor its ceiling. A finding does not change the sum: an
///                 error says that it cannot be had like this. Cancelled measures get nothing.
/// \throws         nothing but what memory and amounts beyond int64 throw; an unmet rule is a value
/// \source         data/funding/he-qualifizierung.toml names clause, validity and source of each rule
[[nodiscard]] EHRENAMT_API Assessment assess(const MeasureFacts& measure, const RulesInForce& rules);

/// Most that teaching time can bring at the rate, rounded as the rule set says (down to the cent, or to whole
/// UE first).
[[nodiscard]] EHRENAMT_API domain::Cents ceiling(domain::TeachingTime time, domain::Cents rate,
                                                 const RulesInForce& rules);

/// Last day on which the association's request may arrive, by the strictest lead time in force, and that
/// rule.
struct LatestRequest {
    base::Date day;
    Citation rule;
    Severity severity = Severity::warning;
};
/// \returns nothing if no lead time is in force
[[nodiscard]] EHRENAMT_API std::optional<LatestRequest> latest_request(base::Date first_day,
                                                                       const RulesInForce& rules);

/// Errors first, then warnings, then hints; the order within stays.
EHRENAMT_API void sort_by_severity(std::vector<Finding>& findings);

/// Every rule about the measure itself that is not met; part of assess().
[[nodiscard]] std::vector<Finding> unmet_rules(const MeasureFacts& measure, const RulesInForce& rules);

/// A rule that the calculation needs is not in force: nothing can be paid by it.
[[nodiscard]] Finding missing_rule(std::string_view key, base::Date day);

} // namespace ehrenamt::funding
