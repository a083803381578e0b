// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/worker.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

namespace ehrenamt::base {

struct Worker::State {
    std::mutex mutex;
    std::condition_variable changed;
    std::function<void()> job = {}; ///< that nobody has begun yet
    bool at_hand = false;           ///< from start() to wait()
    bool done = false;
    bool ending = false;
    std::exception_ptr thrown = {};
    std::thread thread = {}; ///< last: it uses the others

    void run(std::unique_lock<std::mutex>& lock) {
        const auto work = std::exchange(job, {});
        lock.unlock();
        std::exception_ptr problem;
        try {
            work();
        } catch (...) {
            problem = std::current_exception();
        }
        lock.lock();
        thrown = std::move(problem);
        done = true;
    }

    void serve() {
        std::unique_lock lock{mutex};
        for (;;) {
            changed.wait(lock, [this] { return ending || job; });
            if (!job)
                return;
            run(lock);
            changed.notify_all();
        }
    }
};

Worker::Worker() : m_state{std::make_unique<State>()} {}

Worker::~Worker() {
    if (!m_state->thread.joinable())
        return;
    {
        const std::lock_guard lock{m_state->mutex};
        m_state->ending = true;
    }
    m_state->changed.notify_all();
    m_state->thread.join();
}

void Worker::start(std::function<void()> job) {
    auto& state = *m_state;
    if (state.at_hand)
        throw std::logic_error{"a worker does one job at a time"};
    if (!state.thread.joinable()) {
        try {
            state.thread = std::thread{[&state] { state.serve(); }};
        } catch (const std::system_error&) { // no thread to be had: the same later, in this one
        }
    }
    {
        const std::lock_guard lock{state.mutex};
        state.job = std::move(job);
        state.done = false;
        state.at_hand = true;
    }
    state.changed.notify_all();
}

bool Worker::busy() const {
    return m_state->at_hand;
}

void Worker::wait() {
    auto& state = *m_state;
    if (!state.at_hand)
        return;
    std::unique_lock lock{state.mutex};
    if (state.thread.joinable())
        state.changed.wait(lock, [&state] { return state.done; });
    else
        state.run(lock);
    state.at_hand = false;
    if (const auto problem = std::exchange(state.thrown, {}))
        std::rethrow_exception(problem);
}

} // namespace ehrenamt::base
