// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/seats.hpp"

#include "ehrenamt/programme/flow.hpp"

#include <algorithm>

namespace ehrenamt::programme {
namespace {

// Rewards that rank strictly: reaching a minimum before weighted persons before associations served.
struct Rewards {
    std::int64_t first_of_association = 1;
    std::int64_t weight;
    std::int64_t minimum;
};

Rewards rewards(const Instance& instance) {
    const auto associations = static_cast<std::int64_t>(instance.needs.size());
    const auto weight = associations + 1;
    std::int64_t most = 1;
    for (const auto& need : instance.needs)
        most += need.persons * need.weight * weight + 1;
    return {.weight = weight, .minimum = most};
}

std::vector<domain::AssociationId> associations(const Instance& instance) {
    std::vector<domain::AssociationId> ids;
    for (const auto& need : instance.needs)
        ids.push_back(need.association);
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

// source → association → need → course → sink, with the arcs whose flow is asked for afterwards.
struct Network {
    Flow flow;
    std::size_t source;
    std::size_t sink;
    std::vector<std::size_t> pairs;       ///< arc per pair of reach, only where the course is chosen
    std::vector<std::size_t> pair_of_arc; ///< position in reach, parallel to `pairs`
    std::vector<std::size_t> minima;      ///< arc per chosen course that holds its minimum
    std::vector<std::size_t> firsts;      ///< arc per association that holds its first person
};

Network network(const Instance& instance, const Selection& chosen) {
    const auto ids = associations(instance);
    const auto reward = rewards(instance);
    const auto first_need = 2 + ids.size();
    const auto first_course = first_need + instance.needs.size();
    Network net{Flow{first_course + instance.candidates.size()}, 0, 1, {}, {}, {}, {}};

    std::int64_t everybody = 0;
    for (const auto& need : instance.needs)
        everybody += need.persons;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        net.firsts.push_back(net.flow.add_arc(net.source, 2 + i, 1, reward.first_of_association));
        net.flow.add_arc(net.source, 2 + i, everybody, 0);
    }
    for (std::size_t i = 0; i < instance.needs.size(); ++i) {
        const auto& need = instance.needs[i];
        const auto association = std::ranges::lower_bound(ids, need.association) - ids.begin();
        net.flow.add_arc(2 + static_cast<std::size_t>(association), first_need + i, need.persons,
                         need.weight * reward.weight);
    }
    for (std::size_t i = 0; i < instance.reach.size(); ++i)
        if (const auto pair = instance.reach[i]; chosen[pair.candidate]) {
            net.pairs.push_back(net.flow.add_arc(first_need + pair.need, first_course + pair.candidate,
                                                 instance.needs[pair.need].persons, 0));
            net.pair_of_arc.push_back(i);
        }
    for (std::size_t j = 0; j < instance.candidates.size(); ++j)
        if (chosen[j]) {
            const auto& course = instance.candidates[j];
            net.minima.push_back(
                net.flow.add_arc(first_course + j, net.sink, course.minimum, reward.minimum));
            net.flow.add_arc(first_course + j, net.sink,
                             std::max<std::int64_t>(course.capacity - course.minimum, 0), 0);
        }
    return net;
}

} // namespace

std::optional<Seating> best_seating(const Instance& instance, const Selection& chosen) {
    std::int64_t needed = 0;
    for (std::size_t j = 0; j < instance.candidates.size(); ++j)
        if (chosen[j]) {
            if (instance.candidates[j].capacity < instance.candidates[j].minimum)
                return {};
            needed += instance.candidates[j].minimum;
        }
    auto net = network(instance, chosen);
    net.flow.maximise(net.source, net.sink);
    std::int64_t reached = 0;
    for (const auto arc : net.minima)
        reached += net.flow.on(arc);
    if (reached < needed)
        return {};
    net.flow.prefer(net.pairs);

    Seating seating{std::vector<std::int64_t>(instance.reach.size(), 0)};
    for (std::size_t i = 0; i < net.pairs.size(); ++i) {
        const auto pair = net.pair_of_arc[i];
        const auto persons = net.flow.on(net.pairs[i]);
        seating.seats[pair] = persons;
        seating.persons += persons;
        seating.weighted_persons += persons * instance.needs[instance.reach[pair].need].weight;
    }
    for (const auto arc : net.firsts)
        seating.associations += net.flow.on(arc);
    return seating;
}

} // namespace ehrenamt::programme
