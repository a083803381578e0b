// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::measures {

/// By what the places of a measure go (docs/decisions: order of places).
enum class PlacesBy { receipt, priority, not_served_first, draw };

/// `receipt`, `priority`, `not_served_first`, `draw`. \pre one of them
EHRENAMT_API PlacesBy places_by(std::string_view key);
EHRENAMT_API std::string_view key_of(PlacesBy by);

/// Somebody who has no place yet.
struct Candidate {
    std::int64_t enrolment = 0;
    std::string received_at;   ///< UTC instant
    std::int64_t position = 0; ///< in the list that it came with
    std::int64_t priority = 0; ///< 1 is the most urgent
    std::string group;         ///< association or organisation; empty: comes alone
    bool group_served = false; ///< the group has a place in this half-year already
};

/// Where somebody stands in a draw: SHA-256 of `seed:number` with the enrolment's long number, in
/// hexadecimal digits; the smallest comes first. Anybody can work it out again.
EHRENAMT_API std::string draw_number(std::string_view seed, std::int64_t enrolment);

/// Who comes first, as indices of the candidates. Whatever the order goes by, ties go by the time of receipt,
/// the place in the list and the number, so that there are none left. Pure.
/// - receipt: nothing else
/// - priority: the most urgent first
/// - not_served_first: first the earliest of each group that has no place in this half-year, then all others
/// - draw: by draw_number
/// \param seed  only of a draw
EHRENAMT_API std::vector<std::size_t> order_of_places(PlacesBy by, std::string_view seed,
                                                      const std::vector<Candidate>& candidates);

} // namespace ehrenamt::measures
