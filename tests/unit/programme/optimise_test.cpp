// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/programme/check.hpp"
#include "ehrenamt/programme/optimise.hpp"
#include "tests/unit/programme/small.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ehrenamt;
using namespace ehrenamt::programme;
using tests::SmallInstance;

namespace {

const base::Date k_day = base::Date::of(2027, 3, 1);

std::vector<std::string> rules(const Instance& instance) {
    std::vector<std::string> found;
    for (const auto& problem : clashes(instance))
        found.push_back(problem.rule);
    return found;
}

} // namespace

TEST_CASE("nothing asked for and nothing offered makes an empty programme") {
    const auto result = optimise(SmallInstance{}.budget(0).done());
    CHECK(result.status == Programme::Status::optimal);
    CHECK(result.chosen.empty());
    CHECK(result.bound == 0);
}

TEST_CASE("six persons do not make a course with a minimum of seven, seven do") {
    for (const auto& [persons, held] : {std::pair{6, false}, {7, true}}) {
        const auto result =
            optimise(SmallInstance{}.budget(1000).need(1, "G01", persons).course("G01", 7, 12, 1).done());
        CHECK(result.chosen == Selection{held});
        CHECK(result.seating.persons == (held ? 7 : 0));
    }
}

TEST_CASE("a course takes as many as it has places and not one more") {
    for (const std::int64_t persons : {11, 12, 13}) {
        const auto result =
            optimise(SmallInstance{}.budget(1000).need(1, "G01", persons).course("G01", 7, 12, 1).done());
        CHECK(result.seating.persons == std::min<std::int64_t>(persons, 12));
    }
}

TEST_CASE("a course with fewer places than its minimum is never held") {
    const auto result =
        optimise(SmallInstance{}.budget(1000).need(1, "G01", 20).course("G01", 7, 6, 1).done());
    CHECK(result.chosen == Selection{false});
}

TEST_CASE("the budget counts to the cent, the cost of developing the programme with it") {
    auto builder = SmallInstance{}.need(1, "G01", 8).course("G01", 7, 12, 36'500);
    builder.instance.fixed_cost = domain::Cents{200'000};
    CHECK(optimise(builder.budget(236'500).done()).chosen == Selection{true});
    CHECK(optimise(builder.budget(236'499).done()).chosen == Selection{false});
}

TEST_CASE("one trainer holds two courses that touch but not two that overlap by a minute") {
    for (const auto& [start, courses] : {std::pair{1170, 2}, {1169, 1}}) {
        const auto result = optimise(SmallInstance{}
                                         .budget(1000)
                                         .need(1, "G01", 8)
                                         .need(1, "G02", 8)
                                         .course("G01", 7, 12, 1)
                                         .on(k_day, 1080, 90, 5)
                                         .course("G02", 7, 12, 1)
                                         .on(k_day, start, 90, 5)
                                         .done());
        CHECK(std::ranges::count(result.chosen, true) == courses);
    }
}

TEST_CASE("a room is not given twice at a time, two rooms are") {
    for (const auto& [venue, courses] : {std::pair{3, 1}, {4, 2}}) {
        const auto result = optimise(SmallInstance{}
                                         .budget(1000)
                                         .need(1, "G01", 8)
                                         .need(1, "G02", 8)
                                         .course("G01", 7, 12, 1)
                                         .on(k_day, 1080, 90, 0, 3)
                                         .course("G02", 7, 12, 1)
                                         .on(k_day, 1100, 10, 0, venue)
                                         .done());
        CHECK(std::ranges::count(result.chosen, true) == courses);
    }
}

TEST_CASE("a person sits in one course of a topic only") {
    const auto result = optimise(SmallInstance{}
                                     .budget(1000)
                                     .need(1, "G01", 13)
                                     .course("G01", 7, 12, 1)
                                     .course("G01", 7, 12, 1)
                                     .done());
    CHECK(result.seating.persons == 12);
    CHECK(result.chosen == Selection{true, false});
}

TEST_CASE("weighted persons come before the number of associations") {
    const auto result = optimise(SmallInstance{}
                                     .budget(1)
                                     .need(1, "G01", 7, 3)
                                     .need(2, "G02", 10)
                                     .need(3, "G02", 10)
                                     .course("G02", 7, 20, 1)
                                     .course("G01", 7, 20, 1)
                                     .done());
    CHECK(result.score.weighted_persons == 21);
    CHECK(result.score.associations == 1);
}

TEST_CASE("of two programmes for as many persons the one for more associations wins") {
    const auto result = optimise(SmallInstance{}
                                     .budget(1)
                                     .need(1, "G01", 10)
                                     .need(1, "G02", 5)
                                     .need(2, "G02", 5)
                                     .course("G01", 7, 12, 1)
                                     .course("G02", 7, 12, 1, 50)
                                     .done());
    CHECK(result.chosen == Selection{false, true});
}

TEST_CASE("a scarce course seats one of each association before the second of the first") {
    const auto result =
        optimise(SmallInstance{}.budget(1).need(1, "G01", 9).need(2, "G01", 9).course("G01", 7, 9, 1).done());
    CHECK(result.seating.seats == std::vector<std::int64_t>{8, 1});
    CHECK(result.score.associations == 2);
}

TEST_CASE("then less own money wins, then less public money") {
    auto own =
        SmallInstance{}.budget(100).need(1, "G01", 8).course("G01", 7, 12, 10, 5).course("G01", 7, 12, 90, 4);
    CHECK(optimise(own.done()).chosen == Selection{false, true});
    auto grant =
        SmallInstance{}.budget(100).need(1, "G01", 8).course("G01", 7, 12, 11, 5).course("G01", 7, 12, 10, 5);
    CHECK(optimise(grant.done()).chosen == Selection{false, true});
}

TEST_CASE("of two programmes alike in everything the course registered earlier is in") {
    for (const std::uint64_t shuffle : {0U, 1U, 2U, 3U, 4U}) {
        const auto result = optimise(SmallInstance{}
                                         .budget(10)
                                         .need(1, "G01", 8)
                                         .course("G01", 7, 12, 10, 5)
                                         .course("G01", 7, 12, 10, 5)
                                         .done(),
                                     {.seconds = {}, .shuffle = shuffle});
        CHECK(result.chosen == Selection{true, false});
    }
}

TEST_CASE("locks are kept") {
    auto builder =
        SmallInstance{}.budget(10).need(1, "G01", 20).course("G01", 7, 12, 10).course("G01", 7, 8, 10);
    builder.instance.locks.with = {{2}};
    CHECK(optimise(builder.done()).chosen == Selection{false, true});
    builder.instance.locks = {.with = {}, .without = {{1}}, .at_most = {}};
    CHECK(optimise(builder.done()).chosen == Selection{false, true});
    builder.budget(20).instance.locks = {.with = {}, .without = {}, .at_most = 1};
    CHECK(optimise(builder.done()).chosen == Selection{true, false});
    builder.instance.locks.at_most = 0;
    CHECK(optimise(builder.done()).chosen == Selection{false, false});
}

TEST_CASE("locks that cannot be had together are named, each by its rule") {
    auto builder = SmallInstance{}
                       .budget(15)
                       .need(1, "G01", 8)
                       .course("G01", 7, 12, 10)
                       .on(k_day, 600, 60, 1, 1)
                       .course("G01", 7, 12, 10)
                       .on(k_day, 630, 60, 1, 1)
                       .course("G02", 7, 12, 1);
    auto& locks = builder.instance.locks;
    locks.with = {{1}, {2}};
    CHECK(rules(builder.done()) == std::vector<std::string>{"programme.budget_locks",
                                                            "programme.trainer_locks", "programme.room_locks",
                                                            "programme.minima_locks"});
    locks = {.with = {{3}}, .without = {{3}, {99}}, .at_most = 0};
    CHECK(rules(builder.done()) ==
          std::vector<std::string>{"programme.course_unknown", "programme.lock_contradiction",
                                   "programme.at_most_locks", "programme.minimum_locks"});
    locks = {};
    builder.instance.fixed_cost = domain::Cents{16};
    CHECK(rules(builder.done()) == std::vector<std::string>{"programme.budget_fixed_cost"});
    CHECK_THROWS_AS(optimise(builder.done()), base::Rejected);
}

TEST_CASE("the checker sees every limit that a programme breaks") {
    const auto instance = SmallInstance{}
                              .budget(10)
                              .need(1, "G01", 8)
                              .course("G01", 7, 12, 10)
                              .on(k_day, 600, 60, 1, 1)
                              .course("G01", 7, 12, 10)
                              .on(k_day, 630, 60, 1, 1)
                              .done();
    const auto good = optimise(instance);
    CHECK(broken_limits(instance, good).empty());
    auto bad = good;
    bad.chosen = {true, true};
    CHECK(broken_limits(instance, bad).size() == 5); // minimum, budget, grants, trainer, room
    bad = good;
    bad.seating.seats = {9, 0};
    CHECK_FALSE(broken_limits(instance, bad).empty());
    bad = good;
    bad.bound = 7;
    CHECK(broken_limits(instance, bad).size() == 1);
}

TEST_CASE("an instance out of order is refused as the caller's mistake") {
    auto builder = SmallInstance{}.budget(10).need(1, "G01", 8).course("G01", 7, 12, 10);
    auto instance = builder.done();
    instance.needs[0].persons = 0;
    CHECK_THROWS_AS(optimise(instance), std::invalid_argument);
    instance = builder.done();
    instance.reach.push_back(instance.reach[0]);
    CHECK_THROWS_AS(optimise(instance), std::invalid_argument);
}

TEST_CASE("a search that has no time ends with what must be in and an honest bound") {
    auto builder =
        SmallInstance{}.budget(20).need(1, "G01", 20).course("G01", 7, 12, 10).course("G01", 7, 8, 10);
    builder.instance.locks.with = {{2}};
    const auto result = optimise(builder.done(), {.seconds = 0.0});
    CHECK(result.status == Programme::Status::limit);
    CHECK(result.chosen[1]);
    CHECK(result.bound >= 20);
}
