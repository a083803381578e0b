// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/message.hpp"

#include <compare>
#include <cstdint>

namespace ehrenamt::base {

/// The number of a stored thing; the tag keeps an association's number from being taken for a course's.
/// How it is made up and shown stands in store/identity.hpp.
template <class Tag>
struct Id {
    std::int64_t value = 0;
    auto operator<=>(const Id&) const = default;
};

} // namespace ehrenamt::base
