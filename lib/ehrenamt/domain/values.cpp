// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/domain/values.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace ehrenamt::domain {
namespace {

using base::message;
using base::printable;
using base::Problem;

constexpr std::array<std::string_view, 7> k_weekdays = {"Montag",  "Dienstag", "Mittwoch", "Donnerstag",
                                                        "Freitag", "Samstag",  "Sonntag"};
constexpr std::array<std::string_view, 12> k_months = {"Januar",    "Februar", "März",     "April",
                                                       "Mai",       "Juni",    "Juli",     "August",
                                                       "September", "Oktober", "November", "Dezember"};

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

std::string_view without_euro_sign(std::string_view text) {
    constexpr std::string_view k_euro = "€";
    text = base::trimmed(text);
    if (text.ends_with(k_euro))
        text.remove_suffix(k_euro.size());
    else if (text.ends_with("EUR"))
        text.remove_suffix(3);
    return base::trimmed(text);
}

/// Whole euros with thousands dots in the right places only, or plain digits.
bool whole_euros(std::string_view text, std::string& digits) {
    const auto groups = base::split(text, '.');
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const bool fits = groups.size() == 1 || (i == 0 ? groups[i].size() <= 3 : groups[i].size() == 3);
        if (!all_digits(groups[i]) || !fits)
            return false;
        digits += groups[i];
    }
    return true;
}

std::int64_t checked(bool overflow, std::int64_t value) {
    if (overflow)
        throw std::overflow_error{"amount of money out of range"};
    return value;
}

int year_of(std::string_view text) {
    const auto number = base::parse_integer(text);
    return number && all_digits(text) && *number >= 1900 && *number <= 2999 ? static_cast<int>(*number) : 0;
}

} // namespace

base::Result<Ags> Ags::parse(std::string_view text) {
    if (!all_digits(text))
        return Problem{"ags.digits",
                       message("'{0}' is not a municipality key (AGS), which is 8 digits like 06413000",
                               printable(text)),
                       {},
                       std::string{text}};
    if (text.size() != 8)
        return Problem{"ags.length",
                       message("'{0}' has {1} {1|digit|digits}, a municipality key (AGS) has 8",
                               printable(text), text.size()),
                       {},
                       std::string{text}};
    return Ags{std::string{text}};
}

std::int64_t Ags::number() const {
    return *base::parse_integer(m_text);
}

base::Result<Cents> Cents::parse(std::string_view text) {
    const Problem wrong{
        "money.format",
        message("'{0}' is not an amount in euros; write 8000, 8.000,50 or 8000.50", printable(text)),
        {},
        std::string{text}};
    auto rest = without_euro_sign(text);
    const bool negative = rest.starts_with('-');
    if (negative)
        rest.remove_prefix(1);
    const auto comma = rest.find(',');
    const auto dot = rest.rfind('.');
    // One dot with one or two digits behind it is a decimal point; three digits make it a thousands mark.
    const bool decimal_dot =
        comma == rest.npos && dot != rest.npos && rest.size() - dot - 1 <= 2 && rest.find('.') == dot;
    const auto mark = decimal_dot ? dot : comma;
    std::string digits;
    const auto decimals = mark == rest.npos ? std::string_view{} : rest.substr(mark + 1);
    if (!whole_euros(rest.substr(0, mark), digits) || decimals.size() > 2 ||
        (mark != rest.npos && !all_digits(decimals)))
        return wrong;
    digits += decimals;
    digits.append(2 - decimals.size(), '0');
    const auto value = base::parse_integer(digits);
    if (!value)
        return wrong;
    return Cents{negative ? -*value : *value};
}

Cents Cents::operator+(Cents other) const {
    std::int64_t sum = 0;
    const bool overflow = __builtin_add_overflow(value, other.value, &sum);
    return {checked(overflow, sum)};
}

Cents Cents::operator-(Cents other) const {
    std::int64_t difference = 0;
    const bool overflow = __builtin_sub_overflow(value, other.value, &difference);
    return {checked(overflow, difference)};
}

Cents Cents::operator*(std::int64_t factor) const {
    std::int64_t product = 0;
    const bool overflow = __builtin_mul_overflow(value, factor, &product);
    return {checked(overflow, product)};
}

Cents& Cents::operator+=(Cents other) {
    return *this = *this + other;
}

std::string Cents::german() const {
    return base::render("{0}", {as_argument(*this)}, true);
}

std::string Cents::decimal() const {
    const auto magnitude =
        value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    return fmt::format("{}{}.{:02}", value < 0 ? "-" : "", magnitude / 100, magnitude % 100);
}

std::string TeachingTime::german_ue() const {
    const auto whole = minutes / k_minutes_per_ue;
    const auto hundredths = (minutes % k_minutes_per_ue) * 100 / k_minutes_per_ue;
    return hundredths == 0 ? fmt::format("{} UE", whole) : fmt::format("{},{:02} UE", whole, hundredths);
}

base::Result<HalfYear> HalfYear::parse(std::string_view text) {
    const bool form = text.size() == 7 && text.substr(4, 2) == "-H" && (text[6] == '1' || text[6] == '2');
    const int year = form ? year_of(text.substr(0, 4)) : 0;
    if (year == 0)
        return Problem{"half_year.format",
                       message("'{0}' is not a half-year; write 2027-H1 or 2027-H2", printable(text)),
                       {},
                       std::string{text}};
    return HalfYear{year, text[6] - '0'};
}

HalfYear HalfYear::of(base::Date day) {
    return {day.year(), day.month() <= 6 ? 1 : 2};
}

Period HalfYear::period() const {
    return m_half == 1 ? Period{base::Date::of(m_year, 1, 1), base::Date::of(m_year, 6, 30)}
                       : Period{base::Date::of(m_year, 7, 1), base::Date::of(m_year, 12, 31)};
}

std::string HalfYear::text() const {
    return fmt::format("{}-H{}", m_year, m_half);
}

std::string HalfYear::german() const {
    return fmt::format("{}. Halbjahr {}", m_half, m_year);
}

base::Result<Month> Month::parse(std::string_view text) {
    const int year = text.size() == 7 && text[4] == '-' ? year_of(text.substr(0, 4)) : 0;
    const auto month = year != 0 && all_digits(text.substr(5)) ? *base::parse_integer(text.substr(5)) : 0;
    if (month < 1 || month > 12)
        return Problem{"month.format",
                       message("'{0}' is not a month; write 2026-12", printable(text)),
                       {},
                       std::string{text}};
    return Month{year, static_cast<unsigned>(month)};
}

Period Month::period() const {
    using namespace std::chrono;
    const year_month_day_last last{year{m_year} / month{m_month} / std::chrono::last};
    return {base::Date::of(m_year, m_month, 1), base::Date::of(sys_days{last})};
}

std::string Month::text() const {
    return fmt::format("{:04}-{:02}", m_year, m_month);
}

std::string Month::german() const {
    return fmt::format("{} {}", k_months[m_month - 1], m_year);
}

base::Argument as_argument(const Ags& ags) {
    return base::arg(ags.text());
}

base::Argument as_argument(const Cents& amount) {
    return {base::Argument::Kind::cents, fmt::to_string(amount.value)};
}

base::Argument as_argument(const TeachingTime& time) {
    return base::arg(time.german_ue());
}

base::Argument as_argument(const HalfYear& half) {
    return base::arg(half.text());
}

base::Argument as_argument(const Month& month) {
    return base::arg(month.text());
}

std::string_view german_weekday(base::Date day) {
    return k_weekdays[day.iso_weekday() - 1];
}

} // namespace ehrenamt::domain
