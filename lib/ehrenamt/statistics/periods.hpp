// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/domain/values.hpp"

#include <string>
#include <string_view>

namespace ehrenamt::statistics {

/// A quarter of a calendar year, `2026-Q4`.
class EHRENAMT_API Quarter {
  public:
    /// Rule: `quarter.format`.
    static base::Result<Quarter> parse(std::string_view text);
    static Quarter containing(base::Date day) { return {day.year(), (day.month() + 2) / 3}; }
    [[nodiscard]] domain::Period period() const;
    [[nodiscard]] std::string text() const;

  private:
    Quarter(int year, unsigned number) : m_year{year}, m_number{number} {}
    int m_year;
    unsigned m_number; ///< 1 to 4
};

/// A calendar year, `2027`.
class EHRENAMT_API Year {
  public:
    /// Rule: `year.format`.
    static base::Result<Year> parse(std::string_view text);
    static Year containing(base::Date day) { return Year{day.year()}; }
    [[nodiscard]] domain::Period period() const;
    [[nodiscard]] std::string text() const;

  private:
    explicit Year(int year) : m_year{year} {}
    int m_year;
};

/// What a report is about, and what stands beside it.
struct ReportPeriod {
    std::string kind; ///< `month`, `quarter`, `half_year`, `year`; `days`: from a day to a day
    std::string text; ///< as it was given: `2026-Q4`
    domain::Period period;
    domain::Period previous; ///< the one of the same kind before; of days, as many days before the first
};

// Rule of the Problems: `period.range`, where the period before would lie before 1900.
EHRENAMT_API base::Result<ReportPeriod> report_period(const domain::Month& month);
EHRENAMT_API base::Result<ReportPeriod> report_period(const Quarter& quarter);
EHRENAMT_API base::Result<ReportPeriod> report_period(const domain::HalfYear& half);
EHRENAMT_API base::Result<ReportPeriod> report_period(const Year& year);
/// Both days included. Rule `period.order` where the last lies before the first.
EHRENAMT_API base::Result<ReportPeriod> report_period(base::Date first, base::Date last);

} // namespace ehrenamt::statistics
