// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/references.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::associations {
namespace {

using base::message;
using base::Problem;

std::string court_key(std::string_view text) {
    constexpr std::string_view k_title = "amtsgericht";
    std::string key = formats::heading_key(text);
    return key.starts_with(k_title) ? key.substr(k_title.size()) : key;
}

} // namespace

References::References(const store::Store& store) {
    SQLite::Statement municipalities{store.db(), "SELECT ags, valid_to IS NULL FROM municipality"};
    while (municipalities.executeStep())
        m_municipalities.emplace(municipalities.getColumn(0).getString(),
                                 municipalities.getColumn(1).getInt() == 1);
    SQLite::Statement successors{
        store.db(),
        "SELECT old_ags, new_ags FROM municipality_change WHERE old_ags <> new_ags ORDER BY day DESC"};
    while (successors.executeStep())
        m_successors.emplace(successors.getColumn(0).getString(), successors.getColumn(1).getString());
    SQLite::Statement courts{store.db(), "SELECT code, name FROM court ORDER BY code"};
    while (courts.executeStep()) {
        const auto code = courts.getColumn(0).getString();
        m_courts.emplace(court_key(code), code);
        m_courts.emplace(court_key(courts.getColumn(1).getString()), code);
        m_court_names.push_back(code);
        m_court_names.push_back(courts.getColumn(1).getString());
    }
    SQLite::Statement fields{store.db(),
                             "SELECT key, name_de, name_en FROM engagement_field ORDER BY number"};
    while (fields.executeStep()) {
        m_field_keys.push_back(fields.getColumn(0).getString());
        for (int column = 0; column < 3; ++column)
            m_fields.emplace(formats::heading_key(fields.getColumn(column).getString()), m_field_keys.back());
    }
}

base::Result<PlacedKey> References::municipality(std::string_view text) const {
    auto parsed = domain::Ags::parse(text);
    if (!parsed)
        return parsed.problem();
    if (!parsed->in_hesse())
        return PlacedKey{};
    std::string key = parsed->text();
    const auto valid = [&] {
        const auto found = m_municipalities.find(key);
        return found != m_municipalities.end() && found->second;
    };
    constexpr int k_longest_chain = 8;
    for (int step = 0; step < k_longest_chain && !valid(); ++step) {
        const auto next = m_successors.find(key);
        if (next == m_successors.end())
            return Problem{"municipality.unknown", message("there is no municipality {0} in Hesse", *parsed)};
        key = next->second;
    }
    return PlacedKey{*domain::Ags::parse(key), key != parsed->text()};
}

std::optional<std::string> References::find_court(std::string_view text) const {
    if (text.empty())
        return std::nullopt;
    const auto found = m_courts.find(court_key(text));
    return found == m_courts.end() ? std::nullopt : std::optional{found->second};
}

base::Result<std::string> References::court(std::string_view text) const {
    if (auto found = find_court(text))
        return *std::move(found);
    const std::string shown = base::printable(text);
    const auto near = base::nearest(text, {m_court_names.begin(), m_court_names.end()});
    return Problem{"court.unknown",
                   near.empty()
                       ? message("there is no court '{0}' in Hesse; see: ehrenamt list courts", shown)
                       : message("there is no court '{0}' in Hesse; did you mean '{1}'?", shown, near)};
}

base::Result<std::string> References::field(std::string_view text) const {
    if (const auto found = m_fields.find(formats::heading_key(text)); found != m_fields.end())
        return found->second;
    const std::string shown = base::printable(text);
    const auto near = base::nearest(text, {m_field_keys.begin(), m_field_keys.end()});
    return Problem{"field.unknown",
                   near.empty()
                       ? message("there is no field of engagement '{0}'; see: ehrenamt list fields", shown)
                       : message("there is no field of engagement '{0}'; did you mean '{1}'?", shown, near)};
}

} // namespace ehrenamt::associations
