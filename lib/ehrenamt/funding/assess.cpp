// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/assess.hpp"

#include <algorithm>
#include <map>

namespace ehrenamt::funding {
namespace {

using base::arg;
using base::message;
using domain::Cents;

/// Which rule lets a grant pay this kind of cost; null if none does.
const Rule* eligibility(CostKind kind, const RulesInForce& rules) {
    const Rule* kinds = rules.find(keys::k_eligible_kinds);
    if (kinds != nullptr) {
        const auto& list = kinds->list();
        if (std::find(list.begin(), list.end(), name(kind)) != list.end())
            return kinds;
    }
    const Rule* materials = rules.find(keys::k_eligible_materials);
    if (kind == CostKind::material && materials != nullptr && materials->flag())
        return materials;
    return nullptr;
}

/// Which rule keeps the cost out, for the finding.
const Rule* exclusion(CostKind kind, const RulesInForce& rules) {
    const Rule* excluded = rules.find(keys::k_not_eligible);
    if (excluded != nullptr) {
        const auto& list = excluded->list();
        if (std::find(list.begin(), list.end(), name(kind)) != list.end())
            return excluded;
    }
    const Rule* materials = rules.find(keys::k_eligible_materials);
    return kind == CostKind::material && materials != nullptr ? materials
                                                              : rules.find(keys::k_eligible_kinds);
}

class Calculation {
  public:
    Calculation(const MeasureFacts& measure, const RulesInForce& rules) : m_measure{measure}, m_rules{rules} {
        if (measure.state == MeasureState::cancelled)
            return;
        m_result.income = measure.participant_fees + measure.other_income;
        for (const auto& cost : measure.costs)
            m_costs[cost.kind] += cost.amount;
        for (const auto& [kind, amount] : m_costs)
            m_result.total_cost += amount;
    }

    Assessment run() {
        if (m_measure.state == MeasureState::cancelled)
            return std::move(m_result);
        take_eligible_costs();
        deduct_income();
        cut_to_ceiling();
        note_surplus();
        auto unmet = unmet_rules(m_measure, m_rules);
        m_result.findings.insert(m_result.findings.end(), unmet.begin(), unmet.end());
        sort_by_severity(m_result.findings);
        const Rule* minimum = m_rules.find(keys::k_participants_min);
        m_result.needs_decision = minimum != nullptr && m_measure.attended_participants &&
                                  *m_measure.attended_participants < minimum->integer();
        return std::move(m_result);
    }

  private:
    void add_line(Step step, const Rule& rule, base::Message text, Cents amount, CostKind cost = {}) {
        if (amount.value == 0)
            return;
        m_result.grant += amount;
        m_result.lines.push_back({step, cost, cite(rule), std::move(text), amount});
    }

    void take_eligible_costs() {
        if (m_rules.find(keys::k_eligible_kinds) == nullptr)
            m_result.findings.push_back(missing_rule(keys::k_eligible_kinds, m_rules.day()));
        for (const auto& [kind, amount] : m_costs) {
            if (amount.value == 0)
                continue;
            if (const Rule* rule = eligibility(kind, m_rules)) {
                m_result.eligible_cost += amount;
                add_line(Step::eligible_cost, *rule, message("eligible cost: {0}", title(kind)), amount,
                         kind);
            } else if (const Rule* reason = exclusion(kind, m_rules)) {
                m_result.findings.push_back({Severity::info, cite(*reason),
                                             message("the grant does not pay this cost: {0}", title(kind)),
                                             arg(amount), arg(Cents{}),
                                             message("cover it with own funds, fees or other income")});
            }
        }
    }

    void deduct_income() {
        const Rule* rule = m_rules.find(keys::k_revenue);
        if (rule == nullptr || rule->text() != "fehlbedarf")
            return;
        const Cents deducted = std::min(m_result.income, m_result.grant);
        add_line(Step::deducted_income, *rule, message("income deducted from the eligible cost"),
                 Cents{} - deducted);
    }

    /// The higher rate only once it is approved; until then the regular one.
    [[nodiscard]] const Rule* rate() const {
        const Rule* exception = m_rules.find(keys::k_rate_exception);
        const Rule* approval = m_rules.find(keys::k_exception_approval);
        const bool needs_approval = approval == nullptr || approval->flag();
        const bool approved = m_measure.exceptional_rate == ExceptionalRate::approved;
        const bool asked = m_measure.exceptional_rate != ExceptionalRate::not_asked;
        if (exception != nullptr && (approved || (asked && !needs_approval)))
            return exception;
        return m_rules.find(keys::k_rate_regular);
    }

    void cut_to_ceiling() {
        const Rule* rule = rate();
        if (rule == nullptr) {
            m_result.findings.push_back(missing_rule(keys::k_rate_regular, m_rules.day()));
            // Without a rate nobody may promise anything: what was counted so far is taken back.
            m_result.lines.clear();
            m_result.grant = {};
            return;
        }
        m_result.rate_rule = cite(*rule);
        m_result.rate = rule->cents();
        m_result.ceiling = ceiling(m_measure.teaching_time, rule->cents(), m_rules);
        if (m_result.grant > m_result.ceiling)
            add_line(Step::ceiling, *rule,
                     message("more than {0} at {1} per UE", m_measure.teaching_time, rule->cents()),
                     m_result.ceiling - m_result.grant);
    }

    /// Fees and grant together may not earn money.
    void note_surplus() {
        const Rule* rule = m_rules.find(keys::k_revenue);
        const Cents covered = m_result.grant + m_result.income;
        if (rule == nullptr || covered <= m_result.total_cost)
            return;
        m_result.findings.push_back(
            {rule->severity, cite(*rule),
             message("grant and income exceed the cost by {0}", covered - m_result.total_cost), arg(covered),
             arg(m_result.total_cost),
             message("lower the fee or ask for less; the authority may deduct the income")});
    }

    const MeasureFacts& m_measure;
    const RulesInForce& m_rules;
    std::map<CostKind, Cents> m_costs;
    Assessment m_result;
};

} // namespace

bool Assessment::has_error() const {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.severity == Severity::error; });
}

Assessment assess(const MeasureFacts& measure, const RulesInForce& rules) {
    return Calculation{measure, rules}.run();
}

Cents ceiling(domain::TeachingTime time, Cents rate, const RulesInForce& rules) {
    const Rule* unit = rules.find(keys::k_ue_minutes);
    const std::int64_t minutes = unit == nullptr ? domain::k_minutes_per_ue : unit->integer();
    if (minutes == 0)
        return {};
    if (rules.choice(keys::k_rounding, "exact") == "floor")
        return rate * (time.minutes / minutes);
    return {(rate * time.minutes).value / minutes};
}

std::optional<LatestRequest> latest_request(base::Date first_day, const RulesInForce& rules) {
    std::optional<LatestRequest> strictest;
    for (const Rule* rule : rules.of_kind(RuleKind::lead_time)) {
        const auto days = rule->integer() * (rule->unit == "weeks" ? 7 : 1);
        const auto day = first_day.plus_days(-static_cast<int>(days));
        if (!strictest || day < strictest->day)
            strictest = LatestRequest{day, cite(*rule), rule->severity};
    }
    return strictest;
}

void sort_by_severity(std::vector<Finding>& findings) {
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
}

Finding missing_rule(std::string_view key, base::Date day) {
    return {Severity::error,
            {std::string{key}, {}, {}, {}, {}, true, {}},
            message("no rule '{0}' is in force on {1}", key, day),
            arg(key),
            arg(day),
            message("complete the rule file for that day")};
}

} // namespace ehrenamt::funding
