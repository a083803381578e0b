// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/topic_finder.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <array>
#include <utility>

namespace ehrenamt::needs::survey {
namespace {

constexpr int k_sure_from = 85;
constexpr int k_distance = 20;   ///< of the next best topic
constexpr int k_shown_from = 30; ///< below, a proposal would only mislead
constexpr std::size_t k_common_beginning = 5;

/// What people write for a topic besides its name, as sort_key has it. Only words that mean this topic alone.
constexpr auto k_words = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"achtsamkeit", "achtsamkeit selbstfursorge stress stressbewaltigung burnout resilienz"},
    {"barrierefreiheit_gebaerden", "barrierefrei barrierefreiheit gebarden gebardensprache"},
    {"brandschutz", "brandschutz feuerloscher"},
    {"buchfuehrung", "buchfuhrung"},
    {"buchhaltung_edv", "buchhaltungssoftware buchhaltungsprogramm"},
    {"datenschutz", "datenschutz dsgvo datenschutzgrundverordnung"},
    {"demenzbegleitung", "demenz demenzbegleitung"},
    {"demokratie", "demokratie demokratieforderung"},
    {"digitale_seminare", "webinare onlineseminare videokonferenz videokonferenzen zoom"},
    {"digitalisierung", "digitalisierung"},
    {"erste_hilfe", "erste hilfe ersthelfer ersthilfe"},
    {"foerdermitglieder", "fordermitglieder forderer"},
    {"foerdermittel", "fordermittel zuschusse fordergelder fordertopfe antragstellung forderantrage"},
    {"fundraising", "fundraising spenden spendenwerbung sponsoring sponsoren crowdfunding"},
    {"fusion", "fusion verschmelzung vereinsfusion"},
    {"haftung", "haftung haftungsrecht vorstandshaftung"},
    {"homepage", "homepage website webseite internetauftritt internetseite wordpress"},
    {"inklusion", "inklusion inklusiv"},
    {"interkulturell", "interkulturell interkulturelle"},
    {"jugendschutz", "jugendschutz kinderschutz kindeswohl pravention schutzkonzept"},
    {"kassenwesen", "kasse kassenfuhrung kassierer kassenwart kassenprufung kassenprufer"},
    {"konflikte", "konflikt konflikte konfliktmanagement konfliktlosung mediation streit"},
    {"kommunikation", "kommunikation gesprachsfuhrung"},
    {"lebensmittelhygiene", "lebensmittelhygiene hygiene hygieneschulung infektionsschutz"},
    {"mitgliedergewinnung",
     "mitgliedergewinnung mitgliederwerbung neue mitglieder gewinnen werben mitgliederbindung"},
    {"mitgliederversammlung", "mitgliederversammlung jahreshauptversammlung hauptversammlung jhv"},
    {"mitgliederverwaltung", "mitgliederverwaltung vereinssoftware vereinsverwaltung"},
    {"motivation", "motivation motivieren"},
    {"nachhaltigkeit", "nachhaltigkeit nachhaltig"},
    {"oeffentlichkeitsarbeit",
     "offentlichkeitsarbeit pressearbeit presse pressemitteilung pressemitteilungen"},
    {"onlinebanking", "onlinebanking banking"},
    {"protokoll", "protokoll protokolle protokollfuhrung protokollfuhrer"},
    {"rhetorik", "rhetorik reden sprechen redetraining"},
    {"satzung", "satzung satzungsanderung satzungsfragen vereinssatzung"},
    {"senioren_digital", "seniorendigital digitallotsen digitalbegleitung"},
    {"sitzungskompetenz", "sitzungsleitung moderation moderieren"},
    {"social_media", "socialmedia instagram facebook tiktok soziale medien social media"},
    {"stammtischparolen", "stammtischparolen stammtisch"},
    {"steuerrecht", "steuer steuern steuerrecht steuererklarung besteuerung umsatzsteuer gemeinnutzigkeit "
                    "gemeinnutzigkeitsrecht"},
    {"teamarbeit", "team teamarbeit teambuilding"},
    {"trauerbegleitung", "trauer trauerbegleitung"},
    {"veranstaltungen", "vereinsfest vereinsfeste veranstaltungsplanung festplanung"},
    {"veranstaltungssicherheit", "veranstaltungssicherheit sicherheitskonzept"},
    {"vereinsfinanzen", "vereinsfinanzen finanzen finanzplanung"},
    {"vereinsgruendung", "vereinsgrundung"},
    {"vereinsrecht", "vereinsrecht"},
    {"versicherung", "versicherung versicherungen versicherungsschutz unfallversicherung"},
    {"vorstandsarbeit", "vorstandsarbeit vorstand vorstandsschulung vorstandsmitglieder"},
    {"vorstandsnachfolge", "vorstandsnachfolge nachfolge nachfolger vorstandssuche"},
});

/// Words that say nothing about the topic.
constexpr std::array<std::string_view, 62> k_empty_words = {"im",
                                                            "in",
                                                            "fur",
                                                            "und",
                                                            "oder",
                                                            "der",
                                                            "die",
                                                            "das",
                                                            "den",
                                                            "dem",
                                                            "des",
                                                            "ein",
                                                            "eine",
                                                            "einen",
                                                            "einer",
                                                            "mit",
                                                            "von",
                                                            "vom",
                                                            "zu",
                                                            "zum",
                                                            "zur",
                                                            "bei",
                                                            "auf",
                                                            "an",
                                                            "am",
                                                            "wie",
                                                            "man",
                                                            "wir",
                                                            "uns",
                                                            "unser",
                                                            "unsere",
                                                            "etwas",
                                                            "mehr",
                                                            "thema",
                                                            "themen",
                                                            "schulung",
                                                            "schulungen",
                                                            "kurs",
                                                            "kurse",
                                                            "workshop",
                                                            "seminar",
                                                            "seminare",
                                                            "fortbildung",
                                                            "lehrgang",
                                                            "training",
                                                            "einfuhrung",
                                                            "grundlagen",
                                                            "basis",
                                                            "verein",
                                                            "vereine",
                                                            "vereinen",
                                                            "vereins",
                                                            "ehrenamt",
                                                            "ehrenamtliche",
                                                            "ehrenamtlichen",
                                                            "umgang",
                                                            "rund",
                                                            "um",
                                                            "bitte",
                                                            "gerne",
                                                            "z",
                                                            "b"};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// Words of a text without those that say nothing.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty() &&
            std::find(k_empty_words.begin(), k_empty_words.end(), word) == k_empty_words.end())
            words.push_back(word);
        word.clear();
    };
    for (const char c : base::sort_key(text))
        if (is_letter(c))
            word += c;
        else
            finish();
    finish();
    return words;
}

/// The same word, or one that only ends differently.
bool same_word(std::string_view a, std::string_view b) {
    if (a == b)
        return true;
    const auto shorter = std::min(a.size(), b.size());
    const auto longer = std::max(a.size(), b.size());
    const auto common = static_cast<std::size_t>(
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shorter), b.begin()).first -
        a.begin());
    constexpr std::size_t k_longest_ending = 3;
    return common >= k_common_beginning && longer - common <= k_longest_ending;
}

} // namespace

TopicFinder::TopicFinder(const store::Store& store) {
    SQLite::Statement query{store.db(), "SELECT key, name FROM topic ORDER BY key"};
    while (query.executeStep()) {
        Topic topic{query.getColumn(0).getString(), query.getColumn(1).getString(), {}, {}};
        topic.names = {formats::heading_key(topic.key), formats::heading_key(topic.name)};
        topic.words = words_of(topic.name);
        const auto known = std::find_if(k_words.begin(), k_words.end(),
                                        [&](const auto& entry) { return entry.first == topic.key; });
        if (known != k_words.end())
            for (const auto word : base::split(known->second, ' '))
                topic.words.emplace_back(word);
        m_topics.push_back(std::move(topic));
    }
}

TopicGuess TopicFinder::find(std::string_view text) const {
    const auto key = formats::heading_key(text);
    const auto words = words_of(text);
    const Topic* best = nullptr;
    int best_score = 0;
    int next_score = 0;
    for (const auto& topic : m_topics) {
        if (std::find(topic.names.begin(), topic.names.end(), key) != topic.names.end())
            return {topic.key, topic.name, 100, true};
        const auto explained = std::count_if(words.begin(), words.end(), [&](const std::string& word) {
            return std::any_of(topic.words.begin(), topic.words.end(),
                               [&](const std::string& known) { return same_word(word, known); });
        });
        const int score =
            words.empty() ? 0 : static_cast<int>(100 * explained / static_cast<std::ptrdiff_t>(words.size()));
        if (score > best_score) {
            next_score = best_score;
            best_score = score;
            best = &topic;
        } else {
            next_score = std::max(next_score, score);
        }
    }
    if (best == nullptr || best_score < k_shown_from)
        return {};
    return {best->key, best->name, std::min(best_score, 99),
            best_score >= k_sure_from && best_score - next_score >= k_distance};
}

} // namespace ehrenamt::needs::survey
