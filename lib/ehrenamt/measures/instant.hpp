// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"

#include <string>
#include <string_view>

namespace ehrenamt::measures {

/// When something was received, as the store keeps it: UTC, `2027-01-05T13:30:00Z`. Reads `2027-01-05 14:30`,
/// `05.01.2027 14:30:07`, `2027-01-05T14:30`, the same with `Z` behind it for UTC, and a day alone (its
/// first minute). Without `Z` it is German local time; the hour that comes twice in October is the first one.
/// Rules: `instant.format`, `date.day`, `time.clock_change` for the hour that the clocks pass over.
EHRENAMT_API base::Result<std::string> parse_instant(std::string_view text);

/// `05.01.2027, 14:30 Uhr` in German local time. \param utc  as above
EHRENAMT_API std::string german_instant(std::string_view utc);

} // namespace ehrenamt::measures
