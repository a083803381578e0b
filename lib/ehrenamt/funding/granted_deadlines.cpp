// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/granted_deadlines.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace ehrenamt::funding {
namespace {

Citation cite_decision(const Grant& grant) {
    return {"decision", "Bescheid " + grant.number + " vom " + grant.decided_on.german(), "Bescheid", "A",
            "high"};
}

} // namespace

std::vector<Deadline> granted_deadlines(const Grant& grant, const store::Origin& origin, const RuleSet& rules,
                                        base::Date today) {
    const auto year = grant.half_year.year();
    std::vector<Deadline> deadlines;
    if (grant.proof_by && *grant.proof_by >= today && grant.granted().value > 0)
        deadlines.push_back({"decision_proof", year, *grant.proof_by, *grant.proof_by, Severity::error,
                             cite_decision(grant), grant.number});
    for (const auto& money : unused_money(grant, today)) {
        if (money.used_on)
            continue;
        const auto& rule = use_within(rules, money.from, grant.contact_point);
        deadlines.push_back({"drawdown_use", year, money.use_until, money.use_until, rule.severity,
                             cite(rule), origin.shown(money.drawdown.value)});
    }
    std::ranges::stable_sort(deadlines, {}, &Deadline::nominal);
    return deadlines;
}

std::vector<Deadline> granted_deadlines(const store::Store& store, const RuleSet& rules, base::Date today) {
    SQLite::Statement query{store.db(), R"(
        SELECT DISTINCT a.half_year FROM decision d JOIN application a ON a.id = d.application ORDER BY 1)"};
    std::vector<Deadline> deadlines;
    while (query.executeStep()) {
        const auto half_year = *domain::HalfYear::parse(query.getColumn(0).getString());
        const auto some = granted_deadlines(grant_in_force(store, half_year), store.origin(), rules, today);
        deadlines.insert(deadlines.end(), some.begin(), some.end());
    }
    std::ranges::stable_sort(deadlines, {}, &Deadline::nominal);
    return deadlines;
}

} // namespace ehrenamt::funding
