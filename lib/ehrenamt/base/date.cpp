// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/date.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace ehrenamt::base {
namespace {

constexpr int k_first_year = 1900;
constexpr int k_last_year = 2999;

std::optional<int> digits(std::string_view text, std::size_t least, std::size_t most) {
    int value = 0;
    if (text.size() < least || text.size() > most || text.find_first_not_of("0123456789") != text.npos)
        return std::nullopt;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

void put_digits(char* to, unsigned number, std::size_t count) {
    for (; count > 0; number /= 10)
        to[--count] = static_cast<char>('0' + number % 10);
}

Problem wrong_format(std::string_view text) {
    return {"date.format",
            message("'{0}' is not a date; write 2026-10-31 or 31.10.2026", printable(text)),
            {},
            std::string{text}};
}

} // namespace

Result<Date> Date::parse(std::string_view text) {
    const char separator = text.find('-') != text.npos ? '-' : '.';
    const auto first = text.find(separator);
    const auto second = first == text.npos ? text.npos : text.find(separator, first + 1);
    if (second == text.npos || text.find(separator, second + 1) != text.npos)
        return wrong_format(text);
    const std::array<std::string_view, 3> parts = {
        text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1)};
    const bool iso = separator == '-';
    const auto year = digits(parts[iso ? 0 : 2], 4, 4);
    const auto month = digits(parts[1], iso ? 2 : 1, 2);
    const auto day = digits(parts[iso ? 2 : 0], iso ? 2 : 1, 2);
    if (!year || !month || !day)
        return wrong_format(text);
    const std::chrono::year_month_day ymd{std::chrono::year{*year},
                                          std::chrono::month{static_cast<unsigned>(*month)},
                                          std::chrono::day{static_cast<unsigned>(*day)}};
    if (!ymd.ok() || *year < k_first_year || *year > k_last_year)
        return Problem{"date.day",
                       message("there is no day '{0}' in the calendar (years {1} to {2})", printable(text),
                               fmt::to_string(k_first_year), fmt::to_string(k_last_year)),
                       {},
                       std::string{text}};
    return Date{std::chrono::sys_days{ymd}};
}

Date Date::of(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                                          std::chrono::day{day}};
    if (!ymd.ok() || year < k_first_year || year > k_last_year)
        throw std::invalid_argument{"no such day"};
    return Date{std::chrono::sys_days{ymd}};
}

Date Date::of(std::chrono::sys_days days) {
    const std::chrono::year_month_day ymd{days};
    return of(static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
              static_cast<unsigned>(ymd.day()));
}

Date Date::plus_days(int count) const {
    return of(m_days + std::chrono::days{count});
}

std::string Date::iso() const {
    const auto date = ymd();
    std::string text = "0000-00-00";
    put_digits(&text[0], static_cast<unsigned>(static_cast<int>(date.year())), 4);
    put_digits(&text[5], static_cast<unsigned>(date.month()), 2);
    put_digits(&text[8], static_cast<unsigned>(date.day()), 2);
    return text;
}

std::string Date::german() const {
    return fmt::format("{:02}.{:02}.{:04}", day(), month(), year());
}

int days_between(Date from, Date to) {
    return static_cast<int>((to.days() - from.days()).count());
}

Argument as_argument(const Date& date) {
    return {Argument::Kind::date, date.iso()};
}

} // namespace ehrenamt::base
