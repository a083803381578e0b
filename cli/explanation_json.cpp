// SPDX-License-Identifier: EUPL-1.2
#include "cli/explanation.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace ehrenamt::cli {
namespace {

using Json = nlohmann::ordered_json;

// In the order of the enums.
constexpr std::array k_reasons_out = {"locked_out",   "no_need",           "minimum_unreachable",
                                      "above_budget", "clashes_with_lock", "costs_persons",
                                      "later_goal",   "gains_persons"};
constexpr std::array k_goals = {"weighted_persons", "associations", "own_money_cents", "grant_cents",
                                "order"};
constexpr std::array k_policies = {"optimal", "first_come", "pro_rata"};
constexpr std::array k_outcomes = {"served", "course_full", "not_chosen", "out_of_reach", "no_course"};
constexpr std::array k_limits = {"budget", "minimum", "capacity", "trainers", "rooms", "at_most", "locks"};

template <class Names, class Enum>
const char* word(const Names& names, Enum value) {
    return names.at(static_cast<std::size_t>(value));
}

Json score_json(const programme::Programme& programme) {
    return {{"weighted_persons", programme.score.weighted_persons},
            {"persons", programme.seating.persons},
            {"associations", programme.score.associations},
            {"grant_cents", programme.score.grant},
            {"own_money_cents", programme.score.own_money}};
}

Json course_json(const Explained& explained, std::size_t candidate) {
    const auto& course = explained.input.data.offers[candidate].course;
    const auto& facts = explained.input.data.instance.candidates[candidate];
    return {{"id", store::long_id(course.id.value)},
            {"reference", course.facts.reference},
            {"title", course.facts.title},
            {"topic", course.facts.topic},
            {"minimum", facts.minimum},
            {"capacity", facts.capacity},
            {"grant_cents", facts.grant.value},
            {"own_money_cents", facts.own_money.value}};
}

Json decision_json(const std::optional<programme::Decision>& decision) {
    if (!decision)
        return {};
    return {{"goal", word(k_goals, decision->goal)}, {"by", decision->by}};
}

Json courses_in(const Explained& explained) {
    const auto& instance = explained.input.data.instance;
    Json all = Json::array();
    for (const auto& course : explained.reasons.in) {
        auto object = course_json(explained, course.candidate);
        object["persons"] = course.persons;
        object["locked"] = course.locked;
        object["loss_without_weighted_persons"] = course.loss_without;
        object["decided_by"] = decision_json(course.decision);
        auto& seats = object["seats"] = Json::array();
        for (const auto pair : course.pairs) {
            const auto need = instance.reach[pair].need;
            seats.push_back({{"association_id", store::long_id(instance.needs[need].association.value)},
                             {"association", explained.input.data.sources[need].association},
                             {"persons", explained.programme.seating.seats[pair]}});
        }
        all.push_back(std::move(object));
    }
    return all;
}

Json courses_out(const Explained& explained) {
    Json all = Json::array();
    for (const auto& course : explained.reasons.out) {
        auto object = course_json(explained, course.candidate);
        object["reason"] = word(k_reasons_out, course.reason);
        object["reachable_persons"] = course.reachable_persons;
        object["loss_with_weighted_persons"] = course.loss;
        object["decided_by"] = decision_json(course.decision);
        auto& displaced = object["displaces"] = Json::array();
        for (const auto j : course.displaced)
            displaced.push_back(explained.input.data.offers[j].course.facts.reference);
        all.push_back(std::move(object));
    }
    for (const auto& barred : explained.input.barred)
        all.push_back({{"id", store::long_id(barred.course.id.value)},
                       {"reference", barred.course.facts.reference},
                       {"title", barred.course.facts.title},
                       {"topic", barred.course.facts.topic},
                       {"reason", "not_fundable"},
                       {"rule", barred.rule}});
    return all;
}

Json needs_json(const Explained& explained) {
    const auto& instance = explained.input.data.instance;
    Json all = Json::array();
    for (const auto& outcome : explained.reasons.needs) {
        const auto& need = instance.needs[outcome.need];
        const auto& source = explained.input.data.sources[outcome.need];
        all.push_back({{"id", store::long_id(need.id.value)},
                       {"association_id", store::long_id(need.association.value)},
                       {"association", source.association},
                       {"topic", need.topic},
                       {"priority", source.priority},
                       {"persons", need.persons},
                       {"served", outcome.served},
                       {"outcome", word(k_outcomes, outcome.reason)}});
    }
    return all;
}

} // namespace

nlohmann::ordered_json explanation_json(const Explained& explained) {
    const auto& proposal = explained.proposal;
    const auto& programme = explained.programme;
    Json object{{"id", store::long_id(proposal.id.value)},
                {"half_year", proposal.half_year.text()},
                {"proposed_on", proposal.proposed_on.iso()},
                {"adopted_on", proposal.adopted_on ? Json(proposal.adopted_on->iso()) : Json()},
                {"status", programme.status == programme::Programme::Status::optimal ? "optimal" : "limit"},
                {"policy", word(k_policies, proposal.policy)},
                {"bound_weighted_persons", programme.bound},
                {"budget_cents", proposal.budget.value},
                {"development_cents", proposal.development.value},
                {"programme", score_json(programme)},
                {"order_of_receipt", score_json(explained.in_order_of_receipt)},
                {"pro_rata", score_json(explained.pro_rata.programme)},
                {"pro_rata_share_permille", explained.pro_rata.share_permille},
                {"reasons_proven", explained.reasons.proven},
                {"inputs_hash", store::hex(proposal.inputs_hash)},
                {"rules", proposal.rules_key},
                {"rules_hash", proposal.rules_hash},
                {"courses", courses_in(explained)},
                {"left_out", courses_out(explained)}};
    auto& limits = object["limits"] = Json::array();
    for (const auto& limit : explained.reasons.binding)
        limits.push_back({{"limit", word(k_limits, limit.kind)}, {"gain_weighted_persons", limit.gain}});
    auto& budgets = object["budgets"] = Json::array();
    for (const auto& point : explained.reasons.budgets)
        budgets.push_back(
            {{"budget_cents", point.budget.value}, {"weighted_persons", point.weighted_persons}});
    object["needs"] = needs_json(explained);
    return object;
}

} // namespace ehrenamt::cli
