// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/references.hpp"

#include "ehrenamt/associations/field_words.hpp"
#include "ehrenamt/associations/outside_hesse.hpp"
#include "ehrenamt/associations/place_words.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <span>

namespace ehrenamt::associations {
namespace {

using base::message;
using base::Problem;

/// `06 413 000` → `06413000`; what is no number stays as it is.
std::string digits_alone(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c != ' ')
            digits += c;
    const bool number =
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return number ? digits : std::string{text};
}

/// Without `Amtsgericht` or `AG` in front.
std::span<const PlaceWord> court_words(std::span<const PlaceWord> words) {
    const auto is_title = [](std::string_view word) {
        return word == "amtsgericht" || word == "ag" || word == "registergericht" || word == "beim";
    };
    while (words.size() > 1 && is_title(words.front().text))
        words = words.subspan(1);
    return words;
}

/// As in the list of the courts' codes (XJustiz): a letter for the state, four digits, perhaps a letter.
bool is_court_code(std::string_view text) {
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const bool length = text.size() == 5 || (text.size() == 6 && is_upper(text[5]));
    return length && is_upper(text[0]) &&
           std::all_of(text.begin() + 1, text.begin() + 5, [](char c) { return c >= '0' && c <= '9'; });
}

/// `AG Mainz` → `Mainz`.
std::string_view without_court_title(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view title : {"Amtsgericht ", "Amtsgerichts ", "Registergericht ",
                                             "Vereinsregister ", "AG ", "beim ", "des "})
            if (text.starts_with(title)) {
                text = base::trimmed(text.substr(title.size()));
                again = true;
            }
    }
    return text;
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
        const auto name = place_words(courts.getColumn(1).getString());
        const auto words = court_words(name);
        m_as_listed.emplace(code, code);
        m_as_listed.emplace(courts.getColumn(1).getString(), code);
        m_courts.emplace(place_key(place_words(code)), code);
        m_courts.emplace(place_key(words), code);
        m_court_codes.insert(code);
        m_courts_by_place[place_key(words.first(length_of_base(words)))].push_back(
            {code, place_key(words.subspan(length_of_base(words)))});
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
    if (const auto known = m_municipalities.find(text); known != m_municipalities.end() && known->second)
        if (const auto key = domain::Ags::parse(text); key && key->in_hesse())
            return PlacedKey{*key};
    // The regional key holds the association of municipalities in between: 06 6 34 0023 023.
    const std::string written = digits_alone(text);
    const std::string short_key = written.size() == 12 ? written.substr(0, 5) + written.substr(9) : written;
    if (written.size() == 7 && written.front() == '6')
        return Problem{
            "ags.length",
            message("'{0}' has 7 digits, a municipality key (AGS) has 8; a spreadsheet has taken the 0 "
                    "in front away: format the column as text",
                    written)};
    auto parsed = domain::Ags::parse(short_key);
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
    if (const auto found = m_as_listed.find(text); found != m_as_listed.end())
        return found->second;
    const auto written = place_words(text);
    const auto words = court_words(written);
    if (words.empty())
        return std::nullopt;
    if (const auto found = m_courts.find(place_key(words)); found != m_courts.end())
        return found->second;
    // Offenbach, Offenbach/M.: enough where only one court is called so, and nothing else is said.
    for (auto length = length_of_base(words); length > 0; --length) {
        const auto near = m_courts_by_place.find(place_key(words.first(length)));
        if (near == m_courts_by_place.end() || near->second.size() != 1)
            continue;
        const auto& [code, rest] = near->second.front();
        std::string_view said;
        for (const auto& word : words.subspan(length))
            if (!is_preposition(word.text))
                said = word.text;
        if (said.empty() || rest.find(said) != rest.npos)
            return code;
    }
    return std::nullopt;
}

std::optional<std::string> References::court_outside(std::string_view text) const {
    if (is_court_code(text))
        return text.front() == 'M' ? std::nullopt : std::optional{std::string{text}}; // M: Hesse's own
    const auto bare = without_court_title(text);
    const auto key = place_key(place_words(bare));
    const bool known = is_town_outside_hesse(key) || is_court_outside_hesse(key);
    const bool called_a_court = bare.size() < text.size() && key.size() > 2;
    // Amtsgericht Offenbahc is a slip of the pen, not another court.
    std::vector<std::string_view> in_hesse;
    for (const auto& court : m_courts)
        in_hesse.emplace_back(court.first);
    for (const auto& court : m_courts_by_place)
        in_hesse.emplace_back(court.first);
    if (!known && (!called_a_court || !base::nearest(key, in_hesse).empty()))
        return std::nullopt;
    return "Amtsgericht " + std::string{bare};
}

base::Result<std::string> References::court(std::string_view text) const {
    if (auto found = find_court(text))
        return *std::move(found);
    if (auto outside = court_outside(text))
        return *std::move(outside);
    const std::string shown = base::printable(text);
    const auto near = base::nearest(text, {m_court_names.begin(), m_court_names.end()});
    return Problem{
        "court.unknown",
        near.empty()
            ? message("there is no court '{0}' in Hesse; see: ehrenamt list courts; one elsewhere is "
                      "written like 'Amtsgericht Mainz'",
                      shown)
            : message("there is no court '{0}' in Hesse; did you mean '{1}'?", shown, near)};
}

base::Result<std::string> References::field(std::string_view text) const {
    if (const auto found = m_fields.find(text); found != m_fields.end())
        return found->second;
    if (const auto found = m_fields.find(formats::heading_key(text)); found != m_fields.end())
        return found->second;
    if (const auto key = field_of_words(text); !key.empty())
        return std::string{key};
    const std::string shown = base::printable(text);
    const auto near = base::nearest(text, {m_field_keys.begin(), m_field_keys.end()});
    return Problem{"field.unknown",
                   near.empty()
                       ? message("there is no field of engagement '{0}'; see: ehrenamt list fields", shown)
                       : message("there is no field of engagement '{0}'; did you mean '{1}'?", shown, near)};
}

} // namespace ehrenamt::associations
