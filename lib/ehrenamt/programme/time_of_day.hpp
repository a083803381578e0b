// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ehrenamt::programme {

inline constexpr int k_minutes_per_day = 24 * 60;

/// `18:00`, also `9:30` and `18.00`, as minutes after midnight. Rule: `time.format`.
EHRENAMT_API base::Result<int> parse_time_of_day(std::string_view text);
/// `18:00`; 1440 is `24:00`.
EHRENAMT_API std::string time_text(int minutes);

/// A day of the week, 1 = Monday … 7 = Sunday: `tuesday`, `tuesdays`, `tue`, `dienstag`, `dienstags`, `di`.
/// Empty if the word is none.
EHRENAMT_API std::optional<unsigned> find_weekday(std::string_view word);
/// The same with a Problem that names the word most like it. Rule: `date.weekday`.
EHRENAMT_API base::Result<unsigned> parse_weekday(std::string_view word);

/// The clocks pass over this minute: on the last Sunday in March 2:00 is followed by 3:00
/// (Directive 2000/84/EC).
EHRENAMT_API bool is_skipped_by_clocks(base::Date day, int minute);

} // namespace ehrenamt::programme
