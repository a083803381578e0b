// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/flow.hpp"

#include <algorithm>
#include <deque>
#include <limits>

namespace ehrenamt::programme {
namespace {

constexpr std::int64_t k_unreached = std::numeric_limits<std::int64_t>::min();
constexpr std::size_t k_none = std::numeric_limits<std::size_t>::max();
constexpr std::int64_t k_boundless = std::int64_t{1} << 40;

} // namespace

std::size_t Flow::add_arc(std::size_t from, std::size_t to, std::int64_t capacity, std::int64_t reward) {
    m_outgoing[from].push_back(m_arcs.size());
    m_arcs.push_back({to, capacity, reward});
    m_outgoing[to].push_back(m_arcs.size());
    m_arcs.push_back({from, 0, -reward});
    return m_arcs.size() / 2 - 1;
}

// One longest path (Bellman and Ford with a queue); false when none adds to the reward.
bool Flow::augment(std::size_t source, std::size_t sink) {
    std::vector<std::int64_t> best(m_outgoing.size(), k_unreached);
    std::vector<std::size_t> by(m_outgoing.size(), k_none);
    std::vector<bool> queued(m_outgoing.size(), false);
    std::deque<std::size_t> queue{source};
    best[source] = 0;
    while (!queue.empty()) {
        const auto node = queue.front();
        queue.pop_front();
        queued[node] = false;
        for (const auto half : m_outgoing[node]) {
            const auto& arc = m_arcs[half];
            if (arc.room == 0 || best[node] + arc.reward <= best[arc.to])
                continue;
            best[arc.to] = best[node] + arc.reward;
            by[arc.to] = half;
            if (!queued[arc.to]) {
                queued[arc.to] = true;
                queue.push_back(arc.to);
            }
        }
    }
    if (best[sink] <= 0)
        return false;
    auto amount = k_boundless;
    for (auto node = sink; node != source; node = m_arcs[by[node] ^ 1].to)
        amount = std::min(amount, m_arcs[by[node]].room);
    for (auto node = sink; node != source; node = m_arcs[by[node] ^ 1].to) {
        m_arcs[by[node]].room -= amount;
        m_arcs[by[node] ^ 1].room += amount;
    }
    return true;
}

void Flow::maximise(std::size_t source, std::size_t sink) {
    while (augment(source, sink)) {
    }
    // Closing the circle lets `prefer` trade whole paths for one another and for none.
    add_arc(sink, source, k_boundless, 0);
    auto& closing = m_arcs[m_arcs.size() - 2];
    auto& opening = m_arcs[m_arcs.size() - 1];
    for (const auto half : m_outgoing[source])
        if (half % 2 == 0)
            opening.room += m_arcs[half + 1].room;
    closing.room -= opening.room;
    m_frozen.assign(m_arcs.size() / 2, false);
    find_potentials();
}

// Longest distances from anywhere: with them every arc that has room loses or keeps the reward, and exactly
// those that keep it may be used without leaving the best.
void Flow::find_potentials() {
    m_potential.assign(m_outgoing.size(), 0);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t half = 0; half < m_arcs.size(); ++half) {
            const auto from = m_arcs[half ^ 1].to;
            if (m_arcs[half].room > 0 &&
                m_potential[from] + m_arcs[half].reward > m_potential[m_arcs[half].to]) {
                m_potential[m_arcs[half].to] = m_potential[from] + m_arcs[half].reward;
                changed = true;
            }
        }
    }
}

bool Flow::is_free(std::size_t half) const {
    const auto& arc = m_arcs[half];
    return arc.room > 0 && !m_frozen[half / 2] &&
           m_potential[m_arcs[half ^ 1].to] + arc.reward == m_potential[arc.to];
}

// Sends what it can over the arc and back to its beginning over free arcs; returns how much.
std::int64_t Flow::push_around(std::size_t half) {
    const auto from = m_arcs[half ^ 1].to;
    const auto to = m_arcs[half].to;
    std::vector<std::size_t> by(m_outgoing.size(), k_none);
    std::deque<std::size_t> queue{to};
    by[to] = half;
    while (!queue.empty() && by[from] == k_none) {
        const auto node = queue.front();
        queue.pop_front();
        for (const auto next : m_outgoing[node])
            if (next / 2 != half / 2 && is_free(next) && by[m_arcs[next].to] == k_none) {
                by[m_arcs[next].to] = next;
                queue.push_back(m_arcs[next].to);
            }
    }
    if (by[from] == k_none)
        return 0;
    auto amount = m_arcs[half].room;
    for (auto node = from; node != to; node = m_arcs[by[node] ^ 1].to)
        amount = std::min(amount, m_arcs[by[node]].room);
    for (auto node = from;; node = m_arcs[by[node] ^ 1].to) {
        m_arcs[by[node]].room -= amount;
        m_arcs[by[node] ^ 1].room += amount;
        if (node == to)
            return amount;
    }
}

void Flow::prefer(const std::vector<std::size_t>& arcs) {
    for (const auto arc : arcs) {
        while (is_free(2 * arc) && push_around(2 * arc) > 0) {
        }
        m_frozen[arc] = true;
    }
}

} // namespace ehrenamt::programme
