// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/application_checks.hpp"

#include <algorithm>
#include <array>

namespace ehrenamt::funding {
namespace {

using base::_m;
using base::arg;
using base::message;

/// From here on a deadline is a warning, before it a hint.
constexpr int k_days_near = 14;

class Checks {
  public:
    Checks(const ApplicationDocument& document, const RuleSet& rules, base::Date today)
        : m_document{document},
          m_today{today},
          m_rules{rules.in_force(document.input.half_year.period().first,
                                 document.input.applicant.municipality_key)} {}

    std::vector<PlacedFinding> run() {
        for (const auto& finding : m_document.assessment.findings)
            m_findings.push_back({0, finding});
        deadline();
        applicant();
        for (std::size_t i = 0; i < m_document.assessment.shares.size(); ++i) {
            for (const auto& finding : m_document.assessment.shares[i].assessment.findings)
                m_findings.push_back({i + 1, finding});
            begun(i);
        }
        std::stable_sort(m_findings.begin(), m_findings.end(),
                         [](const PlacedFinding& a, const PlacedFinding& b) {
                             return a.finding.severity < b.finding.severity;
                         });
        return std::move(m_findings);
    }

  private:
    void deadline() {
        if (!m_document.deadline)
            return;
        const auto& deadline = *m_document.deadline;
        const auto left = base::days_between(m_today, deadline.nominal);
        PlacedFinding placed{0,
                             {deadline.severity, deadline.rule, {}, arg(m_today), arg(deadline.nominal), {}}};
        auto& finding = placed.finding;
        if (m_today > deadline.shifted) {
            finding.text = deadline.nominal == deadline.shifted
                               ? message("the deadline {0} is over", deadline.nominal)
                               : message("the deadline {0} is over, the next working day {1} too",
                                         deadline.nominal, deadline.shifted);
            finding.advice = message("ask the authority whether funds are left, and apply at once");
        } else if (m_today > deadline.nominal) {
            finding.severity = Severity::warning;
            finding.text = message("the deadline of {0} is over; it ends on {1} only if it is no fixed date",
                                   deadline.nominal, deadline.shifted);
            finding.advice = message("apply today and ask the authority");
        } else {
            finding.severity = left <= k_days_near ? Severity::warning : Severity::info;
            finding.text =
                deadline.nominal == deadline.shifted
                    ? message("the deadline is {0}, in {1} {1|day|days}", deadline.nominal, left)
                    : message("the deadline is {0}, in {1} {1|day|days}; the next working day is {2}",
                              deadline.nominal, left, deadline.shifted);
            finding.advice = message("keep the nominal day");
        }
        m_findings.push_back(std::move(placed));
    }

    /// What the form asks for and a clerk would have to write by hand.
    void applicant() {
        const Rule* rule = m_rules.find(keys::k_declarations);
        if (rule == nullptr)
            return;
        const auto& applicant = m_document.input.applicant;
        const std::array<std::pair<base::MessageId, const std::string*>, 4> wanted = {
            {{_m("who signs"), &applicant.representative},
             {_m("bank account"), &applicant.bank_account},
             {_m("street and number"), &applicant.street},
             {_m("e-mail address"), &applicant.email}}};
        for (const auto& [what, text] : wanted)
            if (text->empty())
                m_findings.push_back({0,
                                      {Severity::warning, cite(*rule),
                                       message("missing in the data of the contact point: {0}", what),
                                       arg(""), arg(what), message("fill it in by hand before it is sent")}});
    }

    void begun(std::size_t index) {
        const auto& facts = m_document.input.measures[index].facts;
        const Rule* rule = m_rules.find(keys::k_start_guard);
        if (rule == nullptr || facts.decided_on || facts.early_start_approved || facts.first_day > m_today ||
            facts.state == MeasureState::cancelled)
            return;
        m_findings.push_back({index + 1,
                              {rule->severity, cite(*rule),
                               message("the measure begins on {0}, before the decision", facts.first_day),
                               arg(facts.first_day), arg(_m("no decision yet")),
                               message("do not sign before the decision, or ask for an early start")}});
    }

    const ApplicationDocument& m_document;
    base::Date m_today;
    RulesInForce m_rules;
    std::vector<PlacedFinding> m_findings;
};

} // namespace

std::vector<PlacedFinding> check_application(const ApplicationDocument& document, const RuleSet& rules,
                                             base::Date today) {
    return Checks{document, rules, today}.run();
}

bool has_error(const std::vector<PlacedFinding>& findings) {
    return std::any_of(findings.begin(), findings.end(), [](const PlacedFinding& placed) {
        return placed.finding.severity == Severity::error;
    });
}

} // namespace ehrenamt::funding
