// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/base/collation.hpp"

#include <doctest/doctest.h>

using ehrenamt::associations::name_key;

TEST_CASE("names compare without case, umlaut, punctuation and legal form") {
    CHECK(name_key("Turn- und Sportverein Mühlheim e.V.") == "turn und sportverein muhlheim");
    CHECK(name_key("TURN UND SPORTVEREIN MÜHLHEIM e. V.") == "turn und sportverein muhlheim");
    CHECK(name_key("Straßenkinder eingetragener Verein") == "strassenkinder");
    CHECK(name_key("\"Kultur\" 2000, eV") == "kultur 2000");
}

TEST_CASE("a name that is nothing but a legal form keeps it") {
    CHECK(name_key("e.V.") == "e v");
    CHECK(name_key("EV") == "ev");
}

TEST_CASE("a name's key rules out no search that finds the name, and nearly all others") {
    const char* const names[] = {"Gesangverein Maßlos e. V.",
                                 "Männerchor Bürgel",
                                 "Maennerchor Buergel e.V.",
                                 "Sankt-Jørgen-Gilde",
                                 "Ægir Schwimmer eV",
                                 "e.V.",
                                 "Förderverein",
                                 "Verein der Vereine",
                                 "Straßenkinder eingetragener Verein",
                                 "Łódź-Freunde",
                                 "\u201eKultur\u201c 2000",
                                 "!!!"};
    const char* const words[] = {"gesang",   "GESANG", "masslos", "maßlos",   "chor",    "männer",
                                 "maenner",  "manner", "jorgen",  "aegir",    "verein",  "e.v.",
                                 "ev",       "e",      "ein",     "getragen", "strasse", "lodz",
                                 "kultur 2", "t-j",    "!",       "gilde",    "vereine", "ae"};
    std::size_t ruled_out = 0;
    for (const auto* name : names)
        for (const auto* word : words) {
            ehrenamt::base::FoldedSearch search{word};
            CAPTURE(name);
            CAPTURE(word);
            const bool may_be = search.may_be_behind(name_key(name));
            CHECK((may_be || !search.found_in(name)));
            ruled_out += may_be ? 0 : 1;
        }
    CHECK(ruled_out > 50);
    CHECK_FALSE(ehrenamt::base::FoldedSearch{"gesang"}.may_be_behind("mannerchor burgel"));
}
