// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/programme/instance.hpp"
#include "ehrenamt/programme/time_of_day.hpp"
#include "ehrenamt/store/store.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::programme {

/// When a trainer or a room can be had: a day of the week, days of the calendar, hours; what is left open is
/// no limit.
struct FreeTime {
    std::optional<unsigned> weekday; ///< 1 = Monday
    std::optional<base::Date> first; ///< both or none
    std::optional<base::Date> last;
    int from_minute = 0;
    int to_minute = k_minutes_per_day;
    auto operator<=>(const FreeTime&) const = default;
};

/// In ascending order, none twice; empty: always.
using FreeTimes = std::vector<FreeTime>;

/// `tuesdays 17:00-22:00 | saturdays 2027-02-01..2027-03-31 | 2027-05-08 9:00-17:00`, in German or English;
/// `always` or `immer` for no limit. Rules: `free_times.format`, `date.weekday`, `date.*`, `time.*`.
EHRENAMT_API base::Result<FreeTimes> parse_free_times(std::string_view text);

/// The whole session lies within one of the times.
EHRENAMT_API bool is_free(const FreeTimes& times, const Session& session);

/// Whose free times stand in which table.
enum class FreeTimesOf { trainers, venues };
EHRENAMT_API std::map<std::int64_t, FreeTimes> stored_free_times(const store::Store& store,
                                                                 FreeTimesOf whose);
EHRENAMT_API void write_free_times(store::Store& store, FreeTimesOf whose, std::int64_t id,
                                   const FreeTimes& times);

} // namespace ehrenamt::programme
