// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/stop.hpp"
#include "ehrenamt/programme/topic_plans.hpp"

#include <map>

namespace ehrenamt::programme {

/// How often each option of an aggregate is in; options that are not named are not.
using Counts = std::map<std::size_t, std::int64_t>;

/// What is best if shared limits cost these prices: a bound on every programme (Lagrange). In units of
/// 1 / k_price_unit weighted persons; whole numbers, found without a solver.
struct PricedBound {
    std::int64_t value = 0;
    /// Of each topic those at most `slack` below its best. A programme that is at most `slack` below the
    /// bound has no others.
    std::vector<TopicPlan> plans;
    bool complete = true; ///< else a topic has too many plans, and some of them are missing
};
EHRENAMT_API PricedBound bound_at(const Aggregate& aggregate, const std::vector<TopicPlans>& topics,
                                  const Prices& prices, std::int64_t slack = 0);

struct AggregateAnswer {
    Counts counts;
    std::int64_t weighted_persons = 0;
    Prices prices;          ///< whose bound is the best one
    std::int64_t bound = 0; ///< weighted persons; no programme serves more
};

/// A programme of the aggregate and a bound on all of them (decision 24). Work is counted, not timed, unless
/// it is stopped. \pre the courses that must be in can be
EHRENAMT_API AggregateAnswer solve_by_topic(const Aggregate& aggregate, const SolverOptions& options = {});

} // namespace ehrenamt::programme
