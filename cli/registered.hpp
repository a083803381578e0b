// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/registered.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <vector>

namespace ehrenamt::cli {

/// How many of them became what.
struct Outcomes {
    explicit Outcomes(const std::vector<programme::Registered>& all);
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t same = 0;
};

/// Number and outcome of each, without the name.
nlohmann::ordered_json json_of(const std::vector<programme::Registered>& all);

} // namespace ehrenamt::cli
