// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/result.hpp"
#include "ehrenamt/programme/model.hpp"
#include "ehrenamt/programme/seats.hpp"

namespace ehrenamt::programme {

struct Programme {
    enum class Status {
        optimal, ///< proven best in every goal
        limit,   ///< the time was up; `bound` says how much better another could be at most
    };
    Status status = Status::optimal;
    Selection chosen; ///< per candidate
    Seating seating;
    Score score;
    std::int64_t bound = 0;   ///< no programme serves more weighted persons than this
    bool interrupted = false; ///< with `limit`: it was the user, not the time
};

/// Courses that must be in and cannot be together, by position.
struct LockClash {
    std::string rule; ///< `programme.*_locks`, or `programme.budget_fixed_cost` without courses
    std::vector<std::size_t> courses;
};

/// Each as small as can be: without any one of its courses that rule would be kept, except for the number of
/// courses allowed, which any of them exceed.
EHRENAMT_API std::vector<LockClash> lock_clashes(const Instance& instance);

/// What of the budget and the locks cannot be had together, each clash by itself; empty if there is a
/// programme. Leaving a course out never breaks a limit, so there is one if the courses that must be in
/// (and nothing else) make one: the answer needs no solver. Rules: `programme.*`, see docs/errors.md.
EHRENAMT_API std::vector<base::Problem> clashes(const Instance& instance);

/// The best programme in the strict order of `Goal`. It is the same on every machine, with every solver and
/// for every order in which a solver meets the columns: the goals up to `grant` are numbers that depend on
/// the courses chosen alone, `order` tells any two sets of courses apart, and `best_seating` is unique for
/// a set. What is stopped by time or user is the best that was found, with its bound. The solver only says
/// which set; its numbers are computed again in whole numbers and checked against every limit. \throws
/// base::Rejected with `clashes`, base::Error `programme.solver` if the solver's claim is not true
EHRENAMT_API Programme optimise(const Instance& instance, const SolverOptions& options = {});

/// The most weighted persons that any programme of the instance serves, and a set of courses that does;
/// which one of several is the solver's choice. The first step of `optimise`.
/// \pre no clashes
struct Most {
    std::int64_t weighted_persons = 0;
    Selection chosen;
    bool proven = true;
};
EHRENAMT_API Most most_weighted_persons(const Instance& instance, const SolverOptions& options = {});

/// The score of a set of courses with its best seating; empty if the minima cannot be reached.
EHRENAMT_API std::optional<Score> score(const Instance& instance, const Selection& chosen);

} // namespace ehrenamt::programme
