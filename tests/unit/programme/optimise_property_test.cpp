// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/programme/optimise.hpp"
#include "ehrenamt/programme/overlap.hpp"
#include "ehrenamt/programme/search.hpp"
#include "tests/unit/programme/random_instance.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <tuple>

using namespace ehrenamt;
using namespace ehrenamt::programme;
using tests::random_instance;

namespace {

// Bigger is better, in this order: weighted persons, associations, own money (negative), grant (negative),
// courses and seats as words.
using Rank =
    std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, Selection, std::vector<std::int64_t>>;

// Tries every seating of every set of courses; knows nothing of flows or linear models.
class Enumeration {
  public:
    explicit Enumeration(const Instance& instance) : m_instance{instance} {}

    std::optional<Rank> best() {
        for (std::uint32_t set = 0; set < 1U << m_instance.candidates.size(); ++set) {
            m_chosen.assign(m_instance.candidates.size(), false);
            for (std::size_t j = 0; j < m_chosen.size(); ++j)
                m_chosen[j] = (set >> j & 1U) != 0;
            if (!is_allowed())
                continue;
            m_free.clear();
            m_left.clear();
            for (const auto& need : m_instance.needs)
                m_left.push_back(need.persons);
            for (const auto& course : m_instance.candidates)
                m_free.push_back(course.capacity);
            m_seats.assign(m_instance.reach.size(), 0);
            seat_from(0);
        }
        return m_best;
    }

  private:
    [[nodiscard]] bool is_allowed() const {
        auto money = m_instance.fixed_cost;
        std::int64_t count = 0;
        const auto& locks = m_instance.locks;
        for (std::size_t j = 0; j < m_chosen.size(); ++j) {
            const auto& course = m_instance.candidates[j];
            if (!m_chosen[j] && std::ranges::find(locks.with, course.id) != locks.with.end())
                return false;
            if (!m_chosen[j])
                continue;
            if (std::ranges::find(locks.without, course.id) != locks.without.end())
                return false;
            money += course.grant;
            ++count;
            for (std::size_t k = 0; k < j; ++k)
                if (m_chosen[k] && (needs_same_trainer(course, m_instance.candidates[k]) ||
                                    needs_same_room(course, m_instance.candidates[k])))
                    return false;
        }
        return money <= m_instance.budget && (!locks.at_most || count <= *locks.at_most);
    }

    void seat_from(std::size_t pair) {
        if (pair == m_seats.size()) {
            judge();
            return;
        }
        const auto [need, course] = m_instance.reach[pair];
        const auto most = m_chosen[course] ? std::min(m_left[need], m_free[course]) : 0;
        for (std::int64_t persons = 0; persons <= most; ++persons) {
            m_seats[pair] = persons;
            m_left[need] -= persons;
            m_free[course] -= persons;
            seat_from(pair + 1);
            m_left[need] += persons;
            m_free[course] += persons;
        }
        m_seats[pair] = 0;
    }

    void judge() {
        std::int64_t weighted = 0;
        std::int64_t own = 0;
        std::int64_t grant = 0;
        std::set<domain::AssociationId> served;
        for (std::size_t j = 0; j < m_chosen.size(); ++j)
            if (const auto& course = m_instance.candidates[j]; m_chosen[j]) {
                if (course.capacity - m_free[j] < course.minimum)
                    return;
                own += course.own_money.value;
                grant += course.grant.value;
            }
        for (std::size_t i = 0; i < m_seats.size(); ++i)
            if (m_seats[i] > 0) {
                const auto& need = m_instance.needs[m_instance.reach[i].need];
                weighted += m_seats[i] * need.weight;
                served.insert(need.association);
            }
        Rank rank{weighted, std::ssize(served), -own, -grant, m_chosen, m_seats};
        if (!m_best || rank > *m_best)
            m_best = std::move(rank);
    }

    const Instance& m_instance;
    Selection m_chosen;
    std::vector<std::int64_t> m_left;
    std::vector<std::int64_t> m_free;
    std::vector<std::int64_t> m_seats;
    std::optional<Rank> m_best;
};

} // namespace

namespace {

Rank rank_of(const Programme& programme) {
    return {programme.score.weighted_persons,
            programme.score.associations,
            -programme.score.own_money,
            -programme.score.grant,
            programme.chosen,
            programme.seating.seats};
}

} // namespace

TEST_CASE("the programme is the one that trying everything finds, in every goal and to the last seat") {
    int infeasible = 0;
    for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
        CAPTURE(seed);
        const auto instance = random_instance(seed);
        const auto best = Enumeration{instance}.best();
        if (!best) {
            ++infeasible;
            CHECK_FALSE(clashes(instance).empty());
            continue;
        }
        REQUIRE(clashes(instance).empty());
        const auto result = optimise(instance);
        CHECK(rank_of(result) == *best);
        CHECK(result.bound == result.score.weighted_persons);
        CHECK(result.status == Programme::Status::optimal);
    }
    CHECK(infeasible > 80);
    CHECK(infeasible < 800);
}

TEST_CASE("the solver finds the same, in whatever order it meets the columns") {
    for (std::uint64_t seed = 1; seed <= 250; ++seed) {
        CAPTURE(seed);
        const auto instance = random_instance(seed);
        if (!clashes(instance).empty())
            continue;
        const auto result = optimise(instance, {.seconds = {}, .solver_only = true, .shuffle = seed % 3});
        CHECK(rank_of(result) == rank_of(optimise(instance)));
    }
}

TEST_CASE("on lists of thirty courses, search and solver find the same programme") {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        CAPTURE(seed);
        auto instance = tests::list_instance(seed, 30, 40, 10);
        if (seed % 3 == 0)
            instance.locks.at_most = 6;
        REQUIRE(Search::of(instance));
        CHECK(rank_of(optimise(instance)) ==
              rank_of(optimise(instance, {.seconds = {}, .solver_only = true})));
    }
}

TEST_CASE("the order in which needs and courses come in changes no figure") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        const auto instance = random_instance(seed);
        if (!clashes(instance).empty())
            continue;
        // Backwards: position p becomes size - 1 - p, and the ids ascend again.
        auto turned = instance;
        std::ranges::reverse(turned.needs);
        std::ranges::reverse(turned.candidates);
        const auto courses = turned.candidates.size();
        const auto turn = [&](domain::CourseId& id) {
            id.value = static_cast<std::int64_t>(courses) + 1 - id.value;
        };
        for (std::size_t i = 0; i < turned.needs.size(); ++i)
            turned.needs[i].id = instance.needs[i].id;
        for (std::size_t j = 0; j < courses; ++j)
            turned.candidates[j].id = instance.candidates[j].id;
        for (auto* list : {&turned.locks.with, &turned.locks.without})
            std::ranges::for_each(*list, turn);
        for (auto& pair : turned.reach)
            pair = {turned.needs.size() - 1 - pair.need, courses - 1 - pair.candidate};
        std::ranges::sort(turned.reach);
        const auto one = optimise(instance);
        const auto other = optimise(turned);
        CHECK(one.score == other.score);
        CHECK(one.seating.persons == other.seating.persons);
    }
}

TEST_CASE("whoever is interrupted gets a programme that keeps every limit, and a bound that is true") {
    const volatile int yes = 1;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const auto instance = random_instance(seed);
        if (!clashes(instance).empty())
            continue;
        CAPTURE(seed);
        const auto best = optimise(instance);
        for (const bool solver_only : {false, true}) {
            SolverOptions options;
            options.interrupted = &yes;
            options.solver_only = solver_only;
            const auto stopped = optimise(instance, options); // checks itself against every limit
            CHECK(stopped.score.weighted_persons <= best.score.weighted_persons);
            CHECK(stopped.bound >= best.score.weighted_persons);
            CHECK(stopped.status == Programme::Status::limit);
            CHECK(stopped.interrupted);
        }
    }
}

TEST_CASE("what is told while the search goes on is true: the best so far is none too good, the bound none "
          "too low") {
    std::size_t told = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const auto instance = tests::list_instance(seed, 30, 40, 8);
        const auto best = optimise(instance).score.weighted_persons;
        SolverOptions options;
        options.watch = [&](std::int64_t so_far, std::int64_t bound) {
            CHECK(so_far <= best);
            CHECK(bound >= best);
            ++told;
        };
        CHECK(optimise(instance, options).score.weighted_persons == best);
    }
    CHECK(told >= 20);
}

TEST_CASE("a search stopped half way has the bound of the work done") {
    // The flag is raised when the search tells for the first time how far it is.
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        CAPTURE(seed);
        const auto instance = tests::list_instance(seed, 30, 40, 8);
        const auto best = optimise(instance).score.weighted_persons;
        volatile int flag = 0;
        SolverOptions options;
        options.interrupted = &flag;
        std::int64_t known = 0;
        options.watch = [&](std::int64_t so_far, std::int64_t bound) {
            flag = 1;
            known = std::max(known, so_far);
            CHECK(bound >= best);
        };
        const auto stopped = optimise(instance, options);
        CHECK(stopped.interrupted);
        CHECK(stopped.score.weighted_persons >= known);
        CHECK(stopped.bound >= best);
    }
}

TEST_CASE("locks that clash are named as few as can be: without any one of them the rule is kept") {
    std::set<std::string> seen;
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        CAPTURE(seed);
        auto instance = random_instance(seed);
        tests::Dice dice{seed + 77};
        instance.locks = {};
        for (const auto& course : instance.candidates)
            if (!dice.one_in(3))
                instance.locks.with.push_back(course.id);
        const auto rules_with = [&](const std::vector<std::size_t>& courses) {
            auto only = instance;
            only.locks.with.clear();
            for (const auto j : courses)
                only.locks.with.push_back(instance.candidates[j].id);
            std::set<std::string> rules;
            for (const auto& clash : lock_clashes(only))
                rules.insert(clash.rule);
            return rules;
        };
        for (const auto& clash : lock_clashes(instance)) {
            seen.insert(clash.rule);
            CHECK(rules_with(clash.courses).contains(clash.rule));
            for (std::size_t at = 0; at < clash.courses.size(); ++at) {
                auto fewer = clash.courses;
                fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at));
                CHECK_FALSE(rules_with(fewer).contains(clash.rule));
            }
        }
        CHECK(lock_clashes(instance).empty() == clashes(instance).empty());
    }
    CHECK(seen.contains("programme.budget_locks"));
    CHECK(seen.contains("programme.trainer_locks"));
    CHECK(seen.contains("programme.room_locks"));
    CHECK(seen.contains("programme.minimum_locks"));
    CHECK(seen.contains("programme.minima_locks"));
}
