// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/funding/rule.hpp"

#include <span>
#include <string_view>
#include <vector>

/// What a rule file may say: tables for the reader and the checks, not for anybody else.
namespace ehrenamt::funding::schema {

enum class ValueType { integer, count, boolean, text, choice, list, day_month };

/// The names an entry may have.
std::span<const std::string_view> entry_names();
std::span<const std::string_view> header_names();

/// \returns nothing for an unknown unit
std::optional<ValueType> type_of_unit(std::string_view unit);
std::vector<std::string_view> units();

std::optional<RuleKind> kind_named(std::string_view text);
std::vector<std::string_view> kinds();
/// The units that fit the kind; empty = any.
std::span<const std::string_view> units_of(RuleKind kind);

/// The words an enum value may have, from the loosest to the strictest; empty = not limited.
std::span<const std::string_view> choices_of(RuleKind kind, std::string_view key);

/// Kind and unit of a key that the code asks for; nothing for other keys.
struct Expected {
    std::string_view key;
    RuleKind kind;
    std::string_view unit;
};
const Expected* expected_of(std::string_view key);
std::span<const Expected> expected_keys();

/// The costs that eligible_cost_kinds may name.
std::span<const std::string_view> cost_kinds();

/// How a bound is narrowed unless the entry says it itself.
Stricter usual_direction(RuleKind kind);

/// Rules of these kinds are found by their kind, so a contact point may add one under a key of its own.
bool may_be_added(RuleKind kind);

} // namespace ehrenamt::funding::schema
