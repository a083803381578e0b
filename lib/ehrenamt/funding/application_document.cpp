// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/application_document.hpp"

#include "ehrenamt/store/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace ehrenamt::funding {
namespace {

using domain::Cents;

struct DeclarationText {
    std::string_view key;
    std::string_view text;
};

constexpr auto k_declaration_texts = std::to_array<DeclarationText>({
    {"not_begun",
     "Mit den Maßnahmen ist noch nicht begonnen worden, insbesondere sind keine Honorar-, Liefer- oder "
     "Leistungsverträge für ihre Durchführung geschlossen. Vor Wirksamkeit des Bescheides wird nicht "
     "begonnen, es "
     "sei denn, ein vorzeitiger Beginn ist zugelassen."},
    {"input_tax", "Zum Vorsteuerabzug nach § 15 UStG besteht   [  ] keine Berechtigung   [  ] eine "
                  "Berechtigung. Soweit sie "
                  "besteht, sind die Kosten ohne Umsatzsteuer angegeben."},
    {"completeness",
     "Die Angaben in diesem Antrag und seinen Anlagen sind vollständig und richtig. Alle mit dem Zweck "
     "zusammenhängenden Einnahmen stehen im Finanzierungsplan. Änderungen werden unverzüglich mitgeteilt."},
    {"data_protection",
     "Die Hinweise der Bewilligungsbehörde zum Datenschutz sind bekannt. Personen, deren Daten dieser Antrag "
     "enthält, sind über die Weitergabe unterrichtet."},
    {"subsidy_facts", "Es ist bekannt, dass die Angaben zu Antragstellerin, Zweck, Kosten und Finanzierung "
                      "subventionserhebliche "
                      "Tatsachen im Sinne von § 264 StGB sein können und dass falsche oder unvollständige "
                      "Angaben strafbar sein "
                      "können (Hessisches Subventionsgesetz, SubvG)."},
    {"no_other_state_grant",
     "Für denselben Zweck sind keine Mittel aus anderen Programmen des Landes beantragt oder bewilligt."},
});

std::vector<Declaration> declarations(const RulesInForce& rules) {
    std::vector<Declaration> result;
    const Rule* rule = rules.find(keys::k_declarations);
    for (const auto& [key, text] : k_declaration_texts) {
        const bool listed =
            rule != nullptr && std::find(rule->list().begin(), rule->list().end(), key) != rule->list().end();
        const Rule* other_grants = rules.find(keys::k_double_funding);
        const bool asked = key == "no_other_state_grant" && other_grants != nullptr && other_grants->flag();
        if (listed || asked)
            result.push_back({std::string{key}, std::string{text}});
    }
    return result;
}

std::map<CostKind, Cents> costs_by_kind(const std::vector<MeasureEntry>& measures) {
    std::map<CostKind, Cents> sums;
    for (const auto& measure : measures)
        for (const auto& cost : measure.facts.costs)
            if (measure.facts.state != MeasureState::cancelled)
                sums[cost.kind] += cost.amount;
    return sums;
}

Cents sum_of(const std::vector<PlanLine>& lines) {
    Cents sum;
    for (const auto& line : lines)
        sum += line.amount;
    return sum;
}

void add(std::vector<PlanLine>& lines, std::string key, std::string label, Cents amount) {
    if (amount.value != 0)
        lines.push_back({std::move(key), std::move(label), amount});
}

/// Both sides measure by measure, so that they agree with the overview: what fees, income and grant leave
/// open is own funds; what they bring too much stands among the costs, so that nobody overlooks it.
FinancingPlan financing_plan(const ApplicationInput& input, const ApplicationAssessment& assessment) {
    FinancingPlan plan;
    Cents fees;
    Cents other;
    Cents own = input.development_cost - assessment.development;
    Cents surplus;
    for (std::size_t i = 0; i < input.measures.size(); ++i) {
        const auto& facts = input.measures[i].facts;
        if (facts.state == MeasureState::cancelled)
            continue;
        const auto& result = assessment.shares[i].assessment;
        fees += facts.participant_fees;
        other += facts.other_income;
        own += own_funds(result);
        surplus += std::max(Cents{}, result.income + result.grant - result.total_cost);
    }
    for (const auto& [kind, amount] : costs_by_kind(input.measures))
        add(plan.costs, fmt::format("cost_{}", name(kind)), std::string{german(kind)}, amount);
    add(plan.costs, "cost_administration", "Durchführung und finanzielle Abwicklung (pauschal je Maßnahme)",
        assessment.flats);
    add(plan.costs, "cost_development", "Erarbeitung des lokalen Qualifizierungsprogramms",
        input.development_cost);
    add(plan.costs, "surplus", "Überdeckung durch Einnahmen", surplus);
    plan.funds = {{"funds_own", "Eigenmittel", own},
                  {"funds_fees", "Teilnahmebeiträge", fees},
                  {"funds_other", "Sonstige Einnahmen", other},
                  {"grant_measures", "Beantragte Zuwendung: Maßnahmen", assessment.measures},
                  {"grant_flats", "Beantragte Zuwendung: Durchführung und Abwicklung", assessment.flats},
                  {"grant_development", "Beantragte Zuwendung: Programmerarbeitung", assessment.development}};
    plan.total = sum_of(plan.funds);
    return plan;
}

/// The rules that decided how the amounts were computed where the sources leave it open.
void add_choices(const ApplicationInput& input, const RulesInForce& rules,
                 std::map<std::string, Citation>& used) {
    const auto any = [&](auto&& condition) {
        return std::any_of(input.measures.begin(), input.measures.end(),
                           [&](const MeasureEntry& entry) { return condition(entry.facts); });
    };
    const auto add = [&](std::string_view key, bool matters) {
        const Rule* rule = rules.find(key);
        if (rule != nullptr && matters)
            used.emplace(rule->key, cite(*rule));
    };
    add(keys::k_revenue, any([](const MeasureFacts& facts) {
            return facts.participant_fees.value + facts.other_income.value > 0;
        }));
    add(keys::k_rounding, any([](const MeasureFacts& facts) {
            return facts.teaching_time.minutes % domain::k_minutes_per_ue != 0;
        }));
    add(keys::k_development_period, input.development_cost.value > 0);
    add(keys::k_frame_covers, true);
    add("flat_admin_condition", !input.measures.empty());
}

std::vector<Citation> rules_used(const ApplicationInput& input, const ApplicationAssessment& assessment,
                                 const RulesInForce& in_force) {
    std::map<std::string, Citation> used;
    for (const auto& share : assessment.shares) {
        for (const auto& line : share.assessment.lines)
            used.emplace(line.rule.key, line.rule);
        if (share.assessment.rate_rule)
            used.emplace(share.assessment.rate_rule->key, *share.assessment.rate_rule);
        if (share.flat_rule)
            used.emplace(share.flat_rule->key, *share.flat_rule);
    }
    if (assessment.development_rule && assessment.development.value > 0)
        used.emplace(assessment.development_rule->key, *assessment.development_rule);
    if (assessment.frame)
        used.emplace(assessment.frame->rule.key, assessment.frame->rule);
    add_choices(input, in_force, used);
    std::vector<Citation> rules;
    for (auto& [key, rule] : used)
        rules.push_back(std::move(rule));
    return rules;
}

ApplicationFacts facts_of(const ApplicationInput& input) {
    ApplicationFacts facts;
    facts.basis = Basis::plan;
    for (const auto& measure : input.measures)
        facts.measures.push_back(measure.facts);
    facts.development_cost = input.development_cost;
    facts.development_granted_earlier = input.development_granted_earlier;
    facts.committed_earlier = input.committed_earlier;
    facts.frame = input.frame;
    return facts;
}

} // namespace

Cents own_funds(const Assessment& assessment) {
    return std::max(Cents{}, assessment.total_cost - assessment.income - assessment.grant);
}

std::string german(const GrantLine& line, const MeasureFacts& measure, const Assessment& assessment) {
    switch (line.step) {
    case Step::eligible_cost:
        return std::string{german(line.cost)};
    case Step::deducted_income:
        return "abgezogene Einnahmen";
    case Step::ceiling:
        break;
    }
    return fmt::format("über dem Höchstbetrag {} × {}", measure.teaching_time.german_ue(),
                       assessment.rate.german());
}

std::string german_evidence(const Citation& rule) {
    static const std::map<std::string_view, std::string_view> k_words = {
        {"A", "amtliche Quelle"},    {"B", "Anlaufstelle"},
        {"C", "Presse oder Portal"}, {"D", "Regel eines anderen Programms"},
        {"GK", "Allgemeinwissen"},   {"DER", "eigene Herleitung"}};
    const auto word = k_words.find(rule.evidence);
    return fmt::format("{}{}{}", rule.evidence, word == k_words.end() ? "" : " – ",
                       word == k_words.end() ? "" : word->second);
}

ApplicationDocument make_application(ApplicationInput input, const RuleSet& rules, const Holidays& holidays) {
    const auto first_day = input.half_year.period().first;
    const auto in_force = rules.in_force(first_day, input.applicant.municipality_key);
    ApplicationDocument document{std::move(input), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    document.assessment = assess_application(facts_of(document.input), rules, first_day,
                                             document.input.applicant.municipality_key);
    document.plan = financing_plan(document.input, document.assessment);
    document.declarations = declarations(in_force);
    document.rules = rules_used(document.input, document.assessment, in_force);
    if (const Rule* authority = in_force.find(keys::k_authority))
        document.authority = authority->list();
    document.deadline = application_deadline(document.input.half_year, rules,
                                             document.input.applicant.municipality_key, holidays);
    document.rule_set_key = rules.key();
    document.rule_set_title = rules.title();
    document.rule_set_version = rules.version();
    document.rule_set_hash = rules.hash();
    document.content_hash = store::hex(store::sha256(application_json(document)));
    return document;
}

} // namespace ehrenamt::funding
