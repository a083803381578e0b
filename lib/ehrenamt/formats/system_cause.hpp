// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/message.hpp"

namespace ehrenamt::formats {

/// What the operating system gave as its reason (`errno`), as a term that the catalogue knows; a rare one
/// comes in the system's own words.
EHRENAMT_API base::Argument system_cause(int error_number);

} // namespace ehrenamt::formats
