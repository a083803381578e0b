// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/collation.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/store/list_query.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <array>
#include <utility>

namespace ehrenamt::store {
namespace {

using base::message;
using base::Problem;
using base::Result;

/// The words for keys: the first column is the key, the others are what people call it.
const char* names_of(KeyOf what) {
    switch (what) {
    case KeyOf::municipality:
        return "SELECT ags, name, official_name FROM municipality ORDER BY ags";
    case KeyOf::court:
        return "SELECT code, name, replace(name, 'Amtsgericht ', '') FROM court ORDER BY code";
    case KeyOf::field:
        return "SELECT key, name_de, name_en FROM engagement_field ORDER BY number";
    case KeyOf::topic:
        return "SELECT key, name FROM topic ORDER BY key";
    case KeyOf::nothing:
        break;
    }
    return nullptr;
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

/// The key, and those that came after it where municipalities merged.
std::vector<ListValue> with_successors(const Store& store, const std::string& ags) {
    SQLite::Statement query{store.db(), R"(
        WITH RECURSIVE after(ags) AS (
            VALUES (?) UNION SELECT c.new_ags FROM municipality_change c JOIN after ON c.old_ags = after.ags)
        SELECT ags FROM after)"};
    query.bind(1, ags);
    std::vector<ListValue> keys;
    while (query.executeStep())
        keys.emplace_back(query.getColumn(0).getString());
    return keys;
}

/// A name of which the text is the first word, else one that is spelled nearly so; empty if there is none.
std::string_view meant_name(std::string_view text, const std::string& folded,
                            const std::vector<std::string>& known) {
    for (const auto& name : known)
        if (base::folded(name).starts_with(folded + ' '))
            return name;
    return base::nearest(text, {known.begin(), known.end()});
}

/// The keys that a word or key stands for.
Result<ListCondition> keys_of(const Store& store, const ListColumn& column, std::string_view text) {
    constexpr std::size_t k_whole_key = 8;
    const bool district =
        column.key_of == KeyOf::municipality && all_digits(text) && text.size() < k_whole_key;
    const auto wanted = base::folded(text);
    ListCondition found;
    std::vector<std::string> known;
    SQLite::Statement query{store.db(), names_of(column.key_of)};
    while (query.executeStep()) {
        const auto key = query.getColumn(0).getString();
        if (district && key.starts_with(text)) {
            found.begins = std::string{text};
            return found;
        }
        for (int i = 0; i < query.getColumnCount(); ++i) {
            known.push_back(query.getColumn(i).getString());
            if (base::folded(known.back()) != wanted)
                continue;
            const auto keys = column.key_of == KeyOf::municipality ? with_successors(store, key)
                                                                   : std::vector<ListValue>{key};
            for (const auto& one : keys)
                if (std::find(found.values.begin(), found.values.end(), one) == found.values.end())
                    found.values.push_back(one);
        }
    }
    if (!found.values.empty())
        return found;
    const auto shown = base::printable(text);
    const auto near = all_digits(text) ? std::string_view{} : meant_name(text, wanted, known);
    return Problem{"list.value", near.empty() ? message("'{0}' is unknown as {1}", shown, column.heading)
                                              : message("'{0}' is unknown as {1}; did you mean '{2}'?", shown,
                                                        column.heading, near)};
}

Result<ListValue> yes_or_no(std::string_view text) {
    const auto word = base::folded(text);
    for (const auto& [known, value] :
         {std::pair{"yes", 1}, std::pair{"ja", 1}, std::pair{"true", 1}, std::pair{"1", 1},
          std::pair{"no", 0}, std::pair{"nein", 0}, std::pair{"false", 0}, std::pair{"0", 0}})
        if (word == known)
            return ListValue{std::int64_t{value}};
    return Problem{"list.value", message("'{0}' is neither yes nor no", base::printable(text))};
}

template <class T, class ToValue>
Result<ListValue> as_value(const Result<T>& parsed, ToValue to_value) {
    return parsed ? Result<ListValue>{ListValue{to_value(*parsed)}} : Result<ListValue>{parsed.problem()};
}

Result<ListValue> value_of(const Store& store, const ListColumn& column, std::string_view text) {
    switch (column.kind) {
    case ColumnKind::number:
        return as_value(base::parse_integer(text), [](std::int64_t number) { return number; });
    case ColumnKind::cents:
        return as_value(domain::Cents::parse(text), [](domain::Cents amount) { return amount.value; });
    case ColumnKind::day:
        return as_value(base::Date::parse(text), [](base::Date day) { return day.iso(); });
    case ColumnKind::id:
        return as_value(store.origin().parse_id(text), [](std::int64_t id) { return id; });
    case ColumnKind::yes_no:
        return yes_or_no(text);
    case ColumnKind::text:
    case ColumnKind::key:
        break;
    }
    if (!column.choices.empty() &&
        std::find(column.choices.begin(), column.choices.end(), text) == column.choices.end())
        return Problem{"list.value",
                       message("'{0}' is not one of: {1}", base::printable(text),
                               base::joined({column.choices.begin(), column.choices.end()}, ", "))};
    return ListValue{base::composed(text)};
}

bool fits(ColumnKind kind, Comparison comparison) {
    const bool words = kind == ColumnKind::text || kind == ColumnKind::key;
    switch (comparison) {
    case Comparison::contains:
    case Comparison::contains_not:
        return words;
    case Comparison::less:
    case Comparison::at_most:
    case Comparison::more:
    case Comparison::at_least:
        return kind != ColumnKind::text && kind != ColumnKind::yes_no;
    default:
        return true;
    }
}

/// The signs as written; a longer one stands before the one that it begins with.
constexpr std::array<std::pair<std::string_view, Comparison>, 8> k_signs = {{
    {"!=", Comparison::not_equal},
    {"!~", Comparison::contains_not},
    {">=", Comparison::at_least},
    {"<=", Comparison::at_most},
    {"=", Comparison::equal},
    {"~", Comparison::contains},
    {"<", Comparison::less},
    {">", Comparison::more},
}};

struct Parts {
    std::string_view column, sign, value;
    Comparison comparison = Comparison::equal;
};

Result<Parts> parts_of(std::string_view text) {
    const auto at = text.find_first_of("=~<>!");
    if (at != text.npos)
        for (const auto& [sign, comparison] : k_signs)
            if (text.substr(at).starts_with(sign))
                return Parts{base::trimmed(text.substr(0, at)), sign,
                             base::trimmed(text.substr(at + sign.size())), comparison};
    return Problem{"list.condition",
                   message("'{0}' is no condition; write field=sport, name~gesang, status!=deleted or "
                           "recorded_on>=2026-01-01",
                           base::printable(text))};
}

} // namespace

Result<ListCondition> parse_condition(const Store& store, const ListKind& kind, std::string_view text) {
    const auto parts = parts_of(text);
    if (!parts)
        return parts.problem();
    const auto number = find_column(kind, parts->column);
    if (!number)
        return number.problem();
    const auto& column = kind.columns[*number];
    const std::string key{column.key};
    if (parts->value.empty())
        return Problem{"list.condition",
                       message("behind '{0}' a value is missing; for what is not known: --without {1}",
                               base::printable(text), key)};
    if (!fits(column.kind, parts->comparison))
        return Problem{"list.comparison",
                       message("'{0}' does not go with the column '{1}'", parts->sign, key)};
    ListCondition condition;
    const bool contains =
        parts->comparison == Comparison::contains || parts->comparison == Comparison::contains_not;
    if (contains) {
        condition.values.emplace_back(base::composed(parts->value));
    } else if (column.key_of != KeyOf::nothing) {
        auto keys = keys_of(store, column, parts->value);
        if (!keys)
            return keys;
        condition = *std::move(keys);
    } else {
        auto value = value_of(store, column, parts->value);
        if (!value)
            return value.problem();
        condition.values.push_back(*std::move(value));
    }
    condition.column = *number;
    condition.comparison = parts->comparison;
    return condition;
}

Result<SortTerm> parse_sort_term(const ListKind& kind, std::string_view text) {
    const bool descending = text.starts_with('-');
    const auto column = find_column(kind, base::trimmed(text.substr(descending ? 1 : 0)));
    if (!column)
        return column.problem();
    return SortTerm{*column, descending};
}

} // namespace ehrenamt::store
