// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/store/change_set.hpp"

#include <cstdint>
#include <string>

namespace ehrenamt::programme {

/// What registering did with one trainer or venue.
struct Registered {
    enum class Outcome { added, changed, same };
    std::int64_t id = 0;
    std::string name;
    Outcome outcome = Outcome::same;
};

} // namespace ehrenamt::programme
