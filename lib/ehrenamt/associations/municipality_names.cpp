// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/municipality_names.hpp"

#include "ehrenamt/associations/outside_hesse.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace ehrenamt::associations {
namespace {

using Words = std::span<const PlaceWord>;

bool one_of(std::string_view word, std::initializer_list<std::string_view> set) {
    return std::find(set.begin(), set.end(), word) != set.end();
}

bool is_title(std::string_view word) {
    return one_of(word,
                  {"stadt", "gemeinde", "markt", "marktflecken", "marktgemeinde", "kreisstadt",
                   "landeshauptstadt", "universitatsstadt", "hansestadt", "magistrat", "gemeindevorstand"});
}

bool says_district(std::string_view word) {
    return one_of(word, {"ot", "st", "stt", "ortsteil", "stadtteil", "ortst", "stadtt", "teilort"});
}

bool says_county(std::string_view word) {
    return one_of(word, {"kreis", "krs", "kr", "landkreis", "lk", "lkr"});
}

bool is_hesse(std::string_view word) {
    return one_of(word, {"h", "he", "hess", "hessen", "oberhessen", "mittelhessen", "nordhessen", "sudhessen",
                         "kurhessen", "germany", "deutschland"});
}

/// Abbreviations that are no beginnings of what they mean.
std::string_view written_out(std::string_view word) {
    constexpr std::pair<std::string_view, std::string_view> k_short[] = {
        {"ts", "taunus"}, {"tns", "taunus"},     {"odw", "odenwald"}, {"ww", "westerwald"},
        {"lda", "lumda"}, {"vbg", "vogelsberg"}, {"vdh", "hohe"},     {"vb", "vogelsberg"},
    };
    for (const auto& [abbreviation, word_meant] : k_short)
        if (abbreviation == word)
            return word_meant;
    return word;
}

/// wetterau and wetteraukreis, m and main.
bool one_begins_the_other(std::string_view a, std::string_view b) {
    return a.starts_with(b) || b.starts_with(a);
}

/// Bad, Groß, Neu …: no part of a double name by itself.
bool leans_on_the_next(std::string_view word) {
    return one_of(word, {"bad", "gross", "gr", "klein", "neu", "alt", "ober", "unter", "nieder", "hoch",
                         "wald", "frankisch", "hessisch"});
}

} // namespace

Words MunicipalityNames::without_title(Words words) {
    std::size_t first = 0;
    while (first + 1 < words.size() &&
           (is_title(words[first].text) || (first > 0 && one_of(words[first].text, {"der", "des"}))))
        ++first;
    return words.subspan(first);
}

MunicipalityNames::MunicipalityNames(std::vector<MunicipalityName> municipalities) {
    for (auto& said : municipalities) {
        m_all.push_back({std::move(said), {}, {}});
        add(m_all.size() - 1);
    }
}

void MunicipalityNames::add(std::size_t index) {
    auto& entry = m_all[index];
    const auto words = place_words(entry.said.name);
    const auto base = length_of_base(words);
    for (std::size_t i = base; i < words.size(); ++i)
        if (!is_preposition(words[i].text))
            entry.qualifiers.emplace_back(written_out(words[i].text));
    for (const auto& word : place_words(entry.said.county))
        if (!says_county(word.text) && word.text.size() > 3)
            entry.county.push_back(word.text);
    for (const auto& word : place_words(
             entry.said.official.substr(std::min(entry.said.official.size(), entry.said.name.size()))))
        m_titles.insert(word.text);
    m_landscapes.insert(entry.qualifiers.begin(), entry.qualifiers.end());
    m_landscapes.insert(entry.county.begin(), entry.county.end());

    const Words full{words.data(), base};
    add_alias(place_key(full), index, Written::full);
    if (full[0].text == "gross" && base > 1)
        add_alias("gr" + place_key(full.subspan(1)), index, Written::full);
    if (full[0].text == "hessisch" && base > 1)
        add_alias("hess" + place_key(full.subspan(1)), index, Written::full);
    if (full[0].text == "bad" && base > 1) {
        add_alias("b" + place_key(full.subspan(1)), index, Written::full);
        add_alias(place_key(full.subspan(1)), index, Written::part);
    }
    // Double names: Ginsheim-Gustavsburg, Bad Soden-Salmünster.
    for (std::size_t i = 1; i < base; ++i)
        if (full[i].joint == '-' && !leans_on_the_next(full[i - 1].text)) {
            add_alias(place_key(full.first(i)), index, Written::part);
            add_alias(place_key(full.subspan(i)), index, Written::part);
        }
}

void MunicipalityNames::add_alias(const std::string& key, std::size_t municipality, Written written) {
    auto& aliases = m_aliases[key];
    const auto is_same = [&](const Alias& alias) { return alias.municipality == municipality; };
    if (std::none_of(aliases.begin(), aliases.end(), is_same))
        aliases.push_back({municipality, written});
}

void MunicipalityNames::add_former(std::string_view name, std::size_t municipality) {
    const auto words = place_words(name);
    if (words.empty())
        return;
    const auto base = length_of_base(words);
    const auto key = place_key(Words{words}.first(base));
    add_alias(key, municipality, Written::former);
    const bool alone = base == words.size() || words[base].joint == ','; // Rüsselsheim, Stadt
    const auto now = place_words(m_all[municipality].said.name);
    if (alone && key == place_key(Words{now}.first(length_of_base(now))))
        m_all[municipality].plain = true;
}

void MunicipalityNames::learn(std::string_view spelling, std::size_t municipality, bool former) {
    const auto all = place_words(spelling);
    const auto words = without_title(all);
    for (std::size_t length = std::min<std::size_t>(words.size(), 4); length > 0; --length) {
        const auto found = m_aliases.find(place_key(words.first(length)));
        if (found == m_aliases.end())
            continue;
        const auto is_it = [&](const Alias& alias) { return alias.municipality == municipality; };
        const auto known = std::find_if(found->second.begin(), found->second.end(), is_it);
        if (known == found->second.end())
            return;
        std::size_t at = length;
        while (at < words.size() && (is_preposition(words[at].text) || says_district(words[at].text) ||
                                     distinguishes(m_all[municipality], words[at].text)))
            ++at;
        if (at < words.size())
            add_district(place_key(words.subspan(at)), municipality);
        else if (former && known->written == Written::part)
            known->written = Written::former; // Arolsen
        return;
    }
    if (!words.empty())
        add_alias(place_key(words), municipality, Written::former);
}

void MunicipalityNames::add_district(const std::string& key, std::size_t municipality) {
    auto& places = m_districts[key];
    if (std::find(places.begin(), places.end(), municipality) == places.end())
        places.push_back(municipality);
}

bool MunicipalityNames::distinguishes(const Municipality& municipality, std::string_view word) const {
    const auto meant = written_out(word);
    const auto fits = [&](const std::string& known) { return one_begins_the_other(meant, known); };
    if (is_hesse(meant) || m_titles.contains(meant) || is_title(meant) || says_county(meant))
        return true;
    if (std::any_of(municipality.qualifiers.begin(), municipality.qualifiers.end(), fits))
        return true;
    if (meant.size() > 3 && std::any_of(municipality.county.begin(), municipality.county.end(), fits))
        return true;
    return municipality.qualifiers.empty() &&
           std::any_of(m_landscapes.begin(), m_landscapes.end(),
                       [&](const auto& known) { return std::string_view{known}.starts_with(meant); });
}

std::optional<MunicipalityNames::Match> MunicipalityNames::match(const Alias& alias, Words rest,
                                                                 std::string_view court) const {
    const auto& municipality = m_all[alias.municipality];
    Match found{alias.municipality,
                alias.written != Written::part,
                municipality.qualifiers.empty() || municipality.plain,
                '\0',
                false,
                !court.empty() && municipality.said.court == court,
                alias.written == Written::former};
    bool after_preposition = false;
    std::size_t at = 0;
    for (; at < rest.size(); ++at) {
        const auto& word = rest[at].text;
        const bool last = at + 1 == rest.size();
        if (says_district(word) && !last) {
            found.joint = ',';
            ++at;
            break;
        }
        if (is_preposition(word) && !last) {
            after_preposition = true;
        } else if (distinguishes(municipality, word)) {
            const bool by_name = !m_titles.contains(word) && !is_title(word) && !says_county(word);
            found.qualified = found.qualified || by_name;
            after_preposition = false;
        } else if (after_preposition || is_other_state(word)) {
            return std::nullopt; // Neustadt an der Weinstraße
        } else {
            found.joint = rest[at].joint;
            break;
        }
    }
    if (found.joint != '\0') {
        const auto known = m_districts.find(place_key(rest.subspan(at)));
        found.district_known =
            known != m_districts.end() &&
            std::find(known->second.begin(), known->second.end(), alias.municipality) != known->second.end();
    }
    return found;
}

std::vector<MunicipalityNames::Match> MunicipalityNames::matches(Words words, std::string_view court) const {
    constexpr std::size_t k_longest = 5;
    std::vector<Match> found;
    for (std::size_t length = std::min(words.size(), k_longest); length > 0 && found.empty(); --length) {
        const auto aliases = m_aliases.find(place_key(words.first(length)));
        if (aliases == m_aliases.end())
            continue;
        for (const auto& alias : aliases->second)
            if (auto one = match(alias, words.subspan(length), court))
                found.push_back(*one);
    }
    return found;
}

PlaceMeaning MunicipalityNames::decided(std::vector<Match> found) {
    PlaceMeaning meaning;
    const auto narrow = [&](auto wanted) {
        const auto kept = std::count_if(found.begin(), found.end(), wanted);
        if (found.size() < 2 || kept == 0)
            return false;
        std::erase_if(found, [&](const Match& one) { return !wanted(one); });
        return found.size() == 1;
    };
    // A double name's part only if no municipality is called so.
    const bool bare =
        std::all_of(found.begin(), found.end(), [](const Match& one) { return one.joint == '\0'; });
    if (!bare || std::none_of(found.begin(), found.end(), [](const Match& one) { return one.court_agrees; }))
        narrow([](const Match& one) { return one.complete; });
    narrow([](const Match& one) { return one.joint == '\0' || one.district_known; });
    narrow([](const Match& one) { return one.qualified; });
    meaning.court_told = narrow([](const Match& one) { return one.court_agrees; });
    for (const auto& one : found)
        meaning.municipalities.push_back(one.municipality);
    if (found.size() != 1)
        return meaning;
    const auto& only = found.front();
    const bool said_in_full = only.complete && only.qualified;
    if (only.joint == '\0')
        meaning.sure = only.complete || only.court_agrees;
    else
        meaning.sure = only.court_agrees || only.district_known ||
                       (said_in_full && (only.joint == '-' || only.joint == ','));
    meaning.court_told = meaning.court_told || !only.complete;
    meaning.by = only.former          ? PlaceMeaning::By::former_name
                 : only.joint != '\0' ? PlaceMeaning::By::district
                                      : PlaceMeaning::By::name;
    return meaning;
}

std::vector<std::size_t> MunicipalityNames::districts_at(const std::string& key,
                                                         std::string_view court) const {
    const auto found = m_districts.find(key);
    if (found == m_districts.end())
        return {};
    auto places = found->second;
    if (!court.empty())
        std::erase_if(places, [&](std::size_t place) { return m_all[place].said.court != court; });
    return places;
}

PlaceMeaning MunicipalityNames::district(Words words, std::string_view court) const {
    PlaceMeaning meaning;
    meaning.by = PlaceMeaning::By::district;
    meaning.court_told = true;
    auto places = districts_at(place_key(words), court);
    // Steinheim am Main, Neuenhain (Taunus)
    const auto base = length_of_base(words);
    const auto around_here = [&](const PlaceWord& word) {
        return is_preposition(word.text) || is_hesse(word.text) ||
               m_landscapes.contains(written_out(word.text));
    };
    const auto rest = words.subspan(base);
    if (places.empty() && std::all_of(rest.begin(), rest.end(), around_here))
        places = districts_at(place_key(words.first(base)), court);
    meaning.municipalities = places;
    meaning.sure = places.size() == 1 && !court.empty();
    return meaning;
}

PlaceMeaning MunicipalityNames::meaning(Words words, std::string_view court) const {
    words = without_title(words);
    if (words.empty())
        return {};
    const auto names_other_state = std::any_of(words.begin() + 1, words.end(), [](const PlaceWord& word) {
        return is_other_state(word.text) && (word.joint == '(' || word.joint == '/' || word.joint == ',');
    });
    auto found = matches(words, court);
    if (found.empty()) {
        const auto base = place_key(words.first(length_of_base(words)));
        const auto outside =
            names_other_state || is_town_outside_hesse(place_key(words)) || is_town_outside_hesse(base) ||
            (words.size() > 1 && words[1].joint == '-' && is_town_outside_hesse(words[0].text));
        if (!outside)
            return district(words, court);
        PlaceMeaning meaning;
        meaning.outside = true;
        return meaning;
    }
    auto meaning = decided(std::move(found));
    if (words.size() == 1)
        doubt(meaning, words, court);
    return meaning;
}

/// A bare name may mean a district that is called so, or a greater town elsewhere: Bischofsheim at the court
/// of Hanau, Höchst, Münster.
void MunicipalityNames::doubt(PlaceMeaning& meaning, Words words, std::string_view court) const {
    const auto key = place_key(words);
    meaning.districts = districts_at(key, {});
    if (!meaning.sure)
        return;
    const auto& municipality = m_all[meaning.municipalities.front()];
    const bool at_court = !court.empty() && municipality.said.court == court;
    if (!at_court && has_namesake_outside_hesse(key))
        meaning.sure = false;
    const bool in_full = municipality.qualifiers.empty() || municipality.plain;
    constexpr std::int64_t k_known_to_all = 20'000;
    const bool known_to_all = court.empty() && municipality.said.inhabitants >= k_known_to_all;
    if ((in_full && (at_court || court.empty())) || known_to_all)
        return;
    for (const auto place : districts_at(key, court)) {
        meaning.municipalities.push_back(place);
        meaning.sure = false;
    }
}

} // namespace ehrenamt::associations
