// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/funding/application_assessment.hpp"
#include "ehrenamt/funding/deadlines.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::funding {

/// Who applies, as the letterhead and the cover data show it; an empty text is not known.
struct Applicant {
    std::string name;
    std::string carrier;      ///< German: eingetragener Verein, Kommune, Landkreis …
    std::string municipality; ///< name
    std::string municipality_key;
    std::vector<std::string> area; ///< names of the municipalities it serves
    std::string street;
    std::string postcode;
    std::string place;
    std::string email;
    std::string phone;
    std::string bank_account;
    std::string representative;
};

/// One measure as the programme overview shows it.
struct MeasureEntry {
    std::string id; ///< long form
    std::string topic;
    std::string trainer;
    std::string place; ///< venue, or „online“
    std::string dates; ///< German: `02.02. und 09.02.2027, 18:00–20:15 Uhr`
    base::Date last_day = base::Date::of(1900, 1, 1);
    MeasureFacts facts;
};

/// What the needs survey of the half-year gave; the programme rests on it.
struct SurveyFacts {
    std::int64_t invited = 0;
    std::int64_t responses = 0;
    std::int64_t needs = 0; ///< wishes of one association for one topic
    std::int64_t persons = 0;
};

/// Everything an application is made of.
struct ApplicationInput {
    domain::HalfYear half_year;
    base::Date made_on;
    bool draft = true;
    Applicant applicant;
    std::vector<MeasureEntry> measures; ///< in the order of the overview
    domain::Cents development_cost;
    domain::Cents development_granted_earlier;
    domain::Cents committed_earlier;
    std::optional<BudgetFrame> frame;
    std::optional<SurveyFacts> survey;
    std::vector<std::string> statement; ///< German paragraphs of the clerk: aims, target group, cooperation
};

/// A line of the financing plan; costs and funds add up to the same sum.
struct PlanLine {
    std::string key;   ///< `cost_fee`, `funds_own`, `grant_measures` …, for files
    std::string label; ///< German
    domain::Cents amount;
};

struct FinancingPlan {
    std::vector<PlanLine> costs;
    std::vector<PlanLine> funds;
    domain::Cents total;
};

struct Declaration {
    std::string key;
    std::string text; ///< German, to be signed
};

/// The collective application of a contact point for one half-year. The PDF, the JSON and the CSV are all
/// written from this one value, so that their sums cannot differ.
struct ApplicationDocument {
    ApplicationInput input;
    ApplicationAssessment assessment;
    FinancingPlan plan;
    std::vector<Declaration> declarations;
    std::vector<Citation> rules; ///< what the euros rest on, also where it leaves a choice; in order of key
    std::vector<std::string> authority; ///< name and address, a line each
    std::optional<Deadline> deadline;
    std::string rule_set_key;
    std::string rule_set_title;
    std::string rule_set_version;
    std::string rule_set_hash;
    std::string content_hash;             ///< SHA-256 of the JSON without this field, status and open points
    std::vector<std::string> open_points; ///< German; violations that a draft was made in spite of
};

[[nodiscard]] EHRENAMT_API ApplicationDocument make_application(ApplicationInput input, const RuleSet& rules,
                                                                const Holidays& holidays);

/// The cost of a measure that neither grant nor income covers; not below zero.
[[nodiscard]] EHRENAMT_API domain::Cents own_funds(const Assessment& assessment);

/// German words for a line of the calculation, `Honorar`, `über dem Höchstbetrag 8 UE × 35,00 €`.
[[nodiscard]] EHRENAMT_API std::string german(const GrantLine& line, const MeasureFacts& measure,
                                              const Assessment& assessment);
/// `A – amtliche Quelle` …
[[nodiscard]] EHRENAMT_API std::string german_evidence(const Citation& rule);

/// The whole document as JSON, two spaces of indentation, a newline at the end.
[[nodiscard]] EHRENAMT_API std::string application_json(const ApplicationDocument& document);
/// The programme overview: one row per measure and a last one with the sums.
[[nodiscard]] EHRENAMT_API std::string measures_csv(const ApplicationDocument& document, bool for_excel);
/// The financing plan, a line a row.
[[nodiscard]] EHRENAMT_API std::string plan_csv(const ApplicationDocument& document, bool for_excel);

} // namespace ehrenamt::funding
