// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/optimise.hpp"

namespace ehrenamt::programme {

// Courses, needs and pairs are named by their positions in the instance.

/// Which goal decided between two programmes for as many weighted persons, and by how much: associations, or
/// cents. Goal::order: they are equally good, and the courses registered earlier are in.
struct Decision {
    Goal goal = Goal::order;
    std::int64_t by = 0;
};

/// A course of the programme.
struct CourseIn {
    std::size_t candidate = 0;
    std::vector<std::size_t> pairs; ///< of `Instance::reach` that have seats in it
    std::int64_t persons = 0;
    /// Weighted persons that the best programme without it serves less. 0: another is as good in the first
    /// goal, and a later one decided.
    std::int64_t loss_without = 0;
    std::optional<Decision> decision; ///< against the best programme without it, if loss_without is 0
    bool locked = false;              ///< it is in because a person said so
};

/// A course that is not in the programme, and why.
struct CourseOut {
    enum class Reason {
        locked_out,          ///< a person said so
        no_need,             ///< nobody who asked for its topic can come
        minimum_unreachable, ///< too few persons can come
        above_budget,        ///< the budget does not carry it together with the courses that must be in
        clashes_with_lock,   ///< trainer, room, persons or the number of courses that must be in
        costs_persons,       ///< `loss` and `displaced` say what it would cost
        later_goal,          ///< as many weighted persons with it; a later goal decided
        gains_persons,       ///< `-loss` more with it: the programme is none that was optimised
    };
    std::size_t candidate = 0;
    Reason reason = Reason::no_need;
    std::int64_t reachable_persons = 0; ///< who could come at all
    std::int64_t loss = 0;              ///< weighted persons, if it had to be in
    /// The fewest courses of the programme that would have to go for it (others may come in their place);
    /// of several such sets the one that keeps the earlier registered courses.
    std::vector<std::size_t> displaced;
    std::optional<Decision> decision; ///< against the best programme with it, for later_goal
};

/// What became of a need.
struct NeedOutcome {
    enum class Reason {
        served,       ///< all of its persons
        course_full,  ///< every course of the programme that it can reach is full
        not_chosen,   ///< courses that it can reach are not in the programme, see CourseOut
        out_of_reach, ///< the topic's courses are too far away or at another time
        no_course,    ///< nobody offers the topic
    };
    std::size_t need = 0;
    std::int64_t served = 0;
    Reason reason = Reason::served;
};

/// A limit, and how many weighted persons more could be served if it did not exist.
struct LimitWorth {
    enum class Kind { budget, minimum, capacity, trainers, rooms, at_most, locks };
    Kind kind = Kind::budget;
    std::int64_t gain = 0;
};

inline constexpr int k_budget_steps = 20;
inline constexpr domain::Cents k_budget_step{10'000};

/// What another budget would serve at most.
struct BudgetPoint {
    domain::Cents budget;
    std::int64_t weighted_persons = 0;
};

struct Explanation {
    std::vector<CourseIn> in;
    std::vector<CourseOut> out;
    std::vector<NeedOutcome> needs;  ///< one per need, in order
    std::vector<LimitWorth> binding; ///< only limits whose gain is not 0
    /// Budgets in steps of 100 euros, k_budget_steps up and down from the instance's own, ascending; those
    /// that do not carry what must be in are left out. Empty for an instance too large for Search.
    std::vector<BudgetPoint> budgets;
    bool proven = true; ///< every figure is the optimum's; else the time was up somewhere
};

/// The best programme again for each course, forced in or out, for each limit, left away, and for each
/// budget. Every figure and every displaced course is unique, see `optimise`.
/// \throws base::Error `programme.too_many_reasons` where is_mostly_alike
EHRENAMT_API Explanation explain(const Instance& instance, const Programme& programme,
                                 const SolverOptions& options = {});

/// Only the part about limits: seven solutions of the first goal at most.
EHRENAMT_API std::vector<LimitWorth> binding_limits(const Instance& instance, const Programme& programme,
                                                    const SolverOptions& options = {});

} // namespace ehrenamt::programme
