// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/store/store.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ehrenamt::statistics {

/// One count of what the store holds now, for `status`.
struct Stock {
    std::string_view key;
    base::MessageId name;
    std::int64_t count = 0;
};

EHRENAMT_API std::vector<Stock> stocks(const store::Store& store);

} // namespace ehrenamt::statistics
