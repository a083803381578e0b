// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/xlsx_reader.hpp"
#include "ehrenamt/formats/xlsx_workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

namespace ehrenamt::formats {
namespace {

constexpr long k_seconds_a_day = 86'400;
constexpr double k_first_day_beyond = 2'958'466; ///< 10000-01-01

std::optional<double> as_double(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

/// At most the 15 digits that a spreadsheet keeps, with a decimal comma as a German sheet shows it.
std::string number_text(double value) {
    constexpr double k_largest = 1e15;
    if (value == std::floor(value) && std::abs(value) < k_largest)
        return fmt::format("{:.0f}", value == 0 ? 0.0 : value);
    auto text = fmt::format("{:.15g}", value);
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

std::string with_zeros(std::string digits, std::size_t least) {
    const bool plain = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (plain && digits.size() < least)
        digits.insert(0, least - digits.size(), '0');
    return digits;
}

std::string time_text(long seconds) {
    const auto minutes = seconds / 60;
    auto text = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
    if (seconds % 60 != 0)
        text += fmt::format(":{:02}", seconds % 60);
    return text;
}

std::string day_text(long serial, bool from_1904) {
    using namespace std::chrono;
    if (!from_1904 && serial == 60)
        return "1900-02-29"; // a day that only spreadsheets know; whoever reads a date refuses it
    const sys_days first = from_1904     ? sys_days{year{1904} / 1 / 1}
                           : serial < 60 ? sys_days{year{1899} / 12 / 31}
                                         : sys_days{year{1899} / 12 / 30};
    const year_month_day day{first + days{serial}};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

/// A day, a time of day, or both, as the format shows them.
std::string day_and_time(double serial, const NumberStyle& style, bool from_1904) {
    auto day = static_cast<long>(std::floor(serial));
    auto seconds = std::lround((serial - std::floor(serial)) * static_cast<double>(k_seconds_a_day));
    if (seconds == k_seconds_a_day) {
        ++day;
        seconds = 0;
    }
    if (!style.day)
        return time_text(style.elapsed ? day * k_seconds_a_day + seconds : seconds);
    if (day == 0 && !from_1904)
        return style.time ? time_text(seconds) : number_text(serial);
    auto text = day_text(day, from_1904);
    if (style.time && seconds != 0)
        text += ' ' + time_text(seconds);
    return text;
}

/// The first section of a format without colours, conditions, quoted texts and padding.
std::string bare_format(std::string_view format, bool& elapsed) {
    std::string bare;
    for (std::size_t i = 0; i < format.size() && format[i] != ';'; ++i) {
        const char c = format[i];
        if (c == '"') {
            i = std::min(format.find('"', i + 1), format.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const auto close = std::min(format.find(']', i), format.size());
            const auto inner = format.substr(i + 1, close - i - 1);
            if (!inner.empty() && inner.find_first_not_of("hHmMsS") == inner.npos) {
                elapsed = true;
                bare += inner;
            }
            i = close;
        } else {
            bare += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        }
    }
    return bare;
}

} // namespace

NumberStyle number_style(std::string_view format) {
    NumberStyle style;
    const auto bare = bare_format(format, style.elapsed);
    if (bare == "general" || bare == "standard" || bare == "@")
        return {};
    const auto has = [&](std::string_view letters) { return bare.find_first_of(letters) != bare.npos; };
    style.time = has("hs");
    style.day = has("yd") || (has("m") && !style.time);
    const bool zeros = !bare.empty() && bare.find_first_not_of('0') == bare.npos;
    style.digits = zeros ? bare.size() : 0;
    return style;
}

std::string shown_number(std::string_view stored, const NumberStyle& style, bool from_1904) {
    const auto value = as_double(stored);
    if (!value)
        return std::string{stored};
    if ((style.day || style.time) && *value >= 0 && *value < k_first_day_beyond)
        return day_and_time(*value, style, from_1904);
    return with_zeros(number_text(*value), style.digits);
}

std::string shown_number(std::string_view stored, std::string_view format, bool from_1904) {
    return shown_number(stored, number_style(format), from_1904);
}

} // namespace ehrenamt::formats
