// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/message.hpp"
#include "ehrenamt/funding/rules.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

/// Small rule files for tests.
namespace rule_text {

/// An entry of the state that is complete but for key, kind, value and unit; `more` is added or, if it
/// names a field that stands here, replaces it.
inline std::string entry(const std::string& key, const std::string& kind, const std::string& value,
                         const std::string& unit, const std::string& more = {}) {
    std::string text = "[[rule]]\nkey = \"" + key + "\"\nkind = \"" + kind + "\"\nvalue = " + value +
                       "\nunit = \"" + unit + "\"\n";
    const std::pair<const char*, const char*> defaults[] = {
        {"scope", "\"state\""},       {"binding", "true"},       {"severity", "\"error\""},
        {"valid_from", "2020-01-01"}, {"clause", "\"Nr. 1\""},   {"source", "\"https://example.org\""},
        {"evidence", "\"A\""},        {"confidence", "\"high\""}};
    for (const auto& [name, usual] : defaults)
        if (("\n" + more).find("\n" + std::string{name} + " =") == std::string::npos)
            text += std::string{name} + " = " + usual + "\n";
    return text + more + "\n";
}

inline const std::string k_header = "[ruleset]\nkey = \"test\"\ntitle = \"Test\"\nversion = \"1\"\n";
inline const std::string k_own_header =
    "[ruleset]\nextends = \"test\"\nkey = \"own\"\ntitle = \"Own\"\nversion = \"1\"\n";
inline const std::string k_local = "scope = \"contact_point\"\ncontact_point = \"06413000\"\n";

/// The rules a measure needs, as the state has them; `revenue` and `rounding` as asked.
inline std::string usual(const std::string& revenue = "festbetrag", const std::string& rounding = "exact",
                         bool materials = true) {
    return k_header + entry("ue_minutes", "parameter", "45", "minutes") +
           entry("rate_ue_regular_max", "ceiling_per_ue", "3500", "cents_per_ue",
                 "applies_to = \"regular\"\n") +
           entry("rate_ue_exception_max", "ceiling_per_ue", "5000", "cents_per_ue",
                 "applies_to = \"exception\"\n") +
           entry("rate_exception_requires_approval", "requirement", "true", "bool",
                 "applies_to = \"exception\"\n") +
           entry("flat_admin_per_measure_max", "flat_per_measure", "8500", "cents_per_measure") +
           entry("programme_development_max", "flat_per_programme", "200000", "cents_per_programme") +
           entry("eligible_cost_kinds", "eligible_costs", "[\"fee\"]", "list") +
           entry("eligible_cost_materials", "eligible_costs", materials ? "true" : "false", "bool") +
           entry("revenue_treatment", "revenue_treatment", "\"" + revenue + "\"", "enum",
                 "severity = \"warning\"\n") +
           entry("ue_rounding", "rounding", "\"" + rounding + "\"", "enum") +
           entry("participants_min", "minimum_participants", "7", "persons_per_measure",
                 "applies_to = \"planned\"\n");
}

inline ehrenamt::funding::RuleSet read(const std::string& text,
                                       const ehrenamt::funding::RuleSet* state = nullptr) {
    auto reading = ehrenamt::funding::read_rules(text, "test.toml", state);
    for (const auto& problem : reading.problems)
        FAIL_CHECK(problem.rule << " line " << problem.place.line << ": "
                                << ehrenamt::base::english(problem.message));
    REQUIRE(reading.rules);
    return *reading.rules;
}

inline std::string file_text(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    REQUIRE(file);
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// The rules of the problems in order of their lines, joined by blanks.
inline std::string rules_of(const std::vector<ehrenamt::base::Problem>& problems) {
    std::string text;
    for (const auto& problem : problems)
        text += (text.empty() ? "" : " ") + problem.rule;
    return text;
}

} // namespace rule_text
