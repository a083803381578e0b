// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/needs/demand.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ehrenamt::publishing {

/// What the sheet for the council shows, small groups merged.
struct DemandSheet {
    struct Part {
        needs::DemandBy by;
        needs::Demand demand;
    };
    std::string contact_point;
    base::Date today;
    std::int64_t least = 0;       ///< associations that a group must have to be shown
    std::vector<Part> parts = {}; ///< topics first
};

/// One German page: response rate, general and specific, a bar for each topic as far as they fit, times,
/// formats, municipalities. \pre the first part is by topic
[[nodiscard]] EHRENAMT_API std::string demand_pdf(const DemandSheet& sheet);

} // namespace ehrenamt::publishing
