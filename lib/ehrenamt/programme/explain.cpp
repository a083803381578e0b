// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/explain.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/programme/generated_programme.hpp"
#include "ehrenamt/programme/search.hpp"
#include "ehrenamt/programme/solver.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ehrenamt::programme {
namespace {

bool has(const std::vector<domain::CourseId>& list, domain::CourseId id) {
    return std::ranges::find(list, id) != list.end();
}

class Explainer {
  public:
    Explainer(const Instance& instance, const Programme& programme, const SolverOptions& options)
        : m_instance{instance},
          m_programme{programme},
          m_options{options},
          m_search{search_of(instance)},
          m_query{query_of(instance)} {
        for (std::size_t j = 0; j < programme.chosen.size() && m_search; ++j)
            if (programme.chosen[j])
                m_query.keep.insert(j);
    }

    Explanation run() {
        for (std::size_t j = 0; j < m_instance.candidates.size(); ++j)
            if (m_programme.chosen[j])
                m_explanation.in.push_back(course_in(j));
            else
                m_explanation.out.push_back(course_out(j));
        for (std::size_t i = 0; i < m_instance.needs.size(); ++i)
            m_explanation.needs.push_back(need_outcome(i));
        m_explanation.binding = binding_limits();
        m_explanation.budgets = budgets();
        return std::move(m_explanation);
    }

    std::vector<LimitWorth> binding_limits() {
        std::vector<LimitWorth> binding;
        using Kind = LimitWorth::Kind;
        for (const auto kind : {Kind::budget, Kind::minimum, Kind::capacity, Kind::trainers, Kind::rooms,
                                Kind::at_most, Kind::locks})
            if (const auto gain = -loss(without_limit(kind)); gain > 0)
                binding.push_back({kind, gain});
        return binding;
    }

  private:
    [[nodiscard]] std::optional<Search> search_of(const Instance& instance) const {
        return m_options.solver_only ? std::nullopt : Search::of(instance, Stop::of(m_options));
    }

    [[nodiscard]] Query with(std::size_t course, Must must) const {
        auto query = m_query;
        query.must[course] = must;
        query.stop = Stop::of(m_options);
        return query;
    }

    // Half of the reasons are none.
    void stop_if_interrupted() const {
        if (Stop::of(m_options).by_user())
            throw base::Error{base::ExitStatus::interrupted, "interrupted",
                              base::message("interrupted; nothing was written")};
    }

    // Empty where that is too much work.
    std::optional<SearchAnswer> ask(const Query& query) {
        stop_if_interrupted();
        if (!m_search)
            return {};
        auto answer = m_search->most(query);
        stop_if_interrupted();
        if (answer.status == SearchAnswer::Status::unfinished)
            return {};
        if (answer.status == SearchAnswer::Status::none)
            throw base::Error{base::ExitStatus::failed, "programme.solver",
                              base::message("the solver's result does not hold: {0}",
                                            "it finds no programme though there is one")};
        return answer;
    }

    // Against the best programme with the course forced in or out, which serves as many weighted persons.
    std::optional<Decision> decision(std::size_t course, Must must, const Instance& changed,
                                     const std::optional<SearchAnswer>& answer) {
        std::optional<Score> other;
        if (answer) {
            const auto query = with(course, must);
            if (const auto best = m_search->best(query, *answer); best.status == SearchAnswer::Status::found)
                other = score(m_instance, m_search->selection(best.courses));
        }
        if (!other) {
            const auto best = optimise(changed, m_options);
            m_explanation.proven = m_explanation.proven && best.status == Programme::Status::optimal;
            other = best.score;
        }
        const auto& ours = m_programme.score;
        if (other->associations != ours.associations)
            return if_behind(Goal::associations, ours.associations - other->associations);
        if (other->own_money != ours.own_money)
            return if_behind(Goal::own_money, other->own_money - ours.own_money);
        if (other->grant != ours.grant)
            return if_behind(Goal::grant, other->grant - ours.grant);
        return Decision{};
    }

    // Nothing decided against a programme that is ahead of ours, which was not optimised then.
    static std::optional<Decision> if_behind(Goal goal, std::int64_t by) {
        return by > 0 ? std::optional{Decision{goal, by}} : std::nullopt;
    }

    // From the greatest budget down: a programme that is best for one is so for all that still pay it.
    std::vector<BudgetPoint> budgets() {
        std::vector<BudgetPoint> points;
        auto enough = std::numeric_limits<std::int64_t>::max(); // cents that the last programme found takes
        for (int step = k_budget_steps; m_search && step >= -k_budget_steps; --step) {
            const domain::Cents budget{m_instance.budget.value + step * k_budget_step.value};
            auto query = m_query;
            query.budget = (budget - m_instance.fixed_cost).value;
            if (enough <= query.budget) {
                points.push_back({budget, points.back().weighted_persons});
                continue;
            }
            query.stop = Stop::of(m_options);
            const auto answer = m_search->most(query);
            if (query.budget < 0 || answer.status == SearchAnswer::Status::none)
                break;
            enough = std::numeric_limits<std::int64_t>::max();
            if (answer.status == SearchAnswer::Status::found) {
                points.push_back({budget, answer.weighted_persons});
                enough = grant_of(m_search->selection(answer.courses));
            } else {
                auto changed = m_instance;
                changed.budget = budget;
                points.push_back({budget, m_programme.score.weighted_persons - loss(changed)});
            }
        }
        std::ranges::reverse(points);
        return points;
    }

    [[nodiscard]] std::int64_t grant_of(const Selection& chosen) const {
        std::int64_t sum = 0;
        for (std::size_t j = 0; j < chosen.size(); ++j)
            sum += chosen[j] ? m_instance.candidates[j].grant.value : 0;
        return sum;
    }

    // Weighted persons that the best programme of the changed instance serves less than ours.
    std::int64_t loss(const Instance& changed) {
        stop_if_interrupted();
        if (auto search = search_of(changed)) {
            auto query = query_of(changed);
            query.stop = Stop::of(m_options);
            if (const auto answer = search->most(query); answer.status == SearchAnswer::Status::found)
                return m_programme.score.weighted_persons - answer.weighted_persons;
        }
        stop_if_interrupted();
        const auto most = most_weighted_persons(changed, m_options);
        m_explanation.proven = m_explanation.proven && most.proven;
        return m_programme.score.weighted_persons - most.weighted_persons;
    }

    CourseIn course_in(std::size_t j) {
        CourseIn course;
        course.candidate = j;
        for (std::size_t pair = 0; pair < m_instance.reach.size(); ++pair)
            if (const auto seats = m_programme.seating.seats[pair];
                m_instance.reach[pair].candidate == j && seats > 0) {
                course.pairs.push_back(pair);
                course.persons += seats;
            }
        auto without = m_instance;
        std::erase(without.locks.with, m_instance.candidates[j].id);
        without.locks.without.push_back(m_instance.candidates[j].id);
        course.locked = without.locks.with.size() != m_instance.locks.with.size();
        const auto answer = ask(with(j, Must::out));
        course.loss_without =
            answer ? m_programme.score.weighted_persons - answer->weighted_persons : loss(without);
        if (course.loss_without == 0)
            course.decision = decision(j, Must::out, without, answer);
        return course;
    }

    CourseOut course_out(std::size_t j) {
        using Reason = CourseOut::Reason;
        const auto& candidate = m_instance.candidates[j];
        CourseOut course;
        course.candidate = j;
        for (const auto& pair : m_instance.reach)
            if (pair.candidate == j)
                course.reachable_persons += m_instance.needs[pair.need].persons;
        if (has(m_instance.locks.without, candidate.id))
            return course.reason = Reason::locked_out, course;
        if (course.reachable_persons == 0)
            return course.reason = Reason::no_need, course;
        if (std::min(course.reachable_persons, candidate.capacity) < candidate.minimum)
            return course.reason = Reason::minimum_unreachable, course;
        auto forced = m_instance;
        forced.locks.with.push_back(candidate.id);
        if (const auto problems = clashes(forced); !problems.empty()) {
            course.reason = problems.front().rule == "programme.budget_locks" ? Reason::above_budget
                                                                              : Reason::clashes_with_lock;
            return course;
        }
        const auto answer = ask(with(j, Must::in));
        if (answer) {
            course.loss = m_programme.score.weighted_persons - answer->weighted_persons;
            for (const auto k : positions_in())
                if (!answer->courses.contains(k))
                    course.displaced.push_back(k);
        } else {
            find_displaced(forced, course);
        }
        course.reason = course.loss > 0   ? Reason::costs_persons
                        : course.loss < 0 ? Reason::gains_persons
                                          : Reason::later_goal;
        if (course.reason == Reason::later_goal)
            course.decision = decision(j, Must::in, forced, answer);
        return course;
    }

    // One solution for both: weighted persons count so much that a kept course never outweighs one. Where
    // courses must go, the fewest, then those that are registered latest.
    void find_displaced(const Instance& with, CourseOut& course) {
        auto model = build_model(with, Goal::weighted_persons, {});
        const auto ours = positions_in();
        const auto scale = static_cast<std::int64_t>(ours.size()) + 1;
        LinearModel::Row keep_persons{"keep_persons", {}, 'G', 0};
        LinearModel::Row keep_courses{"keep_courses", {}, 'G', 0};
        for (std::size_t column = 0; column < model.columns.size(); ++column)
            if (auto& objective = model.columns[column].objective; objective != 0) {
                keep_persons.terms.push_back({column, objective});
                objective *= scale;
            }
        for (const auto k : ours) {
            model.columns[k].objective = 1;
            keep_courses.terms.push_back({k, 1});
        }
        auto chosen = selection(model);
        const auto most = score(with, chosen).value().weighted_persons;
        course.loss = m_programme.score.weighted_persons - most;
        const auto kept = count_kept(ours, chosen);
        keep_persons.bound = most;
        keep_courses.bound = kept;
        if (const auto dropped = static_cast<std::int64_t>(ours.size()) - kept; dropped > 0)
            chosen = keep_earliest(std::move(model), ours, {keep_persons, keep_courses});
        for (const auto k : ours)
            if (!chosen[k])
                course.displaced.push_back(k);
    }

    Selection keep_earliest(LinearModel model, const std::vector<std::size_t>& ours,
                            const std::vector<LinearModel::Row>& rows) {
        model.rows.insert(model.rows.end(), rows.begin(), rows.end());
        Selection chosen;
        for (std::size_t first = 0; first < ours.size(); first += k_order_block) {
            const auto last = std::min(first + k_order_block, ours.size());
            for (auto& column : model.columns)
                column.objective = 0;
            for (auto i = first; i < last; ++i)
                model.columns[ours[i]].objective = std::int64_t{1} << (last - 1 - i);
            chosen = selection(model);
            for (auto i = first; i < last; ++i)
                model.columns[ours[i]].lower = model.columns[ours[i]].upper = chosen[ours[i]] ? 1 : 0;
        }
        return chosen;
    }

    Selection selection(const LinearModel& model) {
        const auto answer = solve(model, m_options);
        stop_if_interrupted();
        m_explanation.proven = m_explanation.proven && answer.status == SolverAnswer::Status::optimal;
        if (answer.values.empty())
            throw base::Error{base::ExitStatus::failed, "programme.time_limit",
                              base::message("the time limit is too short to find any programme")};
        Selection chosen(m_instance.candidates.size());
        for (std::size_t j = 0; j < chosen.size(); ++j)
            chosen[j] = std::lround(answer.values[j]) == 1;
        return chosen;
    }

    [[nodiscard]] std::vector<std::size_t> positions_in() const {
        std::vector<std::size_t> positions;
        for (std::size_t j = 0; j < m_programme.chosen.size(); ++j)
            if (m_programme.chosen[j])
                positions.push_back(j);
        return positions;
    }

    static std::int64_t count_kept(const std::vector<std::size_t>& ours, const Selection& chosen) {
        return std::ranges::count_if(ours, [&](std::size_t k) { return chosen[k]; });
    }

    [[nodiscard]] NeedOutcome need_outcome(std::size_t i) const {
        using Reason = NeedOutcome::Reason;
        NeedOutcome outcome;
        outcome.need = i;
        bool reaches_any = false;
        bool reaches_chosen = false;
        for (std::size_t pair = 0; pair < m_instance.reach.size(); ++pair)
            if (m_instance.reach[pair].need == i) {
                outcome.served += m_programme.seating.seats[pair];
                reaches_any = true;
                reaches_chosen = reaches_chosen || m_programme.chosen[m_instance.reach[pair].candidate];
            }
        if (outcome.served == m_instance.needs[i].persons)
            outcome.reason = Reason::served;
        else if (reaches_chosen)
            outcome.reason = Reason::course_full;
        else if (reaches_any)
            outcome.reason = Reason::not_chosen;
        else
            outcome.reason = std::ranges::any_of(m_instance.candidates,
                                                 [&](const Candidate& course) {
                                                     return course.topic == m_instance.needs[i].topic;
                                                 })
                                 ? Reason::out_of_reach
                                 : Reason::no_course;
        return outcome;
    }

    [[nodiscard]] Instance without_limit(LimitWorth::Kind kind) const {
        using Kind = LimitWorth::Kind;
        auto relaxed = m_instance;
        if (kind == Kind::at_most)
            relaxed.locks.at_most.reset();
        if (kind == Kind::locks) {
            relaxed.locks.with.clear();
            relaxed.locks.without.clear();
        }
        std::int64_t everybody = 0;
        for (const auto& need : relaxed.needs)
            everybody += need.persons;
        for (auto& course : relaxed.candidates) {
            if (kind == Kind::budget)
                course.grant = {};
            if (kind == Kind::minimum)
                course.minimum = 1;
            if (kind == Kind::capacity)
                course.capacity = std::max(course.capacity, everybody);
            if (kind == Kind::trainers)
                course.trainer.reset();
            if (kind == Kind::rooms)
                course.venue.reset();
        }
        return relaxed;
    }

    const Instance& m_instance;
    const Programme& m_programme;
    const SolverOptions& m_options;
    std::optional<Search> m_search;
    Query m_query;
    Explanation m_explanation;
};

} // namespace

Explanation explain(const Instance& instance, const Programme& programme, const SolverOptions& options) {
    if (is_mostly_alike(instance))
        throw base::Error{
            base::ExitStatus::failed, "programme.too_many_reasons",
            base::message("for {0} generated courses no reasons are worked out; generate fewer, or see "
                          "how far from the best the programme can be: ehrenamt build-programme",
                          instance.candidates.size())};
    return Explainer{instance, programme, options}.run();
}

std::vector<LimitWorth> binding_limits(const Instance& instance, const Programme& programme,
                                       const SolverOptions& options) {
    return Explainer{instance, programme, options}.binding_limits();
}

} // namespace ehrenamt::programme
