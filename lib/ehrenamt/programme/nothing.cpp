// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/nothing.hpp"

#include <algorithm>
#include <bit>

namespace ehrenamt::programme {
namespace {

using Barriers = unsigned; // a bit for each

constexpr unsigned k_barriers = 6;

constexpr Barriers bit(Barrier barrier) {
    return 1U << static_cast<unsigned>(barrier);
}

Barriers barriers_of(const Instance& instance, std::size_t course) {
    const auto& its = instance.candidates[course];
    std::int64_t persons = 0;
    for (const auto& pair : instance.reach)
        persons += pair.candidate == course ? instance.needs[pair.need].persons : 0;
    Barriers met = 0;
    if (persons == 0)
        met |= bit(Barrier::demand);
    else if (persons < its.minimum)
        met |= bit(Barrier::minimum);
    if (its.capacity < its.minimum)
        met |= bit(Barrier::capacity);
    if (instance.fixed_cost + its.grant > instance.budget)
        met |= bit(Barrier::budget);
    if (instance.locks.at_most && *instance.locks.at_most < 1)
        met |= bit(Barrier::at_most);
    if (std::ranges::find(instance.locks.without, its.id) != instance.locks.without.end())
        met |= bit(Barrier::locks);
    return met;
}

} // namespace

std::vector<Barrier> why_nothing_fits(const Instance& instance) {
    std::vector<Barriers> met;
    for (std::size_t j = 0; j < instance.candidates.size(); ++j)
        met.push_back(barriers_of(instance, j));
    Barriers fewest = 0;
    for (Barriers set = 1; set < 1U << k_barriers && !met.empty(); ++set)
        if ((fewest == 0 || std::popcount(set) < std::popcount(fewest)) &&
            std::ranges::all_of(met, [&](Barriers its) { return (its & set) != 0; }))
            fewest = set;
    std::vector<Barrier> barriers;
    for (unsigned i = 0; i < k_barriers; ++i)
        if ((fewest >> i & 1U) != 0)
            barriers.push_back(static_cast<Barrier>(i));
    return barriers;
}

} // namespace ehrenamt::programme
