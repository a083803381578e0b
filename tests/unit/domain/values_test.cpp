// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/domain/values.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using domain::Cents;

TEST_CASE("an amount is read in the ways Germans and programs write it") {
    for (const auto& [written, cents] :
         std::initializer_list<std::pair<const char*, std::int64_t>>{{"8000", 800000},
                                                                     {"8.000", 800000},
                                                                     {"8.000,50", 800050},
                                                                     {"8000,5", 800050},
                                                                     {"8000.50", 800050},
                                                                     {"8.000,50 €", 800050},
                                                                     {"1.234.567,89", 123456789},
                                                                     {"0", 0},
                                                                     {"-5,00", -500},
                                                                     {"12 EUR", 1200}}) {
        const std::string text = written; // clang 14 captures no structured binding in CAPTURE's lambda
        CAPTURE(text);
        const auto amount = Cents::parse(text);
        REQUIRE(amount);
        CHECK(amount->value == cents);
    }
}

TEST_CASE("what is not an amount is refused with its rule") {
    for (const char* text :
         {"", "abc", "1,234", "1.23.456", "12.", "nan", "0x10", "1e3", "--5", "99999999999999999999"}) {
        CAPTURE(text);
        const auto amount = Cents::parse(text);
        REQUIRE_FALSE(amount);
        CHECK(amount.problem().rule == "money.format");
    }
}

TEST_CASE("money that leaves the range throws instead of wrapping") {
    const Cents most{INT64_MAX};
    CHECK_THROWS_AS(most + Cents{1}, std::overflow_error);
    CHECK_THROWS_AS(most * 2, std::overflow_error);
    CHECK(Cents{INT64_MIN}.decimal() == "-92233720368547758.08");
}

TEST_CASE("money is written in German and plainly") {
    CHECK(Cents{800050}.german() == "8.000,50 €");
    CHECK(Cents{-5}.german() == "-0,05 €");
    CHECK(Cents{800050}.decimal() == "8000.50");
    CHECK(Cents{-5}.decimal() == "-0.05");
}

TEST_CASE("four digits are not a municipality key") {
    const auto key = domain::Ags::parse("0643");
    REQUIRE_FALSE(key);
    CHECK(key.problem().rule == "ags.length");
    CHECK(domain::Ags::parse("0643a000").problem().rule == "ags.digits");
    CHECK(domain::Ags::parse("06413000")->number() == 6413000);
    CHECK(domain::Ags::parse("06413000")->district() == "06413");
}

TEST_CASE("half-years and months know their first and last day") {
    CHECK(domain::HalfYear::parse("2027-H1")->period().last.iso() == "2027-06-30");
    CHECK(domain::HalfYear::parse("2027-H2")->period().first.iso() == "2027-07-01");
    CHECK_FALSE(domain::HalfYear::parse("2027-H3"));
    CHECK(domain::Month::parse("2028-02")->period().last.iso() == "2028-02-29");
    CHECK_FALSE(domain::Month::parse("2028-13"));
    CHECK_FALSE(domain::Month::parse("2028-+1"));
}

TEST_CASE("a hundred clock hours are 133.33 units of instruction") {
    CHECK(domain::TeachingTime{6000}.german_ue() == "133,33 UE");
    CHECK(domain::TeachingTime{90}.german_ue() == "2 UE");
}
