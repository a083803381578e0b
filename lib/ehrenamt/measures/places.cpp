// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/places.hpp"

#include "ehrenamt/store/digest.hpp"
#include "ehrenamt/store/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <tuple>

namespace ehrenamt::measures {
namespace {

constexpr std::array<std::string_view, 4> k_keys = {"receipt", "priority", "not_served_first", "draw"};

auto receipt(const Candidate& one) {
    return std::tie(one.received_at, one.position, one.enrolment);
}

/// Sorts by a rank that is worked out once for each; equal ranks stay in the order of receipt.
template <class Rank>
void sort_by(std::vector<std::size_t>& order, const std::vector<Rank>& ranks) {
    std::ranges::stable_sort(order, {}, [&](std::size_t i) -> const Rank& { return ranks[i]; });
}

} // namespace

PlacesBy places_by(std::string_view key) {
    return static_cast<PlacesBy>(std::ranges::find(k_keys, key) - k_keys.begin());
}

std::string_view key_of(PlacesBy by) {
    return k_keys[static_cast<std::size_t>(by)];
}

std::string draw_number(std::string_view seed, std::int64_t enrolment) {
    return store::hex(store::sha256(fmt::format("{}:{}", seed, store::long_id(enrolment))));
}

std::vector<std::size_t> order_of_places(PlacesBy by, std::string_view seed,
                                         const std::vector<Candidate>& candidates) {
    std::vector<std::size_t> order(candidates.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(
        order, [&](std::size_t a, std::size_t b) { return receipt(candidates[a]) < receipt(candidates[b]); });
    if (by == PlacesBy::priority) {
        std::vector<std::int64_t> ranks;
        for (const auto& one : candidates)
            ranks.push_back(one.priority);
        sort_by(order, ranks);
    } else if (by == PlacesBy::not_served_first) {
        std::vector<int> ranks(candidates.size(), 1);
        std::set<std::string_view> seen;
        for (const auto i : order)
            if (const auto& one = candidates[i]; !one.group.empty() && !one.group_served)
                ranks[i] = seen.insert(one.group).second ? 0 : 1;
        sort_by(order, ranks);
    } else if (by == PlacesBy::draw) {
        std::vector<std::string> ranks;
        for (const auto& one : candidates)
            ranks.push_back(draw_number(seed, one.enrolment));
        sort_by(order, ranks);
    }
    return order;
}

} // namespace ehrenamt::measures
