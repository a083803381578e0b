// SPDX-License-Identifier: EUPL-1.2
// Shared by the files of Search only.
#pragma once

#include "ehrenamt/programme/search.hpp"

#include <algorithm>
#include <limits>

namespace ehrenamt::programme {

// Beyond these the general solver is the better way. They count work, so that every machine decides alike.
inline constexpr std::size_t k_most_patterns = 50'000;
inline constexpr std::size_t k_most_table_cells = 16'000'000;
inline constexpr std::size_t k_most_work = 1'000'000; // labels for one question
inline constexpr std::size_t k_most_ties = 3'000;     // labels of one group whose associations are compared
inline constexpr std::size_t k_most_seatings = 300;

inline constexpr auto k_too_dear = std::numeric_limits<std::int64_t>::max();
inline constexpr auto k_nothing = std::numeric_limits<std::int64_t>::min();

// Hands every label with every pattern of the group that it can still take, and come to the goal with, to
// `take`. False if that was too much work.
template <class L, class Grow>
bool Search::grow(std::size_t group, const std::vector<L>& from, std::int64_t goal, Grow&& take) {
    for (const auto& label : from)
        for (const auto p : m_allowed[group]) {
            if (++m_work > k_most_work)
                return false;
            const auto& pattern = m_groups[group].patterns[p];
            const auto grant = label.grant + pattern.grant;
            const auto count = m_limit ? label.count + pattern.count : 0;
            if (grant > m_budget || (m_limit && count > *m_limit) || pattern.courses.meets(label.blocked))
                continue;
            const auto rest = bound_from(group + 1, m_budget - grant, count);
            if (rest == k_nothing)
                continue;
            const auto persons = label.persons + pattern.weighted_persons;
            auto courses = label.courses;
            courses |= pattern.courses;
            const auto bound = persons + rest + refund(courses, group + 1);
            if (bound < goal) {
                m_next_goal = std::max(m_next_goal, bound);
                continue;
            }
            auto next = label;
            next.persons = persons;
            next.grant = grant;
            next.count = count;
            next.courses = courses;
            next.blocked |= m_blocks[group][p];
            next.blocked &= m_later[group];
            take(std::move(next), p);
        }
    return true;
}

} // namespace ehrenamt::programme
