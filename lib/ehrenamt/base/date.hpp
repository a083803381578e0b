// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

namespace ehrenamt::base {

/// A calendar day (proleptic Gregorian), years 1900 to 2999. No time of day, no time zone.
class EHRENAMT_API Date {
  public:
    /// Reads `2026-10-31` or the German `31.10.2026` (leading zeros may be missing in the latter).
    /// Anything else, also a day that does not exist, is a Problem with rule `date.format` or `date.day`.
    static Result<Date> parse(std::string_view text);

    /// \pre the day exists and lies in the range of years above; an invalid one throws std::invalid_argument
    static Date of(int year, unsigned month, unsigned day);
    static Date of(std::chrono::sys_days days);

    [[nodiscard]] int year() const { return static_cast<int>(ymd().year()); }
    [[nodiscard]] unsigned month() const { return static_cast<unsigned>(ymd().month()); }
    [[nodiscard]] unsigned day() const { return static_cast<unsigned>(ymd().day()); }
    /// 1 = Monday … 7 = Sunday (ISO 8601).
    [[nodiscard]] unsigned iso_weekday() const { return std::chrono::weekday{m_days}.iso_encoding(); }
    [[nodiscard]] std::chrono::sys_days days() const { return m_days; }
    [[nodiscard]] Date plus_days(int count) const;
    [[nodiscard]] std::string iso() const;    ///< `2026-10-31`
    [[nodiscard]] std::string german() const; ///< `31.10.2026`

    auto operator<=>(const Date&) const = default;

  private:
    explicit Date(std::chrono::sys_days days) : m_days{days} {}
    [[nodiscard]] std::chrono::year_month_day ymd() const { return std::chrono::year_month_day{m_days}; }
    std::chrono::sys_days m_days;
};

/// How a message carries a day; each language writes it its own way.
EHRENAMT_API Argument as_argument(const Date& date);

/// Days from `from` to `to`; negative if `to` lies earlier.
EHRENAMT_API int days_between(Date from, Date to);

} // namespace ehrenamt::base
