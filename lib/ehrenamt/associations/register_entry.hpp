// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/references.hpp"
#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ehrenamt::associations {

/// Court and number of an entry in a register of associations; both empty if none was said.
struct RegisterEntry {
    std::string court;  ///< code
    std::string number; ///< as text; what the court writes behind it stays. Empty: a court alone is no entry
    std::vector<std::pair<std::string_view, base::Problem>> problems; ///< with the field that each is about
};

/// Reads `M1114` and `1960`, `Amtsgericht Offenbach` and `VR 1960`, or both from one cell: `VR 1960
/// Offenbach`, `AG Offenbach VR 1960`, `VR-Nr. 1960 (AG Offenbach am Main)`. Rules: `court.unknown`,
/// `register.incomplete`, `register.contradiction`.
EHRENAMT_API RegisterEntry register_entry(std::string_view court, std::string_view number,
                                          const References& references);

} // namespace ehrenamt::associations
