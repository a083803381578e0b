// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/optimise.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/programme/check.hpp"
#include "ehrenamt/programme/generated_programme.hpp"
#include "ehrenamt/programme/order_of_receipt.hpp"
#include "ehrenamt/programme/search.hpp"
#include "ehrenamt/programme/solver.hpp"

#include <algorithm>
#include <cmath>

namespace ehrenamt::programme {
namespace {

[[noreturn]] void throw_lie(const std::string& what) {
    throw base::Error{base::ExitStatus::failed, "programme.solver",
                      base::message("the solver's result does not hold: {0}", what)};
}

Selection selection(const Instance& instance, const std::vector<double>& values) {
    Selection chosen(instance.candidates.size());
    for (std::size_t j = 0; j < chosen.size(); ++j)
        chosen[j] = values[j] > 0.5;
    return chosen;
}

Selection locked_in(const Instance& instance) {
    Selection chosen(instance.candidates.size(), false);
    for (const auto id : instance.locks.with)
        chosen[find_candidate(instance, id).value()] = true;
    return chosen;
}

std::int64_t value_of(const Score& score, Goal goal) {
    switch (goal) {
    case Goal::weighted_persons:
        return score.weighted_persons;
    case Goal::associations:
        return score.associations;
    case Goal::own_money:
        return score.own_money;
    case Goal::grant:
        return score.grant;
    case Goal::order:
        break;
    }
    return 0;
}

// What the solver found for one goal, with its score computed again.
struct Step {
    Selection chosen;
    Score score;
    double bound;
    bool proven;
};

// \pre the answer is not "infeasible"; without values the courses that must be in are a programme
Step counted(const Instance& instance, const SolverAnswer& answer) {
    Step step{answer.values.empty() ? locked_in(instance) : selection(instance, answer.values),
              {},
              answer.bound,
              answer.status == SolverAnswer::Status::optimal};
    const auto exact = score(instance, step.chosen);
    if (!exact)
        throw_lie("a course does not reach its minimum");
    step.score = *exact;
    return step;
}

Step take(const Instance& instance, const LinearModel& model, const SolverOptions& options) {
    const auto answer = solve(model, options);
    if (answer.status == SolverAnswer::Status::infeasible)
        throw_lie("it finds no programme though there is one");
    return counted(instance, answer);
}

// The objective has to be better than `value`.
LinearModel better_than(std::int64_t value, LinearModel model) {
    LinearModel::Row row{"better", {}, model.maximise ? 'G' : 'L', model.maximise ? value + 1 : value - 1};
    for (std::size_t column = 0; column < model.columns.size(); ++column)
        if (const auto weight = model.columns[column].objective; weight != 0)
            row.terms.push_back({column, weight});
    model.rows.push_back(std::move(row));
    return model;
}

// The same question asked the other way round: is there a programme that is better by one? The goals are
// whole numbers, so "no" is a proof, found on another way through the solver than the answer was.
Step take_confirmed(const Instance& instance, const LinearModel& model, Goal goal,
                    const SolverOptions& options) {
    auto step = take(instance, model, options);
    auto other_way = options;
    other_way.second_opinion = true;
    while (step.proven) {
        const auto answer = solve(better_than(value_of(step.score, goal), model), other_way);
        if (answer.status == SolverAnswer::Status::infeasible)
            return step;
        if (answer.values.empty()) {
            step.proven = false;
            step.bound = answer.bound;
            return step;
        }
        const auto better = counted(instance, answer);
        if (value_of(better.score, goal) == value_of(step.score, goal))
            throw_lie("a better programme is none");
        step = better;
    }
    return step;
}

// Weighted persons who asked.
std::int64_t everybody(const Instance& instance) {
    std::int64_t sum = 0;
    for (const auto& need : instance.needs)
        sum += need.persons * need.weight;
    return sum;
}

// The bound in whole numbers: one of 341.9 means that 342 cannot be reached. A search that was stopped before
// it had a bound has that of everybody who asked.
std::int64_t whole_bound(const Instance& instance, const Step& step) {
    constexpr double k_rounding = 1e-6;
    const auto all = everybody(instance);
    if (!(step.bound < static_cast<double>(all)))
        return all;
    return std::max(step.score.weighted_persons,
                    static_cast<std::int64_t>(std::floor(step.bound + k_rounding)));
}

// A step may only improve its own goal and must hold those before.
void require_held(const Score& before, const Score& after, Goal goal) {
    for (const auto earlier : {Goal::weighted_persons, Goal::associations, Goal::own_money, Goal::grant})
        if (earlier < goal && value_of(before, earlier) != value_of(after, earlier))
            throw_lie("a later goal changed an earlier one");
}

// Settles what is still open: earlier registered courses first, a block of candidates at a time.
void settle_order(const Instance& instance, const SolverOptions& options, Step& best) {
    for (std::size_t first = 0; best.proven && first < instance.candidates.size(); first += k_order_block) {
        const auto last = std::min(first + k_order_block, instance.candidates.size());
        auto model = build_model(instance, Goal::order, best.score, {first, last});
        for (std::size_t j = 0; j < first; ++j)
            model.columns[j].lower = model.columns[j].upper = best.chosen[j] ? 1 : 0;
        const auto step = take(instance, model, options);
        require_held(best.score, step.score, Goal::order);
        best = step;
    }
}

// The best of what was found before the work was stopped. What must be in makes a programme by itself.
Programme stopped(const Instance& instance, std::vector<Selection> found, std::optional<std::int64_t> bound) {
    const auto musts = locked_in(instance);
    found.push_back(in_order_of_receipt(instance).chosen);
    Programme best;
    best.status = Programme::Status::limit;
    best.chosen = musts;
    best.score = score(instance, musts).value();
    for (const auto& chosen : found) {
        bool has_musts = true;
        for (std::size_t j = 0; j < musts.size(); ++j)
            has_musts = has_musts && (!musts[j] || chosen[j]);
        if (const auto its = score(instance, chosen);
            has_musts && its && its->weighted_persons > best.score.weighted_persons) {
            best.chosen = chosen;
            best.score = *its;
        }
    }
    best.bound = std::max(best.score.weighted_persons, bound.value_or(everybody(instance)));
    return best;
}

// Without a solver, if the instance is small enough for that; proven then, unless it was stopped.
std::optional<Programme> search(const Instance& instance, const SolverOptions& options) {
    if (options.solver_only)
        return {};
    const auto stop = Stop::of(options);
    auto search = Search::of(instance, stop);
    if (!search)
        return stop.now() ? std::optional{stopped(instance, {}, {})} : std::nullopt;
    auto query = query_of(instance);
    query.stop = stop;
    query.watch = options.watch;
    using Status = SearchAnswer::Status;
    auto answer = search->most(query);
    if (answer.status == Status::unfinished)
        return stop.now()
                   ? std::optional{stopped(instance, {search->selection(answer.courses)}, answer.bound)}
                   : std::nullopt;
    if (answer.status == Status::none)
        throw_lie("it finds no programme though there is one");
    const auto most = answer;
    answer = search->best(query, most);
    const bool finished = answer.status == Status::found;
    if (!finished && !stop.now())
        return {};
    Programme programme;
    programme.chosen = search->selection(finished ? answer.courses : most.courses);
    const auto exact = score(instance, programme.chosen);
    if (!exact || exact->weighted_persons != most.weighted_persons)
        throw_lie("the groups of courses add up to something else");
    programme.status = finished ? Programme::Status::optimal : Programme::Status::limit;
    programme.score = *exact;
    programme.bound = exact->weighted_persons;
    return programme;
}

Programme solve(const Instance& instance, const SolverOptions& options) {
    if (Stop::of(options).by_user())
        return stopped(instance, {}, {});
    auto best = take_confirmed(instance, build_model(instance, Goal::weighted_persons, {}),
                               Goal::weighted_persons, options);
    if (!best.proven)
        return stopped(instance, {best.chosen}, whole_bound(instance, best));
    Programme programme;
    programme.bound = best.score.weighted_persons;
    for (const auto goal : {Goal::associations, Goal::own_money, Goal::grant}) {
        if (!best.proven)
            break;
        const auto step = take_confirmed(instance, build_model(instance, goal, best.score), goal, options);
        require_held(best.score, step.score, goal);
        best = step;
    }
    settle_order(instance, options, best);
    programme.status = best.proven ? Programme::Status::optimal : Programme::Status::limit;
    programme.chosen = best.chosen;
    programme.score = best.score;
    return programme;
}

} // namespace

std::optional<Score> score(const Instance& instance, const Selection& chosen) {
    const auto seating = best_seating(instance, chosen);
    if (!seating)
        return {};
    Score sum{seating->weighted_persons, seating->associations, 0, 0};
    for (std::size_t j = 0; j < chosen.size(); ++j)
        if (chosen[j]) {
            sum.own_money += instance.candidates[j].own_money.value;
            sum.grant += instance.candidates[j].grant.value;
        }
    return sum;
}

Most most_weighted_persons(const Instance& instance, const SolverOptions& options) {
    const auto step = take(instance, build_model(instance, Goal::weighted_persons, {}), options);
    return {step.score.weighted_persons, step.chosen, step.proven};
}

Programme optimise(const Instance& instance, const SolverOptions& options) {
    require_well_formed(instance);
    if (auto problems = clashes(instance); !problems.empty())
        throw base::Rejected{std::move(problems)};

    auto found = search(instance, options);
    auto programme = found ? *std::move(found)
                     : !options.solver_only && is_mostly_alike(instance)
                         ? optimise_generated(instance, options)
                         : solve(instance, options);
    programme.interrupted = programme.status == Programme::Status::limit && Stop::of(options).by_user();
    programme.seating = best_seating(instance, programme.chosen).value();
    if (const auto broken = broken_limits(instance, programme); !broken.empty())
        throw_lie(broken.front());
    return programme;
}

} // namespace ehrenamt::programme
