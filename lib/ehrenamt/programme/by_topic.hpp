// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/aggregate.hpp"
#include "ehrenamt/programme/stop.hpp"

#include <map>

namespace ehrenamt::programme {

/// How often each option of an aggregate is in; options that are not named are not.
using Counts = std::map<std::size_t, std::int64_t>;

/// One topic's courses, and what they come to.
struct TopicPlan {
    std::size_t topic = 0;
    Counts counts;
    std::int64_t weighted_persons = 0;
    auto operator<=>(const TopicPlan&) const = default;
};

/// What is best if shared limits cost these prices: a bound on every programme (Lagrange). In units of
/// 1 / k_price_unit weighted persons; each topic's best is a whole number of them.
struct PricedBound {
    std::int64_t value = 0;
    std::vector<TopicPlan> plans; ///< one per topic
};
EHRENAMT_API PricedBound bound_at(const Aggregate& aggregate, const Prices& prices);

struct AggregateAnswer {
    Counts counts;
    std::int64_t weighted_persons = 0;
    Prices prices;          ///< whose bound is the best one
    std::int64_t bound = 0; ///< that, or a lower one where all topics were worked out together; same units
};

/// A programme of the aggregate and a bound on all of them. Prices come from the relaxed model, then from
/// the best mixture of the plans that the topics gave so far (Dantzig and Wolfe), held near those of the best
/// bound. It ends when the two are within a thousandth of each other, or so much work is done. The programme
/// is the best one made of these plans, bettered by working a few topics out together while the others stay.
/// Work is counted, not timed, unless it is stopped. \pre the courses that must be in can be
EHRENAMT_API AggregateAnswer solve_by_topic(const Aggregate& aggregate, const Stop& stop = {});

} // namespace ehrenamt::programme
