// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/schedule.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::programme {

/// How a course is held. Hybrid: in a room, and from anywhere at the same time.
enum class Form { in_room, online, hybrid };

/// Days and hours on which a course could be held, before a half-year turns them into days of the calendar.
struct DatePattern {
    struct Day {
        base::Date day;
        int start_minute = 0;
        bool operator==(const Day&) const = default;
    };
    Form form = Form::in_room;
    std::vector<Day> days;           ///< ascending, if they are named; then a weekday is not
    unsigned weekday = 0;            ///< 1 = Monday
    int start_minute = 0;            ///< of each session
    std::int64_t sessions = 1;       ///< of one course
    std::int64_t ue_per_session = 0; ///< units of 45 minutes
    std::int64_t every_weeks = 1;    ///< from one session to the next

    bool operator==(const DatePattern&) const = default;
    [[nodiscard]] int minutes() const { return static_cast<int>(ue_per_session * domain::k_minutes_per_ue); }
    /// `2x3`: sessions and UE of each.
    [[nodiscard]] EHRENAMT_API std::string size_text() const;
};

/// Parts between commas, in German or English, in any order:
///
///     Tuesdays 18:30, 2 x 3 UE            dienstags 18:30, 2 × 3 UE, alle 2 Wochen
///     Saturday block 9:00, 8 UE           Samstagsblock            (9:00 and 8 UE unless given)
///     2027-03-02 18:30, 2027-03-09, 3 UE  2.3.2027 18:30, 9.3.2027 17:00, 3 UE
///
/// and `online` or `hybrid`. Rules: `pattern.*`, `date.*`, `time.format`.
EHRENAMT_API base::Result<DatePattern> parse_date_pattern(std::string_view text);

/// All courses that the pattern gives in the half-year, one behind the other: each begins on the first day
/// behind the last session of the one before. Days on holidays and hours that the clocks pass over are left
/// out; a course that is not finished in the half-year is none. Named days make one course; one of them
/// that cannot be is a Problem. Rules: `pattern.half_year`, `pattern.holiday`, `course.clock_change`.
EHRENAMT_API base::Result<std::vector<std::vector<Session>>>
expand(const DatePattern& pattern, const domain::HalfYear& half_year, const HolidayCalendar& holidays);

} // namespace ehrenamt::programme
