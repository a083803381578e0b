// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/funding/drawdowns.hpp"

#include <string>
#include <vector>

namespace ehrenamt::publishing {

/// What a drawdown's letter to the authority says.
struct DrawdownLetter {
    associations::ContactPoint contact_point;
    std::vector<std::string> authority; ///< lines of its address
    funding::Grant grant;               ///< its drawdowns without this one
    funding::Drawdown drawdown;
    funding::Citation use_within; ///< the rule that the last day of use rests on
};

/// Request for money (Mittelabruf): what was granted and drawn, what it is needed for, by when, bank account.
[[nodiscard]] EHRENAMT_API std::string drawdown_pdf(const DrawdownLetter& letter);

} // namespace ehrenamt::publishing
