// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/place_finder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ehrenamt::associations {
namespace {

using State = FoundPlace::State;

constexpr std::size_t k_contradictory = static_cast<std::size_t>(-1);

std::vector<MunicipalityName> municipalities(const store::Store& store) {
    SQLite::Statement query{store.db(), R"(
        SELECT m.ags, m.name, m.official_name, ifnull(d.name, ''), ifnull(m.register_court, ''), ifnull(m.inhabitants, 0)
        FROM municipality m LEFT JOIN district d ON d.key = m.district
        WHERE m.valid_to IS NULL ORDER BY m.ags)"};
    std::vector<MunicipalityName> all;
    while (query.executeStep())
        all.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(),
                       query.getColumn(2).getString(), query.getColumn(3).getString(),
                       query.getColumn(4).getString(), query.getColumn(5).getInt64()});
    return all;
}

bool is_postcode(std::string_view text) {
    return text.size() == 5 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `D-63065 Offenbach` → 63065; takes it away from the words.
std::string_view take_postcode(std::span<const PlaceWord>& words) {
    const bool country = words.size() > 1 && (words[0].text == "d" || words[0].text == "de");
    const auto rest = words.subspan(country ? 1 : 0);
    if (rest.empty() || !is_postcode(rest[0].text))
        return {};
    words = rest.subspan(1);
    return rest[0].text;
}

std::string spelling_key(std::span<const PlaceWord> words, std::string_view court) {
    return fmt::format("{}\x1f{}", place_key(words), court);
}

/// What two lists have in common; all of one if the other is empty.
std::vector<std::size_t> common(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
    std::vector<std::size_t> both;
    for (const auto one : a)
        if (std::find(b.begin(), b.end(), one) != b.end())
            both.push_back(one);
    return both;
}

} // namespace

PlaceFinder::PlaceFinder(const store::Store& store) : m_names{municipalities(store)} {
    SQLite::Statement keys{store.db(), "SELECT ags FROM municipality WHERE valid_to IS NULL ORDER BY ags"};
    while (keys.executeStep())
        m_index.emplace(keys.getColumn(0).getString(), m_index.size());
    const auto with_index = [&](const char* sql, auto take) {
        SQLite::Statement query{store.db(), sql};
        while (query.executeStep())
            if (const auto found = m_index.find(query.getColumn(1).getString()); found != m_index.end())
                take(query.getColumn(0).getString(), found->second);
    };
    with_index(
        "SELECT old_name, new_ags FROM municipality_change WHERE old_name <> new_name ORDER BY day, old_ags",
        [&](const std::string& name, std::size_t municipality) { m_names.add_former(name, municipality); });
    with_index("SELECT postcode, ags FROM postcode ORDER BY postcode, ags",
               [&](std::string postcode, std::size_t municipality) {
                   m_postcodes[std::move(postcode)].push_back(municipality);
               });
    read_spellings(store);
}

void PlaceFinder::read_spellings(const store::Store& store) {
    // Where the court does not keep the register of the municipality, the spelling was taken from its name
    // alone; the names say that themselves, and better.
    SQLite::Statement query{store.db(), R"(
        SELECT spelling, register_court, ags, basis FROM place_spelling
        WHERE basis NOT LIKE '%anderes_registergericht' ORDER BY spelling, register_court)"};
    while (query.executeStep()) {
        const auto municipality = m_index.find(query.getColumn(2).getString());
        if (municipality == m_index.end())
            continue;
        const auto spelling = query.getColumn(0).getString();
        const auto words = place_words(spelling);
        const auto [known, fresh] =
            m_spellings.emplace(spelling_key(words, query.getColumn(1).getString()), municipality->second);
        if (!fresh && known->second != municipality->second)
            known->second = k_contradictory;
        m_names.learn(spelling, municipality->second, query.getColumn(3).getString() == "frueherer_name");
    }
}

const FoundPlace& PlaceFinder::find(std::string_view place, std::string_view court,
                                    std::string_view postcode) {
    m_key.assign(place).append(1, '\x1f').append(court).append(1, '\x1f').append(postcode);
    const auto known = m_known.find(m_key);
    if (known != m_known.end())
        return known->second;
    return m_known.emplace(m_key, search(place, court, postcode)).first->second;
}

FoundPlace PlaceFinder::search(std::string_view place, std::string_view court,
                               std::string_view postcode) const {
    const auto written = place_words(place);
    std::span<const PlaceWord> words{written};
    const auto in_front = take_postcode(words);
    if (postcode.empty())
        postcode = in_front;
    if (words.empty() && postcode.empty())
        return {};
    const auto spelling = court.empty() ? m_spellings.end() : m_spellings.find(spelling_key(words, court));
    if (spelling != m_spellings.end() && spelling->second != k_contradictory)
        return found(spelling->second, "spelling");
    const auto meaning = m_names.meaning(words, court);
    if (postcode.empty())
        return by_name(meaning);
    const auto at = m_postcodes.find(std::string{postcode});
    if (at != m_postcodes.end())
        return by_postcode(meaning, court, at->second);
    // Postcodes of letter boxes are in no list; of another region they are certain.
    const auto same_region = [&](const auto& entry) {
        return entry.first.compare(0, 2, postcode, 0, 2) == 0;
    };
    if (std::any_of(m_postcodes.begin(), m_postcodes.end(), same_region))
        return by_name(meaning);
    if (meaning.sure)
        return open(meaning.municipalities);
    return {State::outside};
}

FoundPlace PlaceFinder::by_name(const PlaceMeaning& meaning) const {
    if (meaning.outside)
        return {State::outside};
    if (meaning.municipalities.empty())
        return {State::unknown};
    if (!meaning.sure)
        return open(meaning.municipalities);
    const auto basis = meaning.by == PlaceMeaning::By::district      ? "district"
                       : meaning.by == PlaceMeaning::By::former_name ? "former_name"
                       : meaning.court_told                          ? "name_and_court"
                                                                     : "name";
    return found(meaning.municipalities.front(), basis);
}

FoundPlace PlaceFinder::by_postcode(const PlaceMeaning& meaning, std::string_view court,
                                    const std::vector<std::size_t>& places) const {
    auto named = meaning.municipalities;
    named.insert(named.end(), meaning.districts.begin(), meaning.districts.end());
    if (!named.empty()) {
        const auto both = common(places, named);
        if (both.size() == 1)
            return found(both.front(), "postcode_and_place");
        auto candidates = meaning.municipalities;
        if (both.empty())
            candidates.insert(candidates.end(), places.begin(), places.end());
        return open(both.empty() ? candidates : both);
    }
    if (meaning.outside)
        return open(places);
    if (places.size() == 1)
        return found(places.front(), "postcode");
    auto at_court = places;
    std::erase_if(at_court, [&](std::size_t place) { return m_names[place].court != court; });
    return at_court.size() == 1 ? found(at_court.front(), "postcode") : open(places);
}

FoundPlace PlaceFinder::found(std::size_t municipality, std::string_view basis) const {
    return {State::found, *domain::Ags::parse(m_names[municipality].key), basis, {}};
}

FoundPlace PlaceFinder::open(const std::vector<std::size_t>& candidates) const {
    FoundPlace place{State::ambiguous};
    for (const auto one : candidates)
        place.candidates.push_back(fmt::format("{} {}", m_names[one].key, m_names[one].name));
    std::sort(place.candidates.begin(), place.candidates.end());
    place.candidates.erase(std::unique(place.candidates.begin(), place.candidates.end()),
                           place.candidates.end());
    return place;
}

} // namespace ehrenamt::associations
