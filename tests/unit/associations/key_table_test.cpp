// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/key_table.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

using ehrenamt::associations::KeyTable;
using Two = std::array<std::string_view, 2>;

TEST_CASE("a key keeps the number that it was given first") {
    KeyTable table;
    CHECK_FALSE(table.contains('n', Two{"chor", "06413000"}));
    CHECK_FALSE(table.add('n', Two{"chor", "06413000"}, 0));
    CHECK(table.add('n', Two{"chor", "06413000"}, 7) == 0);
    CHECK(table.add('n', Two{"chor", "06413000"}, 8) == 0);
    CHECK(table.contains('n', Two{"chor", "06413000"}));
}

TEST_CASE("keys are the same only if their kind and each of their parts is") {
    KeyTable table;
    table.add('r', Two{"ab", "c"}, 1);
    CHECK_FALSE(table.contains('s', Two{"ab", "c"}));
    CHECK_FALSE(table.contains('r', Two{"a", "bc"}));
    CHECK_FALSE(table.contains('r', Two{"abc", ""}));
    CHECK_FALSE(table.contains('r', std::array<std::string_view, 1>{"abc"}));
    CHECK_FALSE(table.contains('r', std::array<std::string_view, 3>{"ab", "c", ""}));
}

TEST_CASE("a table that grows forgets nothing and invents nothing") {
    KeyTable table;
    constexpr std::uint32_t k_keys = 20'000;
    for (std::uint32_t i = 0; i < k_keys; ++i) {
        const auto number = std::to_string(i);
        REQUIRE_FALSE(table.add('i', std::array<std::string_view, 1>{number}, i));
    }
    for (std::uint32_t i = 0; i < 2 * k_keys; ++i) {
        const auto number = std::to_string(i);
        const std::array<std::string_view, 1> key{number};
        REQUIRE(table.contains('i', key) == (i < k_keys));
        if (i < k_keys)
            REQUIRE(table.add('i', key, 0) == i);
    }
}
