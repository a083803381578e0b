// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/read_fields.hpp"

#include "ehrenamt/base/text.hpp"

namespace ehrenamt::programme {

using base::message;
using base::printable;
using base::Problem;
using base::Result;

Result<domain::Cents> parse_cost(std::string_view text) {
    constexpr domain::Cents k_most{100'000'000};
    auto amount = domain::Cents::parse(text);
    if (amount && *amount > k_most)
        return Problem{"money.range",
                       message("'{0}' is more than a course can cost, {1}", printable(text), k_most)};
    if (amount && amount->value < 0)
        return Problem{"money.negative", message("'{0}' is below zero", printable(text))};
    return amount;
}

Result<domain::Ags> find_municipality(const associations::Municipalities& municipalities,
                                      std::string_view text) {
    auto found = municipalities.by_text(text);
    if (!found)
        return found;
    const auto* now = municipalities.current(*found);
    if (now == nullptr)
        return Problem{"municipality.unknown",
                       message("there is no municipality {0} in Hesse today", *found)};
    return now->ags;
}

} // namespace ehrenamt::programme
