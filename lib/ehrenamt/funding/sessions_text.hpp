// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"

#include <compare>
#include <string>
#include <vector>

namespace ehrenamt::funding {

/// One session's day, begin (minutes after midnight) and length in minutes.
struct SessionTime {
    base::Date day;
    int start_minute = 0;
    int minutes = 0;
};

/// `02.02.2027 und 09.02.2027, 18:00–20:15 Uhr`; more than three sessions as `6 Termine vom … bis …`;
/// sessions at different hours each with its own.
[[nodiscard]] EHRENAMT_API std::string german_dates(const std::vector<SessionTime>& sessions);

} // namespace ehrenamt::funding
