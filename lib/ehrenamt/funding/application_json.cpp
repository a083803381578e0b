// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/funding/application_document.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::funding {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Citation& rule) {
    return {{"rule", rule.key},          {"clause", rule.clause},         {"source", rule.source},
            {"evidence", rule.evidence}, {"confidence", rule.confidence}, {"uncertain", rule.uncertain}};
}

Json json_of(const Finding& finding) {
    return {{"severity", name(finding.severity)},
            {"rule", finding.rule.key},
            {"message", base::english(finding.text)},
            {"value", finding.value.text},
            {"limit", finding.limit.text},
            {"advice", base::english(finding.advice)}};
}

Json json_of(const GrantLine& line) {
    Json json = json_of(line.rule);
    json["text"] = base::english(line.text);
    json["amount_cents"] = line.amount.value;
    return json;
}

Json json_of(const PlanLine& line) {
    return {{"key", line.key}, {"label", line.label}, {"amount_cents", line.amount.value}};
}

Json json_of(const Declaration& declaration) {
    return {{"key", declaration.key}, {"text", declaration.text}};
}

template <class Items>
Json list_of(const Items& items) {
    Json list = Json::array();
    for (const auto& item : items)
        list.push_back(json_of(item));
    return list;
}

std::string_view rate_word(ExceptionalRate rate) {
    switch (rate) {
    case ExceptionalRate::asked:
        return "asked";
    case ExceptionalRate::approved:
        return "approved";
    case ExceptionalRate::not_asked:
        break;
    }
    return "not_asked";
}

/// What the overview says of the measure itself.
Json content_of(const MeasureEntry& entry) {
    const auto& facts = entry.facts;
    Json costs = Json::array();
    for (const auto& cost : facts.costs)
        costs.push_back({{"kind", name(cost.kind)}, {"amount_cents", cost.amount.value}});
    return {{"id", entry.id},
            {"title", facts.title},
            {"kind", facts.specific ? "specific" : "general"},
            {"topic", entry.topic},
            {"partner", facts.partner},
            {"no_partner_reason", facts.no_partner_reason},
            {"no_supraregional_offer", facts.no_supraregional_offer},
            {"trainer", entry.trainer},
            {"place", entry.place},
            {"online", facts.online},
            {"first_day", facts.first_day.iso()},
            {"last_day", entry.last_day.iso()},
            {"dates", entry.dates},
            {"minutes", facts.teaching_time.minutes},
            {"planned_participants", facts.planned_participants},
            {"exceptional_rate", rate_word(facts.exceptional_rate)},
            {"exceptional_rate_reason", facts.exceptional_rate_reason},
            {"costs", costs},
            {"participant_fees_cents", facts.participant_fees.value},
            {"other_income_cents", facts.other_income.value}};
}

Json measure_json(std::size_t number, const MeasureEntry& entry, const MeasureShare& share) {
    const auto& assessment = share.assessment;
    Json json = {{"number", number}};
    json.update(content_of(entry));
    json["total_cost_cents"] = assessment.total_cost.value;
    json["eligible_cost_cents"] = assessment.eligible_cost.value;
    json["ceiling_cents"] = assessment.ceiling.value;
    json["rate_rule"] = assessment.rate_rule ? Json(assessment.rate_rule->key) : Json(nullptr);
    json["grant_cents"] = assessment.grant.value;
    json["own_funds_cents"] = own_funds(assessment).value;
    json["flat_cents"] = share.flat.value;
    json["flat_planned"] = share.flat_planned;
    json["flat_rule"] = share.flat_rule ? Json(share.flat_rule->key) : Json(nullptr);
    json["lines"] = list_of(assessment.lines);
    json["findings"] = list_of(assessment.findings);
    return json;
}

Json applicant_json(const Applicant& applicant) {
    return {{"name", applicant.name},
            {"carrier", applicant.carrier},
            {"municipality", applicant.municipality},
            {"municipality_key", applicant.municipality_key},
            {"area", applicant.area},
            {"street", applicant.street},
            {"postcode", applicant.postcode},
            {"place", applicant.place},
            {"email", applicant.email},
            {"phone", applicant.phone},
            {"bank_account", applicant.bank_account},
            {"representative", applicant.representative}};
}

Json grant_json(const ApplicationAssessment& assessment) {
    Json json = {{"measures_cents", assessment.measures.value},
                 {"flats_cents", assessment.flats.value},
                 {"development_cents", assessment.development.value},
                 {"development_rule",
                  assessment.development_rule ? Json(assessment.development_rule->key) : Json(nullptr)},
                 {"total_cents", assessment.total.value}};
    json["budget_frame_cents"] = assessment.frame ? Json(assessment.frame->amount.value) : Json(nullptr);
    json["budget_frame_used_cents"] = assessment.frame_used.value;
    json["findings"] = list_of(assessment.findings);
    return json;
}

Json survey_json(const std::optional<SurveyFacts>& survey) {
    if (!survey)
        return nullptr;
    return {{"invited", survey->invited},
            {"responses", survey->responses},
            {"needs", survey->needs},
            {"persons", survey->persons}};
}

Json deadline_json(const std::optional<Deadline>& deadline) {
    if (!deadline)
        return nullptr;
    return {{"nominal", deadline->nominal.iso()},
            {"shifted", deadline->shifted.iso()},
            {"rule", deadline->rule.key}};
}

} // namespace

std::string application_json(const ApplicationDocument& document) {
    const auto& input = document.input;
    Json measures = Json::array();
    for (std::size_t i = 0; i < input.measures.size(); ++i)
        measures.push_back(measure_json(i + 1, input.measures[i], document.assessment.shares[i]));
    Json json = {{"document", "collective_application"},
                 {"half_year", input.half_year.text()},
                 {"first_day", input.half_year.period().first.iso()},
                 {"last_day", input.half_year.period().last.iso()}};
    json["authority"] = document.authority;
    json["deadline"] = deadline_json(document.deadline);
    json["applicant"] = applicant_json(input.applicant);
    json["survey"] = survey_json(input.survey);
    json["statement"] = input.statement;
    json["grant"] = grant_json(document.assessment);
    json["financing_plan"] = {{"costs", list_of(document.plan.costs)},
                              {"funds", list_of(document.plan.funds)},
                              {"total_cents", document.plan.total.value}};
    json["measures"] = std::move(measures);
    json["declarations"] = list_of(document.declarations);
    json["rule_set"] = {{"key", document.rule_set_key},
                        {"title", document.rule_set_title},
                        {"version", document.rule_set_version},
                        {"hash", document.rule_set_hash}};
    json["rules"] = list_of(document.rules);
    for (std::size_t i = 0; i < document.rules.size(); ++i)
        json["rules"][i]["note"] = document.rules[i].note;
    // What does not belong to the content that the hash stands for; make_application() hashes before it is
    // set.
    if (!document.content_hash.empty()) {
        json["status"] = input.draft ? "draft" : "submitted";
        json["made_on"] = input.made_on.iso();
        json["open_points"] = document.open_points;
        json["content_hash"] = document.content_hash;
    }
    return json.dump(2) + '\n';
}

} // namespace ehrenamt::funding
