// SPDX-License-Identifier: EUPL-1.2
#include "cli/progress_text.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ehrenamt::cli {
namespace {

using base::message;

constexpr std::size_t k_bar = 20;

/// 1:02:03 or 2:03
std::string clock_time(std::int64_t seconds) {
    constexpr std::int64_t k_minute = 60;
    constexpr std::int64_t k_hour = 3600;
    return seconds < k_hour ? fmt::format("{}:{:02}", seconds / k_minute, seconds % k_minute)
                            : fmt::format("{}:{:02}:{:02}", seconds / k_hour, seconds % k_hour / k_minute,
                                          seconds % k_minute);
}

std::string bar(double share) {
    const auto full = static_cast<std::size_t>(share * k_bar);
    std::string text(full, '=');
    if (full < k_bar)
        text += '>';
    return fmt::format(" [{:<{}}]", text, k_bar);
}

/// Rows, their rate, and the time that is left or, where nobody knows, the time so far.
std::string counts(const Advance& advance, const Catalogue& catalogue) {
    const double seconds = static_cast<double>(advance.elapsed.count()) / 1000;
    std::string text;
    if (advance.rows > 0) {
        text += ", " + catalogue.text(message("{0} {0|row|rows}", advance.rows));
        if (seconds > 0)
            text += ", " + catalogue.text(message("{0}/s", static_cast<std::int64_t>(
                                                               static_cast<double>(advance.rows) / seconds)));
    }
    if (advance.total == 0)
        return text + ", " + clock_time(static_cast<std::int64_t>(seconds));
    // A first second says nothing yet about the rest.
    if (advance.done > 0 && seconds >= 1) {
        const auto done = static_cast<double>(std::min(advance.done, advance.total));
        const double left = seconds * (static_cast<double>(advance.total) - done) / done;
        text += ", " + catalogue.text(message("{0} left", clock_time(std::llround(left))));
    }
    return text;
}

} // namespace

std::string progress_text(std::string_view what, const Advance& advance, const Catalogue& catalogue,
                          std::size_t width) {
    std::string head{what};
    std::string drawn;
    if (advance.total > 0) {
        const double share =
            std::min(1.0, static_cast<double>(advance.done) / static_cast<double>(advance.total));
        head += fmt::format(" {:3d} %", static_cast<int>(share * 100));
        drawn = bar(share);
    }
    const auto behind = counts(advance, catalogue);
    for (const auto& text :
         {fmt::format("{}{}{}", head, drawn, behind), fmt::format("{}{}", head, behind), head})
        if (base::display_width(text) <= width)
            return text;
    return {};
}

} // namespace ehrenamt::cli
