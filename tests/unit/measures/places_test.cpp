// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/places.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

using namespace ehrenamt::measures;

namespace {

std::vector<Candidate> some(std::mt19937& random) {
    const auto upto = [&](int most) { return std::uniform_int_distribution<int>{0, most}(random); };
    std::vector<Candidate> all;
    const int count = upto(12);
    for (int i = 0; i < count; ++i) {
        const int group = upto(5); // 0: comes alone; 4 and 5 are served already
        all.push_back({1000 + i, "2027-01-0" + std::to_string(1 + upto(3)) + "T10:00:00Z", upto(2),
                       1 + upto(2), group == 0 ? "" : "g" + std::to_string(group), group >= 4});
    }
    return all;
}

bool received_before(const Candidate& a, const Candidate& b) {
    if (a.received_at != b.received_at)
        return a.received_at < b.received_at;
    return a.position != b.position ? a.position < b.position : a.enrolment < b.enrolment;
}

/// The documented order taken by its word: again and again the one whom nobody goes before.
std::vector<std::int64_t> naive(PlacesBy by, std::string_view seed, std::vector<Candidate> left) {
    std::vector<std::int64_t> order;
    std::set<std::string> first_taken;
    const auto first_of_group = [&](const Candidate& one, const std::vector<Candidate>& all) {
        return !one.group.empty() && !one.group_served && !first_taken.contains(one.group) &&
               std::ranges::none_of(all, [&](const Candidate& other) {
                   return other.group == one.group && received_before(other, one);
               });
    };
    while (!left.empty()) {
        const auto goes_before = [&](const Candidate& a, const Candidate& b) {
            if (by == PlacesBy::priority && a.priority != b.priority)
                return a.priority < b.priority;
            if (by == PlacesBy::not_served_first)
                if (const bool x = first_of_group(a, left), y = first_of_group(b, left); x != y)
                    return x;
            if (by == PlacesBy::draw)
                return draw_number(seed, a.enrolment) < draw_number(seed, b.enrolment);
            return received_before(a, b);
        };
        const auto next = std::ranges::find_if(left, [&](const Candidate& one) {
            return std::ranges::none_of(left, [&](const Candidate& other) {
                return other.enrolment != one.enrolment && goes_before(other, one);
            });
        });
        REQUIRE(next != left.end());
        if (first_of_group(*next, left))
            first_taken.insert(next->group);
        order.push_back(next->enrolment);
        left.erase(next);
    }
    return order;
}

std::vector<std::int64_t> numbers(PlacesBy by, std::string_view seed, const std::vector<Candidate>& all) {
    std::vector<std::int64_t> order;
    for (const auto i : order_of_places(by, seed, all))
        order.push_back(all[i].enrolment);
    return order;
}

} // namespace

TEST_CASE(
    "the order of places is what a naive program makes of its description, however the list is shuffled") {
    std::mt19937 random{20270105};
    for (int round = 0; round < 2000; ++round) {
        auto all = some(random);
        for (const auto by :
             {PlacesBy::receipt, PlacesBy::priority, PlacesBy::not_served_first, PlacesBy::draw}) {
            const auto expected = naive(by, "seed", all);
            REQUIRE(numbers(by, "seed", all) == expected);
            std::shuffle(all.begin(), all.end(), random);
            REQUIRE(numbers(by, "seed", all) == expected);
        }
    }
}

TEST_CASE("a draw can be worked out with sha256sum and depends on the seed") {
    // printf '%s' 'Lotto:06413000-17' | sha256sum
    constexpr std::int64_t k_number = (std::int64_t{6413000} * 16 << 35) + 17;
    CHECK(draw_number("Lotto", k_number) ==
          "9717316ca326168a158c6b211daf8e9a4848d01395a4dfe28b03c9e9cbb3f90f");
    CHECK(draw_number("Lotto", k_number) != draw_number("lotto", k_number));
}

TEST_CASE("the keys of the orders come back") {
    for (const auto* key : {"receipt", "priority", "not_served_first", "draw"})
        CHECK(key_of(places_by(key)) == key);
}
