// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/domain/values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ehrenamt::funding {

/// What a rule does; the figures are data, these kinds are the code.
enum class RuleKind {
    parameter,
    ceiling_per_ue,
    flat_per_measure,
    flat_per_programme,
    minimum_participants,
    deadline,
    lead_time,
    requirement,
    start_guard,
    eligible_costs,
    revenue_treatment,
    rounding,
    allocation_policy,
    proof_form,
    retention,
    budget_frame,
};

/// Whom a rule binds. `analogue` is a rule of another programme, for orientation; it is never in force.
enum class Scope { state, contact_point, analogue };

enum class Severity { error, warning, info };

/// In which direction a bound of the state may be narrowed; `fixed` allows no other value at all.
enum class Stricter { fixed, higher, lower, free };

using RuleValue =
    std::variant<std::int64_t, bool, std::string, std::vector<std::string>, std::vector<std::int64_t>>;

/// One dated, sourced entry of a rule file. The reader has checked that `value` fits `unit` and `kind`.
struct Rule {
    std::string key;
    RuleKind kind = RuleKind::parameter;
    RuleValue value;
    std::string unit;
    Scope scope = Scope::state;
    std::string contact_point; ///< municipality key, only with Scope::contact_point
    std::string applies_to;
    bool binding = false;
    Severity severity = Severity::info;
    base::Date valid_from = base::Date::of(1900, 1, 1);
    std::optional<base::Date> valid_to; ///< last day, included; none = open
    std::string clause;
    std::string source;
    std::string evidence;   ///< A official, B contact point, C press, D analogue, GK knowledge, DER derived
    std::string confidence; ///< high, med, low, none
    std::string note;
    std::string reason;      ///< requirement: which text satisfies it
    std::string start;       ///< retention: what the time runs from
    std::string form_number; ///< proof form
    int year_offset = 0;     ///< deadline: years from the funding year
    bool shifts = false;     ///< deadline: moves to the next working day
    Stricter stricter = Stricter::fixed;
    bool own_file = false; ///< from a contact point's own file, goes before everything else
    base::Place place;

    [[nodiscard]] std::int64_t integer() const { return std::get<std::int64_t>(value); }
    [[nodiscard]] domain::Cents cents() const { return {integer()}; }
    [[nodiscard]] bool flag() const { return std::get<bool>(value); }
    [[nodiscard]] const std::string& text() const { return std::get<std::string>(value); }
    [[nodiscard]] const std::vector<std::string>& list() const {
        return std::get<std::vector<std::string>>(value);
    }
    [[nodiscard]] bool valid_on(base::Date day) const {
        return valid_from <= day && (!valid_to || day <= *valid_to);
    }
    /// Rests on analogy, general knowledge, own derivation, or its confidence is low.
    [[nodiscard]] bool uncertain() const {
        return evidence == "D" || evidence == "GK" || evidence == "DER" || confidence == "low" ||
               confidence == "none";
    }
};

/// What a result carries of the rule it rests on, so that it can be read without the rule set.
struct Citation {
    std::string key;
    std::string clause;
    std::string source;
    std::string evidence;
    std::string confidence;
    bool uncertain = false;
    std::string note = {};
};

EHRENAMT_API Citation cite(const Rule& rule);

/// The words of the rule files for kind, scope and severity.
EHRENAMT_API std::string_view name(RuleKind kind);
EHRENAMT_API std::string_view name(Scope scope);
EHRENAMT_API std::string_view name(Severity severity);

/// A day of the year as deadlines carry it, `31-10`.
struct DayMonth {
    unsigned day = 0;
    unsigned month = 0;
};
/// \returns nothing for what is not a day of every year (29-02 is not)
EHRENAMT_API std::optional<DayMonth> parse_day_month(std::string_view text);

/// The value as the rule file writes it: `3500`, `true`, `31-10`, `fee, material`.
EHRENAMT_API std::string value_text(const RuleValue& value);

} // namespace ehrenamt::funding
