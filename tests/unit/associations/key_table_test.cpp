// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/key_table.hpp"

#include <doctest/doctest.h>

#include <string>

using ehrenamt::associations::KeyTable;

TEST_CASE("a key keeps the number that it was given first") {
    KeyTable table;
    const auto key = KeyTable::key({"chor", "06413000"});
    CHECK_FALSE(table.contains(key));
    CHECK_FALSE(table.add(key, 0));
    CHECK(table.add(key, 7) == 0);
    CHECK(table.add(key, 8) == 0);
    CHECK(table.contains(key));
}

TEST_CASE("keys are the same only if each of their parts is") {
    const auto key = KeyTable::key({"ab", "c"});
    CHECK(key == KeyTable::key({std::string{"ab"}, std::string{"c"}}));
    CHECK_FALSE(key == KeyTable::key({"a", "bc"}));
    CHECK_FALSE(key == KeyTable::key({"abc", ""}));
    CHECK_FALSE(key == KeyTable::key({"", "abc"}));
    CHECK_FALSE(key == KeyTable::key({"abc"}));
    CHECK_FALSE(key == KeyTable::key({"ab", "c", ""}));
}

TEST_CASE("a table that grows forgets nothing and invents nothing") {
    KeyTable growing;
    KeyTable reserved;
    constexpr std::uint32_t k_keys = 20'000;
    reserved.reserve(k_keys);
    for (auto* table : {&growing, &reserved}) {
        for (std::uint32_t i = 0; i < k_keys; ++i)
            REQUIRE_FALSE(table->add(KeyTable::key({std::to_string(i)}), i));
        for (std::uint32_t i = 0; i < 2 * k_keys; ++i) {
            const auto key = KeyTable::key({std::to_string(i)});
            table->expect(key);
            REQUIRE(table->contains(key) == (i < k_keys));
            if (i < k_keys)
                REQUIRE(table->add(key, 0) == i);
        }
    }
}
