// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/aggregate.hpp"

namespace ehrenamt::programme {

/// Courses of one topic, so many of each kind, and the most weighted persons that they serve together.
struct TopicPlan {
    std::size_t topic = 0;
    std::vector<std::pair<std::size_t, std::int64_t>> kinds; ///< ascending; how many, at least one
    std::int64_t weighted_persons = 0;
    auto operator<=>(const TopicPlan&) const = default;
};

/// What each option takes from the shared limits at these prices, in units of 1 / k_price_unit weighted
/// persons.
EHRENAMT_API std::vector<std::int64_t> costs_at(const Aggregate& aggregate, const Prices& prices);

/// The plans of a topic, found by adding one course after the other, in whole numbers and without a solver.
///
/// Whom a plan serves: a group's persons are worth the same wherever they sit, so that the most weighted
/// persons are, for each weight, the most persons of at least that weight, and those are the least cut: of
/// some courses all places, of the others all who can come to them. What one more course adds never grows
/// when others are there already, so that one which adds too little to a plan adds too little to all that
/// contain it. Minima never cost persons: if each course can have its minimum at all, it can have it among
/// those served (Mendelsohn and Dulmage), which again the cuts tell.
class EHRENAMT_API TopicPlans {
  public:
    TopicPlans(const Aggregate& aggregate, std::size_t topic);

    struct Found {
        std::int64_t best = 0;        ///< k_price_unit × weighted persons less costs
        std::vector<TopicPlan> plans; ///< those at most `slack` below it, ascending
        bool complete = true;         ///< else there were too many to look at: neither says anything
    };
    /// \param costs of each option, not below 0; options that must be in are, and the cheapest of a kind for
    ///        the rest
    /// \throws base::Error `programme.solver` if the courses that must be in cannot reach their minima
    [[nodiscard]] Found within(const std::vector<std::int64_t>& costs, std::int64_t slack) const;

  private:
    struct Cuts;
    struct Walk;
    struct Kind {
        std::size_t number = 0; ///< in the aggregate
        std::vector<std::uint64_t> groups;
        std::vector<std::size_t> options;
        std::int64_t musts = 0;
        std::int64_t most = 0; ///< courses
    };
    [[nodiscard]] std::int64_t worth(const std::vector<std::int64_t>& flows) const;
    void count_new(const Kind& kind, const std::uint64_t* covered, std::int64_t* persons) const;

    const Aggregate& m_aggregate;
    std::size_t m_topic;
    std::vector<std::int64_t> m_weights; ///< descending, each once
    std::vector<std::int64_t> m_persons; ///< per group of the topic
    std::vector<std::size_t> m_weight_of;
    std::vector<Kind> m_kinds;
    std::size_t m_words = 0;
};

EHRENAMT_API std::vector<TopicPlans> topics_of(const Aggregate& aggregate);

} // namespace ehrenamt::programme
