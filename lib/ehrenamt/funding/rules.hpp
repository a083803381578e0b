// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/funding/rule.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::funding {

/// Keys that the code asks for by name; everything else is found by its kind.
namespace keys {
inline constexpr std::string_view k_ue_minutes = "ue_minutes";
inline constexpr std::string_view k_rate_regular = "rate_ue_regular_max";
inline constexpr std::string_view k_rate_exception = "rate_ue_exception_max";
inline constexpr std::string_view k_exception_approval = "rate_exception_requires_approval";
inline constexpr std::string_view k_flat_measure = "flat_admin_per_measure_max";
inline constexpr std::string_view k_development = "programme_development_max";
inline constexpr std::string_view k_development_period = "programme_development_period";
inline constexpr std::string_view k_eligible_kinds = "eligible_cost_kinds";
inline constexpr std::string_view k_eligible_materials = "eligible_cost_materials";
inline constexpr std::string_view k_not_eligible = "not_eligible";
inline constexpr std::string_view k_revenue = "revenue_treatment";
inline constexpr std::string_view k_fees_in_plan = "participant_fee_in_financing_plan";
inline constexpr std::string_view k_rounding = "ue_rounding";
inline constexpr std::string_view k_participants_min = "participants_min";
inline constexpr std::string_view k_attended_result = "participants_min_attended_result";
inline constexpr std::string_view k_online = "online_eligible";
inline constexpr std::string_view k_questionnaire = "questionnaire_required";
inline constexpr std::string_view k_double_funding = "no_double_funding";
inline constexpr std::string_view k_start_guard = "start_guard";
inline constexpr std::string_view k_frame_covers = "budget_frame_covers";
inline constexpr std::string_view k_base_rate = "base_rate";
inline constexpr std::string_view k_interest_margin = "interest_margin";
inline constexpr std::string_view k_use_within = "drawdown_use_within";
inline constexpr std::string_view k_declarations = "application_declarations";
inline constexpr std::string_view k_authority = "authority";
inline constexpr std::string_view k_small_cell = "small_cell_threshold";
inline constexpr std::string_view k_certificate_attendance = "certificate_attendance_min";
inline constexpr std::string_view k_certificate_hours = "kompetenznachweis_hours_year";
inline constexpr std::string_view k_watch_minimum = "watch_minimum_days_before";
inline constexpr std::string_view k_watch_agreement = "watch_agreement_days_before";
inline constexpr std::string_view k_watch_room = "watch_room_days_before";
inline constexpr std::string_view k_watch_lists = "watch_lists_days_after";
inline constexpr std::string_view k_watch_feedback = "watch_feedback_days_after";
} // namespace keys

/// The rules that hold on one day for one contact point, one per key. Refers to its RuleSet, which must
/// outlive it.
class EHRENAMT_API RulesInForce {
  public:
    [[nodiscard]] base::Date day() const { return m_day; }
    /// \returns null if no such rule is in force on that day
    [[nodiscard]] const Rule* find(std::string_view key) const;
    /// In order of key.
    [[nodiscard]] std::vector<const Rule*> of_kind(RuleKind kind) const;
    /// The one rule of that kind about `applies_to`; of several the one from the contact point's own file,
    /// then its entry in the state's file, then the state's.
    [[nodiscard]] const Rule* of_kind(RuleKind kind, std::string_view applies_to) const;
    /// The text of an enum-valued rule, or `fallback` if it is not in force.
    [[nodiscard]] std::string_view choice(std::string_view key, std::string_view fallback) const;

  private:
    friend class RuleSet;
    explicit RulesInForce(base::Date day) : m_day{day} {}
    base::Date m_day;
    std::map<std::string_view, const Rule*> m_rules;
};

/// The dated, sourced parameters of the funding rules: the state's file, or it and a contact point's own
/// file on top. Immutable.
class EHRENAMT_API RuleSet {
  public:
    [[nodiscard]] const std::string& key() const { return m_key; }
    [[nodiscard]] const std::string& title() const { return m_title; }
    [[nodiscard]] const std::string& version() const { return m_version; }
    [[nodiscard]] const std::vector<Rule>& rules() const { return m_rules; }

    /// The rule of that key in force on that day: the contact point's own file goes before its entry in the
    /// state's file, that before the state's. Null if none is.
    /// \param contact_point  municipality key of its seat; empty asks for the state's rules alone
    [[nodiscard]] const Rule* at(std::string_view rule_key, base::Date day,
                                 std::string_view contact_point = {}) const;
    [[nodiscard]] RulesInForce in_force(base::Date day, std::string_view contact_point = {}) const;

    /// The same rules with another figure in every entry of that key, for "what if"; no bound is asked. None
    /// is changed if there is no such key.
    [[nodiscard]] RuleSet supposing(std::string_view rule_key, std::int64_t value) const;

    /// SHA-256 in lower-case hexadecimal of what the rules say: independent of comments, of the order of the
    /// entries and of where they stood.
    [[nodiscard]] std::string hash() const;

  private:
    friend struct RuleSetBuilder;
    RuleSet() = default;
    std::string m_key;
    std::string m_title;
    std::string m_version;
    std::vector<Rule> m_rules;
};

/// What reading a rule file gave. `rules` is there only if `problems` is empty; `notices` (a gap between two
/// entries) do not stand in the way.
struct RuleReading {
    std::optional<RuleSet> rules;
    std::vector<base::Problem> problems;
    std::vector<base::Problem> notices;
};

/// Reads the text of a rule file and checks all of it at once: unknown names, what is missing, values that
/// do not fit their unit or kind, days, entries of one key that overlap.
/// \param file   stands in the places of the problems
/// \param state  the set that a contact point's own file (`extends = "…"`) stands on; null for the state's
///               file itself. The result then holds both, and no entry loosens a binding one of the state.
/// Rules: `rules.syntax`, `rules.unknown_name`, `rules.missing`, `rules.type`, `rules.choice`, `rules.unit`,
///        `rules.value`, `rules.date`, `rules.overlap`, `rules.gap`, `rules.scope`, `rules.extends`,
///        `rules.unknown_key`, `rules.loosens`
EHRENAMT_API RuleReading read_rules(std::string_view text, const std::string& file,
                                    const RuleSet* state = nullptr);

} // namespace ehrenamt::funding
