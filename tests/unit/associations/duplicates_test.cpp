// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/duplicates.hpp"
#include "ehrenamt/associations/name_match.hpp"
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/formats/input_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace ehrenamt;
using namespace ehrenamt::associations;

namespace {

const NameLexicon& lexicon() {
    static const NameLexicon k_lexicon = NameLexicon::read(
        formats::read_input(EHRENAMT_SOURCE_DIR "/data/reference/vereinsnamen.csv"),
        formats::read_input(EHRENAMT_SOURCE_DIR "/data/reference/vereinsnamen_woerter.csv"));
    return k_lexicon;
}

Candidate candidate(const std::string& name, const std::string& ags = "06413000",
                    const std::string& number = "") {
    Candidate one;
    one.facts.name = name;
    one.facts.status = "active";
    if (!ags.empty())
        one.facts.municipality = *domain::Ags::parse(ags);
    one.place = ags == "06413000" ? "Offenbach am Main" : "";
    one.facts.register_court = number.empty() ? "" : "M1114";
    one.facts.register_number = number;
    return one;
}

int score(Candidate a, Candidate b) {
    const std::vector<Candidate> both{std::move(a), std::move(b)};
    return DuplicateFinder{both, lexicon()}.score(0, 1).score;
}

int score(const std::string& a, const std::string& b) {
    return score(candidate(a), candidate(b));
}

std::string words(const std::string& name) {
    WordPool pool;
    std::string text;
    for (const auto word : take_apart(name, lexicon(), pool).words)
        text += (text.empty() ? "" : " ") + pool.spelling(word);
    return text;
}

constexpr int k_usual_least = 70;

} // namespace

TEST_CASE("a name is compared without legal form, years, case and punctuation") {
    CHECK(words("Sportverein \"Rumpenheim\" e.V.") == words("SPORTVEREIN RUMPENHEIM"));
    CHECK(words("Sport-Verein Rumpenheim 1902 e. V. i. L.") == words("sportverein rumpenheim"));
    CHECK(words("Rumpenheimer Chor, eingetragener Verein") == words("Rumpenheimer Chor eV"));
    CHECK(words("Vereinigung der B e n s h e i m e r S c h o l a r e n").find("b e n") == std::string::npos);
    CHECK(words("e.V.") == "e v");
}

TEST_CASE("umlauts and ß may be written in every way") {
    CHECK(words("Schützenverein Großauheim") == words("Schuetzenverein Grossauheim"));
    CHECK(words("Schützenverein Großauheim") == words("SCHUTZENVEREIN GROSSAUHEIM"));
    CHECK(words("Neue Bauern") == "neue bauern");
}

TEST_CASE("words that lost their space are two, abbreviations with small letters are one") {
    CHECK(words("FrankfurterMalerei") == words("Frankfurter Malerei"));
    CHECK(words("GVFriedewald") == words("GV Friedewald"));
    CHECK(words("SpVgg Seligenstadt") == "spvgg seligenstadt");
}

TEST_CASE("years and numbers stand apart from the words") {
    WordPool pool;
    const auto name = take_apart("TSV 1860 Bieber III", lexicon(), pool);
    CHECK(name.years == std::vector<std::uint16_t>{1860});
    CHECK(name.numbers == std::vector<std::uint16_t>{3});
    CHECK(name.words.size() == 2);
}

TEST_CASE("one association in two spellings gets a score that is shown") {
    CHECK(score("TSV Rumpenheim", "Turn- und Sportverein Rumpenheim 1902 e.V.") >= 90);
    CHECK(score("FFW Bieber", "Freiwillige Feuerwehr Bieber") >= 90);
    CHECK(score("MGV Eintracht Bürgel", "Männergesangverein \"Eintracht\" Bürgel e. V.") >= 90);
    CHECK(score("DRK Ortsverein Bieber", "Deutsches Rotes Kreuz, Ortsverein Bieber") >= 90);
    CHECK(score("Heimat- und Geschichtsverein Bürgel", "HGV Bürgel") >= 90);
    CHECK(score("Tischtennis-Club Elz", "TTC Elz") >= k_usual_least);
    CHECK(score("Rumpenheim Gesangverein Germania", "Gesangverein Germania Rumpenheim") == 100);
    CHECK(score("Gesangverein Germania Rumpenheim", "Gesangvrein Germania Rumpenhiem") >= k_usual_least);
    CHECK(score("Rot-Weiß Rumpenheim", "RotWeiss Rumpenheim") >= 90);
    CHECK(score("Förderverein der Goetheschule", "Förderverein Goethe-Schule e.V.") >= 90);
}

TEST_CASE("two associations with much in common get a score that is not shown") {
    CHECK(score("Turnverein Rumpenheim", "Sportverein Rumpenheim") < k_usual_least);
    CHECK(score("TSV Rumpenheim", "Förderverein TSV Rumpenheim") < k_usual_least);
    CHECK(score("TSV Rumpenheim", "TSV Rumpenheim Abteilung Fußball") < k_usual_least);
    CHECK(score("Freiwillige Feuerwehr Bieber", "Jugendfeuerwehr Bieber") < k_usual_least);
    CHECK(score("AWO Ortsgruppe Bieber", "AWO Ortsgruppe Rumpenheim") < k_usual_least);
    CHECK(score("DRK Ortsverband Offenbach", "DRK Kreisverband Offenbach") < k_usual_least);
    CHECK(score("Tennisclub Bieber I", "Tennisclub Bieber II") < k_usual_least);
    CHECK(score("Gesangverein Eintracht Bieber", "Gesangverein Eintracht Bürgel") < k_usual_least);
    CHECK(score(candidate("Karnevalverein"), candidate("Karnevalverein", "06611000")) < k_usual_least);
    CHECK(score(candidate("Türkischer Kulturverein", "06413000", "17"),
                candidate("Türkischer Kulturverein", "06413000", "18")) < k_usual_least);
}

TEST_CASE("a former name counts, and a deleted entry is no evidence against") {
    auto renamed = candidate("Sportgemeinschaft Mainbogen", "06413000", "17");
    renamed.other_names = {"Turnverein Rumpenheim"};
    CHECK(score(renamed, candidate("TV Rumpenheim e.V.")) >= 90);
    CHECK(score(candidate("Sportgemeinschaft Mainbogen"), candidate("TV Rumpenheim e.V.")) < 50);
    auto deleted = candidate("Türkischer Kulturverein", "06413000", "17");
    deleted.facts.status = "deleted";
    CHECK(score(deleted, candidate("Türkischer Kulturverein", "06413000", "18")) >= 90);
}

TEST_CASE("the points of the reasons add up to the score") {
    const std::vector<Candidate> both{candidate("TSV Rumpenheim 1902"),
                                      candidate("Turn- und Sportverein Rumpenheim 1920")};
    const auto pair = DuplicateFinder{both, lexicon()}.score(0, 1);
    int sum = 0;
    for (const auto& reason : pair.reasons)
        sum += reason.points;
    CHECK(std::clamp(sum, 0, 100) == pair.score);
    CHECK(std::any_of(pair.reasons.begin(), pair.reasons.end(),
                      [](const Reason& reason) { return reason.points == -20; }));
}

TEST_CASE("slips are insertions, deletions, replacements and swaps, counted up to a limit") {
    CHECK(slips("verein", "verein", 2) == 0);
    CHECK(slips("verein", "verien", 2) == 1);
    CHECK(slips("verein", "vrein", 2) == 1);
    CHECK(slips("verein", "verrein", 2) == 1);
    CHECK(slips("verein", "vernin", 2) == 1);
    CHECK(slips("verein", "club", 2) == 3);
    CHECK(slips("", "ab", 2) == 2);
}

TEST_CASE("the list is the same in whatever order the associations come, and pairs stand once") {
    std::vector<Candidate> all;
    for (const char* name : {"TSV Rumpenheim", "Chor Bieber", "Turn- und Sportverein Rumpenheim",
                             "CHOR BIEBER e.V.", "Schachclub Bürgel"}) {
        all.push_back(candidate(name));
        all.back().facts.id = {static_cast<std::int64_t>(all.size())};
    }
    const auto ids = [](const std::vector<Candidate>& candidates) {
        std::vector<std::pair<std::int64_t, std::int64_t>> found;
        for (const auto& pair : DuplicateFinder{candidates, lexicon()}.find(k_usual_least, [](double) {}))
            found.push_back(
                std::minmax(candidates[pair.first].facts.id.value, candidates[pair.second].facts.id.value));
        std::sort(found.begin(), found.end());
        return found;
    };
    const auto forward = ids(all);
    std::reverse(all.begin(), all.end());
    CHECK(forward == ids(all));
    CHECK(forward == std::vector<std::pair<std::int64_t, std::int64_t>>{{1, 3}, {2, 4}});
}

TEST_CASE("broken reference data are told") {
    CHECK_THROWS_AS(NameLexicon::read("kurz,lang\n", "wort,anzahl\n,1\n"), base::Error);
    CHECK_THROWS_AS(NameLexicon::read("art,wort,bedeutung\n", "wort,anzahl\nverein,viele\n"), base::Error);
}
