// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/check.hpp"
#include "ehrenamt/programme/explain.hpp"
#include "ehrenamt/programme/order_of_receipt.hpp"
#include "tests/unit/programme/random_instance.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ehrenamt;
using namespace ehrenamt::programme;
using tests::SmallInstance;

namespace {

Explanation explained(const Instance& instance) {
    return explain(instance, optimise(instance));
}

// Every set of courses that the instance allows, with the weighted persons it serves.
std::vector<std::pair<Selection, std::int64_t>> all_programmes(Instance instance) {
    std::vector<std::pair<Selection, std::int64_t>> all;
    for (std::uint32_t set = 0; set < 1U << instance.candidates.size(); ++set) {
        Selection chosen;
        auto only = instance;
        bool allowed = true;
        for (std::size_t j = 0; j < instance.candidates.size(); ++j) {
            const auto id = instance.candidates[j].id;
            chosen.push_back((set >> j & 1U) != 0);
            if (chosen[j])
                only.locks.with.push_back(id);
            else
                allowed = allowed && std::ranges::find(instance.locks.with, id) == instance.locks.with.end();
        }
        if (allowed && clashes(only).empty())
            all.emplace_back(chosen, best_seating(instance, chosen)->weighted_persons);
    }
    return all;
}

} // namespace

TEST_CASE("a course left out names its reason") {
    using Reason = CourseOut::Reason;
    auto builder = SmallInstance{}
                       .budget(20)
                       .need(1, "G01", 10, 3)
                       .need(2, "G02", 6)
                       .need(3, "G03", 8)
                       .need(4, "G05", 9)
                       .course("G01", 7, 12, 20)
                       .course("G02", 7, 12, 1)
                       .course("G03", 7, 12, 21)
                       .course("G04", 7, 12, 1)
                       .course("G05", 7, 12, 20)
                       .course("G05", 7, 12, 1);
    builder.instance.locks.without = {{6}};
    const auto found = explained(builder.done());
    std::vector<Reason> reasons;
    for (const auto& course : found.out)
        reasons.push_back(course.reason);
    CHECK(reasons == std::vector<Reason>{Reason::minimum_unreachable, Reason::above_budget, Reason::no_need,
                                         Reason::costs_persons, Reason::locked_out});
    REQUIRE(found.in.size() == 1);
    CHECK(found.in[0].persons == 10);
    CHECK(found.in[0].loss_without == 30 - 9);
    CHECK(found.out[3].loss == 30 - 9);
    CHECK(found.out[3].displaced == std::vector<std::size_t>{0});
}

TEST_CASE("a course that only splits a group loses by a later goal") {
    const auto found = explained(SmallInstance{}
                                     .budget(20)
                                     .need(1, "G01", 14)
                                     .course("G01", 7, 14, 10)
                                     .course("G01", 7, 14, 10)
                                     .done());
    REQUIRE(found.out.size() == 1);
    CHECK(found.out[0].reason == CourseOut::Reason::later_goal);
    CHECK(found.out[0].displaced.empty());
    CHECK(found.in[0].loss_without == 0);
}

TEST_CASE("a need left open names its reason") {
    using Reason = NeedOutcome::Reason;
    auto builder = SmallInstance{}
                       .budget(20)
                       .need(1, "G01", 10)
                       .need(2, "G01", 5)
                       .need(3, "G01", 5)
                       .need(4, "G02", 8)
                       .need(5, "G03", 8)
                       .course("G01", 7, 12, 20)
                       .course("G02", 7, 12, 20);
    auto instance = builder.done();
    std::erase(instance.reach, Reach{2, 0});
    std::vector<std::pair<std::int64_t, Reason>> outcomes;
    for (const auto& need : explained(instance).needs)
        outcomes.emplace_back(need.served, need.reason);
    CHECK(outcomes == std::vector<std::pair<std::int64_t, Reason>>{{10, Reason::served},
                                                                   {2, Reason::course_full},
                                                                   {0, Reason::out_of_reach},
                                                                   {0, Reason::not_chosen},
                                                                   {0, Reason::no_course}});
}

TEST_CASE("the limit that binds is named with its worth") {
    using Kind = LimitWorth::Kind;
    const auto limits = [](SmallInstance builder) {
        std::vector<std::pair<Kind, std::int64_t>> found;
        const auto instance = builder.done();
        for (const auto& limit : binding_limits(instance, optimise(instance)))
            found.emplace_back(limit.kind, limit.gain);
        return found;
    };
    using Limits = std::vector<std::pair<Kind, std::int64_t>>;
    const auto day = base::Date::of(2027, 3, 1);
    CHECK(limits(SmallInstance{}.budget(9).need(1, "G01", 8).course("G01", 7, 12, 10)) ==
          Limits{{Kind::budget, 8}});
    CHECK(limits(SmallInstance{}.budget(10).need(1, "G01", 6).course("G01", 7, 12, 10)) ==
          Limits{{Kind::minimum, 6}});
    CHECK(limits(SmallInstance{}.budget(10).need(1, "G01", 14).course("G01", 7, 12, 10)) ==
          Limits{{Kind::capacity, 2}});
    auto builder = SmallInstance{}
                       .budget(20)
                       .need(1, "G01", 8)
                       .need(1, "G02", 9)
                       .course("G01", 7, 12, 10)
                       .on(day, 600, 60, 1, 1)
                       .course("G02", 7, 12, 10)
                       .on(day, 600, 60, 1, 2);
    CHECK(limits(builder) == Limits{{Kind::trainers, 8}});
    builder.instance.candidates[1].trainer = domain::TrainerId{2};
    builder.instance.candidates[1].venue = domain::VenueId{1};
    CHECK(limits(builder) == Limits{{Kind::rooms, 8}});
    builder.instance.candidates[1].venue = domain::VenueId{2};
    CHECK(limits(builder) == Limits{});
    builder.instance.locks.at_most = 1;
    CHECK(limits(builder) == Limits{{Kind::at_most, 8}});
    builder.instance.locks = {.with = {}, .without = {{2}}, .at_most = {}};
    CHECK(limits(builder) == Limits{{Kind::locks, 9}});
}

TEST_CASE("what a course would cost and displace is what trying everything finds") {
    int costly = 0;
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        const auto instance = tests::random_instance(seed);
        if (!clashes(instance).empty())
            continue;
        const auto programme = optimise(instance);
        const auto best = programme.score.weighted_persons;
        const auto all = all_programmes(instance);
        const auto found = explain(instance, programme);
        for (const auto& course : found.in) {
            auto without = instance;
            std::erase(without.locks.with, instance.candidates[course.candidate].id);
            std::int64_t most = 0;
            for (const auto& [chosen, persons] : all_programmes(without))
                if (!chosen[course.candidate])
                    most = std::max(most, persons);
            CHECK(course.loss_without == best - most);
        }
        for (const auto& course : found.out) {
            std::int64_t most = -1;
            for (const auto& [chosen, persons] : all)
                if (chosen[course.candidate])
                    most = std::max(most, persons);
            const bool can_be = course.reason == CourseOut::Reason::costs_persons ||
                                course.reason == CourseOut::Reason::later_goal;
            CHECK(can_be == (most >= 0));
            if (!can_be)
                continue;
            CHECK(course.loss == best - most);
            costly += course.loss > 0;
            // Keeping most, then the earliest: the kept courses as a word, longest first.
            std::pair<std::int64_t, Selection> kept_best{-1, {}};
            for (const auto& [chosen, persons] : all)
                if (chosen[course.candidate] && persons == most) {
                    Selection kept = programme.chosen;
                    for (std::size_t k = 0; k < kept.size(); ++k)
                        kept[k] = kept[k] && chosen[k];
                    kept_best = std::max(kept_best, {std::count(kept.begin(), kept.end(), true), kept});
                }
            std::vector<std::size_t> displaced;
            for (std::size_t k = 0; k < programme.chosen.size(); ++k)
                if (programme.chosen[k] && !kept_best.second[k])
                    displaced.push_back(k);
            CHECK(course.displaced == displaced);
        }
    }
    CHECK(costly > 240);
}

TEST_CASE("forcing a course in or out costs exactly what was told, and the solver tells the same") {
    for (std::uint64_t seed = 1; seed <= 2; ++seed) {
        CAPTURE(seed);
        const auto instance = tests::list_instance(seed, 18, 30, 7);
        const auto programme = optimise(instance);
        const auto found = explain(instance, programme);
        const auto confirmed = explain(instance, programme, {.seconds = {}, .solver_only = true});
        REQUIRE(found.in.size() > 3);
        REQUIRE(found.out.size() > 5);
        const auto persons_with = [&](const Locks& locks) {
            auto changed = instance;
            changed.locks = locks;
            return optimise(changed).score.weighted_persons;
        };
        for (std::size_t i = 0; i < found.in.size(); ++i) {
            const auto id = instance.candidates[found.in[i].candidate].id;
            CHECK(programme.score.weighted_persons - found.in[i].loss_without ==
                  persons_with({{}, {id}, {}}));
            CHECK(found.in[i].loss_without == confirmed.in[i].loss_without);
        }
        for (std::size_t i = 0; i < found.out.size(); ++i) {
            const auto& course = found.out[i];
            CHECK(course.reason == confirmed.out[i].reason);
            CHECK(course.loss == confirmed.out[i].loss);
            CHECK(course.displaced == confirmed.out[i].displaced);
            if (course.reason == CourseOut::Reason::costs_persons ||
                course.reason == CourseOut::Reason::later_goal)
                CHECK(programme.score.weighted_persons - course.loss ==
                      persons_with({{instance.candidates[course.candidate].id}, {}, {}}));
        }
        CHECK(found.budgets.size() > 20);
        for (const auto& point : found.budgets) {
            auto changed = instance;
            changed.budget = point.budget;
            CHECK(optimise(changed).score.weighted_persons == point.weighted_persons);
        }
        for (std::size_t i = 0; i < std::max(found.binding.size(), confirmed.binding.size()); ++i) {
            CHECK(found.binding.at(i).kind == confirmed.binding.at(i).kind);
            CHECK(found.binding.at(i).gain == confirmed.binding.at(i).gain);
        }
    }
}

TEST_CASE("the goal that decided against a course is that of the best programme with it") {
    int decided = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        const auto instance = tests::random_instance(seed);
        if (!clashes(instance).empty())
            continue;
        const auto programme = optimise(instance);
        const auto check = [&](std::size_t course, bool in, const std::optional<Decision>& decision) {
            auto changed = instance;
            const auto id = instance.candidates[course].id;
            std::erase(changed.locks.with, id);
            (in ? changed.locks.with : changed.locks.without).push_back(id);
            const auto other = optimise(changed).score;
            const auto& ours = programme.score;
            CHECK(decision.has_value() == (other.weighted_persons == ours.weighted_persons));
            if (!decision)
                return;
            ++decided;
            const auto by = decision->by;
            CHECK(by >= (decision->goal == Goal::order ? 0 : 1));
            CHECK(other.associations == ours.associations - (decision->goal == Goal::associations ? by : 0));
            if (decision->goal >= Goal::own_money)
                CHECK(other.own_money == ours.own_money + (decision->goal == Goal::own_money ? by : 0));
            if (decision->goal >= Goal::grant)
                CHECK(other.grant == ours.grant + (decision->goal == Goal::grant ? by : 0));
        };
        const auto found = explain(instance, programme);
        for (const auto& course : found.in)
            if (!course.locked)
                check(course.candidate, false, course.decision);
        for (const auto& course : found.out)
            if (course.reason == CourseOut::Reason::costs_persons ||
                course.reason == CourseOut::Reason::later_goal)
                check(course.candidate, true, course.decision);
    }
    CHECK(decided > 50);
}

TEST_CASE("order of receipt grants the earlier course though the later serves more") {
    const auto instance = SmallInstance{}
                              .budget(10)
                              .need(1, "G01", 7)
                              .need(2, "G02", 12, 3)
                              .course("G01", 7, 12, 10)
                              .course("G02", 7, 12, 10)
                              .done();
    const auto result = in_order_of_receipt(instance);
    CHECK(result.chosen == Selection{true, false});
    CHECK(result.score == Score{7, 1, 0, 10});
    CHECK(optimise(instance).score.weighted_persons == 36);
}

TEST_CASE("pro rata grants everything that can be held and cuts each grant to the same share") {
    const auto instance = SmallInstance{}
                              .budget(10)
                              .need(1, "G01", 7)
                              .need(2, "G02", 12, 3)
                              .course("G01", 7, 12, 10, 1)
                              .course("G02", 7, 12, 5)
                              .course("G03", 7, 12, 5)
                              .done();
    const auto result = pro_rata(instance);
    CHECK(result.programme.chosen == Selection{true, true, false});
    CHECK(result.share_permille == 666);
    CHECK(result.instance.candidates[0].grant.value == 6);
    CHECK(result.instance.candidates[0].own_money.value == 1 + 4);
    CHECK(result.instance.candidates[2].grant.value == 5);
    CHECK(result.programme.score == Score{43, 2, 1 + 4 + 2, 6 + 3});
    CHECK(broken_limits(result.instance, result.programme).empty());
    auto enough = instance;
    enough.budget = domain::Cents{15};
    CHECK(pro_rata(enough).share_permille == 1000);
    CHECK(pro_rata(enough).programme.score == Score{43, 2, 1, 15});
}

TEST_CASE("order of receipt and pro rata break no limit either, and never serve more than the best under the "
          "budget") {
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        CAPTURE(seed);
        auto instance = tests::random_instance(seed);
        instance.locks = {};
        const auto receipt = in_order_of_receipt(instance);
        CHECK(broken_limits(instance, receipt).empty());
        CHECK(receipt.score.weighted_persons <= optimise(instance).score.weighted_persons);
        const auto shared = pro_rata(instance);
        CHECK(broken_limits(shared.instance, shared.programme).empty());
    }
}
