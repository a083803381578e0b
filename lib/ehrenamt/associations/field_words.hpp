// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <string_view>

namespace ehrenamt::associations {

/// The field of engagement that a list's own word means, such as `Fußball`, `Musikverein`, `Sport / Turnen`:
/// every word that is known must mean the same, and the first must be known.
/// \returns its key; empty if that is not sure
EHRENAMT_API std::string_view field_of_words(std::string_view text);

} // namespace ehrenamt::associations
