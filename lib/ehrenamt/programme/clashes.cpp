// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/optimise.hpp"
#include "ehrenamt/programme/overlap.hpp"

#include <algorithm>

namespace ehrenamt::programme {
namespace {

using base::message;
using base::Problem;

void find_unknown(const Instance& instance, std::vector<Problem>& problems) {
    for (const auto* list : {&instance.locks.with, &instance.locks.without})
        for (const auto id : *list)
            if (!find_candidate(instance, id))
                problems.push_back(
                    {"programme.course_unknown",
                     message("a lock names a course that is not a candidate of this half-year"),
                     {},
                     std::to_string(id.value)});
    for (const auto id : instance.locks.with)
        if (const auto at = find_candidate(instance, id);
            at && std::ranges::count(instance.locks.without, id) > 0)
            problems.push_back(
                {"programme.lock_contradiction",
                 message("'{0}' is both to be in and to be left out", instance.candidates[*at].title),
                 {},
                 std::to_string(id.value)});
}

std::vector<std::size_t> positions_locked_in(const Instance& instance) {
    std::vector<std::size_t> positions;
    for (const auto id : instance.locks.with)
        if (const auto at = find_candidate(instance, id))
            positions.push_back(*at);
    std::ranges::sort(positions);
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    return positions;
}

void find_money(const Instance& instance, const std::vector<std::size_t>& in,
                std::vector<Problem>& problems) {
    auto grant = instance.fixed_cost;
    for (const auto j : in)
        grant += instance.candidates[j].grant;
    if (instance.fixed_cost > instance.budget)
        problems.push_back({"programme.budget_fixed_cost",
                            message("the budget of {0} does not even cover developing the programme, {1}",
                                    instance.budget, instance.fixed_cost)});
    else if (grant > instance.budget)
        problems.push_back(
            {"programme.budget_locks",
             message("the courses that must be in take {0}, the budget is {1}", grant, instance.budget)});
    if (const auto most = instance.locks.at_most; most && std::ssize(in) > *most)
        problems.push_back(
            {"programme.at_most_locks",
             message("{0} {0|course|courses} must be in, at most {1} {1|is|are} allowed", in.size(), *most)});
}

void find_overlaps(const Instance& instance, const std::vector<std::size_t>& in,
                   std::vector<Problem>& problems) {
    for (std::size_t a = 0; a < in.size(); ++a)
        for (auto b = a + 1; b < in.size(); ++b) {
            const auto& one = instance.candidates[in[a]];
            const auto& other = instance.candidates[in[b]];
            if (needs_same_trainer(one, other))
                problems.push_back(
                    {"programme.trainer_locks",
                     message("'{0}' and '{1}' must be in, but need the same trainer at the same time",
                             one.title, other.title)});
            if (needs_same_room(one, other))
                problems.push_back(
                    {"programme.room_locks",
                     message("'{0}' and '{1}' must be in, but need the same room at the same time", one.title,
                             other.title)});
        }
}

void find_minima(const Instance& instance, const std::vector<std::size_t>& in,
                 std::vector<Problem>& problems) {
    const auto before = problems.size();
    Selection all(instance.candidates.size(), false);
    for (const auto j : in) {
        all[j] = true;
        Selection alone(instance.candidates.size(), false);
        alone[j] = true;
        if (!best_seating(instance, alone))
            problems.push_back(
                {"programme.minimum_locks",
                 message("'{0}' must be in, but cannot reach its minimum of {1} {1|person|persons}",
                         instance.candidates[j].title, instance.candidates[j].minimum)});
    }
    if (problems.size() == before && !best_seating(instance, all))
        problems.push_back(
            {"programme.minima_locks", message("the courses that must be in cannot all reach their minimum: "
                                               "too few persons for all of them")});
}

} // namespace

std::vector<Problem> clashes(const Instance& instance) {
    std::vector<Problem> problems;
    find_unknown(instance, problems);
    const auto in = positions_locked_in(instance);
    find_money(instance, in, problems);
    find_overlaps(instance, in, problems);
    find_minima(instance, in, problems);
    return problems;
}

} // namespace ehrenamt::programme
