// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/outside_hesse.hpp"

#include "ehrenamt/associations/place_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace ehrenamt::associations {
namespace {

// Own list from general knowledge, 2026: only names that mean one place to everybody.
constexpr auto k_towns = std::to_array<std::string_view>({
    "Aachen",
    "Augsburg",
    "Bergisch Gladbach",
    "Berlin",
    "Bielefeld",
    "Bochum",
    "Bonn",
    "Bottrop",
    "Braunschweig",
    "Bremen",
    "Bremerhaven",
    "Chemnitz",
    "Cottbus",
    "Dortmund",
    "Dresden",
    "Duisburg",
    "Düsseldorf",
    "Erfurt",
    "Erlangen",
    "Essen",
    "Freiburg",
    "Freiburg im Breisgau",
    "Gelsenkirchen",
    "Gera",
    "Göttingen",
    "Gütersloh",
    "Hagen",
    "Halle",
    "Hamburg",
    "Hamm",
    "Hannover",
    "Heidelberg",
    "Heilbronn",
    "Herne",
    "Hildesheim",
    "Ingolstadt",
    "Jena",
    "Kaiserslautern",
    "Karlsruhe",
    "Kiel",
    "Koblenz",
    "Köln",
    "Krefeld",
    "Leipzig",
    "Leverkusen",
    "Lübeck",
    "Ludwigshafen",
    "Ludwigshafen am Rhein",
    "Magdeburg",
    "Mainz",
    "Mannheim",
    "Moers",
    "Mönchengladbach",
    "Mülheim an der Ruhr",
    "München",
    "Neuss",
    "Nürnberg",
    "Oberhausen",
    "Oldenburg",
    "Osnabrück",
    "Paderborn",
    "Pforzheim",
    "Potsdam",
    "Recklinghausen",
    "Regensburg",
    "Remscheid",
    "Reutlingen",
    "Rostock",
    "Saarbrücken",
    "Salzgitter",
    "Siegen",
    "Solingen",
    "Stuttgart",
    "Trier",
    "Ulm",
    "Wolfsburg",
    "Wuppertal",
    "Würzburg",
    // along the border
    "Aschaffenburg",
    "Bad Kreuznach",
    "Bingen",
    "Eisenach",
    "Montabaur",
    "Warburg",
    "Weinheim",
    "Worms",
});

// Courts that keep registers of associations; the same kind of list.
constexpr auto k_courts = std::to_array<std::string_view>({
    "Amberg",    "Ansbach",        "Arnsberg",   "Aurich",     "Bad Oeynhausen", "Bamberg",
    "Bayreuth",  "Charlottenburg", "Coburg",     "Deggendorf", "Flensburg",      "Frankfurt (Oder)",
    "Hof",       "Iserlohn",       "Kempten",    "Kleve",      "Landshut",       "Lüneburg",
    "Memmingen", "Neubrandenburg", "Neuruppin",  "Passau",     "Pinneberg",      "Schweinfurt",
    "Schwerin",  "Siegburg",       "Stadthagen", "Steinfurt",  "Stendal",        "Straubing",
    "Tostedt",   "Traunstein",     "Walsrode",   "Weiden",     "Wittlich",       "Zweibrücken",
});

constexpr auto k_namesakes = std::to_array<std::string_view>({"Fürth", "Münster", "Weimar"});

constexpr auto k_states = std::to_array<std::string_view>({
    "Bayern",       "Bay",           "Unterfranken", "Oberfranken", "Mittelfranken", "Oberbayern",
    "Niederbayern", "Oberpfalz",     "Schwaben",     "Württemberg", "Württ",         "Baden",
    "Breisgau",     "Westfalen",     "Westf",        "Westfal",     "Rheinland",     "Pfalz",
    "Saar",         "Saarland",      "Thüringen",    "Thür",        "Sachsen",       "Anhalt",
    "Saale",        "Brandenburg",   "Oder",         "Mecklenburg", "Vorpommern",    "Holstein",
    "Schleswig",    "Niedersachsen", "Oldbg",        "Ruhr",        "Ruhrgebiet",    "Sauerland",
    "Siegerland",   "Schweiz",       "Österreich",   "Tirol",       "Frankreich",    "Belgien",
    "Niederlande",  "Luxemburg",
});

template <std::size_t N>
std::vector<std::string> keys(const std::array<std::string_view, N>& names) {
    std::vector<std::string> sorted;
    for (const auto name : names)
        sorted.push_back(place_key(place_words(name)));
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

bool holds(const std::vector<std::string>& sorted, std::string_view key) {
    return std::binary_search(sorted.begin(), sorted.end(), key);
}

} // namespace

bool is_town_outside_hesse(std::string_view key) {
    static const auto k_keys = keys(k_towns);
    return holds(k_keys, key);
}

bool is_court_outside_hesse(std::string_view key) {
    static const auto k_keys = keys(k_courts);
    return holds(k_keys, key);
}

bool has_namesake_outside_hesse(std::string_view key) {
    static const auto k_keys = keys(k_namesakes);
    return holds(k_keys, key);
}

bool is_other_state(std::string_view word) {
    static const auto k_keys = keys(k_states);
    return holds(k_keys, word);
}

} // namespace ehrenamt::associations
