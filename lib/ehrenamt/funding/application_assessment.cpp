// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/application_assessment.hpp"

#include <algorithm>

namespace ehrenamt::funding {
namespace {

using base::arg;
using base::message;
using domain::Cents;

bool counts(MeasureState state, Basis basis) {
    return state == MeasureState::carried_out || (state == MeasureState::planned && basis == Basis::plan);
}

MeasureShare share_of(const MeasureFacts& measure, Basis basis, const RulesInForce& rules) {
    MeasureShare share;
    share.assessment = assess(measure, rules);
    if (!counts(measure.state, basis)) {
        share.assessment.grant = {};
        share.assessment.lines.clear();
        return share;
    }
    if (const Rule* flat = rules.find(keys::k_flat_measure)) {
        share.flat = flat->cents();
        share.flat_planned = measure.state == MeasureState::planned;
        share.flat_rule = cite(*flat);
    }
    return share;
}

void grant_development(const ApplicationFacts& facts, const RulesInForce& rules,
                       ApplicationAssessment& result) {
    const Rule* rule = rules.find(keys::k_development);
    if (rule == nullptr) {
        if (facts.development_cost.value > 0)
            result.findings.push_back(missing_rule(keys::k_development, rules.day()));
        return;
    }
    const bool by_year = rules.choice(keys::k_development_period, "programme") == "year";
    const Cents left =
        by_year ? std::max(Cents{}, rule->cents() - facts.development_granted_earlier) : rule->cents();
    result.development = std::min(facts.development_cost, left);
    result.development_rule = cite(*rule);
    if (facts.development_cost > left)
        result.findings.push_back({Severity::info, cite(*rule),
                                   message("drawing up the programme costs {0}, at most {1} are granted",
                                           facts.development_cost, left),
                                   arg(facts.development_cost), arg(left),
                                   message("cover the rest with own funds")});
}

std::optional<BudgetFrame> frame_of(const ApplicationFacts& facts, const RulesInForce& rules) {
    if (facts.frame)
        return facts.frame;
    const Rule* rule = rules.of_kind(RuleKind::budget_frame, "contact_point");
    if (rule == nullptr)
        return std::nullopt;
    return BudgetFrame{rule->cents(), cite(*rule)};
}

void compare_with_frame(const ApplicationFacts& facts, const RulesInForce& rules,
                        ApplicationAssessment& result) {
    const bool whole = rules.choice(keys::k_frame_covers, "application") == "application";
    result.frame_used = facts.committed_earlier + (whole ? result.total : result.measures);
    result.frame = frame_of(facts, rules);
    if (!result.frame || result.frame_used <= result.frame->amount)
        return;
    result.findings.push_back(
        {Severity::error, result.frame->rule,
         message("{0} are asked for, the year's budget frame holds {1}", result.frame_used,
                 result.frame->amount),
         arg(result.frame_used), arg(result.frame->amount),
         message("take out measures worth {0}", result.frame_used - result.frame->amount)});
}

} // namespace

bool ApplicationAssessment::has_error() const {
    const auto is_error = [](const Finding& finding) { return finding.severity == Severity::error; };
    return std::any_of(findings.begin(), findings.end(), is_error) ||
           std::any_of(shares.begin(), shares.end(),
                       [](const MeasureShare& share) { return share.assessment.has_error(); });
}

ApplicationAssessment assess_application(const ApplicationFacts& facts, const RuleSet& rules, base::Date day,
                                         std::string_view contact_point) {
    ApplicationAssessment result;
    for (const auto& measure : facts.measures) {
        result.shares.push_back(
            share_of(measure, facts.basis, rules.in_force(measure.first_day, contact_point)));
        result.measures += result.shares.back().assessment.grant;
        result.flats += result.shares.back().flat;
    }
    const auto general = rules.in_force(day, contact_point);
    grant_development(facts, general, result);
    result.total = result.measures + result.flats + result.development;
    compare_with_frame(facts, general, result);
    sort_by_severity(result.findings);
    return result;
}

} // namespace ehrenamt::funding
