// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/worker.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace ehrenamt::base {

/// Reads items one after the other on a second thread, always one batch ahead of the one that the caller
/// looks at. Items are used again, so that their texts keep their memory.
template <class Item>
class ReadAhead {
  public:
    /// \param read  reads the next item over what it is given, on the second thread; false: none is left
    explicit ReadAhead(std::function<bool(Item&)> read) : m_read{std::move(read)} {}
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    /// \param between  is called while nobody reads: only there, and after the last items, may the caller
    /// touch what `read` reads from; may throw
    /// \param items    the next ones; valid until the next call, theirs to be moved from
    /// \returns false if there are none any more
    /// \throws what `read` threw
    bool next(std::span<Item>& items, const std::function<void()>& between) {
        if (!std::exchange(m_begun, true))
            begin();
        if (!m_worker.busy())
            return false;
        m_worker.wait();
        between();
        auto& batch = *m_ahead;
        m_ahead = m_ahead == &m_batches[0] ? &m_batches[1] : &m_batches[0];
        if (batch.count == k_items)
            begin();
        items = {batch.items.data(), batch.count};
        return batch.count > 0;
    }

  private:
    static constexpr std::size_t k_items = 1024; ///< of a batch, but the last
    struct Batch {
        std::vector<Item> items = {};
        std::size_t count = 0;
    };

    void begin() {
        m_worker.start([this, &batch = *m_ahead] { fill(batch); });
    }
    void fill(Batch& batch) {
        batch.items.resize(k_items);
        for (batch.count = 0; batch.count < k_items; ++batch.count)
            if (!m_read(batch.items[batch.count]))
                return;
    }

    std::function<bool(Item&)> m_read;
    Batch m_batches[2];
    Batch* m_ahead = &m_batches[0]; ///< that is being read
    bool m_begun = false;
    Worker m_worker; ///< last: nothing else may go before its job ends
};

} // namespace ehrenamt::base
