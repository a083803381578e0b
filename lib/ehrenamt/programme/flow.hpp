// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ehrenamt::programme {

/// A flow of greatest reward in a small directed network, in whole numbers.
class Flow {
  public:
    explicit Flow(std::size_t nodes) : m_outgoing(nodes) {}

    /// \returns the arc's number; rewards may be negative
    std::size_t add_arc(std::size_t from, std::size_t to, std::int64_t capacity, std::int64_t reward);

    /// Sends flow from source to sink as long as it adds to the reward. \pre no cycle of positive reward
    void maximise(std::size_t source, std::size_t sink);

    /// After `maximise`: among the flows of the same reward (from source to sink, of any amount) the one
    /// that is greatest on the first arc named, then on the second, and so on.
    void prefer(const std::vector<std::size_t>& arcs);

    [[nodiscard]] std::int64_t on(std::size_t arc) const { return m_arcs[2 * arc + 1].room; }

  private:
    struct Arc {
        std::size_t to;
        std::int64_t room; ///< what may still be sent; the reverse arc's room is the flow
        std::int64_t reward;
    };
    bool augment(std::size_t source, std::size_t sink);
    void find_potentials();
    [[nodiscard]] bool is_free(std::size_t half) const;
    std::int64_t push_around(std::size_t half);

    std::vector<Arc> m_arcs; ///< an arc and its reverse side by side
    std::vector<std::vector<std::size_t>> m_outgoing;
    std::vector<std::int64_t> m_potential;
    std::vector<bool> m_frozen;
};

} // namespace ehrenamt::programme
