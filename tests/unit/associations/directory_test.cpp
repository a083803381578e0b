// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/directory.hpp"

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
