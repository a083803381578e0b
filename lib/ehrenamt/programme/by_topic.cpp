// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/by_topic.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/programme/budget_bound.hpp"
#include "ehrenamt/programme/solver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

namespace ehrenamt::programme {
namespace {

constexpr int k_price_rounds = 40;
constexpr int k_solver_rounds = 4;
constexpr int k_bound_steps = 60;
constexpr std::int64_t k_nodes = 2'000;
constexpr std::int64_t k_near_enough = 2'000; // the bound within so small a part of the programme
constexpr std::size_t k_enough_plans = 400;

class ByTopic {
  public:
    ByTopic(const Aggregate& aggregate, const SolverOptions& options)
        : m_aggregate{aggregate},
          m_options{options},
          m_stop{Stop::of(options)},
          m_topics{topics_of(aggregate)},
          m_kinds(aggregate.kinds.size()) {
        for (std::size_t option = 0; option < aggregate.options.size(); ++option)
            m_kinds[aggregate.options[option].kind].push_back(option);
        for (const auto& group : aggregate.groups)
            m_bound += group.persons * group.weight * k_price_unit;
        m_prices.assign(aggregate.shared.size(), 0);
    }

    AggregateAnswer run() {
        take_musts();
        find_money_price();
        for (int round = 0; round < k_price_rounds && !m_stop.now() && take_better_prices(); ++round)
            report();
        auto plans = some_plans();
        for (int round = 0; round < k_solver_rounds && !m_stop.now() && !is_near_enough(); ++round) {
            find_programme(plans);
            report();
            find_bound(plans);
            report();
        }
        return {m_counts, m_best, m_prices, whole_bound()};
    }

  private:
    [[nodiscard]] std::int64_t whole_bound() const {
        return std::max(m_best, std::min(m_bound / k_price_unit, m_proven));
    }

    [[nodiscard]] bool is_near_enough() const { return whole_bound() - m_best <= m_best / k_near_enough; }

    void report() const {
        if (m_options.watch)
            m_options.watch(m_best, whole_bound());
    }

    [[nodiscard]] PricedBound bound(const Prices& prices, std::int64_t slack) const {
        return bound_at(m_aggregate, m_topics, prices, slack);
    }

    /// \returns whether it is the best so far
    bool take_bound(const Prices& prices) {
        auto found = bound(prices, k_price_unit / 4);
        m_last = found.value;
        m_plans.insert(std::make_move_iterator(found.plans.begin()),
                       std::make_move_iterator(found.plans.end()));
        if (found.value >= m_bound)
            return false;
        m_bound = found.value;
        m_prices = prices;
        return true;
    }

    void take_musts() {
        for (std::size_t option = 0; option < m_aggregate.options.size(); ++option)
            if (m_aggregate.options[option].least > 0)
                m_counts[option] = m_aggregate.options[option].least;
    }

    /// From a price at which no course is worth its money down to where the bound gets worse.
    void find_money_price() {
        std::int64_t price = 1;
        for (const auto& [option, money] : m_aggregate.shared.front().takes) {
            const auto& kind = m_aggregate.kinds[m_aggregate.options[option].kind];
            std::int64_t weight = 0;
            for (const auto group : kind.groups)
                weight = std::max(weight, m_aggregate.groups[group].weight);
            price = std::max(price, kind.capacity * weight * k_price_unit / std::max<std::int64_t>(money, 1));
        }
        for (; price > 0 && !m_stop.now(); price = price * 7 / 8) {
            Prices prices(m_aggregate.shared.size(), 0);
            prices.front() = price;
            const auto before = std::exchange(m_last, std::numeric_limits<std::int64_t>::max());
            take_bound(prices);
            if (m_last > before)
                return;
        }
    }

    /// Prices of the best mixture of the plans so far, some of the way held at those of the best bound.
    /// \returns false if the mixture has reached the bound, or if nothing new comes of it
    bool take_better_prices() {
        const auto model = mixture({m_plans.begin(), m_plans.end()}, false, 0);
        const auto answer = solve(model, {.relaxed = true});
        if (answer.prices.empty() ||
            static_cast<double>(m_bound) - answer.objective * k_price_unit < k_price_unit / 20.0)
            return false;
        const auto first = model.rows.size() - m_aggregate.shared.size();
        for (const std::int64_t held : {3, 1, 0}) {
            Prices prices;
            for (std::size_t row = 0; row < m_prices.size(); ++row)
                prices.push_back(
                    (held * m_prices[row] +
                     std::max<std::int64_t>(0, std::llround(answer.prices[first + row] * k_price_unit))) /
                    (held + 1));
            const auto before = m_plans.size();
            if (take_bound(prices) || m_plans.size() > before)
                return true;
        }
        return false;
    }

    /// One plan of each topic at most, and for its kinds as many options, under the shared limits; at least
    /// `goal` weighted persons. Columns: plans, then options.
    [[nodiscard]] LinearModel mixture(const std::vector<TopicPlan>& plans, bool whole,
                                      std::int64_t goal) const {
        LinearModel model;
        model.name = "mixture";
        model.objective_name = "weighted_persons";
        LinearModel::Row reached{"goal", {}, 'G', goal};
        for (std::size_t topic = 0; topic < m_topics.size(); ++topic)
            model.rows.push_back({fmt::format("topic_{}", topic), {}, 'L', 1});
        std::vector<LinearModel::Row> kinds;
        for (std::size_t kind = 0; kind < m_kinds.size(); ++kind)
            kinds.push_back({fmt::format("kind_{}", kind), {}, 'L', 0});
        for (const auto& plan : plans) {
            const auto column = model.columns.size();
            model.columns.push_back({fmt::format("plan_{}", column), 0, 1, whole, plan.weighted_persons});
            model.rows[plan.topic].terms.push_back({column, 1});
            reached.terms.push_back({column, plan.weighted_persons});
            for (const auto& [kind, count] : plan.kinds)
                kinds[kind].terms.push_back({column, count});
        }
        const auto first = model.columns.size();
        for (std::size_t option = 0; option < m_aggregate.options.size(); ++option) {
            const auto& its = m_aggregate.options[option];
            kinds[its.kind].terms.push_back({model.columns.size(), -1});
            model.columns.push_back(
                {fmt::format("courses_{}", option), its.least, std::ssize(its.members), whole, 0});
        }
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            // A course that must be in has its seats, so that its kind's plan has it, too.
            if (std::ranges::any_of(m_kinds[kind],
                                    [&](auto option) { return m_aggregate.options[option].least > 0; })) {
                auto same = kinds[kind];
                same.sense = 'G';
                model.rows.push_back(std::move(same));
            }
            model.rows.push_back(std::move(kinds[kind]));
        }
        if (goal > 0)
            model.rows.push_back(std::move(reached));
        for (const auto& shared : m_aggregate.shared) {
            LinearModel::Row row{"shared", {}, 'L', shared.limit};
            for (const auto& [option, takes] : shared.takes)
                row.terms.push_back({first + option, takes});
            model.rows.push_back(std::move(row));
        }
        return model;
    }

    /// Better than the best so far, made of these plans: the solver proposes, what it says is counted again.
    void find_programme(const std::vector<TopicPlan>& plans) {
        auto options = m_options;
        options.most_nodes = k_nodes;
        options.seconds = m_stop.seconds_left();
        const auto model = mixture(plans, true, m_best > 0 ? m_best + 1 : 0);
        const auto answer = solve(model, options);
        if (answer.values.empty())
            return;
        std::int64_t sum = 0;
        std::vector<std::int64_t> wanted(m_kinds.size(), 0);
        for (std::size_t i = 0; i < plans.size(); ++i)
            if (std::llround(answer.values[i]) == 1) {
                sum += plans[i].weighted_persons;
                for (const auto& [kind, count] : plans[i].kinds)
                    wanted[kind] += count;
            }
        Counts counts;
        for (std::size_t option = 0; option < m_aggregate.options.size(); ++option) {
            auto& open = wanted[m_aggregate.options[option].kind];
            if (const auto count =
                    std::min(open, std::int64_t{std::llround(answer.values[plans.size() + option])});
                count > 0) {
                counts[option] = count;
                open -= count;
            }
        }
        if (sum <= m_best || !holds(counts, wanted))
            return;
        m_best = sum;
        m_counts = std::move(counts);
    }

    /// \param open courses of each kind that have no option
    [[nodiscard]] bool holds(const Counts& counts, const std::vector<std::int64_t>& open) const {
        for (std::size_t option = 0; option < m_aggregate.options.size(); ++option)
            if (const auto least = m_aggregate.options[option].least;
                least > 0 && (!counts.contains(option) || counts.at(option) < least))
                return false;
        for (const auto& shared : m_aggregate.shared) {
            std::int64_t sum = 0;
            for (const auto& [option, takes] : shared.takes)
                if (const auto found = counts.find(option); found != counts.end())
                    sum += takes * found->second;
            if (sum > shared.limit)
                return false;
        }
        return std::ranges::all_of(open, [](std::int64_t count) { return count == 0; });
    }

    /// The plans nearest to the best at the best prices, some hundreds of them.
    [[nodiscard]] std::vector<TopicPlan> some_plans() const {
        std::vector<TopicPlan> plans(m_plans.begin(), m_plans.end());
        for (auto slack = k_price_unit; slack < m_bound / 100 && !m_stop.now(); slack *= 2) {
            auto near = bound(m_prices, slack);
            if (!near.complete)
                break;
            plans = std::move(near.plans);
            if (plans.size() >= k_enough_plans)
                break;
        }
        return plans;
    }

    /// A programme that is more than `slack` below the bound is no better than the best so far; one that is
    /// not has these plans, so that what bounds these bounds all.
    /// \param plans receives them, if they are not too many
    void find_bound(std::vector<TopicPlan>& plans) {
        auto slack = std::max<std::int64_t>(0, m_bound - (m_best + 1) * k_price_unit);
        auto near = bound(m_prices, slack);
        while (!near.complete && slack > k_price_unit && !m_stop.now()) {
            slack /= 2;
            near = bound(m_prices, slack);
        }
        if (!near.complete)
            return;
        plans = near.plans;
        const auto least = BudgetBound{m_aggregate, std::move(near.plans)}.least(
            m_prices, m_best * k_price_unit, k_bound_steps);
        if (least)
            m_proven = std::min(m_proven, std::max((m_bound - slack - 1) / k_price_unit,
                                                   std::max<std::int64_t>(*least, 0) / k_price_unit));
    }

    const Aggregate& m_aggregate;
    const SolverOptions& m_options;
    Stop m_stop;
    std::vector<TopicPlans> m_topics;
    std::vector<std::vector<std::size_t>> m_kinds; ///< options of each
    std::set<TopicPlan> m_plans;
    std::int64_t m_bound = 0;                                         ///< units
    std::int64_t m_last = std::numeric_limits<std::int64_t>::max();   ///< the last bound, good or not
    std::int64_t m_proven = std::numeric_limits<std::int64_t>::max(); ///< weighted persons
    Prices m_prices;
    std::int64_t m_best = 0; ///< weighted persons
    Counts m_counts;
};

} // namespace

PricedBound bound_at(const Aggregate& aggregate, const std::vector<TopicPlans>& topics, const Prices& prices,
                     std::int64_t slack) {
    PricedBound result;
    const auto costs = costs_at(aggregate, prices);
    for (std::size_t row = 0; row < prices.size(); ++row)
        result.value += prices[row] * aggregate.shared[row].limit;
    for (const auto& topic : topics) {
        auto found = topic.within(costs, slack);
        result.value += found.best;
        result.complete = result.complete && found.complete;
        std::ranges::move(found.plans, std::back_inserter(result.plans));
    }
    return result;
}

AggregateAnswer solve_by_topic(const Aggregate& aggregate, const SolverOptions& options) {
    return ByTopic{aggregate, options}.run();
}

} // namespace ehrenamt::programme
