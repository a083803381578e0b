// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/nothing.hpp"
#include "tests/unit/programme/random_instance.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace ehrenamt;
using namespace ehrenamt::programme;
using tests::SmallInstance;

namespace {

/// The instance without that barrier.
Instance without(Instance instance, Barrier barrier) {
    if (barrier == Barrier::at_most)
        instance.locks.at_most.reset();
    if (barrier == Barrier::locks)
        instance.locks.without.clear();
    for (auto& course : instance.candidates) {
        if (barrier == Barrier::budget)
            course.grant = {};
        if (barrier == Barrier::minimum && course.minimum > 0)
            course.minimum = 1;
        if (barrier == Barrier::capacity)
            course.capacity = std::max(course.capacity, course.minimum);
    }
    return instance;
}

} // namespace

TEST_CASE("a budget below the smallest course is the one limit that keeps all out") {
    const auto instance =
        SmallInstance{}.budget(5).need(1, "G01", 8).course("G01", 7, 12, 10).course("G01", 7, 8, 6).done();
    CHECK(why_nothing_fits(instance) == std::vector{Barrier::budget});
}

TEST_CASE("where one course is too dear and another too empty, both limits are named") {
    const auto instance = SmallInstance{}
                              .budget(8)
                              .need(1, "G01", 8)
                              .need(1, "G02", 3)
                              .course("G01", 7, 12, 10)
                              .course("G02", 7, 12, 6)
                              .done();
    CHECK(why_nothing_fits(instance) == std::vector{Barrier::minimum, Barrier::budget});
}

TEST_CASE("without courses, and where one can be held, nothing is named") {
    CHECK(why_nothing_fits(SmallInstance{}.budget(5).need(1, "G01", 8).done()).empty());
    CHECK(why_nothing_fits(SmallInstance{}.budget(50).need(1, "G01", 8).course("G01", 7, 12, 10).done())
              .empty());
}

TEST_CASE("limits are named just where the best programme is empty, and none of them needlessly") {
    std::set<Barrier> seen;
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        CAPTURE(seed);
        auto instance = tests::random_instance(seed);
        instance.locks.with.clear();
        tests::Dice dice{seed};
        if (dice.one_in(2))
            instance.budget = domain::Cents{dice.between(0, 200)};
        if (!clashes(instance).empty())
            continue;
        const auto barriers = why_nothing_fits(instance);
        const auto best = optimise(instance);
        CHECK(barriers.empty() == (best.score.weighted_persons > 0 || instance.candidates.empty()));
        for (const auto barrier : barriers) {
            seen.insert(barrier);
            if (barrier != Barrier::demand)
                CHECK(why_nothing_fits(without(instance, barrier)) != barriers);
        }
    }
    for (const auto barrier :
         {Barrier::demand, Barrier::minimum, Barrier::budget, Barrier::at_most, Barrier::locks})
        CHECK(seen.contains(barrier));
}
