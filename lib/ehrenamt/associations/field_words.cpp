// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/field_words.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace ehrenamt::associations {
namespace {

struct FieldWords {
    std::string_view field;
    std::string_view words; ///< separated by spaces
};

// Own list, 2026: only words that mean one field to everybody. Förderverein, Bürgerhilfe, Frauen or Umwelt
// und Bildung could be several and are left out.
constexpr FieldWords k_field_words[] = {
    {"sport",
     "Sport Breitensport Leistungssport Gesundheitssport Rehasport Behindertensport Betriebssport Motorsport "
     "Wassersport Wintersport Reitsport Radsport Schießsport Kampfsport Luftsport Pferdesport Tanzsport "
     "Angelsport "
     "Fußball Handball Volleyball Basketball Faustball Hockey Eishockey Rugby Baseball American-Football "
     "Tennis "
     "Tischtennis Badminton Squash Golf Minigolf Turnen Gymnastik Leichtathletik Laufen Triathlon Schwimmen "
     "Tauchen "
     "Rudern Kanu Segeln Surfen Judo Karate Ju-Jutsu Taekwondo Boxen Ringen Fechten Aikido Kegeln Bowling "
     "Billard "
     "Dart Reiten Voltigieren Schießen Schützen Bogenschießen Radfahren Klettern Bergsport Ski Skilauf "
     "Eislauf "
     "Rollsport Segelflug Fitness Gewichtheben Turn Tanz TSV TuS Sport-und-Bewegung sports football soccer"},
    {"kultur", "Kultur Musik Kunst Gesang Chor Chorgesang Blasmusik Orchester Spielmannszug Musikzug "
               "Fanfarenzug Theater "
               "Laientheater Literatur Museum Heimatpflege Brauchtum Brauchtumspflege Heimat Geschichte "
               "Geschichts Heimatgeschichte "
               "Denkmalpflege Trachten Film Kleinkunst Kunst-und-Kultur Musik-und-Kultur Karneval Fastnacht "
               "Fasching culture "
               "music arts theatre"},
    {"freizeit",
     "Freizeit Geselligkeit Hobby Modellbau Modelleisenbahn Briefmarken Kegelfreunde Wandern leisure"},
    {"soziales",
     "Soziales Wohlfahrt Wohlfahrtspflege Nachbarschaftshilfe Seniorenarbeit Seniorenhilfe Altenhilfe Tafel "
     "Flüchtlingshilfe Obdachlosenhilfe Behindertenhilfe social"},
    {"gesundheit", "Gesundheit Hospiz Hospizarbeit Selbsthilfe Krankenpflege Gesundheitswesen health"},
    {"schule_kita", "Schule Kindergarten Kita Kindertagesstätte Elternbeirat Schulförderung"},
    {"jugend_bildung", "Jugendarbeit Jugendhilfe Jugendpflege Pfadfinder Erwachsenenbildung Volkshochschule "
                       "Jugend-und-Bildung"},
    {"umwelt_tier",
     "Umwelt Umweltschutz Naturschutz Tierschutz Tierheim Klimaschutz Vogelschutz Landschaftspflege Imkerei "
     "Umwelt-und-Naturschutz Natur-und-Umwelt environment"},
    {"politik", "Politik Partei Wählergruppe Kommunalpolitik politics"},
    {"beruf", "Gewerkschaft Berufsverband Gewerbe"},
    {"kirche", "Kirche Religion Kirchengemeinde Glaube Moschee religion church"},
    {"justiz", "Justiz Straffälligenhilfe Opferhilfe Kriminalprävention"},
    {"rettung_feuerwehr", "Feuerwehr Freiwillige-Feuerwehr Jugendfeuerwehr Brandschutz Rettungsdienst "
                          "Katastrophenschutz Wasserrettung "
                          "Bergwacht Unfallhilfe DLRG THW Feuerwehr-und-Rettungsdienst"},
    {"sonstiges", "Sonstiges Sonstige Andere other"},
};

using Words = std::map<std::string, std::string_view, std::less<>>;

const Words& known_words() {
    static const Words k_known = [] {
        Words known;
        for (const auto& [field, words] : k_field_words)
            for (const auto word : base::split(words, ' '))
                known.emplace(formats::heading_key(word), field);
        return known;
    }();
    return k_known;
}

/// `Musikverein`, `Schützenvereine`, `Fußballclub` like the word in front.
std::string_view field_of_word(const std::string& key) {
    const auto& known = known_words();
    if (const auto found = known.find(key); found != known.end())
        return found->second;
    for (const std::string_view ending :
         {"verein", "vereine", "vereinigung", "club", "klub", "sverein", "svereine", "sclub", "gruppe"})
        if (key.ends_with(ending))
            if (const auto found = known.find(std::string_view{key}.substr(0, key.size() - ending.size()));
                found != known.end())
                return found->second;
    return {};
}

} // namespace

std::string_view field_of_words(std::string_view text) {
    if (const auto whole = field_of_word(formats::heading_key(text)); !whole.empty())
        return whole;
    std::string_view field;
    bool first = true;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("/,;:|()&+"), text.size());
        const auto word = base::trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty())
            continue;
        const auto one = field_of_word(formats::heading_key(word));
        if ((first && one.empty()) || (!first && !one.empty() && one != field))
            return {};
        if (first)
            field = one;
        first = false;
    }
    return field;
}

} // namespace ehrenamt::associations
