// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/budget_bound.hpp"
#include "ehrenamt/programme/by_topic.hpp"
#include "ehrenamt/programme/check.hpp"
#include "ehrenamt/programme/generated_programme.hpp"
#include "ehrenamt/programme/overlap.hpp"
#include "tests/unit/programme/random_instance.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

using namespace ehrenamt;
using namespace ehrenamt::programme;

namespace {

/// The most weighted persons less prices that the courses of one topic come to, by trying every set of them:
/// in whole numbers, without the model and without a solver.
std::int64_t best_of_topic(const Instance& instance, const Aggregate& all, std::size_t topic,
                           const std::vector<std::int64_t>& cost) {
    std::vector<std::pair<std::size_t, std::int64_t>> courses;
    for (const auto option : all.topics[topic].options)
        for (const auto j : all.options[option].members)
            courses.emplace_back(j, cost[option]);
    std::int64_t best = std::numeric_limits<std::int64_t>::min();
    for (std::size_t set = 0; set < (std::size_t{1} << courses.size()); ++set) {
        Selection chosen(instance.candidates.size(), false);
        std::int64_t costs = 0;
        for (std::size_t i = 0; i < courses.size(); ++i)
            if ((set >> i & 1U) != 0) {
                chosen[courses[i].first] = true;
                costs += courses[i].second;
            }
        bool enough = true;
        for (const auto option : all.topics[topic].options)
            enough =
                enough && (all.options[option].least == 0 || chosen[all.options[option].members.front()]);
        if (!enough)
            continue;
        if (const auto seating = best_seating(instance, chosen))
            best = std::max(best, seating->weighted_persons * k_price_unit - costs);
    }
    return best;
}

std::int64_t bound_by_trying(const Instance& instance, const Aggregate& all, const Prices& prices) {
    std::int64_t bound = 0;
    std::vector<std::int64_t> cost(all.options.size(), 0);
    for (std::size_t row = 0; row < prices.size(); ++row) {
        bound += prices[row] * all.shared[row].limit;
        for (const auto& [option, takes] : all.shared[row].takes)
            cost[option] += prices[row] * takes;
    }
    for (std::size_t topic = 0; topic < all.topics.size(); ++topic)
        bound += best_of_topic(instance, all, topic, cost);
    return bound;
}

/// Few topics and rooms, many dates: what a pattern gives.
Instance generated_instance(std::uint64_t seed) {
    tests::Dice dice{seed};
    tests::SmallInstance builder;
    for (std::int64_t i = 1; i <= 6; ++i)
        builder.need(i, dice.one_in(2) ? "G01" : "G02", dice.between(1, 5), dice.between(1, 3));
    for (const auto* topic : {"G01", "G02"})
        for (std::int64_t room = 1; room <= 2; ++room)
            for (int date = 0; date < 2; ++date) {
                builder.course(topic, 3, 3 + 2 * room, 100 * room + 50, 0);
                builder.on(base::Date::of(2027, 3, 2).plus_days(7 * date), 1080, 135, 1 + dice.between(0, 1),
                           room);
            }
    builder.budget(dice.between(100, 700));
    return builder.done();
}

/// \returns whether bound and programme met
bool check_against_the_best(const Instance& instance) {
    if (!clashes(instance).empty())
        return true;
    const auto best = optimise(instance);
    const auto all = aggregate(instance);
    const auto answer = solve_by_topic(all);
    CHECK(answer.bound >= best.score.weighted_persons);
    CHECK(answer.weighted_persons <= answer.bound);
    CHECK(bound_at(all, topics_of(all), answer.prices).value ==
          bound_by_trying(instance, all, answer.prices));
    for (const auto price : answer.prices)
        CHECK(price >= 0);
    auto found = optimise_generated(instance, {});
    found.seating = best_seating(instance, found.chosen).value();
    CHECK(broken_limits(instance, found).empty());
    CHECK(found.score.weighted_persons <= best.score.weighted_persons);
    CHECK(found.bound >= best.score.weighted_persons);
    return found.bound == found.score.weighted_persons;
}

/// Courses of each kind in a set.
std::vector<std::pair<std::size_t, std::int64_t>> kinds_of(const Aggregate& all, std::size_t topic,
                                                           const Selection& chosen) {
    std::map<std::size_t, std::int64_t> counts;
    for (const auto option : all.topics[topic].options)
        for (const auto j : all.options[option].members)
            if (chosen[j])
                ++counts[all.options[option].kind];
    return {counts.begin(), counts.end()};
}

/// All courses of a topic by every set of them: each that can be held has a plan, for as many persons.
void check_plans(const Instance& instance) {
    constexpr std::int64_t k_all = 1'000'000 * k_price_unit;
    const auto all = aggregate(instance);
    for (std::size_t topic = 0; topic < all.topics.size(); ++topic) {
        const auto plans =
            TopicPlans{all, topic}.within(std::vector<std::int64_t>(all.options.size(), 1), k_all).plans;
        std::map<std::vector<std::pair<std::size_t, std::int64_t>>, std::int64_t> persons;
        for (const auto& plan : plans)
            persons[plan.kinds] = plan.weighted_persons;
        CHECK(persons.size() == plans.size());
        std::set<std::vector<std::pair<std::size_t, std::int64_t>>> seen;
        std::vector<std::size_t> courses;
        for (const auto option : all.topics[topic].options)
            for (const auto j : all.options[option].members)
                courses.push_back(j);
        for (std::size_t set = 0; set < (std::size_t{1} << courses.size()); ++set) {
            Selection chosen(instance.candidates.size(), false);
            for (std::size_t i = 0; i < courses.size(); ++i)
                chosen[courses[i]] = (set >> i & 1U) != 0;
            const auto kinds = kinds_of(all, topic, chosen);
            const auto seating = best_seating(instance, chosen);
            CHECK(persons.contains(kinds) == seating.has_value());
            if (seating && persons.contains(kinds))
                CHECK(persons.at(kinds) == seating->weighted_persons);
            if (seating)
                seen.insert(kinds);
        }
        CHECK(seen.size() == plans.size());
    }
}

/// Trainers and rooms for nothing, money to the cent: what is best if nothing clashes.
void check_budget_bound(Instance instance, std::uint64_t seed) {
    constexpr std::int64_t k_all = 1'000'000 * k_price_unit;
    if (!clashes(instance).empty())
        return;
    const auto all = aggregate(instance);
    const auto plans = bound_at(all, topics_of(all), Prices(all.shared.size(), 0), k_all).plans;
    const auto best = optimise(instance).score.weighted_persons;
    const BudgetBound bound{all, plans};
    Prices prices(all.shared.size(), 0);
    tests::Dice dice{seed};
    for (auto& price : prices)
        price = dice.between(0, 3) * k_price_unit;
    CHECK(bound.at(prices)->value >= best * k_price_unit);
    CHECK(bound.least(prices, 0, 20).value() >= best * k_price_unit);
    for (auto& course : instance.candidates) {
        course.trainer.reset();
        course.venue.reset();
    }
    if (!instance.locks.at_most)
        CHECK(bound.at(Prices(all.shared.size(), 0))->value ==
              optimise(instance).score.weighted_persons * k_price_unit);
}

} // namespace

TEST_CASE("the bound by topics is the one found by trying, and no programme is above it") {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        check_against_the_best(tests::random_instance(seed));
    }
}

TEST_CASE("the same for courses that differ in nothing but their dates, and nearly all are proven the best") {
    int proven = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed);
        proven += check_against_the_best(generated_instance(seed)) ? 1 : 0;
    }
    CHECK(proven >= 130);
}

TEST_CASE("the plans of a topic are all sets of its courses that can be held, each with its best seating") {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        auto instance = seed % 2 == 0 ? tests::random_instance(seed) : generated_instance(seed);
        instance.locks = {};
        check_plans(instance);
    }
}

TEST_CASE("the table of money gives the best programme where nothing clashes, else a bound") {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        check_budget_bound(seed % 2 == 0 ? tests::random_instance(seed) : generated_instance(seed), seed);
    }
}

TEST_CASE("courses that differ in their dates alone are one option, and needs alike are one group") {
    tests::SmallInstance builder;
    builder.need(1, "G01", 4, 2);
    builder.need(2, "G01", 5, 2);
    builder.need(3, "G01", 5, 1);
    for (int date = 0; date < 3; ++date) {
        builder.course("G01", 7, 12, 300, 0);
        builder.on(base::Date::of(2027, 3, 2).plus_days(7 * date), 1080, 135, 1, 1);
    }
    builder.budget(1000);
    const auto all = aggregate(builder.done());
    REQUIRE(all.options.size() == 1);
    CHECK(all.options.front().members.size() == 3);
    REQUIRE(all.groups.size() == 2);
    CHECK(all.groups.front().persons == 9);
    REQUIRE(all.shared.size() == 2); // the budget, and how many it pays: three dates can all be had
    CHECK(all.shared.back().limit == 3);
    CHECK(all.shared.front().limit == builder.done().budget.value);
}

TEST_CASE("no set of courses that can be held breaks a shared limit") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const auto instance = seed % 2 == 0 ? tests::random_instance(seed) : generated_instance(seed);
        const auto all = aggregate(instance);
        const auto& courses = instance.candidates;
        for (std::size_t set = 0; set < (std::size_t{1} << courses.size()); ++set) {
            bool clash = false;
            for (std::size_t a = 0; a < courses.size(); ++a)
                for (std::size_t b = 0; b < a; ++b)
                    clash = clash || ((set >> a & 1U) != 0 && (set >> b & 1U) != 0 &&
                                      (needs_same_trainer(courses[a], courses[b]) ||
                                       needs_same_room(courses[a], courses[b])));
            if (clash)
                continue;
            for (std::size_t row = 2; row < all.shared.size(); ++row) {
                std::int64_t sum = 0;
                for (const auto& [option, takes] : all.shared[row].takes)
                    for (const auto j : all.options[option].members)
                        sum += (set >> j & 1U) != 0 ? takes : 0;
                CHECK(sum <= all.shared[row].limit);
            }
        }
    }
}

TEST_CASE(
    "many courses: the programme keeps every limit, is the same again and within a hundredth of its bound") {
    tests::Dice dice{7};
    tests::SmallInstance builder;
    for (std::int64_t i = 1; i <= 60; ++i)
        builder.need(i, "T" + std::to_string(dice.between(1, 5)), dice.between(1, 6), dice.between(1, 3));
    for (std::int64_t topic = 1; topic <= 5; ++topic)
        for (std::int64_t room = 1; room <= 3; ++room)
            for (std::int64_t trainer = 1; trainer <= 2; ++trainer)
                for (int date = 0; date < 10; ++date) {
                    builder.course("T" + std::to_string(topic), 7, 10 + 2 * room, 20'000 + 1'000 * room, 0);
                    builder.on(base::Date::of(2027, 1, 12).plus_days(7 * date), 1080, 135, topic + trainer,
                               room);
                }
    builder.budget(200'000);
    const auto instance = builder.done();
    REQUIRE(instance.candidates.size() == 300);
    const auto programme = optimise(instance); // checks every limit itself
    CHECK(programme.status == Programme::Status::limit);
    CHECK(programme.bound - programme.score.weighted_persons <= programme.bound / 100);
    CHECK(programme.score.weighted_persons > 0);
    CHECK(optimise(instance).chosen == programme.chosen);
}

TEST_CASE("a course that is locked in takes no limit of trainers and rooms away") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        tests::Dice dice{seed};
        auto instance = generated_instance(seed);
        const auto limits = [&] {
            std::vector<std::int64_t> all;
            const auto shared = aggregate(instance).shared;
            for (std::size_t row = 2; row < shared.size(); ++row)
                all.push_back(shared[row].limit);
            std::ranges::sort(all);
            return all;
        };
        const auto before = limits();
        const auto course = static_cast<std::size_t>(dice.between(0, std::ssize(instance.candidates) - 1));
        instance.locks.with = {instance.candidates[course].id};
        const auto after = limits();
        CHECK(std::ranges::includes(after, before));
    }
}
