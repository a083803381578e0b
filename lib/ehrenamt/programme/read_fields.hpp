// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/municipalities.hpp"
#include "ehrenamt/formats/import.hpp"

namespace ehrenamt::programme {

inline constexpr std::int64_t k_most_persons_in_course = 10'000;

/// An amount that a course can cost. Rules: `money.format`, `money.range`, `money.negative`.
EHRENAMT_API base::Result<domain::Cents> parse_cost(std::string_view text);

/// By key or name, brought forward to the municipality of today. Rules: those of Municipalities::by_text.
base::Result<domain::Ags> find_municipality(const associations::Municipalities& municipalities,
                                            std::string_view text);

} // namespace ehrenamt::programme
