// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/by_topic.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/programme/solver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace ehrenamt::programme {
namespace {

constexpr int k_rounds = 4;
constexpr int k_neighbourhoods = 8; // in each round
constexpr std::size_t k_topics_together = 8;
constexpr std::int64_t k_nodes_of_topic = 5'000;
constexpr std::int64_t k_nodes_of_mixture = 500;
constexpr std::int64_t k_nodes_of_neighbourhood = 100;
constexpr std::int64_t k_near_enough = 1'000; // the bound within a thousandth of the programme

Counts counts_of(const std::vector<std::size_t>& columns, const std::vector<double>& values) {
    Counts counts;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (const auto count = std::llround(values[i]); count > 0)
            counts[columns[i]] = count;
    return counts;
}

/// Weighted persons of the solution, from its columns of persons: whole numbers up to the solver's rounding,
/// counted again by `best_seating` in the end.
std::int64_t persons_of(const LinearModel& model, std::size_t first, const std::vector<double>& values) {
    double sum = 0;
    for (auto i = first; i < model.columns.size(); ++i) {
        const auto weight = model.columns[i].objective / k_price_unit;
        sum += values[i] * static_cast<double>(weight);
    }
    return std::llround(sum);
}

/// The optimum is a whole number; what is none of the solver's bounds says nothing.
std::int64_t whole_bound(const SolverAnswer& answer) {
    constexpr double k_nothing = 1e15;
    constexpr double k_rounding = 0.5;
    const bool optimal = answer.status == SolverAnswer::Status::optimal && !answer.values.empty();
    const double known = std::abs(answer.bound) < k_nothing ? answer.bound
                         : optimal                          ? answer.objective
                                                            : k_nothing;
    return static_cast<std::int64_t>(
        std::floor((optimal ? std::max(known, answer.objective) : known) + k_rounding));
}

[[noreturn]] void throw_unsolved() {
    throw base::Error{base::ExitStatus::failed, "programme.solver",
                      base::message("the solver finds no plan for a topic")};
}

class ByTopic {
  public:
    ByTopic(const Aggregate& aggregate, const Stop& stop) : m_aggregate{aggregate}, m_stop{stop} {}

    AggregateAnswer run() {
        std::vector<std::size_t> everything(m_aggregate.topics.size());
        std::iota(everything.begin(), everything.end(), std::size_t{0});
        if (everything.empty())
            return {{}, 0, Prices(m_aggregate.shared.size(), 0), 0};
        take_bound(relaxed_prices(everything));
        for (int round = 0; round < k_rounds && !is_near_enough(); ++round) {
            if (round > 0 && !take_better_prices())
                break;
            const auto before = m_best;
            mix();
            if (!m_found)
                work_out(everything, k_nodes_of_mixture);
            for (int turn = 0; turn < k_neighbourhoods && !is_near_enough() && !m_stop.now(); ++turn)
                work_out(some_topics(), k_nodes_of_neighbourhood);
            if (m_stop.now() || (round > 0 && m_best == before))
                break;
        }
        return {std::move(m_best_counts), m_best, m_best_prices, m_bound};
    }

  private:
    [[nodiscard]] bool is_near_enough() const {
        return m_found && m_bound - m_best * k_price_unit <= m_best * (k_price_unit / k_near_enough);
    }

    [[nodiscard]] Prices priced(const std::vector<double>& values, std::size_t first) const {
        Prices prices(m_aggregate.shared.size(), 0);
        for (std::size_t row = 0; row < prices.size(); ++row)
            prices[row] = std::max<std::int64_t>(0, std::llround(values[first + row]));
        return prices;
    }

    /// What the shared limits are worth if courses need not be whole.
    [[nodiscard]] Prices relaxed_prices(const std::vector<std::size_t>& everything) const {
        std::vector<std::size_t> columns;
        auto model = topics_model(m_aggregate, everything, {}, columns);
        const auto first = model.rows.size();
        add_shared_rows(model, m_aggregate, columns, limits());
        const auto relaxed = solve(model, {.relaxed = true});
        return relaxed.prices.empty() ? Prices(m_aggregate.shared.size(), 0) : priced(relaxed.prices, first);
    }

    void take_bound(const Prices& prices) {
        auto bound = bound_at(m_aggregate, prices);
        if (m_best_prices.empty() || bound.value < m_bound) {
            m_bound = bound.value;
            m_best_prices = prices;
        }
        for (auto& plan : bound.plans)
            m_plans.insert(std::move(plan));
    }

    /// Prices of the best mixture of the plans so far, most of the way held at those of the best bound.
    /// \returns false if there are no others
    bool take_better_prices() {
        constexpr std::int64_t k_held = 7;
        const auto mixture = solve(mixture_model(), {.relaxed = true});
        if (mixture.prices.empty())
            return false;
        auto prices = priced(mixture.prices, m_aggregate.topics.size());
        for (std::size_t row = 0; row < prices.size(); ++row)
            prices[row] = (k_held * m_best_prices[row] + prices[row]) / (k_held + 1);
        if (prices == m_best_prices)
            return false;
        take_bound(prices);
        return true;
    }

    [[nodiscard]] std::vector<std::int64_t> limits() const {
        std::vector<std::int64_t> all;
        for (const auto& shared : m_aggregate.shared)
            all.push_back(shared.limit);
        return all;
    }

    /// One plan of each topic at most, under the shared limits; a topic with a course that must be in has
    /// one.
    [[nodiscard]] LinearModel mixture_model() const {
        LinearModel model;
        model.name = "mixture";
        model.objective_name = "weighted_persons";
        for (std::size_t topic = 0; topic < m_aggregate.topics.size(); ++topic)
            model.rows.push_back({fmt::format("topic_{}", topic), {}, 'L', 1});
        std::vector<std::vector<std::pair<std::size_t, std::int64_t>>> of_option(m_aggregate.options.size());
        for (const auto& plan : m_plans) {
            const auto column = model.columns.size();
            model.columns.push_back(
                {fmt::format("plan_{}", column), 0, 1, true, plan.weighted_persons * k_price_unit});
            model.rows[plan.topic].terms.push_back({column, 1});
            for (const auto& [option, count] : plan.counts)
                of_option[option].emplace_back(column, count);
        }
        for (const auto& shared : m_aggregate.shared) {
            std::map<std::size_t, std::int64_t> sums;
            for (const auto& [option, takes] : shared.takes)
                for (const auto& [column, count] : of_option[option])
                    sums[column] += takes * count;
            LinearModel::Row row{"shared", {}, 'L', shared.limit};
            for (const auto& [column, sum] : sums)
                row.terms.push_back({column, sum});
            model.rows.push_back(std::move(row));
        }
        for (std::size_t topic = 0; topic < m_aggregate.topics.size(); ++topic)
            if (std::ranges::any_of(m_aggregate.topics[topic].options, [&](std::size_t option) {
                    return m_aggregate.options[option].least > 0;
                })) {
                auto row = model.rows[topic];
                row.sense = 'G';
                model.rows.push_back(std::move(row));
            }
        return model;
    }

    void mix() {
        const auto model = mixture_model();
        const auto answer = solve(model, {.most_nodes = k_nodes_of_mixture});
        if (answer.values.empty())
            return;
        Counts counts;
        std::int64_t sum = 0;
        std::size_t column = 0;
        for (const auto& plan : m_plans)
            if (std::llround(answer.values[column++]) == 1) {
                counts.insert(plan.counts.begin(), plan.counts.end());
                sum += plan.weighted_persons;
            }
        if (m_found && sum <= m_best)
            return;
        m_best_counts = std::move(counts);
        m_best = sum;
        m_value_of_topic.clear();
        m_found = true;
    }

    /// These topics anew and together, the others as they are.
    void work_out(const std::vector<std::size_t>& topics, std::int64_t most_nodes) {
        std::vector<std::size_t> columns;
        auto model = topics_model(m_aggregate, topics, {}, columns);
        const std::set<std::size_t> ours(columns.begin(), columns.end());
        auto left = limits();
        Counts others;
        for (const auto& [option, count] : m_best_counts)
            if (!ours.contains(option))
                others[option] = count;
        for (std::size_t row = 0; row < left.size(); ++row)
            for (const auto& [option, takes] : m_aggregate.shared[row].takes)
                if (const auto found = others.find(option); found != others.end())
                    left[row] -= takes * found->second;
        add_shared_rows(model, m_aggregate, columns, left);
        const auto answer = solve(model, {.most_nodes = most_nodes});
        if (topics.size() == m_aggregate.topics.size() && answer.status != SolverAnswer::Status::infeasible)
            m_bound = std::min(m_bound, whole_bound(answer));
        if (answer.values.empty())
            return;
        const auto gained = persons_of(model, columns.size(), answer.values);
        std::int64_t before = 0;
        if (m_found)
            before = value_of(topics);
        if (m_found && gained <= before)
            return;
        for (const auto topic : topics)
            m_value_of_topic.erase(topic);
        m_best += gained - before;
        m_best_counts = std::move(others);
        m_best_counts.merge(counts_of(columns, answer.values));
        m_found = true;
    }

    /// What these topics have in the best programme.
    std::int64_t value_of(const std::vector<std::size_t>& topics) {
        std::int64_t sum = 0;
        for (const auto topic : topics) {
            const auto known = m_value_of_topic.find(topic);
            if (known != m_value_of_topic.end()) {
                sum += known->second;
                continue;
            }
            std::vector<std::size_t> columns;
            auto model = topics_model(m_aggregate, {topic}, {}, columns);
            for (std::size_t i = 0; i < columns.size(); ++i) {
                const auto found = m_best_counts.find(columns[i]);
                model.columns[i].lower = model.columns[i].upper =
                    found == m_best_counts.end() ? 0 : found->second;
            }
            const auto answer = solve(model, {});
            if (answer.values.empty())
                throw_unsolved();
            sum += m_value_of_topic[topic] = persons_of(model, columns.size(), answer.values);
        }
        return sum;
    }

    /// A few topics in turn, in an order that is another one in each turn and the same on every machine.
    std::vector<std::size_t> some_topics() {
        const auto count = std::min(k_topics_together, m_aggregate.topics.size());
        std::vector<std::size_t> some;
        for (std::size_t i = 0; i < count; ++i) {
            if (m_turn.empty()) {
                m_turn.resize(m_aggregate.topics.size());
                std::iota(m_turn.begin(), m_turn.end(), std::size_t{0});
                for (auto left = m_turn.size(); left > 1; --left) {
                    m_state = m_state * 6364136223846793005U + 1442695040888963407U;
                    std::swap(m_turn[left - 1], m_turn[(m_state >> 33U) % left]);
                }
            }
            if (std::ranges::find(some, m_turn.back()) == some.end())
                some.push_back(m_turn.back());
            m_turn.pop_back();
        }
        std::ranges::sort(some);
        return some;
    }

    const Aggregate& m_aggregate;
    Stop m_stop;
    std::set<TopicPlan> m_plans;
    std::int64_t m_bound = 0;
    Prices m_best_prices;
    bool m_found = false;
    std::int64_t m_best = 0; ///< weighted persons
    Counts m_best_counts;
    std::map<std::size_t, std::int64_t> m_value_of_topic;
    std::vector<std::size_t> m_turn;
    std::uint64_t m_state = 20270101;
};

} // namespace

PricedBound bound_at(const Aggregate& aggregate, const Prices& prices) {
    PricedBound result;
    for (std::size_t row = 0; row < prices.size(); ++row)
        result.value += prices[row] * aggregate.shared[row].limit;
    for (std::size_t topic = 0; topic < aggregate.topics.size(); ++topic) {
        std::vector<std::size_t> columns;
        const auto model = topics_model(aggregate, {topic}, prices, columns);
        const auto answer = solve(model, {.most_nodes = k_nodes_of_topic});
        if (answer.status == SolverAnswer::Status::infeasible)
            throw_unsolved();
        result.value += whole_bound(answer);
        if (!answer.values.empty())
            result.plans.push_back(
                {topic, counts_of(columns, answer.values), persons_of(model, columns.size(), answer.values)});
    }
    return result;
}

AggregateAnswer solve_by_topic(const Aggregate& aggregate, const Stop& stop) {
    return ByTopic{aggregate, stop}.run();
}

} // namespace ehrenamt::programme
