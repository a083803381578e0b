// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/optimise.hpp"

#include <string>

namespace ehrenamt::programme {

/// Every hard limit that the programme breaks and every figure of it that is not what its seats add up to,
/// in English, for the error message and the tests. Shares no code with the model: it counts seats, cents
/// and minutes one by one.
EHRENAMT_API std::vector<std::string> broken_limits(const Instance& instance, const Programme& programme);

} // namespace ehrenamt::programme
