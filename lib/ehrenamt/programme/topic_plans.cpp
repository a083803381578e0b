// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/topic_plans.hpp"

#include "ehrenamt/base/error.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <set>

namespace ehrenamt::programme {
namespace {

constexpr std::size_t k_bits = 64;
constexpr std::size_t k_most_work = 1'000'000; // cuts looked at for one topic
constexpr std::int64_t k_infinite = std::numeric_limits<std::int64_t>::max() / 4;

} // namespace

std::vector<std::int64_t> costs_at(const Aggregate& aggregate, const Prices& prices) {
    std::vector<std::int64_t> costs(aggregate.options.size(), 0);
    for (std::size_t row = 0; row < prices.size(); ++row)
        if (prices[row] != 0)
            for (const auto& [option, takes] : aggregate.shared[row].takes)
                costs[option] += prices[row] * takes;
    return costs;
}

TopicPlans::TopicPlans(const Aggregate& aggregate, std::size_t topic)
    : m_aggregate{aggregate}, m_topic{topic} {
    const auto& its = aggregate.topics[topic];
    std::set<std::int64_t, std::greater<>> weights;
    std::map<std::size_t, std::size_t> position;
    for (const auto group : its.groups)
        weights.insert(aggregate.groups[group].weight);
    m_weights.assign(weights.begin(), weights.end());
    for (const auto group : its.groups) {
        position[group] = m_persons.size();
        m_persons.push_back(aggregate.groups[group].persons);
        m_weight_of.push_back(static_cast<std::size_t>(
            std::ranges::find(m_weights, aggregate.groups[group].weight) - m_weights.begin()));
    }
    m_words = (m_persons.size() + k_bits - 1) / k_bits;
    std::map<std::size_t, std::size_t> kinds;
    for (const auto number : its.kinds) {
        kinds[number] = m_kinds.size();
        Kind kind;
        kind.number = number;
        kind.groups.assign(m_words, 0);
        for (const auto group : aggregate.kinds[number].groups)
            kind.groups[position.at(group) / k_bits] |= std::uint64_t{1} << (position.at(group) % k_bits);
        m_kinds.push_back(std::move(kind));
    }
    for (const auto option : its.options) {
        auto& kind = m_kinds[kinds.at(aggregate.options[option].kind)];
        kind.options.push_back(option);
        kind.musts += aggregate.options[option].least;
        kind.most += std::ssize(aggregate.options[option].members);
    }
}

/// The cuts of a plan, one for each set of its kinds that is cut at the persons: which groups those are, how
/// many persons of each weight and above, the places of the other kinds' courses, and the minima of its own.
struct TopicPlans::Cuts {
    std::size_t count = 0;
    std::vector<std::uint64_t> covered; ///< m_words of each
    std::vector<std::int64_t> persons;  ///< m_weights.size() of each
    std::vector<std::int64_t> places;
    std::vector<std::int64_t> minima;
};

// Σ over the weights of the most persons of at least that weight, times what it is above the next.
std::int64_t TopicPlans::worth(const std::vector<std::int64_t>& flows) const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < flows.size(); ++i)
        sum += flows[i] * (m_weights[i] - (i + 1 < flows.size() ? m_weights[i + 1] : 0));
    return sum;
}

void TopicPlans::count_new(const Kind& kind, const std::uint64_t* covered, std::int64_t* persons) const {
    for (std::size_t word = 0; word < m_words; ++word)
        for (auto bits = kind.groups[word] & ~covered[word]; bits != 0; bits &= bits - 1) {
            const auto group = word * k_bits + static_cast<std::size_t>(std::countr_zero(bits));
            persons[m_weight_of[group]] += m_persons[group];
        }
    for (std::size_t i = 1; i < m_weights.size(); ++i)
        persons[i] += persons[i - 1];
}

struct TopicPlans::Walk {
    const TopicPlans& topic;
    std::int64_t slack;
    std::vector<std::vector<std::int64_t>> costs; ///< per kind: of the first course, the second, …
    std::vector<std::int64_t> counts;             ///< per kind, of the plan so far
    std::vector<std::pair<std::int64_t, TopicPlan>> found;
    std::int64_t best = std::numeric_limits<std::int64_t>::min();
    std::int64_t not_seen =
        std::numeric_limits<std::int64_t>::min(); ///< what plans not looked at can come to
    std::size_t work = 0;

    /// Persons that a kind adds to each cut of a plan, of each weight and above.
    [[nodiscard]] std::vector<std::int64_t> added(const Cuts& cuts, std::size_t kind) const {
        const auto weights = topic.m_weights.size();
        std::vector<std::int64_t> persons(cuts.count * weights, 0);
        for (std::size_t cut = 0; cut < cuts.count; ++cut)
            topic.count_new(topic.m_kinds[kind], cuts.covered.data() + cut * topic.m_words,
                            persons.data() + cut * weights);
        return persons;
    }

    /// Weighted persons of the plan with so many courses of a further kind; below 0 if it cannot be held.
    [[nodiscard]] std::int64_t value_with(const Cuts& cuts, std::size_t kind, std::int64_t count,
                                          const std::vector<std::int64_t>& add) const {
        const auto weights = topic.m_weights.size();
        const auto& its = topic.m_aggregate.kinds[topic.m_kinds[kind].number];
        std::vector<std::int64_t> flows(weights, k_infinite);
        for (std::size_t cut = 0; cut < cuts.count; ++cut) {
            for (std::size_t i = 0; i < weights; ++i) {
                const auto persons = cuts.persons[cut * weights + i];
                flows[i] = std::min(flows[i], cuts.places[cut] + persons +
                                                  std::min(count * its.capacity, add[cut * weights + i]));
            }
            const auto all = cuts.persons[(cut + 1) * weights - 1] + add[(cut + 1) * weights - 1];
            if (all < cuts.minima[cut] + count * its.minimum)
                return -1;
        }
        return topic.worth(flows);
    }

    [[nodiscard]] Cuts cuts_with(const Cuts& cuts, std::size_t kind, std::int64_t count,
                                 const std::vector<std::int64_t>& add) const {
        const auto& own = topic.m_kinds[kind];
        const auto& its = topic.m_aggregate.kinds[own.number];
        Cuts result = cuts;
        result.count = 2 * cuts.count;
        result.covered.insert(result.covered.end(), cuts.covered.begin(), cuts.covered.end());
        result.persons.insert(result.persons.end(), cuts.persons.begin(), cuts.persons.end());
        result.places.insert(result.places.end(), cuts.places.begin(), cuts.places.end());
        result.minima.insert(result.minima.end(), cuts.minima.begin(), cuts.minima.end());
        for (std::size_t cut = 0; cut < cuts.count; ++cut) {
            result.places[cut] += count * its.capacity;
            result.minima[cuts.count + cut] += count * its.minimum;
            for (std::size_t word = 0; word < topic.m_words; ++word)
                result.covered[(cuts.count + cut) * topic.m_words + word] |= own.groups[word];
        }
        for (std::size_t i = 0; i < add.size(); ++i)
            result.persons[cuts.persons.size() + i] += add[i];
        return result;
    }

    void take(std::int64_t value, std::int64_t cost) {
        const auto worth = value * k_price_unit - cost;
        best = std::max(best, worth);
        if (worth < best - slack)
            return;
        TopicPlan plan{topic.m_topic, {}, value};
        for (std::size_t kind = 0; kind < counts.size(); ++kind)
            if (counts[kind] > 0)
                plan.kinds.emplace_back(topic.m_kinds[kind].number, counts[kind]);
        found.emplace_back(worth, std::move(plan));
    }

    /// A kind that a plan may get, and what its first course gains there.
    struct Next {
        std::size_t kind = 0;
        std::int64_t gain = 0;
        std::vector<std::int64_t> add;
    };

    [[nodiscard]] std::vector<Next> gaining(const Cuts& cuts, std::int64_t value,
                                            const std::vector<std::size_t>& kinds) const {
        std::vector<Next> open;
        for (const auto kind : kinds) {
            auto add = added(cuts, kind);
            const auto first = value_with(cuts, kind, 1, add);
            const auto gain = (first - value) * k_price_unit - costs[kind].front();
            if (first >= 0 && gain >= -slack)
                open.push_back({kind, gain, std::move(add)});
        }
        std::ranges::stable_sort(open, std::ranges::greater{}, &Next::gain);
        return open;
    }

    /// What the plan can come to with any courses of the kinds from `first` on: each gains no more than the
    /// best of them now, has no more places than the largest, and all together have only who can come to
    /// them.
    [[nodiscard]] std::int64_t most_with(const Cuts& cuts, std::int64_t worth, const std::vector<Next>& open,
                                         std::size_t first) const {
        const auto weights = topic.m_weights.size();
        std::vector<std::uint64_t> covered(cuts.covered.end() - static_cast<std::ptrdiff_t>(topic.m_words),
                                           cuts.covered.end());
        std::vector<std::int64_t> everybody(cuts.persons.end() - static_cast<std::ptrdiff_t>(weights),
                                            cuts.persons.end());
        std::int64_t places = 0;
        auto cost = k_infinite;
        Kind together;
        together.groups.assign(topic.m_words, 0);
        for (auto i = first; i < open.size(); ++i) {
            const auto& its = topic.m_kinds[open[i].kind];
            for (std::size_t word = 0; word < topic.m_words; ++word)
                together.groups[word] |= its.groups[word];
            places = std::max(places, topic.m_aggregate.kinds[its.number].capacity);
            cost = std::min(cost, costs[open[i].kind].front());
        }
        std::vector<std::int64_t> more(weights, 0);
        topic.count_new(together, covered.data(), more.data());
        const auto now = flows_of(cuts);
        auto most = worth;
        for (std::int64_t count = 1;; ++count) {
            auto flows = now;
            bool all_full = true;
            for (std::size_t i = 0; i < weights; ++i) {
                const auto wanted = everybody[i] + more[i];
                all_full = all_full && now[i] + count * places >= wanted;
                flows[i] = std::min(wanted, now[i] + count * places);
            }
            const auto by_places =
                worth + (topic.worth(flows) - topic.worth(now)) * k_price_unit - count * cost;
            most = std::max(most, std::min(by_places, worth + count * open[first].gain));
            if (all_full)
                return most;
        }
    }

    [[nodiscard]] std::vector<std::int64_t> flows_of(const Cuts& cuts) const {
        const auto weights = topic.m_weights.size();
        std::vector<std::int64_t> flows(weights, k_infinite);
        for (std::size_t cut = 0; cut < cuts.count; ++cut)
            for (std::size_t i = 0; i < weights; ++i)
                flows[i] = std::min(flows[i], cuts.places[cut] + cuts.persons[cut * weights + i]);
        return flows;
    }

    // Kinds by what they gain now, the counts of each from one up; a kind that gains too little now gains no
    // more later, and neither does one course more of it.
    void extend(const Cuts& cuts, std::int64_t value, std::int64_t cost,
                const std::vector<std::size_t>& kinds) {
        take(value, cost);
        work += cuts.count * (kinds.size() + 1);
        const auto open = gaining(cuts, value, kinds);
        for (std::size_t i = 0; i < open.size(); ++i) {
            const auto most = most_with(cuts, value * k_price_unit - cost, open, i);
            if (most < best - slack)
                return;
            if (work > k_most_work) {
                not_seen = std::max(not_seen, most);
                return;
            }
            const auto kind = open[i].kind;
            std::vector<std::size_t> rest;
            for (auto next = i + 1; next < open.size(); ++next)
                rest.push_back(open[next].kind);
            auto before = value;
            auto spent = cost;
            for (std::int64_t count = 1; count <= topic.m_kinds[kind].most; ++count) {
                const auto now = value_with(cuts, kind, count, open[i].add);
                const auto its_cost = costs[kind][static_cast<std::size_t>(count) - 1];
                if (now < 0 || (now - before) * k_price_unit - its_cost < -slack)
                    break;
                counts[kind] = count;
                spent += its_cost;
                extend(cuts_with(cuts, kind, count, open[i].add), now, spent, rest);
                before = now;
            }
            counts[kind] = 0;
        }
    }

    // The kinds with courses that must be in first, with these and more.
    void extend_musts(const Cuts& cuts, std::int64_t value, std::int64_t cost, std::size_t next,
                      const std::vector<std::size_t>& others) {
        while (next < topic.m_kinds.size() && topic.m_kinds[next].musts == 0)
            ++next;
        if (next == topic.m_kinds.size()) {
            extend(cuts, value, cost, others);
            return;
        }
        const auto& kind = topic.m_kinds[next];
        const auto add = added(cuts, next);
        auto spent = cost;
        for (std::int64_t i = 0; i + 1 < kind.musts; ++i)
            spent += costs[next][static_cast<std::size_t>(i)];
        auto before = value;
        for (auto count = kind.musts; count <= kind.most; ++count) {
            const auto now = value_with(cuts, next, count, add);
            const auto its_cost = costs[next][static_cast<std::size_t>(count) - 1];
            if (now < 0 || (count > kind.musts && (now - before) * k_price_unit - its_cost < -slack))
                break;
            before = now;
            spent += its_cost;
            counts[next] = count;
            extend_musts(cuts_with(cuts, next, count, add), now, spent, next + 1, others);
        }
        counts[next] = 0;
    }
};

TopicPlans::Found TopicPlans::within(const std::vector<std::int64_t>& costs, std::int64_t slack) const {
    Walk walk{*this, slack, {}, std::vector<std::int64_t>(m_kinds.size(), 0), {}};
    std::vector<std::size_t> others;
    for (std::size_t kind = 0; kind < m_kinds.size(); ++kind) {
        std::vector<std::int64_t> musts;
        std::vector<std::int64_t> rest;
        for (const auto option : m_kinds[kind].options) {
            const auto& its = m_aggregate.options[option];
            (its.least > 0 ? musts : rest)
                .insert((its.least > 0 ? musts : rest).end(), its.members.size(), costs[option]);
        }
        std::ranges::sort(rest);
        musts.insert(musts.end(), rest.begin(), rest.end());
        walk.costs.push_back(std::move(musts));
        if (m_kinds[kind].musts == 0)
            others.push_back(kind);
    }
    const Cuts none{
        1, std::vector<std::uint64_t>(m_words, 0), std::vector<std::int64_t>(m_weights.size(), 0), {0}, {0}};
    walk.extend_musts(none, 0, 0, 0, others);
    if (walk.found.empty())
        throw base::Error{base::ExitStatus::failed, "programme.solver",
                          base::message("the solver finds no plan for a topic")};
    Found result{std::max(walk.best, walk.not_seen), {}, walk.work <= k_most_work};
    for (auto& [worth, plan] : walk.found)
        if (worth >= walk.best - slack)
            result.plans.push_back(std::move(plan));
    std::ranges::sort(result.plans);
    return result;
}

std::vector<TopicPlans> topics_of(const Aggregate& aggregate) {
    std::vector<TopicPlans> topics;
    for (std::size_t topic = 0; topic < aggregate.topics.size(); ++topic)
        topics.emplace_back(aggregate, topic);
    return topics;
}

} // namespace ehrenamt::programme
