// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/instant.hpp"

#include "ehrenamt/base/date.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/programme/time_of_day.hpp"

#include <fmt/format.h>

#include <chrono>
#include <optional>

namespace ehrenamt::measures {
namespace {

using base::message;
using base::Problem;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Seconds = std::chrono::sys_seconds;

/// One o'clock UTC on the last Sunday of March and of October (Directive 2000/84/EC).
Seconds clock_change(int year, std::chrono::month month) {
    const std::chrono::year_month_weekday_last last{std::chrono::year{year}, month,
                                                    std::chrono::Sunday[std::chrono::last]};
    return std::chrono::sys_days{last} + hours{1};
}

hours offset_at(Seconds utc) {
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(utc)};
    const int year{day.year()};
    const bool summer =
        utc >= clock_change(year, std::chrono::March) && utc < clock_change(year, std::chrono::October);
    return hours{summer ? 2 : 1};
}

std::string utc_text(Seconds utc) {
    const auto day = std::chrono::floor<std::chrono::days>(utc);
    const std::chrono::hh_mm_ss time{utc - day};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", base::Date::of(day).iso(), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

/// `14:30` or `14:30:07` after midnight.
std::optional<seconds> time_of(std::string_view text) {
    constexpr std::size_t k_short = 5;
    seconds more{0};
    if (text.size() == k_short + 3 && text[k_short] == ':') {
        const auto number = base::parse_integer(text.substr(k_short + 1));
        if (!number || *number < 0 || *number > 59)
            return std::nullopt;
        more = seconds{*number};
        text = text.substr(0, k_short);
    }
    const auto minute = programme::parse_time_of_day(text);
    if (!minute)
        return std::nullopt;
    return minutes{*minute} + more;
}

Problem no_instant(std::string_view text) {
    return {"instant.format", message("'{0}' is no time; write 2027-01-05 14:30", base::printable(text))};
}

} // namespace

base::Result<std::string> parse_instant(std::string_view text) {
    const bool utc = text.ends_with('Z');
    const auto whole = utc ? text.substr(0, text.size() - 1) : text;
    const auto gap = whole.find_first_of("T ");
    const auto day = base::Date::parse(whole.substr(0, gap));
    if (!day)
        return day.problem().rule == "date.day" ? day.problem() : no_instant(text);
    const auto time = gap == whole.npos ? seconds{0} : time_of(base::trimmed(whole.substr(gap + 1)));
    if (!time)
        return no_instant(text);
    const Seconds written = day->days() + *time;
    if (utc)
        return utc_text(written);
    const auto minute = static_cast<int>(std::chrono::floor<minutes>(*time).count());
    if (programme::is_skipped_by_clocks(*day, minute))
        return Problem{"time.clock_change", message("there is no {0} on {1}: the clocks go forward",
                                                    programme::time_text(minute), *day)};
    // In summer time where that is possible, so that of an hour that comes twice it is the first.
    const Seconds summer = written - hours{2};
    return utc_text(offset_at(summer) == hours{2} ? summer : written - hours{1});
}

std::string german_instant(std::string_view utc) {
    const auto day = base::Date::parse(utc.substr(0, utc.find('T')));
    const auto time = time_of(utc.substr(utc.find('T') + 1, 8));
    const Seconds at = day->days() + *time;
    const auto local = at + offset_at(at);
    const auto local_day = std::chrono::floor<std::chrono::days>(local);
    const auto minute = std::chrono::floor<minutes>(local - local_day).count();
    return fmt::format("{}, {} Uhr", base::Date::of(local_day).german(),
                       programme::time_text(static_cast<int>(minute)));
}

} // namespace ehrenamt::measures
