// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/programme/instance.hpp"
#include "ehrenamt/store/store.hpp"

#include <map>
#include <string>
#include <vector>

namespace ehrenamt::programme {

/// Days on which no course is held, with the name of what they are.
struct HolidayCalendar {
    struct Break {
        domain::Period period;
        std::string name;
    };
    std::map<base::Date, std::string> public_holidays;
    std::vector<Break> school_holidays;

    /// Empty for an ordinary day.
    [[nodiscard]] EHRENAMT_API std::string name_of(base::Date day) const;
};

EHRENAMT_API HolidayCalendar holiday_calendar(const store::Store& store);

/// A first day and how it goes on.
struct Rhythm {
    base::Date first_day;
    int start_minute = 0;
    int minutes = 0;             ///< of each session
    std::int64_t sessions = 1;   ///< at least 1
    std::int64_t every_days = 7; ///< from one session to the next, at least 1
};

/// A session that could not be on its day.
struct Moved {
    base::Date from;
    base::Date to;
    std::string holiday;
};

struct Schedule {
    std::vector<Session> sessions;
    std::vector<Moved> moved;
};

/// The sessions of a rhythm. One that falls on a holiday moves on by the rhythm (a course of one session by a
/// week, so that the weekday stays) until the day is free; those behind it follow at their usual distance.
EHRENAMT_API Schedule schedule(const Rhythm& rhythm, const HolidayCalendar& holidays);

} // namespace ehrenamt::programme
