// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <functional>
#include <memory>

namespace ehrenamt::base {

/// A second thread that does one job at a time while its owner does something else. It lives as long as the
/// Worker: a new thread for each job would often share the processor of the one that waits for it.
class EHRENAMT_API Worker {
  public:
    Worker();
    /// Waits for the job at hand; what it throws is lost then.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Begins a job; where no thread can be had, wait() does it.
    /// \pre no job is at hand
    void start(std::function<void()> job);
    /// True from start() to wait().
    [[nodiscard]] bool busy() const;
    /// Until the job is done, if there is one. What the owner wrote before start(), the job sees, and what
    /// the job wrote, the owner sees after wait(). \throws what the job threw
    void wait();

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ehrenamt::base
