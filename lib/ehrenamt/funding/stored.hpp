// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/funding/deadlines.hpp"
#include "ehrenamt/store/store.hpp"

namespace ehrenamt::funding {

/// The public holidays that the store knows; school holidays move no deadline.
[[nodiscard]] EHRENAMT_API Holidays stored_holidays(const store::Store& store);

} // namespace ehrenamt::funding
