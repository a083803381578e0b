// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/time_stamp.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

namespace ehrenamt::needs::survey {
namespace {

using base::message;
using base::Problem;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

Problem no_time(std::string_view text) {
    return {"date.format",
            message("'{0}' is no day; expected 31.10.2026 or 2026-10-31, with or without a time",
                    base::printable(text)),
            {},
            std::string{text}};
}

/// Reads digits and moves behind them.
std::optional<int> number(std::string_view& text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const auto length = static_cast<std::size_t>(end - text.data());
    if (error != std::errc{} || text.starts_with('-') || length > 4)
        return std::nullopt;
    text.remove_prefix(length);
    return value;
}

bool skip(std::string_view& text, std::string_view what) {
    if (!text.starts_with(what))
        return false;
    text.remove_prefix(what.size());
    return true;
}

/// The day as written, rewritten to ISO where it has slashes.
base::Result<base::Date> read_day(std::string_view text) {
    if (text.find('/') == text.npos)
        return base::Date::parse(text);
    const auto parts = base::split(text, '/');
    if (parts.size() != 3)
        return no_time(text);
    std::array<int, 3> n{};
    for (std::size_t i = 0; i < n.size(); ++i) {
        auto part = parts[i];
        const auto value = number(part);
        if (!value || !part.empty())
            return no_time(text);
        n[i] = *value;
    }
    if (parts[0].size() == 4)
        return base::Date::parse(fmt::format("{:04}-{:02}-{:02}", n[0], n[1], n[2]));
    if (parts[2].size() != 4)
        return no_time(text);
    if (n[0] <= 12 && n[1] <= 12 && n[0] != n[1])
        return Problem{"date.ambiguous",
                       message("'{0}' can be two days, for month or day may stand first; write 2026-10-31",
                               base::printable(text)),
                       {},
                       std::string{text}};
    const bool month_first = n[1] > 12;
    return base::Date::parse(
        fmt::format("{:04}-{:02}-{:02}", n[2], n[month_first ? 0 : 1], n[month_first ? 1 : 0]));
}

struct Time {
    seconds of_day{0};
    std::optional<minutes> offset; ///< from UTC, if it is said
};

std::optional<minutes> read_offset(std::string_view text) {
    if (text == "Z" || text == "UTC" || text == "GMT")
        return minutes{0};
    if (text == "MEZ" || text == "CET" || text == "OEZ")
        return minutes{text == "OEZ" ? 120 : 60};
    if (text == "MESZ" || text == "CEST")
        return minutes{120};
    if (text.starts_with("GMT") || text.starts_with("UTC"))
        text.remove_prefix(3);
    const bool minus = text.starts_with('-');
    if (!skip(text, "+") && !skip(text, "-"))
        return std::nullopt;
    const bool together = text.size() == 4 && text.find(':') == text.npos;
    auto rest = together ? text.substr(0, 2) : text;
    const auto hour = number(rest);
    std::optional<int> minute = 0;
    if (together) {
        rest = text.substr(2);
        minute = number(rest);
    } else if (skip(rest, ":")) {
        minute = number(rest);
    }
    if (!hour || !minute || !rest.empty() || *hour > 14 || *minute > 59)
        return std::nullopt;
    const minutes total{*hour * 60 + *minute};
    return minus ? -total : total;
}

std::optional<Time> read_time(std::string_view text) {
    const auto hour = number(text);
    if (!hour || *hour > 23 || !skip(text, ":"))
        return std::nullopt;
    const auto minute = number(text);
    std::optional<int> second = 0;
    if (skip(text, ":"))
        second = number(text);
    if (!minute || *minute > 59 || !second || *second > 60)
        return std::nullopt;
    if (skip(text, ".")) // parts of a second
        while (!text.empty() && text[0] >= '0' && text[0] <= '9')
            text.remove_prefix(1);
    text = base::trimmed(text);
    int of_day = *hour;
    const auto half = text.substr(0, 2);
    const bool pm = half == "PM" || half == "pm";
    if (pm || half == "AM" || half == "am") {
        of_day = *hour % 12 + (pm ? 12 : 0);
        text = base::trimmed(text.substr(2));
    }
    Time time{hours{of_day} + minutes{*minute} + seconds{*second}, {}};
    if (text.empty())
        return time;
    time.offset = read_offset(text);
    return time.offset ? std::optional{time} : std::nullopt;
}

/// 01:00 UTC of the month's last Sunday, when the clocks are changed.
sys_seconds change_of_clocks(int year, std::chrono::month month) {
    using namespace std::chrono;
    return sys_seconds{sys_days{std::chrono::year{year} / month / Sunday[last]}} + hours{1};
}

sys_seconds in_germany(sys_seconds utc) {
    const auto year =
        static_cast<int>(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(utc)}.year());
    const bool summer = utc >= change_of_clocks(year, std::chrono::March) &&
                        utc < change_of_clocks(year, std::chrono::October);
    return utc + hours{summer ? 2 : 1};
}

} // namespace

base::Result<TimeStamp> read_time_stamp(std::string_view text, bool utc) {
    text = base::trimmed(text);
    const auto end_of_day = std::min(text.find_first_of("T ,"), text.size());
    auto day = read_day(text.substr(0, end_of_day));
    if (!day)
        return day.problem();
    auto rest = text.substr(end_of_day);
    while (!rest.empty() && (rest[0] == 'T' || rest[0] == ' ' || rest[0] == ','))
        rest.remove_prefix(1);
    if (rest.empty())
        return TimeStamp{*day};
    const auto time = read_time(rest);
    if (!time)
        return no_time(text);
    auto moment = sys_seconds{day->days()} + time->of_day;
    if (time->offset || utc)
        moment = in_germany(moment - time->offset.value_or(minutes{0}));
    const auto local_day = std::chrono::floor<std::chrono::days>(moment);
    const auto date = base::Date::of(sys_days{local_day});
    const auto of_day = std::chrono::duration_cast<seconds>(moment - local_day).count();
    return TimeStamp{date, static_cast<std::int32_t>(of_day)};
}

std::string TimeStamp::text() const {
    auto text = day.iso();
    if (second < 0)
        return text;
    text += "T00:00:00";
    const std::array<std::pair<std::size_t, std::int32_t>, 3> parts = {
        {{11, second / 3600}, {14, second / 60 % 60}, {17, second % 60}}};
    for (const auto& [at, number] : parts) {
        text[at] = static_cast<char>('0' + number / 10);
        text[at + 1] = static_cast<char>('0' + number % 10);
    }
    return text;
}

} // namespace ehrenamt::needs::survey
