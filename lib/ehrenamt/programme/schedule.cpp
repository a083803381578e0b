// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/schedule.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::programme {
namespace {

constexpr int k_week = 7;

base::Date day_of(const SQLite::Column& column) {
    return *base::Date::parse(column.getString());
}

} // namespace

std::string HolidayCalendar::name_of(base::Date day) const {
    if (const auto found = public_holidays.find(day); found != public_holidays.end())
        return found->second;
    for (const auto& one : school_holidays)
        if (one.period.contains(day))
            return one.name;
    return {};
}

HolidayCalendar holiday_calendar(const store::Store& store) {
    HolidayCalendar calendar;
    SQLite::Statement days{store.db(), "SELECT day, name FROM public_holiday"};
    while (days.executeStep())
        calendar.public_holidays.emplace(day_of(days.getColumn(0)), days.getColumn(1).getString());
    SQLite::Statement breaks{store.db(),
                             "SELECT first_day, last_day, name FROM school_holiday ORDER BY first_day"};
    while (breaks.executeStep())
        calendar.school_holidays.push_back(
            {{day_of(breaks.getColumn(0)), day_of(breaks.getColumn(1))}, breaks.getColumn(2).getString()});
    return calendar;
}

Schedule schedule(const Rhythm& rhythm, const HolidayCalendar& holidays) {
    Schedule result;
    const auto step = static_cast<int>(rhythm.sessions == 1 ? k_week : rhythm.every_days);
    auto day = rhythm.first_day;
    for (std::int64_t number = 0; number < rhythm.sessions; ++number) {
        const auto wanted = day;
        const auto holiday = holidays.name_of(day);
        while (!holidays.name_of(day).empty())
            day = day.plus_days(step);
        if (day != wanted)
            result.moved.push_back({wanted, day, holiday});
        result.sessions.push_back({day, rhythm.start_minute, rhythm.minutes});
        day = day.plus_days(step);
    }
    return result;
}

} // namespace ehrenamt::programme
