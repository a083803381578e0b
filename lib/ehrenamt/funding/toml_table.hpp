// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/date.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/base/text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// For rules_toml.cpp alone, which is the one unit of this folder that knows TOML.
namespace ehrenamt::funding {

enum class Need { required, optional };

inline std::string listed(std::span<const std::string_view> words) {
    std::string text;
    for (const auto word : words)
        text += (text.empty() ? "" : ", ") + std::string{word};
    return text;
}

/// One table of the file, read name by name; what is wrong goes to the list of problems.
class TableReader {
  public:
    TableReader(const toml::table& table, const std::string& file, std::vector<base::Problem>& problems)
        : m_table{table}, m_file{file}, m_problems{problems} {}

    [[nodiscard]] base::Place place(std::string_view name = {}) const {
        const toml::node* node = name.empty() ? nullptr : m_table.get(name);
        const auto& source = node == nullptr ? m_table.source() : node->source();
        return {m_file, source.begin.line, 0, std::string{name}};
    }

    void problem(std::string_view rule, std::string_view name, base::Message text, std::string value = {}) {
        m_problems.push_back({std::string{rule}, std::move(text), place(name), std::move(value)});
    }

    void only(std::span<const std::string_view> names) {
        for (const auto& [name, node] : m_table) {
            if (std::find(names.begin(), names.end(), name.str()) != names.end())
                continue;
            const auto meant = base::nearest(name.str(), {names.begin(), names.end()});
            problem("rules.unknown_name", name.str(),
                    meant.empty() ? base::message("'{0}' is not a name that an entry has", name.str())
                                  : base::message("'{0}' is not a name that an entry has; is '{1}' meant?",
                                                  name.str(), meant),
                    std::string{name.str()});
        }
    }

    std::string text(std::string_view name, Need need) {
        const auto value = read<std::string>(name, need, base::_m("a text in quotes"));
        if (need == Need::required && value && base::trimmed(*value).empty())
            missing(name);
        if (value && base::find_control(*value) != std::string::npos)
            problem("rules.value", name, base::message("'{0}' holds a control character", name));
        return value.value_or("");
    }

    bool flag(std::string_view name, Need need) {
        return read<bool>(name, need, base::_m("true or false")).value_or(false);
    }

    int small_number(std::string_view name) {
        const auto number = read<std::int64_t>(name, Need::optional, base::_m("a whole number")).value_or(0);
        if (number < -5 || number > 5)
            problem("rules.value", name, base::message("'{0}' must lie between {1} and {2}", name, -5, 5));
        return static_cast<int>(std::clamp<std::int64_t>(number, -5, 5));
    }

    std::optional<base::Date> date(std::string_view name, Need need) {
        const toml::node* node = m_table.get(name);
        if (node == nullptr) {
            if (need == Need::required)
                missing(name);
            return std::nullopt;
        }
        const auto* value = node->as_date();
        if (value == nullptr) {
            problem("rules.date", name,
                    base::message("'{0}' must be a day without quotes, like {1}", name, "2027-01-01"));
            return std::nullopt;
        }
        const auto& day = value->get();
        if (day.year < 1900 || day.year > 2999) {
            problem("rules.date", name,
                    base::message("'{0}' must lie between the years 1900 and 2999", name));
            return std::nullopt;
        }
        return base::Date::of(day.year, day.month, day.day);
    }

    /// A word out of a list; an empty text if it is none of them.
    std::string word(std::string_view name, Need need, std::span<const std::string_view> words) {
        auto value = text(name, need);
        if (value.empty() || std::find(words.begin(), words.end(), value) != words.end())
            return value;
        problem("rules.choice", name, base::message("'{0}' must be one of: {1}", name, listed(words)),
                base::printable(value));
        return {};
    }

    [[nodiscard]] const toml::node* node(std::string_view name) const { return m_table.get(name); }

    void missing(std::string_view name) {
        problem("rules.missing", {}, base::message("'{0}' is missing", name));
    }

  private:
    template <class T>
    std::optional<T> read(std::string_view name, Need need, base::MessageId expected) {
        const toml::node* node = m_table.get(name);
        if (node == nullptr) {
            if (need == Need::required)
                missing(name);
            return std::nullopt;
        }
        if (const auto value = node->value_exact<T>())
            return *value;
        problem("rules.type", name, base::message("'{0}' must be {1}", name, expected));
        return std::nullopt;
    }

    const toml::table& m_table;
    const std::string& m_file;
    std::vector<base::Problem>& m_problems;
};

} // namespace ehrenamt::funding
