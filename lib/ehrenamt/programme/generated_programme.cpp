// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/generated_programme.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/programme/by_topic.hpp"
#include "ehrenamt/programme/course_set.hpp"
#include "ehrenamt/programme/overlap.hpp"
#include "ehrenamt/programme/solver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ehrenamt::programme {
namespace {

/// The courses that the counts can mean, with their trainers, rooms and dates alone.
struct Choices {
    Instance instance;
    std::vector<std::size_t> positions; ///< of each in the whole instance
    std::vector<LinearModel::Row> rows; ///< per option: as many as its count, at most
};

Choices choices(const Instance& instance, const Aggregate& aggregate, const Counts& counts) {
    Choices result;
    for (const auto& [option, count] : counts) {
        LinearModel::Row row{fmt::format("option_{}", option), {}, 'L', count};
        for (const auto j : aggregate.options[option].members) {
            row.terms.push_back({result.positions.size(), 1});
            result.positions.push_back(j);
            const auto& from = instance.candidates[j];
            auto& to = result.instance.candidates.emplace_back();
            to.trainer = from.trainer;
            to.venue = from.venue;
            to.sessions = from.sessions;
        }
        result.rows.push_back(std::move(row));
    }
    return result;
}

template <class Clashes>
void add_clashes(LinearModel& model, const Clashes& clashes) {
    for (const auto& [id, sets] : clashes)
        for (const auto& set : sets)
            if (set.size() > 1) {
                LinearModel::Row row{"clash", {}, 'L', 1};
                for (const auto j : set)
                    row.terms.push_back({j, 1});
                model.rows.push_back(std::move(row));
            }
}

/// As many of the courses as dates can be found for; the courses that must be in before the fuller ones
/// before the earlier ones.
Selection with_dates(const Instance& instance, const Aggregate& aggregate, const Counts& counts) {
    constexpr std::int64_t k_must = 1'000'000'000;
    constexpr std::int64_t k_person = 10'000;
    constexpr std::int64_t k_nodes = 2'000;
    auto choice = choices(instance, aggregate, counts);
    LinearModel model;
    model.name = "dates";
    model.objective_name = "courses";
    for (std::size_t i = 0; i < choice.positions.size(); ++i)
        model.columns.push_back({fmt::format("course_{}", i), 0, 1, true, 0});
    for (const auto& [option, count] : counts) {
        std::int64_t earlier = k_person / 2;
        const auto& its = aggregate.options[option];
        for (const auto j : its.members) {
            const auto at = std::ranges::find(choice.positions, j) - choice.positions.begin();
            model.columns[static_cast<std::size_t>(at)].objective =
                (its.least > 0 ? k_must : 0) + instance.candidates[j].capacity * k_person +
                std::max<std::int64_t>(0, --earlier);
        }
    }
    model.rows = std::move(choice.rows);
    add_clashes(model, clashes_of(choice.instance, &Candidate::trainer));
    add_clashes(model, clashes_of(choice.instance, &Candidate::venue));
    Selection chosen(instance.candidates.size(), false);
    if (model.columns.empty())
        return chosen;
    const auto answer = solve(model, {.most_nodes = k_nodes});
    for (std::size_t i = 0; i < answer.values.size(); ++i)
        chosen[choice.positions[i]] = std::llround(answer.values[i]) == 1;
    return chosen;
}

} // namespace

bool is_mostly_alike(const Instance& instance) {
    return instance.candidates.size() > CourseSet::k_most &&
           aggregate(instance).options.size() * 2 <= instance.candidates.size();
}

Programme optimise_generated(const Instance& instance, const SolverOptions& options) {
    const auto all = aggregate(instance);
    const auto answer = solve_by_topic(all, options);
    Programme programme;
    programme.status = Programme::Status::limit;
    programme.chosen = with_dates(instance, all, answer.counts);
    const auto exact = score(instance, programme.chosen);
    if (!exact)
        throw base::Error{
            base::ExitStatus::failed, "programme.solver",
            base::message("the solver's result does not hold: {0}", "a course does not reach its minimum")};
    programme.score = *exact;
    programme.bound = std::max(answer.bound, exact->weighted_persons);
    return programme;
}

} // namespace ehrenamt::programme
