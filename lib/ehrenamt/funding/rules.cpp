// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/rules.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sodium.h>

#include <algorithm>
#include <array>

namespace ehrenamt::funding {
namespace {

constexpr std::array<std::string_view, 16> k_kinds = {
    "parameter",         "ceiling_per_ue", "flat_per_measure",  "flat_per_programme", "minimum_participants",
    "deadline",          "lead_time",      "requirement",       "start_guard",        "eligible_costs",
    "revenue_treatment", "rounding",       "allocation_policy", "proof_form",         "retention",
    "budget_frame"};
constexpr std::array<std::string_view, 3> k_scopes = {"state", "contact_point", "analogue"};
constexpr std::array<std::string_view, 3> k_severities = {"error", "warning", "info"};

/// How near a rule stands to the contact point; none if it does not concern it.
int rank(const Rule& rule, std::string_view contact_point) {
    if (rule.scope == Scope::state)
        return 1;
    if (rule.scope == Scope::contact_point && !contact_point.empty() && rule.contact_point == contact_point)
        return rule.own_file ? 3 : 2;
    return 0;
}

nlohmann::json content(const Rule& rule) {
    nlohmann::json json{{"key", rule.key},
                        {"kind", name(rule.kind)},
                        {"unit", rule.unit},
                        {"scope", name(rule.scope)},
                        {"contact_point", rule.contact_point},
                        {"applies_to", rule.applies_to},
                        {"binding", rule.binding},
                        {"severity", name(rule.severity)},
                        {"valid_from", rule.valid_from.iso()},
                        {"valid_to", rule.valid_to ? rule.valid_to->iso() : ""},
                        {"clause", rule.clause},
                        {"source", rule.source},
                        {"evidence", rule.evidence},
                        {"confidence", rule.confidence},
                        {"note", rule.note},
                        {"reason", rule.reason},
                        {"start", rule.start},
                        {"form_number", rule.form_number},
                        {"year_offset", rule.year_offset},
                        {"shifts", rule.shifts},
                        {"stricter", static_cast<int>(rule.stricter)},
                        {"own_file", rule.own_file}};
    std::visit([&](const auto& value) { json["value"] = value; }, rule.value);
    return json;
}

std::string sha256_hex(const std::string& text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    std::string hex;
    for (const auto byte : digest)
        hex += fmt::format("{:02x}", byte);
    return hex;
}

} // namespace

std::string_view name(RuleKind kind) {
    return k_kinds.at(static_cast<std::size_t>(kind));
}

std::string_view name(Scope scope) {
    return k_scopes.at(static_cast<std::size_t>(scope));
}

std::string_view name(Severity severity) {
    return k_severities.at(static_cast<std::size_t>(severity));
}

Citation cite(const Rule& rule) {
    return {rule.key, rule.clause, rule.source, rule.evidence, rule.confidence, rule.uncertain(), rule.note};
}

std::optional<DayMonth> parse_day_month(std::string_view text) {
    if (text.size() != 5 || text[2] != '-')
        return std::nullopt;
    // 2001 is no leap year: a deadline on 29 February would not exist in most years.
    const auto day = base::Date::parse(fmt::format("2001-{}-{}", text.substr(3, 2), text.substr(0, 2)));
    if (!day)
        return std::nullopt;
    return DayMonth{day->day(), day->month()};
}

std::string value_text(const RuleValue& value) {
    struct Writer {
        std::string operator()(std::int64_t number) const { return fmt::to_string(number); }
        std::string operator()(bool flag) const { return flag ? "true" : "false"; }
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(const std::vector<std::string>& list) const {
            return base::joined(list, ", ");
        }
        std::string operator()(const std::vector<std::int64_t>& list) const {
            return fmt::format("{}", fmt::join(list, ", "));
        }
    };
    return std::visit(Writer{}, value);
}

const Rule* RulesInForce::find(std::string_view key) const {
    const auto found = m_rules.find(key);
    return found == m_rules.end() ? nullptr : found->second;
}

std::vector<const Rule*> RulesInForce::of_kind(RuleKind kind) const {
    std::vector<const Rule*> found;
    for (const auto& [key, rule] : m_rules)
        if (rule->kind == kind)
            found.push_back(rule);
    return found;
}

const Rule* RulesInForce::of_kind(RuleKind kind, std::string_view applies_to) const {
    const Rule* best = nullptr;
    for (const Rule* rule : of_kind(kind)) {
        if (rule->applies_to != applies_to)
            continue;
        const auto nearness = [](const Rule& r) { return rank(r, r.contact_point); };
        if (best == nullptr || nearness(*rule) > nearness(*best))
            best = rule;
    }
    return best;
}

std::string_view RulesInForce::choice(std::string_view key, std::string_view fallback) const {
    const Rule* rule = find(key);
    return rule == nullptr ? fallback : std::string_view{rule->text()};
}

RulesInForce RuleSet::in_force(base::Date day, std::string_view contact_point) const {
    RulesInForce result{day};
    for (const Rule& rule : m_rules) {
        const int nearness = rank(rule, contact_point);
        if (nearness == 0 || !rule.valid_on(day))
            continue;
        const auto [place, added] = result.m_rules.emplace(rule.key, &rule);
        if (!added && nearness > rank(*place->second, contact_point))
            place->second = &rule;
    }
    return result;
}

const Rule* RuleSet::at(std::string_view rule_key, base::Date day, std::string_view contact_point) const {
    return in_force(day, contact_point).find(rule_key);
}

RuleSet RuleSet::supposing(std::string_view rule_key, std::int64_t value) const {
    auto changed = *this;
    for (auto& rule : changed.m_rules)
        if (rule.key == rule_key)
            rule.value = value;
    return changed;
}

std::string RuleSet::hash() const {
    std::vector<std::string> entries;
    for (const Rule& rule : m_rules)
        entries.push_back(content(rule).dump());
    std::sort(entries.begin(), entries.end());
    const nlohmann::json head{{"key", m_key}, {"title", m_title}, {"version", m_version}};
    return sha256_hex(head.dump() + '\n' + base::joined(entries, "\n"));
}

} // namespace ehrenamt::funding
