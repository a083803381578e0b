// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/model.hpp"

#include "ehrenamt/programme/overlap.hpp"
#include "ehrenamt/store/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace ehrenamt::programme {
namespace {

using Row = LinearModel::Row;
using Term = LinearModel::Term;

// The number as a name that both file formats take: no sign that could be read as an operator.
std::string key(std::int64_t id) {
    auto text = store::long_id(id);
    std::ranges::replace_if(
        text, [](char c) { return c == '-' || c == '.'; }, '_');
    return text;
}

void add_columns(LinearModel& model, const Instance& instance) {
    for (const auto& course : instance.candidates)
        model.columns.push_back({"course_" + key(course.id.value), 0, 1, true, 0});
    for (const auto id : instance.locks.with)
        if (const auto at = find_candidate(instance, id))
            model.columns[*at].lower = 1;
    for (const auto id : instance.locks.without)
        if (const auto at = find_candidate(instance, id))
            model.columns[*at].upper = 0;
    for (const auto& pair : instance.reach) {
        const auto& need = instance.needs[pair.need];
        const auto& course = instance.candidates[pair.candidate];
        model.columns.push_back({fmt::format("seats_{}_{}", key(need.id.value), key(course.id.value)), 0,
                                 std::min(need.persons, course.capacity), false, 0});
    }
}

// minimum × course ≤ Σ seats ≤ capacity × course, and seats ≤ persons × course for each pair.
void add_course_rows(LinearModel& model, const Instance& instance) {
    std::vector<std::vector<std::size_t>> pairs(instance.candidates.size());
    for (std::size_t i = 0; i < instance.reach.size(); ++i)
        pairs[instance.reach[i].candidate].push_back(i);
    for (std::size_t j = 0; j < instance.candidates.size(); ++j) {
        const auto& course = instance.candidates[j];
        const auto name = key(course.id.value);
        Row minimum{"minimum_" + name, {{j, -course.minimum}}, 'G', 0};
        Row capacity{"capacity_" + name, {{j, -course.capacity}}, 'L', 0};
        for (const auto pair : pairs[j]) {
            const auto column = column_of_pair(instance, pair);
            minimum.terms.push_back({column, 1});
            capacity.terms.push_back({column, 1});
            model.rows.push_back({"link_" + model.columns[column].name.substr(6),
                                  {{column, 1}, {j, -model.columns[column].upper}},
                                  'L',
                                  0});
        }
        model.rows.push_back(std::move(minimum));
        model.rows.push_back(std::move(capacity));
    }
}

// Nobody sits in two courses of the same topic.
void add_need_rows(LinearModel& model, const Instance& instance) {
    for (std::size_t at = 0; at < instance.reach.size();) {
        const auto& need = instance.needs[instance.reach[at].need];
        Row row{"persons_" + key(need.id.value), {}, 'L', need.persons};
        for (const auto of = instance.reach[at].need;
             at < instance.reach.size() && instance.reach[at].need == of; ++at)
            row.terms.push_back({column_of_pair(instance, at), 1});
        if (row.terms.size() > 1)
            model.rows.push_back(std::move(row));
    }
}

void add_budget_row(LinearModel& model, const Instance& instance) {
    Row row{"budget_cents", {}, 'L', (instance.budget - instance.fixed_cost).value};
    for (std::size_t j = 0; j < instance.candidates.size(); ++j)
        if (instance.candidates[j].grant.value != 0)
            row.terms.push_back({j, instance.candidates[j].grant.value});
    model.rows.push_back(std::move(row));
    if (instance.locks.at_most) {
        Row most{"at_most", {}, 'L', *instance.locks.at_most};
        for (std::size_t j = 0; j < instance.candidates.size(); ++j)
            most.terms.push_back({j, 1});
        model.rows.push_back(std::move(most));
    }
}

template <class Id>
void add_clash_rows(LinearModel& model, const Instance& instance, std::string_view what,
                    std::optional<Id> Candidate::*resource) {
    for (const auto& [id, sets] : clashes_of(instance, resource)) {
        std::size_t number = 0;
        for (const auto& members : sets) {
            Row row{fmt::format("{}_{}_{}", what, key(id.value), ++number), {}, 'L', 1};
            for (const auto j : members)
                row.terms.push_back({j, 1});
            model.rows.push_back(std::move(row));
        }
    }
}

// served ≤ Σ seats of the association's needs; a fraction of a person serves no more than that fraction.
void add_served(LinearModel& model, const Instance& instance) {
    std::map<domain::AssociationId, std::vector<std::size_t>> pairs;
    for (std::size_t i = 0; i < instance.reach.size(); ++i)
        pairs[instance.needs[instance.reach[i].need].association].push_back(i);
    for (const auto& [association, own] : pairs) {
        const auto name = "served_" + key(association.value);
        Row row{name, {{model.columns.size(), 1}}, 'L', 0};
        model.columns.push_back({name, 0, 1, false, 0});
        for (const auto pair : own)
            row.terms.push_back({column_of_pair(instance, pair), -1});
        model.rows.push_back(std::move(row));
    }
}

std::vector<Term> terms_of(const LinearModel& model, const Instance& instance, Goal goal,
                           std::pair<std::size_t, std::size_t> block) {
    std::vector<Term> terms;
    const auto courses = instance.candidates.size();
    switch (goal) {
    case Goal::weighted_persons:
        for (std::size_t i = 0; i < instance.reach.size(); ++i)
            terms.push_back({column_of_pair(instance, i), instance.needs[instance.reach[i].need].weight});
        break;
    case Goal::associations:
        for (auto column = courses + instance.reach.size(); column < model.columns.size(); ++column)
            terms.push_back({column, 1});
        break;
    case Goal::own_money:
        for (std::size_t j = 0; j < courses; ++j)
            terms.push_back({j, instance.candidates[j].own_money.value});
        break;
    case Goal::grant:
        for (std::size_t j = 0; j < courses; ++j)
            terms.push_back({j, instance.candidates[j].grant.value});
        break;
    case Goal::order:
        for (auto j = block.first; j < block.second; ++j)
            terms.push_back({j, std::int64_t{1} << (block.second - 1 - j)});
        break;
    }
    return terms;
}

constexpr std::string_view k_goal_names[] = {"weighted_persons", "associations_served", "own_money_cents",
                                             "grant_cents", "order_of_registration"};

} // namespace

std::size_t column_of_pair(const Instance& instance, std::size_t pair) {
    return instance.candidates.size() + pair;
}

LinearModel build_model(const Instance& instance, Goal goal, const Score& reached,
                        std::pair<std::size_t, std::size_t> block) {
    LinearModel model;
    model.name = "ehrenamt_programme";
    model.objective_name = k_goal_names[static_cast<std::size_t>(goal)];
    model.maximise = goal != Goal::own_money && goal != Goal::grant;
    add_columns(model, instance);
    add_course_rows(model, instance);
    add_need_rows(model, instance);
    add_budget_row(model, instance);
    add_clash_rows(model, instance, "trainer", &Candidate::trainer);
    add_clash_rows(model, instance, "venue", &Candidate::venue);
    if (goal >= Goal::associations)
        add_served(model, instance);

    const auto keep = [&](Goal earlier, char sense, std::int64_t bound) {
        if (goal > earlier)
            model.rows.push_back({fmt::format("keep_{}", k_goal_names[static_cast<std::size_t>(earlier)]),
                                  terms_of(model, instance, earlier, block), sense, bound});
    };
    keep(Goal::weighted_persons, 'G', reached.weighted_persons);
    keep(Goal::associations, 'G', reached.associations);
    keep(Goal::own_money, 'L', reached.own_money);
    keep(Goal::grant, 'L', reached.grant);
    for (const auto& term : terms_of(model, instance, goal, block))
        model.columns[term.column].objective = term.coefficient;
    return model;
}

} // namespace ehrenamt::programme
