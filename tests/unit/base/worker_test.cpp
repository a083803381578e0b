// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/read_ahead.hpp"
#include "ehrenamt/base/worker.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace ehrenamt::base;

namespace {

constexpr std::chrono::milliseconds k_moment{20};

/// All numbers from 0 on, read ahead; `stop_at` makes the reading fail.
std::vector<int> numbers(int count, std::optional<int> stop_at = {}) {
    std::atomic<bool> reading = false;
    int next = 0;
    ReadAhead<int> ahead{[&](int& item) {
        reading = true;
        if (next == stop_at)
            throw std::runtime_error{"unreadable"};
        if (next == count) {
            reading = false;
            return false;
        }
        item = next++;
        if (next % 1024 == 0)
            reading = false;
        return true;
    }};
    std::vector<int> seen;
    const auto between = [&] { CHECK_FALSE(reading); };
    for (std::span<int> items; ahead.next(items, between);)
        seen.insert(seen.end(), items.begin(), items.end());
    return seen;
}

} // namespace

TEST_CASE("a worker does one job after the other, and what it wrote is seen") {
    Worker worker;
    CHECK_FALSE(worker.busy());
    worker.wait(); // nothing to wait for
    std::vector<int> done;
    const auto here = std::this_thread::get_id();
    for (int i = 0; i < 100; ++i) {
        std::thread::id there;
        worker.start([&, i] {
            done.push_back(i);
            there = std::this_thread::get_id();
        });
        CHECK(worker.busy());
        worker.wait();
        CHECK_FALSE(worker.busy());
        CHECK(there != here);
    }
    REQUIRE(done.size() == 100);
    for (int i = 0; i < 100; ++i)
        CHECK(done[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("a worker takes no second job while one is at hand") {
    Worker worker;
    worker.start([] {});
    CHECK_THROWS_AS(worker.start([] {}), std::logic_error);
    worker.wait();
}

TEST_CASE("what a job throws reaches the one who waits, once, and the worker goes on") {
    Worker worker;
    worker.start([] { throw std::runtime_error{"broken"}; });
    CHECK_THROWS_WITH_AS(worker.wait(), "broken", std::runtime_error);
    worker.wait();
    bool done = false;
    worker.start([&] { done = true; });
    worker.wait();
    CHECK(done);
}

TEST_CASE("a worker's end waits for its job") {
    std::atomic<bool> done = false;
    {
        Worker worker;
        worker.start([&] {
            std::this_thread::sleep_for(k_moment);
            done = true;
        });
    }
    CHECK(done);
}

TEST_CASE("items read ahead come all and in order, whatever their number") {
    for (const int count : {0, 1, 1023, 1024, 1025, 2048, 5000}) {
        CAPTURE(count);
        const auto seen = numbers(count);
        REQUIRE(seen.size() == static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i)
            REQUIRE(seen[static_cast<std::size_t>(i)] == i);
    }
}

TEST_CASE("a failure of reading ahead reaches the caller") {
    CHECK_THROWS_WITH_AS(numbers(5000, 3000), "unreadable", std::runtime_error);
}

TEST_CASE("a caller may stop in the middle of what is read ahead") {
    std::atomic<int> read = 0;
    {
        ReadAhead<int> ahead{[&](int& item) {
            item = read++;
            return true;
        }};
        std::span<int> items;
        REQUIRE(ahead.next(items, [] {}));
        CHECK_THROWS_AS(ahead.next(items, [] { throw std::runtime_error{"interrupted"}; }),
                        std::runtime_error);
    }
    CHECK(read == 2 * 1024);
}
