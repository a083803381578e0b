// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
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

using Courses = std::vector<std::size_t>;

domain::Cents cost_of(const Instance& instance, const Courses& courses) {
    auto sum = instance.fixed_cost;
    for (const auto j : courses)
        sum += instance.candidates[j].grant;
    return sum;
}

// The dearest until the budget is gone: fewer than these never exceed it, and without any of these it is
// kept.
Courses too_dear(const Instance& instance, Courses in) {
    std::ranges::stable_sort(in, std::greater{}, [&](std::size_t j) { return instance.candidates[j].grant; });
    Courses dearest;
    for (auto next = in.begin(); cost_of(instance, dearest) <= instance.budget; ++next)
        dearest.push_back(*next);
    std::ranges::sort(dearest);
    return dearest;
}

bool reach_minima(const Instance& instance, const Courses& courses) {
    Selection chosen(instance.candidates.size(), false);
    for (const auto j : courses)
        chosen[j] = true;
    return best_seating(instance, chosen).has_value();
}

// Without the courses that the rest is in want of persons without; later registered ones go first.
Courses too_many(const Instance& instance, Courses in) {
    for (auto at = in.size(); at-- > 0;) {
        auto fewer = in;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at));
        if (!reach_minima(instance, fewer))
            in = std::move(fewer);
    }
    return in;
}

void find_money(const Instance& instance, const Courses& in, std::vector<LockClash>& found) {
    if (instance.fixed_cost > instance.budget)
        found.push_back({"programme.budget_fixed_cost", {}});
    else if (cost_of(instance, in) > instance.budget)
        found.push_back({"programme.budget_locks", too_dear(instance, in)});
    if (const auto most = instance.locks.at_most; most && std::ssize(in) > *most)
        found.push_back({"programme.at_most_locks", in});
}

void find_overlaps(const Instance& instance, const Courses& in, std::vector<LockClash>& found) {
    for (std::size_t a = 0; a < in.size(); ++a)
        for (auto b = a + 1; b < in.size(); ++b) {
            const auto& one = instance.candidates[in[a]];
            const auto& other = instance.candidates[in[b]];
            if (needs_same_trainer(one, other))
                found.push_back({"programme.trainer_locks", {in[a], in[b]}});
            if (needs_same_room(one, other))
                found.push_back({"programme.room_locks", {in[a], in[b]}});
        }
}

void find_minima(const Instance& instance, const Courses& in, std::vector<LockClash>& found) {
    bool each_alone = true;
    for (const auto j : in)
        if (!reach_minima(instance, {j})) {
            found.push_back({"programme.minimum_locks", {j}});
            each_alone = false;
        }
    if (each_alone && !reach_minima(instance, in))
        found.push_back({"programme.minima_locks", too_many(instance, in)});
}

base::Message text_of(const Instance& instance, const LockClash& clash) {
    std::vector<std::string> titles;
    for (const auto j : clash.courses)
        titles.push_back(instance.candidates[j].title);
    if (clash.rule == "programme.budget_fixed_cost")
        return message("the budget of {0} does not even cover developing the programme, {1}", instance.budget,
                       instance.fixed_cost);
    if (clash.rule == "programme.budget_locks")
        return message("the budget of {0} does not carry what must be in, together {1}: {2}", instance.budget,
                       cost_of(instance, clash.courses), base::joined(titles, ", "));
    if (clash.rule == "programme.at_most_locks")
        return message("{0} {0|course|courses} must be in, at most {1} {1|is|are} allowed", titles.size(),
                       instance.locks.at_most.value());
    if (clash.rule == "programme.trainer_locks")
        return message("'{0}' and '{1}' must be in, but need the same trainer at the same time", titles[0],
                       titles[1]);
    if (clash.rule == "programme.room_locks")
        return message("'{0}' and '{1}' must be in, but need the same room at the same time", titles[0],
                       titles[1]);
    if (clash.rule == "programme.minimum_locks")
        return message("'{0}' must be in, but cannot reach its minimum of {1} {1|person|persons}", titles[0],
                       instance.candidates[clash.courses[0]].minimum);
    return message(
        "these must be in and cannot all reach their minimum, too few persons for all of them: {0}",
        base::joined(titles, ", "));
}

} // namespace

std::vector<LockClash> lock_clashes(const Instance& instance) {
    std::vector<LockClash> found;
    const auto in = positions_locked_in(instance);
    find_money(instance, in, found);
    find_overlaps(instance, in, found);
    find_minima(instance, in, found);
    return found;
}

std::vector<Problem> clashes(const Instance& instance) {
    std::vector<Problem> problems;
    find_unknown(instance, problems);
    for (const auto& clash : lock_clashes(instance))
        problems.push_back({clash.rule, text_of(instance, clash)});
    return problems;
}

} // namespace ehrenamt::programme
