// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/collation.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace ehrenamt::base;

namespace {

/// The texts as a list sorts them, from an order that gives nothing away.
std::vector<std::string> sorted(std::vector<std::string> texts) {
    std::reverse(texts.begin(), texts.end());
    std::stable_sort(texts.begin(), texts.end(),
                     [](const auto& a, const auto& b) { return collation_key(a) < collation_key(b); });
    return texts;
}

void check_order(const std::vector<std::string>& texts) {
    CHECK(sorted(texts) == texts);
}

} // namespace

TEST_CASE("a German list sorts ä as a and ß as ss") {
    check_order({"Ahorn", "Äpfel", "Apfelbaum", "Arm", "Ärmel", "Armut", "Zebra"});
    check_order({"Mas", "Masse", "Maße", "Massel", "Mast"});
    check_order({"Oberursel", "Öchsner", "Odenwald"});
    check_order({"Übung", "Ufer", "Uhr"});
}

TEST_CASE("diacritics and then case decide only between texts that are alike") {
    check_order({"Muller", "Müller", "Müllerin"});
    check_order({"Müller A", "Muller B"});
    check_order({"arm", "Arm", "ARM"});
    check_order({"Arm a", "arm b"});
}

TEST_CASE("words part at spaces, dashes and slashes, and shorter words come first") {
    check_order({"Sport Club", "Sport-Club", "Sportclub"});
    check_order({"TSV Bad Orb", "TSV Baden"});
    check_order({"Rad- und Sportverein", "Rad/und Sportverein A", "Radverein"});
}

TEST_CASE("punctuation counts for nothing at first") {
    check_order({"Der Anker", "„Der Anker“", "Der Anker e.V.", "Der Anker II"});
    check_order({"\"Bären\"", "Barer"});
    check_order({"(neu) Abend", "Neubau"});
}

TEST_CASE("digits stand before letters and sort as text") {
    check_order({"1. FC", "10. FC", "2. FC", "AC"});
}

TEST_CASE("a letter that is written in two code points sorts like the one of one") {
    CHECK(collation_key("u\xcc\x88"
                        "ber") < collation_key("Überall"));
    CHECK(collation_key("uber") < collation_key("u\xcc\x88"
                                                "ber"));
}

TEST_CASE("letters of other languages stand where a reader looks for them") {
    check_order({"Łabędź", "Lahn"});
    check_order({"Aegir", "Ægir", "Afrika"});
    check_order({"Oslo", "Øst", "Ozean"});
}

TEST_CASE("different texts have different keys, and the order is one") {
    const std::vector<std::string> pieces{"a", "A", "ä", "Ä", "ae", "ß", "ss", "s",
                                          " ", "-", ".", "1", "é",  "„", "z"};
    std::mt19937 random{20260101};
    std::vector<std::string> texts;
    for (int i = 0; i < 2000; ++i) {
        std::string text;
        for (auto left = random() % 6; left > 0; --left)
            text += pieces[random() % pieces.size()];
        texts.push_back(text);
    }
    std::sort(texts.begin(), texts.end());
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    std::vector<std::string> keys;
    for (const auto& text : texts)
        keys.push_back(collation_key(text));
    std::sort(keys.begin(), keys.end());
    CHECK(std::unique(keys.begin(), keys.end()) == keys.end());
}

TEST_CASE("folding takes case and diacritics, nothing else") {
    CHECK(folded("Männerchor „Groß-Gerau“ e.V.") == "mannerchor „gross-gerau“ e.v.");
    CHECK(folded("ŁÓDŹ Ærø") == "lodz aero");
}

TEST_CASE("a text is found whatever its case and however its umlauts are written") {
    CHECK(FoldedSearch{"gesang"}.found_in("Gesangverein 1883"));
    CHECK(FoldedSearch{"GESÄNGE"}.found_in("Alte Gesänge"));
    CHECK(FoldedSearch{"maennerchor"}.found_in("Männerchor Bürgel"));
    CHECK(FoldedSearch{"Männerchor"}.found_in("Maennerchor Buergel"));
    CHECK(FoldedSearch{"mannerchor"}.found_in("Männerchor"));
    CHECK(FoldedSearch{"strasse"}.found_in("An der Straße"));
    CHECK(FoldedSearch{"bau"}.found_in("Bauer"));
    CHECK(FoldedSearch{"er"}.found_in("Bauer"));
    CHECK_FALSE(FoldedSearch{"chor"}.found_in("Sportverein"));
    CHECK_FALSE(FoldedSearch{"männer"}.found_in("Menner"));
}
