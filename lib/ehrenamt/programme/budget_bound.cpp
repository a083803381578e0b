// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/budget_bound.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

namespace ehrenamt::programme {
namespace {

constexpr std::int64_t k_most_cells = 60'000'000;
constexpr std::int64_t k_unreached = std::numeric_limits<std::int64_t>::min() / 4;

} // namespace

BudgetBound::BudgetBound(const Aggregate& aggregate, std::vector<TopicPlan> plans)
    : m_aggregate{aggregate},
      m_plans{std::move(plans)},
      m_options(aggregate.kinds.size()),
      m_money(aggregate.options.size(), 0),
      m_takes(aggregate.options.size()) {
    std::int64_t unit = 0;
    for (const auto& [option, money] : aggregate.shared.front().takes)
        unit = std::gcd(unit, money);
    unit = std::max<std::int64_t>(unit, 1);
    m_budget = aggregate.shared.front().limit / unit;
    for (const auto& [option, money] : aggregate.shared.front().takes)
        m_money[option] = money / unit;
    for (std::size_t row = 0; row < aggregate.shared.size(); ++row)
        for (const auto& [option, takes] : aggregate.shared[row].takes)
            m_takes[option].emplace_back(row, takes);
    for (std::size_t option = 0; option < aggregate.options.size(); ++option)
        m_options[aggregate.options[option].kind].push_back(option);
}

/// What a topic can come to for some money, and with which options.
struct BudgetBound::Choice {
    std::int64_t money = 0;
    std::int64_t worth = 0;
    std::vector<std::size_t> options;
};

// Per topic, money ascending, each worth more than those before.
std::vector<std::vector<BudgetBound::Choice>>
BudgetBound::choices(const std::vector<std::int64_t>& costs) const {
    using ByMoney = std::map<std::int64_t, Choice>;
    const auto offer = [](ByMoney& all, Choice choice) {
        const auto [at, is_new] = all.try_emplace(choice.money, choice);
        if (!is_new && at->second.worth < choice.worth)
            at->second = std::move(choice);
    };
    std::vector<ByMoney> of_topic(m_aggregate.topics.size());
    for (const auto& plan : m_plans) {
        ByMoney some;
        some[0] = {0, plan.weighted_persons * k_price_unit, {}};
        for (const auto& [kind, count] : plan.kinds) {
            std::vector<std::vector<std::size_t>> turns;
            std::vector<std::size_t> free;
            for (const auto option : m_options[kind])
                if (m_aggregate.options[option].least > 0)
                    turns.push_back({option});
                else
                    free.push_back(option);
            turns.resize(static_cast<std::size_t>(count), free);
            for (const auto& turn : turns) {
                ByMoney next;
                for (const auto& [money, choice] : some)
                    for (const auto option : turn) {
                        if (money + m_money[option] > m_budget)
                            continue;
                        auto more = choice;
                        more.money += m_money[option];
                        more.worth -= costs[option];
                        more.options.push_back(option);
                        offer(next, std::move(more));
                    }
                some = std::move(next);
            }
        }
        for (auto& [money, choice] : some)
            offer(of_topic[plan.topic], std::move(choice));
    }
    std::vector<std::vector<Choice>> result(of_topic.size());
    for (std::size_t topic = 0; topic < of_topic.size(); ++topic)
        for (auto& [money, choice] : of_topic[topic])
            if (result[topic].empty() || choice.worth > result[topic].back().worth)
                result[topic].push_back(std::move(choice));
    return result;
}

std::optional<BudgetBound::Answer> BudgetBound::at(const Prices& prices) const {
    if ((m_budget + 1) * std::ssize(m_aggregate.topics) > k_most_cells)
        return {};
    auto others = prices;
    others.front() = 0;
    const auto all = choices(costs_at(m_aggregate, others));
    const auto cells = static_cast<std::size_t>(m_budget) + 1;
    std::vector<std::int64_t> most(cells, 0); // worth for at most that money
    std::vector<std::vector<std::uint32_t>> taken(all.size());
    for (std::size_t topic = 0; topic < all.size(); ++topic) {
        std::vector<std::int64_t> next(cells, k_unreached);
        taken[topic].assign(cells, 0);
        for (std::uint32_t i = 0; i < all[topic].size(); ++i)
            for (auto cell = static_cast<std::size_t>(all[topic][i].money); cell < cells; ++cell)
                if (const auto worth =
                        most[cell - static_cast<std::size_t>(all[topic][i].money)] + all[topic][i].worth;
                    worth > next[cell]) {
                    next[cell] = worth;
                    taken[topic][cell] = i;
                }
        most = std::move(next);
    }
    Answer answer{most.back(), std::vector<std::int64_t>(prices.size(), 0)};
    for (std::size_t row = 1; row < prices.size(); ++row)
        answer.value += prices[row] * m_aggregate.shared[row].limit;
    auto cell = cells - 1;
    for (auto topic = all.size(); topic > 0 && !all[topic - 1].empty(); --topic) {
        const auto& choice = all[topic - 1][taken[topic - 1][cell]];
        for (const auto option : choice.options)
            for (const auto& [row, takes] : m_takes[option])
                answer.uses[row] += takes;
        cell -= static_cast<std::size_t>(choice.money);
    }
    return answer;
}

// Steps against the limits that are not kept, towards the goal (Polyak).
std::optional<std::int64_t> BudgetBound::least(Prices prices, std::int64_t goal, int steps) const {
    constexpr int k_patience = 5;
    auto best = at(prices);
    if (!best)
        return {};
    auto now = *best;
    auto best_prices = prices;
    double length = 1;
    int in_vain = 0;
    for (int step = 0; step < steps && best->value - goal >= k_price_unit; ++step) {
        double square = 0;
        for (std::size_t row = 1; row < prices.size(); ++row) {
            const auto over = now.uses[row] - m_aggregate.shared[row].limit;
            if (over > 0 || prices[row] > 0)
                square += static_cast<double>(over * over);
        }
        if (square == 0)
            break;
        const auto distance = length * static_cast<double>(now.value - goal) / square;
        for (std::size_t row = 1; row < prices.size(); ++row)
            prices[row] = std::max<std::int64_t>(
                0, prices[row] +
                       static_cast<std::int64_t>(
                           distance * static_cast<double>(now.uses[row] - m_aggregate.shared[row].limit)));
        now = *at(prices);
        if (now.value < best->value) {
            best = now;
            best_prices = prices;
            in_vain = 0;
        } else if (++in_vain == k_patience) {
            in_vain = 0;
            length /= 2;
            prices = best_prices;
            now = *best;
        }
    }
    return best->value;
}

} // namespace ehrenamt::programme
