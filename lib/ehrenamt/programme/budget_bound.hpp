// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/topic_plans.hpp"

namespace ehrenamt::programme {

/// A bound on the programmes that are made of some plans, one of each topic at most: money is counted to the
/// cent, trainers and rooms have prices. A price for money lets a bound spend the last few euros, for which
/// no course is to be had; a table of the most for each amount does not. In whole numbers.
class EHRENAMT_API BudgetBound {
  public:
    BudgetBound(const Aggregate& aggregate, std::vector<TopicPlan> plans);

    struct Answer {
        std::int64_t value = 0; ///< k_price_unit × weighted persons; no programme has more
        std::vector<std::int64_t>
            uses; ///< of each shared limit, by the programme that the bound is reached with
    };
    /// The price of the budget, the first, is not looked at. Empty where the table would be too large.
    [[nodiscard]] std::optional<Answer> at(const Prices& prices) const;

    /// The least bound found near these prices, in so many steps; ends early at `goal`, which is a
    /// programme's worth. Empty where the table would be too large.
    [[nodiscard]] std::optional<std::int64_t> least(Prices prices, std::int64_t goal, int steps) const;

  private:
    struct Choice;
    [[nodiscard]] std::vector<std::vector<Choice>> choices(const std::vector<std::int64_t>& costs) const;

    const Aggregate& m_aggregate;
    std::vector<TopicPlan> m_plans;
    std::vector<std::vector<std::size_t>> m_options; ///< per kind
    std::vector<std::int64_t> m_money;               ///< per option, in the table's unit
    std::vector<std::vector<std::pair<std::size_t, std::int64_t>>> m_takes; ///< per option: limit, how much
    std::int64_t m_budget = 0;                                              ///< in the table's unit
};

} // namespace ehrenamt::programme
