// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/funding/applications.hpp"
#include "ehrenamt/funding/decisions.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::funding {

using DrawdownId = base::Id<struct DrawdownTag>;

/// Money that was spent on a day.
struct Payment {
    base::Date on;
    domain::Cents amount;
};

/// A measure that a decision granted money for, as it stands now.
struct GrantedMeasure {
    std::int64_t number = 0; ///< in the overview that was handed in
    std::string title;
    base::Date last_day; ///< of its sessions
    bool cancelled = false;
    domain::Cents granted;
    domain::Cents flat;            ///< of it for carrying it out; backed by no receipt
    std::vector<Payment> payments; ///< costs by receipts that were not taken back, in order of their days
};

/// Money that was asked for, and when it came.
struct Drawdown {
    DrawdownId id;
    base::Date requested_on;
    base::Date payout_on; ///< expected
    base::Date use_until; ///< by the day it came, else by the one on which it is expected
    domain::Cents amount;
    std::optional<base::Date> paid_on = {};
};

/// The decision in force about a half-year's application, and what was drawn of it.
struct Grant {
    DecisionId decision;
    std::string number;
    base::Date decided_on;
    domain::HalfYear half_year;
    domain::Cents development;
    std::vector<GrantedMeasure> measures;    ///< with money, in the order of their numbers
    std::vector<Drawdown> drawdowns;         ///< also of earlier decisions, in their order
    std::optional<base::Date> proof_by = {}; ///< set by the decision
    std::string contact_point = {};          ///< municipality key of its seat, for rules of its own
    [[nodiscard]] EHRENAMT_API domain::Cents granted() const;
    [[nodiscard]] EHRENAMT_API domain::Cents drawn() const;
};

/// \throws base::Error `drawdown.no_decision`
[[nodiscard]] EHRENAMT_API Grant grant_in_force(const store::Store& store, domain::HalfYear half_year);

/// The same day so many months later, or the last day of that month if it is shorter (§ 188 BGB).
[[nodiscard]] EHRENAMT_API base::Date months_later(base::Date day, std::int64_t months);

/// True if the measure's money is due by then: it is not cancelled, and its last session is over.
[[nodiscard]] EHRENAMT_API bool due(const GrantedMeasure& measure, base::Date until);

/// Of the grant what is due for payments until that day: the development of the programme, and each measure
/// that is due, whole. What was drawn is not taken off.
[[nodiscard]] EHRENAMT_API domain::Cents due_until(const Grant& grant, base::Date until);

/// Money that came and was not spent in time, or is not spent yet.
struct UnusedMoney {
    DrawdownId drawdown;
    domain::Cents amount;
    base::Date from;                   ///< it came
    base::Date use_until;              ///< last day to spend it
    std::optional<base::Date> used_on; ///< late; empty: not yet

    [[nodiscard]] bool late(base::Date today) const { return used_on || use_until < today; }
};

/// What came first is spent first. Spent is: the development when its money comes, a measure's flat on its
/// last day, the rest of its grant by receipts in the order of their days; nothing by a cancelled one. In the
/// order of the payouts.
[[nodiscard]] EHRENAMT_API std::vector<UnusedMoney> unused_money(const Grant& grant, base::Date today);

/// How much to ask for, and when it is expected.
struct DrawdownClaim {
    base::Date requested_on;
    base::Date payout_on;
    std::optional<domain::Cents> amount; ///< else all that is due and not drawn
};

/// The amount that the claim comes to, or why it cannot be.
/// Rules: `drawdown.payout`, `drawdown.order`, `drawdown.amount`, `drawdown.above_grant`, `drawdown.not_due`,
/// `drawdown.nothing_due`
[[nodiscard]] EHRENAMT_API base::Result<domain::Cents>
amount_of(const Grant& grant, const DrawdownClaim& claim, base::Date use_until);

/// Enters it. \param rules  its `drawdown_use_within` in force on the day of the request
/// \throws base::Rejected with the problem of amount_of
EHRENAMT_API Drawdown record_drawdown(const store::Store& store, store::ChangeSet& change, const Grant& grant,
                                      const DrawdownClaim& claim, const RuleSet& rules,
                                      const RuleTexts& texts);

/// Enters that the money of a drawdown came. \throws base::Error `drawdown.unknown`; base::Rejected with
/// `payout.twice`, `payout.future`, `payout.order`
EHRENAMT_API Drawdown record_payout(const store::Store& store, store::ChangeSet& change, const Grant& grant,
                                    DrawdownId id, base::Date paid_on, base::Date today,
                                    const RuleSet& rules);

/// The rule in force on that day that says in how many months money is to be used.
/// \throws base::Error `rules.missing`
[[nodiscard]] EHRENAMT_API const Rule& use_within(const RuleSet& rules, base::Date day,
                                                  std::string_view contact_point);

} // namespace ehrenamt::funding
