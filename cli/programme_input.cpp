// SPDX-License-Identifier: EUPL-1.2
#include "cli/programme_input.hpp"

#include "cli/funding_rules.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/funding/application_document.hpp"

#include <algorithm>

namespace ehrenamt::cli {
namespace {

funding::MeasureFacts facts_of(const programme::Course& course, std::int64_t participants) {
    const auto& from = course.facts;
    funding::MeasureFacts facts;
    facts.title = from.title;
    facts.specific = course.specific;
    facts.teaching_time = from.teaching_time();
    facts.costs = {{funding::CostKind::fee, from.fee},
                   {funding::CostKind::material, from.material},
                   {funding::CostKind::other, from.other_costs}};
    facts.participant_fees = from.participant_fees;
    facts.planned_participants = participants;
    facts.no_supraregional_offer = from.no_supraregional_offer;
    facts.partner = from.partner;
    facts.online = !course.venue;
    facts.first_day = from.sessions.front().day;
    return facts;
}

std::int64_t minimum_of(const programme::Course& course, const funding::RulesInForce& rules) {
    const auto* rule = rules.of_kind(funding::RuleKind::minimum_participants, "planned");
    return std::max(rule != nullptr ? rule->integer() : 1, course.facts.minimum.value_or(1));
}

} // namespace

ProgrammeInput programme_input(const Context& context, const store::Store& store,
                               const domain::HalfYear& half_year,
                               const std::optional<std::filesystem::path>& rule_file) {
    return programme_input(store, half_year, read_rule_files(context, store, rule_file).rules);
}

ProgrammeInput programme_input(const store::Store& store, const domain::HalfYear& half_year,
                               const funding::RuleSet& rules) {
    const auto place = associations::own_contact_point(store).municipality.text();
    ProgrammeInput input{needs::find_round(store, half_year), {}, {}, rules.key(), rules.hash()};
    std::vector<programme::Offer> offers;
    for (auto& course : programme::courses(store, half_year)) {
        const auto in_force = rules.in_force(course.facts.sessions.front().day, place);
        const auto minimum = minimum_of(course, in_force);
        const auto assessment = funding::assess(facts_of(course, minimum), in_force);
        if (assessment.has_error()) {
            const auto& finding = assessment.findings.front();
            input.barred.push_back({std::move(course), finding.rule.key, finding.text});
            continue;
        }
        const auto* flat = in_force.find(funding::keys::k_flat_measure);
        offers.push_back({std::move(course), minimum,
                          assessment.grant + (flat != nullptr ? flat->cents() : domain::Cents{}),
                          funding::own_funds(assessment)});
    }
    input.data = programme::assemble(store, input.round, std::move(offers));
    return input;
}

} // namespace ehrenamt::cli
