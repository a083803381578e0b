// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <cstdint>
#include <string_view>

namespace ehrenamt::needs::survey {

/// How many persons an answer means.
struct HeadCount {
    std::int64_t least = 0; ///< what is sure; 0: none
    bool sure = true;       ///< false: a person has to look at it
};

/// Reads `10`, `10 Personen`, `zehn` and `5.0` as sure; `ca. 10`, `10-15`, `mind. 10`, `über 10`, `bis zu
/// 10`, `einige` as the least that they mean. Never throws, never refuses. \param text  not blank
EHRENAMT_API HeadCount read_head_count(std::string_view text);

} // namespace ehrenamt::needs::survey
