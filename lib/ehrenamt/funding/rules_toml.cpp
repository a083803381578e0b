// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/funding/rule_schema.hpp"
#include "ehrenamt/funding/rules.hpp"
#include "ehrenamt/funding/rules_check.hpp"
#include "ehrenamt/funding/toml_table.hpp"

#include <algorithm>
#include <array>

namespace ehrenamt::funding {

/// Makes rule sets out of what was read and checked.
struct RuleSetBuilder {
    static RuleSet make(std::string key, std::string title, std::string version, std::vector<Rule> rules) {
        RuleSet set;
        set.m_key = std::move(key);
        set.m_title = std::move(title);
        set.m_version = std::move(version);
        set.m_rules = std::move(rules);
        return set;
    }
};

namespace {

using base::message;
using base::Problem;
using schema::ValueType;

constexpr auto k_scopes = std::to_array<std::string_view>({"state", "contact_point", "analogue"});
constexpr auto k_severities = std::to_array<std::string_view>({"error", "warning", "info"});
constexpr auto k_evidence = std::to_array<std::string_view>({"A", "B", "C", "D", "GK", "DER"});
constexpr auto k_confidence = std::to_array<std::string_view>({"high", "med", "low", "none"});
constexpr auto k_shifts = std::to_array<std::string_view>({"none", "next_working_day"});
constexpr auto k_stricter = std::to_array<std::string_view>({"fixed", "higher", "lower", "free"});

template <class Enum, std::size_t N>
Enum enum_of(const std::array<std::string_view, N>& words, const std::string& word, Enum fallback) {
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? fallback : static_cast<Enum>(found - words.begin());
}

bool fits_list(const toml::array& list, RuleValue& value) {
    std::vector<std::string> texts;
    std::vector<std::int64_t> numbers;
    for (const auto& item : list) {
        if (const auto text = item.value_exact<std::string>())
            texts.push_back(*text);
        else if (const auto number = item.value_exact<std::int64_t>())
            numbers.push_back(*number);
        else
            return false;
    }
    if (!texts.empty() && !numbers.empty())
        return false;
    if (numbers.empty())
        value = std::move(texts);
    else
        value = std::move(numbers);
    return true;
}

/// Takes the node's value if it is of the type that the unit asks for.
bool fits(const toml::node& node, ValueType type, RuleValue& value) {
    const auto take = [&](auto found) {
        if (found)
            value = *found;
        return found.has_value();
    };
    switch (type) {
    case ValueType::integer:
        return take(node.value_exact<std::int64_t>());
    case ValueType::count:
        return take(node.value_exact<std::int64_t>()) && std::get<std::int64_t>(value) >= 0;
    case ValueType::boolean:
        return take(node.value_exact<bool>());
    case ValueType::text:
    case ValueType::choice:
        return take(node.value_exact<std::string>()) && !std::get<std::string>(value).empty();
    case ValueType::day_month:
        return take(node.value_exact<std::string>()) &&
               parse_day_month(std::get<std::string>(value)).has_value();
    case ValueType::list:
        return node.as_array() != nullptr && fits_list(*node.as_array(), value);
    }
    return false;
}

base::Message wanted_value(ValueType type) {
    switch (type) {
    case ValueType::integer:
        return message("the value must be a whole number");
    case ValueType::count:
        return message("the value must be a whole number, not below zero");
    case ValueType::boolean:
        return message("the value must be true or false");
    case ValueType::text:
    case ValueType::choice:
        return message("the value must be a text in quotes");
    case ValueType::day_month:
        return message("the value must be a day of every year, written \"31-10\"");
    case ValueType::list:
        break;
    }
    return message("the value must be a list of texts or of whole numbers");
}

void check_words(TableReader& reader, const Rule& rule) {
    const auto known =
        rule.key == keys::k_eligible_kinds ? schema::cost_kinds() : schema::choices_of(rule.kind, rule.key);
    if (known.empty())
        return;
    const auto check = [&](const std::string& word) {
        if (std::find(known.begin(), known.end(), word) == known.end())
            reader.problem("rules.choice", "value",
                           message("'{0}' must be one of: {1}", "value", listed(known)),
                           base::printable(word));
    };
    if (const auto* list = std::get_if<std::vector<std::string>>(&rule.value))
        std::for_each(list->begin(), list->end(), check);
    else if (const auto* word = std::get_if<std::string>(&rule.value))
        check(*word);
}

/// Unit known, fitting the kind and what the code expects of the key; value of the unit's type.
void read_value(TableReader& reader, Rule& rule) {
    rule.unit = reader.text("unit", Need::required);
    const toml::node* node = reader.node("value");
    if (node == nullptr)
        reader.missing("value");
    if (rule.unit.empty() || node == nullptr)
        return;
    const auto type = schema::type_of_unit(rule.unit);
    if (!type)
        return reader.problem("rules.unit", "unit",
                              message("'{0}' must be one of: {1}", "unit", listed(schema::units())),
                              base::printable(rule.unit));
    const auto fitting = schema::units_of(rule.kind);
    if (!fitting.empty() && std::find(fitting.begin(), fitting.end(), rule.unit) == fitting.end())
        return reader.problem(
            "rules.unit", "unit",
            message("a rule of kind {0} has its value in: {1}", name(rule.kind), listed(fitting)), rule.unit);
    const auto* expected = schema::expected_of(rule.key);
    if (expected != nullptr && (expected->kind != rule.kind || expected->unit != rule.unit))
        return reader.problem("rules.unit", "unit",
                              message("'{0}' must be a rule of kind {1} with its value in {2}", rule.key,
                                      name(expected->kind), expected->unit),
                              rule.unit);
    if (!fits(*node, *type, rule.value))
        return reader.problem("rules.value", "value", wanted_value(*type));
    // Lists that the code asks for hold words.
    if (expected != nullptr && std::holds_alternative<std::vector<std::int64_t>>(rule.value))
        return reader.problem("rules.value", "value", message("the value must be a list of texts"));
    check_words(reader, rule);
}

void read_scope(TableReader& reader, Rule& rule, bool own_file) {
    rule.scope = enum_of(k_scopes, reader.word("scope", Need::required, k_scopes), Scope::state);
    rule.contact_point = reader.text("contact_point", Need::optional);
    const bool local = rule.scope == Scope::contact_point;
    if (local && rule.contact_point.empty())
        reader.missing("contact_point");
    if (!local && !rule.contact_point.empty())
        reader.problem("rules.scope", "contact_point",
                       message("contact_point belongs to entries of scope contact_point only"));
    if (!rule.contact_point.empty())
        if (const auto ags = domain::Ags::parse(rule.contact_point); !ags)
            reader.problem(ags.problem().rule, "contact_point", ags.problem().message, rule.contact_point);
    if (own_file && !local)
        reader.problem("rules.scope", "scope",
                       message("a contact point's own file holds entries of scope contact_point only"),
                       std::string{name(rule.scope)});
}

void read_validity(TableReader& reader, Rule& rule) {
    const auto from = reader.date("valid_from", Need::required);
    rule.valid_to = reader.date("valid_to", Need::optional);
    if (from)
        rule.valid_from = *from;
    if (from && rule.valid_to && *rule.valid_to < *from)
        reader.problem("rules.date", "valid_to", message("valid_to lies before valid_from"),
                       rule.valid_to->iso());
}

void read_deadline(TableReader& reader, Rule& rule) {
    rule.year_offset = reader.small_number("year_offset");
    rule.shifts = reader.word("shift", Need::optional, k_shifts) == "next_working_day";
    if (rule.kind == RuleKind::deadline)
        return;
    for (const std::string_view name : {"year_offset", "shift"})
        if (reader.node(name) != nullptr)
            reader.problem("rules.unknown_name", name, message("'{0}' belongs to deadlines only", name));
}

Rule read_rule(const toml::table& table, const std::string& file, bool own_file,
               std::vector<Problem>& problems) {
    TableReader reader{table, file, problems};
    reader.only(schema::entry_names());
    Rule rule;
    rule.own_file = own_file;
    rule.place = reader.place();
    rule.key = reader.text("key", Need::required);
    rule.place.field = rule.key;
    const auto kinds = schema::kinds();
    rule.kind = schema::kind_named(reader.word("kind", Need::required, kinds)).value_or(RuleKind::parameter);
    read_value(reader, rule);
    read_scope(reader, rule, own_file);
    read_validity(reader, rule);
    read_deadline(reader, rule);
    rule.applies_to = reader.text("applies_to", Need::optional);
    rule.binding = reader.flag("binding", Need::required);
    rule.severity =
        enum_of(k_severities, reader.word("severity", Need::required, k_severities), Severity::error);
    rule.clause = reader.text("clause", Need::required);
    rule.source = reader.text("source", Need::required);
    rule.evidence = reader.word("evidence", Need::required, k_evidence);
    rule.confidence = reader.word("confidence", Need::required, k_confidence);
    rule.note = reader.text("note", Need::optional);
    rule.reason = reader.text("reason", Need::optional);
    rule.start = reader.text("start", Need::optional);
    rule.form_number = reader.text("form_number", Need::optional);
    rule.stricter = enum_of(k_stricter, reader.word("stricter", Need::optional, k_stricter),
                            schema::usual_direction(rule.kind));
    return rule;
}

struct Header {
    std::string key;
    std::string title;
    std::string version;
    std::string extends;
};

Header read_header(const toml::table& root, const std::string& file, const RuleSet* state,
                   std::vector<Problem>& problems) {
    const toml::table* table = root["ruleset"].as_table();
    if (table == nullptr) {
        problems.push_back(
            {"rules.missing", message("the table [ruleset] is missing"), {file, 1, 0, {}}, {}});
        return {};
    }
    TableReader reader{*table, file, problems};
    reader.only(schema::header_names());
    Header header{reader.text("key", Need::required), reader.text("title", Need::required),
                  reader.text("version", Need::required), reader.text("extends", Need::optional)};
    if (state == nullptr && !header.extends.empty())
        reader.problem(
            "rules.extends", "extends",
            message("this file stands on the rule set '{0}', which must be read first", header.extends),
            header.extends);
    if (state != nullptr && header.extends != state->key())
        reader.problem("rules.extends", header.extends.empty() ? "" : "extends",
                       message("a contact point's own file says extends = \"{0}\"", state->key()),
                       header.extends);
    return header;
}

std::vector<Rule> read_entries(const toml::table& root, const std::string& file, bool own_file,
                               std::vector<Problem>& problems) {
    std::vector<Rule> rules;
    constexpr auto k_top = std::to_array<std::string_view>({"ruleset", "rule"});
    TableReader{root, file, problems}.only(k_top);
    const toml::array* entries = root["rule"].as_array();
    if (entries == nullptr || !entries->is_array_of_tables()) {
        problems.push_back({"rules.missing", message("there is no [[rule]]"), {file, 1, 0, {}}, {}});
        return rules;
    }
    for (const auto& entry : *entries)
        rules.push_back(read_rule(*entry.as_table(), file, own_file, problems));
    return rules;
}

/// The state's entries and the contact point's on top, under the own file's names.
RuleSet stacked(const Header& header, std::vector<Rule> own, const RuleSet* state) {
    if (state != nullptr)
        own.insert(own.begin(), state->rules().begin(), state->rules().end());
    return RuleSetBuilder::make(header.key, header.title, header.version, std::move(own));
}

} // namespace

RuleReading read_rules(std::string_view text, const std::string& file, const RuleSet* state) {
    RuleReading reading;
    toml::table root;
    try {
        root = toml::parse(text, std::string_view{file});
    } catch (const toml::parse_error& error) {
        reading.problems.push_back(
            {"rules.syntax",
             message("this is not valid TOML: {0}", base::printable(error.description())),
             {file, error.source().begin.line, error.source().begin.column, {}},
             {}});
        return reading;
    }
    const bool own_file = state != nullptr;
    const auto header = read_header(root, file, state, reading.problems);
    auto rules = read_entries(root, file, own_file, reading.problems);
    check_validity(rules, reading);
    if (own_file)
        check_bounds(rules, *state, reading);
    std::stable_sort(reading.problems.begin(), reading.problems.end(),
                     [](const Problem& a, const Problem& b) { return a.place.line < b.place.line; });
    if (reading.problems.empty())
        reading.rules = stacked(header, std::move(rules), state);
    return reading;
}

} // namespace ehrenamt::funding
