// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/funding/assess.hpp"

namespace ehrenamt::funding {

/// Asked for ahead (what is planned counts as if it were carried out, and says so), or settled afterwards
/// (only what was carried out counts).
enum class Basis { plan, account };

/// A budget frame that the contact point knows itself, before one of the rule set.
struct BudgetFrame {
    domain::Cents amount;
    Citation rule;
};

struct ApplicationFacts {
    Basis basis = Basis::plan;
    std::vector<MeasureFacts> measures;
    domain::Cents development_cost;            ///< what drawing up the programme costs
    domain::Cents development_granted_earlier; ///< in the same year, for rule sets that count by year
    domain::Cents committed_earlier;           ///< of the year's frame, by earlier applications
    std::optional<BudgetFrame> frame;
};

/// One measure's part of an application.
struct MeasureShare {
    Assessment assessment;
    domain::Cents flat;        ///< for carrying it out and settling the money
    bool flat_planned = false; ///< asked for ahead: due only once the measure is carried out
    std::optional<Citation> flat_rule;
};

struct ApplicationAssessment {
    std::vector<MeasureShare> shares; ///< in the order of the measures
    domain::Cents measures;
    domain::Cents flats;
    domain::Cents development;
    std::optional<Citation> development_rule;
    domain::Cents total; ///< measures + flats + development
    std::optional<BudgetFrame> frame;
    domain::Cents frame_used;      ///< by this application and earlier ones of the year
    std::vector<Finding> findings; ///< about the whole; those of each measure stand with its share
    [[nodiscard]] EHRENAMT_API bool has_error() const;
};

/// A contact point's whole application: Σ measures + flat per measure + development of the programme, against
/// the budget frame. Exceeding the frame is a finding; the sum is not cut.
/// \param day            a day of the half-year whose general rules hold; each measure is judged by the rules
/// of
///                       its own first day
/// \param contact_point  municipality key of its seat
[[nodiscard]] EHRENAMT_API ApplicationAssessment assess_application(const ApplicationFacts& facts,
                                                                    const RuleSet& rules, base::Date day,
                                                                    std::string_view contact_point);

} // namespace ehrenamt::funding
