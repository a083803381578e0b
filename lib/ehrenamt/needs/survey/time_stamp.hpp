// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ehrenamt::needs::survey {

/// When an answer was sent off, as it was in Germany.
struct TimeStamp {
    base::Date day;
    std::int32_t second = -1; ///< of the day; -1: the tool gives the day alone

    /// `2026-11-05` or `2026-11-05T10:11:12`
    [[nodiscard]] EHRENAMT_API std::string text() const;
};

/// Reads what tools write: `2026-11-05 10:11:12`, `2026-11-05T09:11:12.345Z`, `…+01:00`, `05.11.2026 10:11`,
/// `2026/11/05 10:11:12 AM GMT+1`. `11/5/2026` is refused where day and month could be either.
/// \param utc  a time without zone is UTC
/// Rules: `date.format`, `date.day`, `date.ambiguous`.
EHRENAMT_API base::Result<TimeStamp> read_time_stamp(std::string_view text, bool utc);

} // namespace ehrenamt::needs::survey
