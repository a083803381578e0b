// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/rules_check.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/funding/rule_schema.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace ehrenamt::funding {
namespace {

using base::message;

void check_neighbours(const Rule& earlier, const Rule& later, RuleReading& reading) {
    if (!earlier.valid_to || *earlier.valid_to >= later.valid_from) {
        reading.problems.push_back(
            {"rules.overlap",
             message("two entries of '{0}' hold on {1}; end the one of line {2} before that day", later.key,
                     later.valid_from, earlier.place.line),
             later.place, later.valid_from.iso()});
    } else if (earlier.valid_to->plus_days(1) < later.valid_from) {
        reading.notices.push_back({"rules.gap",
                                   message("'{0}' has no entry from {1} to {2}", later.key,
                                           earlier.valid_to->plus_days(1), later.valid_from.plus_days(-1)),
                                   later.place, later.valid_from.iso()});
    }
}

bool both_hold_some_day(const Rule& a, const Rule& b) {
    return (!b.valid_to || a.valid_from <= *b.valid_to) && (!a.valid_to || b.valid_from <= *a.valid_to);
}

/// A number by which two values of one kind compare.
std::int64_t order_of(const Rule& rule) {
    if (rule.kind == RuleKind::deadline) {
        const auto day = parse_day_month(value_text(rule.value)).value_or(DayMonth{});
        return std::int64_t{rule.year_offset} * 10000 + static_cast<std::int64_t>(day.month) * 100 + day.day;
    }
    if (const auto* number = std::get_if<std::int64_t>(&rule.value))
        return *number;
    if (const auto* flag = std::get_if<bool>(&rule.value))
        return *flag ? 1 : 0;
    const auto choices = schema::choices_of(rule.kind, rule.key);
    return std::find(choices.begin(), choices.end(), value_text(rule.value)) - choices.begin();
}

bool value_loosens(const Rule& own, const Rule& state) {
    if (own.value == state.value && own.year_offset == state.year_offset)
        return false;
    const auto* list = std::get_if<std::vector<std::string>>(&own.value);
    const auto* bound = std::get_if<std::vector<std::string>>(&state.value);
    if (list != nullptr && bound != nullptr && state.kind == RuleKind::eligible_costs)
        return !std::all_of(list->begin(), list->end(), [&](const std::string& item) {
            return std::find(bound->begin(), bound->end(), item) != bound->end();
        });
    switch (state.stricter) {
    case Stricter::fixed:
        return true;
    case Stricter::higher:
        return order_of(own) < order_of(state);
    case Stricter::lower:
        return order_of(own) > order_of(state);
    case Stricter::free:
        break;
    }
    return false;
}

void check_against(const Rule& own, const Rule& state, RuleReading& reading) {
    const auto problem = [&](std::string_view rule, base::Message text, std::string value) {
        reading.problems.push_back({std::string{rule}, std::move(text), own.place, std::move(value)});
    };
    if (own.kind != state.kind || own.unit != state.unit)
        return problem("rules.unit",
                       message("'{0}' is a {1} in {2} in the state's rules; keep both", own.key,
                               name(state.kind), state.unit),
                       own.unit);
    if (!state.binding)
        return;
    if (value_loosens(own, state))
        problem("rules.loosens",
                message("'{0}' is binding with the value {1}; a contact point may be stricter, not looser",
                        own.key, value_text(state.value)),
                value_text(own.value));
    // A weaker consequence or a narrower reach would be another way to loosen it.
    if (own.severity > state.severity)
        problem("rules.loosens",
                message("'{0}' is binding with the severity {1}; do not make it weaker", own.key,
                        name(state.severity)),
                std::string{name(own.severity)});
    if (own.applies_to != state.applies_to || own.reason != state.reason || (own.shifts && !state.shifts))
        problem("rules.loosens",
                message("'{0}' is binding; keep applies_to, reason and shift as the state's entry has them",
                        own.key),
                own.applies_to);
}

/// Keys a contact point's file can mean.
std::vector<std::string_view> known_keys(const RuleSet& state) {
    std::vector<std::string_view> known;
    for (const Rule& rule : state.rules())
        known.push_back(rule.key);
    for (const auto& expected : schema::expected_keys())
        known.push_back(expected.key);
    return known;
}

} // namespace

void check_validity(const std::vector<Rule>& rules, RuleReading& reading) {
    std::map<std::tuple<std::string, Scope, std::string>, std::vector<const Rule*>> groups;
    for (const Rule& rule : rules)
        groups[{rule.key, rule.scope, rule.contact_point}].push_back(&rule);
    for (auto& [identity, group] : groups) {
        std::sort(group.begin(), group.end(),
                  [](const Rule* a, const Rule* b) { return a->valid_from < b->valid_from; });
        for (std::size_t i = 1; i < group.size(); ++i)
            check_neighbours(*group[i - 1], *group[i], reading);
    }
}

void check_bounds(const std::vector<Rule>& own, const RuleSet& state, RuleReading& reading) {
    const auto known = known_keys(state);
    for (const Rule& rule : own) {
        if (std::find(known.begin(), known.end(), rule.key) == known.end() &&
            !schema::may_be_added(rule.kind)) {
            const auto meant = base::nearest(rule.key, known);
            reading.problems.push_back(
                {"rules.unknown_key",
                 meant.empty() ? message("no rule is called '{0}'", rule.key)
                               : message("no rule is called '{0}'; is '{1}' meant?", rule.key, meant),
                 rule.place, rule.key});
        }
        for (const Rule& bound : state.rules()) {
            const bool concerns = bound.scope == Scope::state || (bound.scope == Scope::contact_point &&
                                                                  bound.contact_point == rule.contact_point);
            if (bound.key == rule.key && concerns && both_hold_some_day(rule, bound))
                check_against(rule, bound, reading);
        }
    }
}

} // namespace ehrenamt::funding
