// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/rules.hpp"
#include "tests/unit/funding/rule_text.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using base::Date;
using funding::read_rules;
using rule_text::entry;
using rule_text::k_header;
using rule_text::k_local;
using rule_text::k_own_header;

namespace {

std::string problems_of(const std::string& text) {
    return rule_text::rules_of(read_rules(text, "test.toml").problems);
}

/// The problems of an own file with one entry, on the state's usual rules.
std::string own_problems(const std::string& own_entry) {
    const auto state = rule_text::read(rule_text::usual());
    return rule_text::rules_of(read_rules(k_own_header + own_entry, "own.toml", &state).problems);
}

} // namespace

TEST_CASE("a complete entry is read with all that it says") {
    const auto set = rule_text::read(
        k_header + entry("deadline_registration", "deadline", "\"31-10\"", "day_month",
                         "year_offset = -1\nshift = \"next_working_day\"\napplies_to = \"registration\"\n"
                         "valid_to = 2030-12-31\nevidence = \"D\"\nnote = \"Analogie\"\n"));
    REQUIRE(set.rules().size() == 1);
    const auto& rule = set.rules().front();
    CHECK(rule.kind == funding::RuleKind::deadline);
    CHECK(rule.text() == "31-10");
    CHECK(rule.year_offset == -1);
    CHECK(rule.shifts);
    CHECK(rule.valid_to->iso() == "2030-12-31");
    CHECK(rule.uncertain());
    CHECK(rule.place.line == 5);
}

TEST_CASE("a mistyped name is refused with its line and what was meant") {
    const auto reading =
        read_rules(k_header + entry("a", "parameter", "1", "count", "sorce = \"x\"\n"), "he.toml");
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].rule == "rules.unknown_name");
    CHECK(reading.problems[0].place.file == "he.toml");
    CHECK(reading.problems[0].place.line == 18);
    CHECK(base::english(reading.problems[0].message) ==
          "'sorce' is not a name that an entry has; is 'source' meant?");
    CHECK_FALSE(reading.rules);
}

TEST_CASE("every problem of a file is named at once") {
    const auto text =
        k_header + entry("a", "parametre", "1", "count") + entry("b", "ceiling_per_ue", "35", "weeks") +
        entry("c", "parameter", "1", "count", "valid_from = \"2027-01-01\"\n") + "[[rule]]\nkey = \"d\"\n";
    CHECK(problems_of(text) == "rules.choice rules.unit rules.date rules.missing rules.missing rules.missing "
                               "rules.missing rules.missing rules.missing rules.missing rules.missing "
                               "rules.missing rules.missing rules.missing");
}

TEST_CASE("a source that is missing or blank is refused") {
    CHECK(problems_of(k_header + entry("a", "parameter", "1", "count", "source = \" \"\n")) ==
          "rules.missing");
}

TEST_CASE("a value must fit its unit") {
    CHECK(problems_of(k_header + entry("a", "parameter", "\"1\"", "count")) == "rules.value");
    CHECK(problems_of(k_header + entry("a", "parameter", "-1", "cents")) == "rules.value");
    CHECK(problems_of(k_header + entry("a", "parameter", "-88", "basis_points")).empty());
    CHECK(problems_of(k_header + entry("a", "parameter", "35.0", "cents")) == "rules.value");
    CHECK(problems_of(k_header + entry("a", "parameter", "\"yes\"", "bool")) == "rules.value");
    CHECK(problems_of(k_header + entry("a", "parameter", "[1, \"a\"]", "list")) == "rules.value");
    CHECK(problems_of(k_header + entry("a", "parameter", "1", "furlongs")) == "rules.unit");
    CHECK(problems_of(k_header + entry("a", "revenue_treatment", "\"free\"", "enum")) == "rules.choice");
    CHECK(problems_of(k_header + entry("eligible_cost_kinds", "eligible_costs", "[\"fees\"]", "list")) ==
          "rules.choice");
}

TEST_CASE("a key that the assessment asks for must have the kind and unit it asks for") {
    CHECK(problems_of(k_header + entry("ue_minutes", "parameter", "45", "count")) == "rules.unit");
    CHECK(problems_of(k_header + entry("participants_min", "parameter", "7", "persons")) == "rules.unit");
}

TEST_CASE("a deadline on a day that not every year has is refused") {
    CHECK(problems_of(k_header + entry("a", "deadline", "\"29-02\"", "day_month")) == "rules.value");
    CHECK(problems_of(k_header + entry("a", "deadline", "\"31-11\"", "day_month")) == "rules.value");
    CHECK(problems_of(k_header + entry("a", "deadline", "\"30-11\"", "day_month")).empty());
    CHECK(problems_of(k_header + entry("a", "parameter", "1", "count", "year_offset = 1\n")) ==
          "rules.unknown_name");
}

TEST_CASE("days that cannot be are refused") {
    CHECK(problems_of(k_header + entry("a", "parameter", "1", "count", "valid_from = 2027-02-30\n")) ==
          "rules.syntax");
    CHECK(problems_of(k_header + entry("a", "parameter", "1", "count", "valid_to = 2019-12-31\n")) ==
          "rules.date");
    CHECK(problems_of(k_header + entry("a", "parameter", "1", "count", "valid_from = 0001-01-01\n")) ==
          "rules.date");
}

TEST_CASE("entries of one key must not overlap, not even by a day") {
    const auto two = [](const std::string& end_of_first) {
        return k_header +
               entry("a", "parameter", "1", "count",
                     "valid_from = 2024-01-01\nvalid_to = " + end_of_first + "\n") +
               entry("a", "parameter", "2", "count", "valid_from = 2025-01-01\n");
    };
    CHECK(problems_of(two("2025-01-01")) == "rules.overlap");
    CHECK(problems_of(two("2024-12-31")).empty());
    CHECK(read_rules(two("2024-12-31"), "f").notices.empty());
    const auto gap = read_rules(two("2024-12-30"), "f");
    REQUIRE(gap.notices.size() == 1);
    CHECK(base::english(gap.notices[0].message) == "'a' has no entry from 2024-12-31 to 2024-12-31");
    CHECK(gap.rules);
}

TEST_CASE("an open entry followed by another of the same key overlaps") {
    CHECK(problems_of(k_header + entry("a", "parameter", "1", "count") +
                      entry("a", "parameter", "2", "count", "valid_from = 2025-01-01\n")) == "rules.overlap");
}

TEST_CASE("entries of one key for two contact points do not overlap") {
    CHECK(problems_of(k_header + entry("a", "parameter", "1", "count") +
                      entry("a", "parameter", "2", "count", k_local) +
                      entry("a", "parameter", "3", "count",
                            "scope = \"contact_point\"\ncontact_point = \"06414000\"\n"))
              .empty());
}

TEST_CASE("a contact point is named by its municipality key, and only in its own entries") {
    CHECK(problems_of(k_header + entry("a", "parameter", "1", "count", "scope = \"contact_point\"\n")) ==
          "rules.missing");
    CHECK(problems_of(k_header + entry("a", "parameter", "1", "count", "contact_point = \"06413000\"\n")) ==
          "rules.scope");
    CHECK(problems_of(k_header + entry("a", "parameter", "1", "count",
                                       "scope = \"contact_point\"\ncontact_point = \"6413\"\n")) ==
          "ags.length");
}

TEST_CASE("a file without a header or without rules is refused") {
    CHECK(problems_of(entry("a", "parameter", "1", "count")) == "rules.missing");
    CHECK(problems_of(k_header) == "rules.missing");
    CHECK(problems_of("") == "rules.missing rules.missing");
    CHECK(problems_of("[ruleset\n") == "rules.syntax");
}

TEST_CASE("the rule of the day is found, on its first and last day and not beside them") {
    const auto set = rule_text::read(
        k_header + entry("a", "parameter", "1", "count", "valid_from = 2024-01-01\nvalid_to = 2024-12-31\n") +
        entry("a", "parameter", "2", "count", "valid_from = 2025-01-01\nvalid_to = 2025-12-31\n"));
    CHECK(set.at("a", Date::of(2023, 12, 31)) == nullptr);
    CHECK(set.at("a", Date::of(2024, 1, 1))->integer() == 1);
    CHECK(set.at("a", Date::of(2024, 12, 31))->integer() == 1);
    CHECK(set.at("a", Date::of(2025, 1, 1))->integer() == 2);
    CHECK(set.at("a", Date::of(2026, 1, 1)) == nullptr);
    CHECK(set.at("b", Date::of(2025, 1, 1)) == nullptr);
}

TEST_CASE("a contact point's entry goes before the state's, its own file before both, an analogue never") {
    const auto state = rule_text::read(k_header + entry("a", "parameter", "1", "count", "binding = false\n") +
                                       entry("a", "parameter", "2", "count", k_local + "binding = false\n") +
                                       entry("b", "parameter", "9", "count", "scope = \"analogue\"\n"));
    const auto day = Date::of(2027, 3, 1);
    CHECK(state.at("a", day)->integer() == 1);
    CHECK(state.at("a", day, "06413000")->integer() == 2);
    CHECK(state.at("a", day, "06414000")->integer() == 1);
    CHECK(state.at("b", day) == nullptr);
    const auto own = rule_text::read(
        k_own_header + entry("a", "parameter", "3", "count", k_local + "binding = false\n"), &state);
    CHECK(own.key() == "own");
    CHECK(own.at("a", day, "06413000")->integer() == 3);
    CHECK(own.at("a", day)->integer() == 1);
}

TEST_CASE("a contact point may be stricter than a binding rule, not looser") {
    const std::string local = k_local + "severity = \"error\"\n";
    const auto rate = [&](const char* value) {
        return own_problems(entry("rate_ue_regular_max", "ceiling_per_ue", value, "cents_per_ue",
                                  local + "applies_to = \"regular\"\n"));
    };
    CHECK(rate("3500").empty());
    CHECK(rate("3499").empty());
    CHECK(rate("3501") == "rules.loosens");
    const auto minimum = [&](const char* value) {
        return own_problems(entry("participants_min", "minimum_participants", value, "persons_per_measure",
                                  local + "applies_to = \"planned\"\n"));
    };
    CHECK(minimum("6") == "rules.loosens");
    CHECK(minimum("8").empty());
    CHECK(own_problems(entry("eligible_cost_kinds", "eligible_costs", "[\"fee\", \"room\"]", "list",
                             local)) == "rules.loosens");
    CHECK(own_problems(entry("eligible_cost_kinds", "eligible_costs", "[]", "list", local)).empty());
    CHECK(own_problems(entry("revenue_treatment", "revenue_treatment", "\"fehlbedarf\"", "enum", local))
              .empty());
    CHECK(own_problems(entry("ue_minutes", "parameter", "60", "minutes", local)) == "rules.loosens");
}

TEST_CASE("a binding rule is not loosened by its severity or by what it applies to") {
    CHECK(own_problems(entry("participants_min", "minimum_participants", "7", "persons_per_measure",
                             k_local + "severity = \"warning\"\napplies_to = \"planned\"\n")) ==
          "rules.loosens");
    CHECK(own_problems(entry("participants_min", "minimum_participants", "7", "persons_per_measure",
                             k_local + "applies_to = \"attended\"\n")) == "rules.loosens");
}

TEST_CASE("a rule that does not bind may be replaced either way") {
    const auto state = rule_text::read(k_header + entry("revenue_treatment", "revenue_treatment",
                                                        "\"fehlbedarf\"", "enum", "binding = false\n"));
    CHECK(read_rules(k_own_header +
                         entry("revenue_treatment", "revenue_treatment", "\"festbetrag\"", "enum", k_local),
                     "own.toml", &state)
              .problems.empty());
}

TEST_CASE("a parameter says itself in which direction it may go") {
    const auto state = rule_text::read(
        k_header + entry("small_cell_threshold", "parameter", "3", "persons", "stricter = \"higher\"\n"));
    const auto own = [&](const char* value) {
        return rule_text::rules_of(
            read_rules(k_own_header + entry("small_cell_threshold", "parameter", value, "persons", k_local),
                       "own.toml", &state)
                .problems);
    };
    CHECK(own("5").empty());
    CHECK(own("2") == "rules.loosens");
}

TEST_CASE("a deadline of a contact point's own may come earlier, not later") {
    const auto state = rule_text::read(k_header + entry("deadline_registration", "deadline", "\"31-10\"",
                                                        "day_month", "year_offset = -1\n"));
    const auto own = [&](const std::string& value, const std::string& offset) {
        return rule_text::rules_of(
            read_rules(k_own_header + entry("deadline_registration", "deadline", value, "day_month",
                                            k_local + "year_offset = " + offset + "\n"),
                       "own.toml", &state)
                .problems);
    };
    CHECK(own("\"30-10\"", "-1").empty());
    CHECK(own("\"01-11\"", "-1") == "rules.loosens");
    CHECK(own("\"30-10\"", "0") == "rules.loosens");
}

TEST_CASE("an own file holds the contact point's entries only, under keys that somebody asks for") {
    CHECK(own_problems(entry("ue_minutes", "parameter", "45", "minutes")) == "rules.scope");
    CHECK(own_problems(entry("participant_min", "minimum_participants", "8", "persons_per_measure",
                             k_local)) == "rules.unknown_key");
    CHECK(own_problems(entry("our_lead_time", "lead_time", "6", "weeks", k_local)).empty());
}

TEST_CASE("an own file names the set that it stands on") {
    const auto state = rule_text::read(rule_text::usual());
    const auto own = entry("our_lead_time", "lead_time", "6", "weeks", k_local);
    CHECK(rule_text::rules_of(read_rules(k_header + own, "own.toml", &state).problems) == "rules.extends");
    CHECK(rule_text::rules_of(read_rules(k_own_header + own, "own.toml").problems) == "rules.extends");
}

TEST_CASE("the hash tells what the rules say, not how the file is laid out") {
    const auto a = entry("a", "parameter", "1", "count");
    const auto b = entry("b", "parameter", "2", "count");
    const auto hash = rule_text::read(k_header + a + b).hash();
    CHECK(hash.size() == 64);
    CHECK(hash == rule_text::read("# A comment\n" + k_header + b + "\n\n" + a).hash());
    CHECK(hash != rule_text::read(k_header + a + entry("b", "parameter", "3", "count")).hash());
    CHECK(hash !=
          rule_text::read(k_header + a + entry("b", "parameter", "2", "count", "note = \"x\"\n")).hash());
}
