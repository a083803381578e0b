// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/statistics/periods.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

namespace ehrenamt::statistics {
namespace {

using base::message;
using base::printable;
using base::Problem;
using domain::Period;

/// Days are told from 1900 on.
constexpr int k_first_year = 1900;
constexpr int k_last_year = 2999;

/// The year of four digits, 0 if it is none.
int year_of(std::string_view text) {
    const bool digits = text.size() == 4 && text.find_first_not_of("0123456789") == text.npos;
    const auto year = digits ? static_cast<int>(*base::parse_integer(text)) : 0;
    return year >= k_first_year && year <= k_last_year ? year : 0;
}

base::Date first_day_of_all() {
    return base::Date::of(k_first_year, 1, 1);
}

Problem too_early(const std::string& text) {
    return {"period.range",
            message("the period before {0} would begin before 1900; choose a later or shorter one", text)};
}

/// A calendar period with the one of its kind before it.
template <class Kind>
base::Result<ReportPeriod> with_previous(std::string kind, const Kind& given, Kind (*kind_of)(base::Date)) {
    const auto period = given.period();
    if (period.first == first_day_of_all())
        return too_early(given.text());
    return ReportPeriod{std::move(kind), given.text(), period, kind_of(period.first.plus_days(-1)).period()};
}

} // namespace

base::Result<Quarter> Quarter::parse(std::string_view text) {
    const bool form = text.size() == 7 && text.substr(4, 2) == "-Q" && text[6] >= '1' && text[6] <= '4';
    const int year = form ? year_of(text.substr(0, 4)) : 0;
    if (year == 0)
        return Problem{"quarter.format",
                       message("'{0}' is not a quarter; write 2026-Q4", printable(text)),
                       {},
                       std::string{text}};
    return Quarter{year, static_cast<unsigned>(text[6] - '0')};
}

Period Quarter::period() const {
    const auto last_month = base::Date::of(m_year, 3 * m_number, 1);
    return {base::Date::of(m_year, 3 * m_number - 2, 1), domain::Month::containing(last_month).period().last};
}

std::string Quarter::text() const {
    return fmt::format("{:04}-Q{}", m_year, m_number);
}

base::Result<Year> Year::parse(std::string_view text) {
    const int year = year_of(text);
    if (year == 0)
        return Problem{"year.format",
                       message("'{0}' is not a year; write 2027", printable(text)),
                       {},
                       std::string{text}};
    return Year{year};
}

Period Year::period() const {
    return {base::Date::of(m_year, 1, 1), base::Date::of(m_year, 12, 31)};
}

std::string Year::text() const {
    return fmt::format("{:04}", m_year);
}

base::Result<ReportPeriod> report_period(const domain::Month& month) {
    return with_previous("month", month, domain::Month::containing);
}

base::Result<ReportPeriod> report_period(const Quarter& quarter) {
    return with_previous("quarter", quarter, Quarter::containing);
}

base::Result<ReportPeriod> report_period(const domain::HalfYear& half) {
    return with_previous("half_year", half, domain::HalfYear::of);
}

base::Result<ReportPeriod> report_period(const Year& year) {
    return with_previous("year", year, Year::containing);
}

base::Result<ReportPeriod> report_period(base::Date first, base::Date last) {
    if (last < first)
        return Problem{"period.order",
                       message("the period ends on {0}, before it begins on {1}", last, first)};
    auto text = fmt::format("{}/{}", first.iso(), last.iso());
    const int days = base::days_between(first, last) + 1;
    if (base::days_between(first_day_of_all(), first) < days)
        return too_early(text);
    return ReportPeriod{
        "days", std::move(text), {first, last}, {first.plus_days(-days), first.plus_days(-1)}};
}

} // namespace ehrenamt::statistics
