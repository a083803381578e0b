// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/measures/identity_of_persons.hpp"
#include "ehrenamt/measures/instant.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using namespace ehrenamt::measures;

TEST_CASE("a person's name compares without case, umlauts, titles and order") {
    CHECK(person_key("Dr. Jürgen Müller") == person_key("MUELLER, Juergen"));
    CHECK(person_key("Anna-Lena Groß") == person_key("Gross, Anna Lena"));
    CHECK(person_key("Anna Müller") != person_key("Hanna Müller"));
    CHECK(person_key("Frau").empty());
    CHECK_FALSE(person_key("Анна Иванова").empty());
}

TEST_CASE("what is no name of a person is refused, and no message has it") {
    for (const auto* bad :
         {"", "  ", "12345", "?!", "Anna\x1b[31m", "An\x07na", "Anna\xE2\x80\xAEreversed"}) {
        CAPTURE(bad);
        const auto name = parse_person_name(bad);
        REQUIRE_FALSE(name);
        CHECK(base::english(name.problem().message).find("Anna") == std::string::npos);
    }
    CHECK(*parse_person_name(" Zoë van der Berg ") == "Zoë van der Berg");
    CHECK(parse_person_name(std::string(200, 'a')));
    CHECK_FALSE(parse_person_name(std::string(201, 'a')));
}

TEST_CASE("an address that a header could be broken with is none") {
    for (const auto* bad : {"a", "a@", "@b.de", "a@b", "a b@c.de", "a@b.de\r\nBcc: x@y.de", "a@b@c.de",
                            "<a@b.de>", "a@b.de,c@d.de", "a@.de", "a@b.d"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_email(bad));
    }
    for (const auto* good : {"anna@example.org", "a.b+c@xn--mller-kva.de", "a@b.co"})
        CHECK(parse_email(good));
}

TEST_CASE("two entries are one person by address and a name alike, or by name and organisation") {
    const PersonTraits anna{person_key("Anna Muster"), "a@x.de", "#1"};
    CHECK(compare(anna, anna) == Sameness::same);
    CHECK(compare(anna, {person_key("Ana Musterr"), "a@x.de", "#2"}) == Sameness::same);
    CHECK(compare(anna, {person_key("A. Muster"), "a@x.de", ""}) == Sameness::same);
    CHECK(compare(anna, {person_key("Bernd Muster"), "a@x.de", "#1"}) == Sameness::different);
    CHECK(compare(anna, {person_key("Anna Muster"), "", "#1"}) == Sameness::same);
    CHECK(compare(anna, {person_key("Anna Muster"), "", ""}) == Sameness::doubtful);
    CHECK(compare(anna, {person_key("Anna Muster"), "b@x.de", "#1"}) == Sameness::doubtful);
    CHECK(compare(anna, {person_key("Anna Muster"), "b@x.de", "#2"}) == Sameness::different);
    CHECK(compare(anna, {person_key("Ana Muster"), "", "#1"}) == Sameness::different);
}

TEST_CASE("an instant is German local time unless it says UTC") {
    CHECK(*parse_instant("2027-01-05 14:30") == "2027-01-05T13:30:00Z");
    CHECK(*parse_instant("05.07.2027 14:30:07") == "2027-07-05T12:30:07Z");
    CHECK(*parse_instant("2027-01-05T14:30:00Z") == "2027-01-05T14:30:00Z");
    CHECK(*parse_instant("2027-01-05") == "2027-01-04T23:00:00Z");
    // The clocks go forward on 28 March and back on 31 October 2027.
    CHECK(*parse_instant("2027-03-28 01:59") == "2027-03-28T00:59:00Z");
    CHECK(parse_instant("2027-03-28 02:00").problem().rule == "time.clock_change");
    CHECK(parse_instant("2027-03-28 02:59:59").problem().rule == "time.clock_change");
    CHECK(*parse_instant("2027-03-28 03:00") == "2027-03-28T01:00:00Z");
    CHECK(*parse_instant("2027-10-31 02:30") == "2027-10-31T00:30:00Z");
    CHECK(*parse_instant("2027-10-31 03:00") == "2027-10-31T02:00:00Z");
    CHECK(parse_instant("30.02.2027 12:00").problem().rule == "date.day");
    for (const auto* bad : {"", "gestern", "2027-01-05 24:00", "2027-01-05 14:30:60", "2027-01-05 14:30 Uhr"})
        CHECK(parse_instant(bad).problem().rule == "instant.format");
    CHECK(german_instant("2027-07-05T12:30:07Z") == "05.07.2027, 14:30 Uhr");
    CHECK(german_instant("2026-12-31T23:00:00Z") == "01.01.2027, 00:00 Uhr");
}
