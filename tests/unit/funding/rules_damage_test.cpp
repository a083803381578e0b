// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/funding/application_checks.hpp"
#include "tests/unit/funding/rule_text.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;

namespace {

std::vector<std::string> lines_of(const std::string& path) {
    const auto text = rule_text::file_text(path);
    std::vector<std::string> lines;
    for (const auto line : base::split(text, '\n'))
        lines.emplace_back(line);
    return lines;
}

/// Either rules or problems, each problem in a line of the file.
void check_reading(const std::string& text, std::size_t line_count, const funding::RuleSet* state = nullptr) {
    const auto reading = funding::read_rules(text, "damaged.toml", state);
    CHECK(reading.rules.has_value() == reading.problems.empty());
    for (const auto& problem : reading.problems) {
        CHECK(problem.place.line <= line_count + 1);
        CHECK_FALSE(base::english(problem.message).empty());
    }
    if (!reading.rules)
        return;
    // What is accepted can be worked with, whatever is missing from it.
    funding::MeasureFacts facts;
    facts.teaching_time = {360};
    facts.costs = {{funding::CostKind::fee, domain::Cents{30000}},
                   {funding::CostKind::material, domain::Cents{1}}};
    facts.exceptional_rate = funding::ExceptionalRate::asked;
    facts.first_day = base::Date::of(2027, 3, 1);
    const auto result = funding::assess(facts, reading.rules->in_force(facts.first_day, "06413000"));
    CHECK(result.grant <= result.eligible_cost);
    (void)funding::deadlines(2027, *reading.rules, "06413000", {});
}

} // namespace

TEST_CASE("a rule file that lacks any of its lines is read or refused, never misread into a crash") {
    const auto lines = lines_of(EHRENAMT_SOURCE_DIR "/data/funding/he-qualifizierung.toml");
    for (std::size_t missing = 0; missing < lines.size(); missing += 5) {
        CAPTURE(missing);
        auto rest = lines;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(missing));
        check_reading(base::joined(rest, "\n"), lines.size());
    }
}

TEST_CASE("a rule whose value has another type is refused, whatever its kind") {
    const auto lines = lines_of(EHRENAMT_SOURCE_DIR "/data/funding/he-qualifizierung.toml");
    const std::vector<std::string> values = {"value = true", "value = -1", "value = \"x\"",     "value = [1]",
                                             "value = 1.5",  "value = {}", "value = 2027-01-01"};
    std::size_t turn = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].starts_with("value = "))
            continue;
        CAPTURE(i);
        auto changed = lines;
        changed[i] = values[turn++ % values.size()];
        check_reading(base::joined(changed, "\n"), lines.size());
    }
}

TEST_CASE("a contact point's own file with any of its lines missing is read or refused") {
    const auto state =
        rule_text::read(rule_text::file_text(EHRENAMT_SOURCE_DIR "/data/funding/he-qualifizierung.toml"));
    const auto lines = lines_of(EHRENAMT_SOURCE_DIR "/data/funding/offenbach.toml");
    for (std::size_t missing = 0; missing < lines.size(); ++missing) {
        CAPTURE(missing);
        auto rest = lines;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(missing));
        check_reading(base::joined(rest, "\n"), lines.size(), &state);
    }
}
