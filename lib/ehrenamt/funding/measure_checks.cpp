// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/funding/assess.hpp"

#include <algorithm>

namespace ehrenamt::funding {
namespace {

using base::_m;
using base::arg;
using base::message;

bool blank(const std::string& text) {
    return base::trimmed(text).empty();
}

/// Collects what is not met; each check looks at one rule.
class Checks {
  public:
    Checks(const MeasureFacts& measure, const RulesInForce& rules) : m_measure{measure}, m_rules{rules} {}

    std::vector<Finding> run() {
        if (m_measure.state == MeasureState::cancelled)
            return {};
        teaching_time();
        planned_participants();
        attended_participants();
        reasons();
        exceptional_rate();
        income_as_cover();
        online();
        double_funding();
        questionnaires();
        start();
        lead_time();
        return std::move(m_findings);
    }

  private:
    void add(const Rule& rule, Severity severity, base::Message text, base::Argument value,
             base::Argument limit, base::Message advice) {
        m_findings.push_back(
            {severity, cite(rule), std::move(text), std::move(value), std::move(limit), std::move(advice)});
    }

    /// The rule if it is in force and switched on.
    [[nodiscard]] const Rule* required(std::string_view key) const {
        const Rule* rule = m_rules.find(key);
        return rule != nullptr && rule->flag() ? rule : nullptr;
    }

    void teaching_time() {
        const Rule* rule = m_rules.find(keys::k_ue_minutes);
        if (rule == nullptr) {
            m_findings.push_back(missing_rule(keys::k_ue_minutes, m_rules.day()));
        } else if (m_measure.teaching_time.minutes <= 0) {
            add(*rule, rule->severity, message("no teaching time is stated"),
                arg(m_measure.teaching_time.minutes), arg(rule->integer()),
                message("state the minutes of each session"));
        }
    }

    void planned_participants() {
        const Rule* rule = m_rules.find(keys::k_participants_min);
        if (rule == nullptr) {
            m_findings.push_back(missing_rule(keys::k_participants_min, m_rules.day()));
        } else if (m_measure.planned_participants < rule->integer()) {
            add(*rule, rule->severity,
                message("{0} {0|participant is|participants are} planned, {1} {1|is|are} needed",
                        m_measure.planned_participants, rule->integer()),
                arg(m_measure.planned_participants), arg(rule->integer()),
                message("invite further associations, or offer it together with another contact point"));
        }
    }

    void attended_participants() {
        const Rule* minimum = m_rules.find(keys::k_participants_min);
        if (minimum == nullptr || !m_measure.attended_participants ||
            *m_measure.attended_participants >= minimum->integer())
            return;
        const Rule* result = m_rules.find(keys::k_attended_result);
        const Rule& rule = result == nullptr ? *minimum : *result;
        add(rule, rule.severity,
            message("{0} {0|participant|participants} came, {1} {1|is|are} needed; the authority decides",
                    *m_measure.attended_participants, minimum->integer()),
            arg(*m_measure.attended_participants), arg(minimum->integer()),
            message("report it with the number registered and wait for the decision"));
    }

    /// Requirements that a text satisfies, named by the rule's `reason`.
    void reasons() {
        for (const Rule* rule : m_rules.of_kind(RuleKind::requirement)) {
            if (!rule->flag())
                continue;
            if (rule->reason == "no_supraregional_offer" && m_measure.specific &&
                blank(m_measure.no_supraregional_offer))
                add(*rule, rule->severity,
                    message("a specific measure needs the reason why no supra-regional offer serves"),
                    arg(""), arg(_m("a reason")),
                    message("write down which offers were looked for and why they do not serve"));
            if (rule->reason == "no_partner" && !m_measure.specific && blank(m_measure.partner) &&
                blank(m_measure.no_partner_reason))
                add(*rule, rule->severity,
                    message("a general measure should be run with an education provider"), arg(""),
                    arg(_m("a partner or a reason")),
                    message("name the partner, or the reason why there is none"));
        }
    }

    void exceptional_rate() {
        const Rule* rule = m_rules.find(keys::k_rate_exception);
        const Rule* approval = required(keys::k_exception_approval);
        if (m_measure.exceptional_rate == ExceptionalRate::not_asked || rule == nullptr)
            return;
        if (blank(m_measure.exceptional_rate_reason))
            add(*rule, rule->severity, message("the exceptional rate needs a reason"), arg(""),
                arg(_m("a reason")), message("write down why the regular rate does not do"));
        if (approval != nullptr && m_measure.exceptional_rate == ExceptionalRate::asked)
            add(*approval, Severity::warning,
                message("the exceptional rate is not approved; the regular one is counted"),
                arg(rule->cents()), arg(_m("an approval")),
                message("ask the authority, or plan with the regular rate"));
    }

    void income_as_cover() {
        const Rule* rule = required(keys::k_fees_in_plan);
        const auto income = m_measure.participant_fees + m_measure.other_income;
        if (rule != nullptr && income.value > 0)
            add(*rule, Severity::info, message("fees and other income count as cover in the financing plan"),
                arg(income), arg(domain::Cents{}),
                message("expect that the authority may deduct them from the grant"));
    }

    void online() {
        const Rule* rule = m_rules.find(keys::k_online);
        if (rule != nullptr && !rule->flag() && m_measure.online)
            add(*rule, rule->severity, message("online measures are not funded"), arg(_m("online")),
                arg(_m("on site")), message("hold it on site"));
    }

    void double_funding() {
        const Rule* rule = required(keys::k_double_funding);
        if (rule != nullptr && m_measure.other_state_funding)
            add(*rule, rule->severity, message("another state programme pays for the same measure"),
                arg(_m("yes")), arg(_m("no")), message("give up one of the two grants"));
    }

    void questionnaires() {
        const Rule* rule = required(keys::k_questionnaire);
        if (rule != nullptr && m_measure.state == MeasureState::carried_out &&
            !m_measure.questionnaires_returned.value_or(false))
            add(*rule, rule->severity, message("the participants' questionnaires are not there"),
                arg(_m("no")), arg(_m("yes")), message("collect the anonymous questionnaires"));
    }

    /// Begun = the first binding contract, or the first session if the rule set says so.
    void start() {
        const Rule* rule = m_rules.find(keys::k_start_guard);
        if (rule == nullptr || m_measure.early_start_approved)
            return;
        const auto begun =
            rule->text() == "trainer_contract" ? m_measure.contract_on : std::optional{m_measure.first_day};
        if (!begun || (rule->text() != "trainer_contract" && !m_measure.decided_on))
            return;
        if (m_measure.decided_on && *begun >= *m_measure.decided_on)
            return;
        add(*rule, rule->severity, message("the measure begins on {0}, before the decision", *begun),
            arg(*begun), m_measure.decided_on ? arg(*m_measure.decided_on) : arg(_m("no decision yet")),
            message("do not sign before the decision, or ask for an early start"));
    }

    void lead_time() {
        const auto latest = latest_request(m_measure.first_day, m_rules);
        if (!latest || !m_measure.requested_on || *m_measure.requested_on <= latest->day)
            return;
        m_findings.push_back(
            {latest->severity, latest->rule,
             message("the request came on {0}, the last day was {1}", *m_measure.requested_on, latest->day),
             arg(*m_measure.requested_on), arg(latest->day),
             message("move the measure, or ask the contact point for an exception")});
    }

    const MeasureFacts& m_measure;
    const RulesInForce& m_rules;
    std::vector<Finding> m_findings;
};

} // namespace

std::vector<Finding> unmet_rules(const MeasureFacts& measure, const RulesInForce& rules) {
    return Checks{measure, rules}.run();
}

} // namespace ehrenamt::funding
