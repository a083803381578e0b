// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/time_of_day.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

namespace ehrenamt::programme {
namespace {

using base::message;
using base::printable;
using base::Problem;

struct Word {
    std::string_view word; ///< as base::sort_key writes it
    unsigned weekday;
};

constexpr std::array k_words = {
    Word{"monday", 1},    Word{"mondays", 1},    Word{"mon", 1},         Word{"montag", 1},
    Word{"montags", 1},   Word{"mo", 1},         Word{"tuesday", 2},     Word{"tuesdays", 2},
    Word{"tue", 2},       Word{"dienstag", 2},   Word{"dienstags", 2},   Word{"di", 2},
    Word{"wednesday", 3}, Word{"wednesdays", 3}, Word{"wed", 3},         Word{"mittwoch", 3},
    Word{"mittwochs", 3}, Word{"mi", 3},         Word{"thursday", 4},    Word{"thursdays", 4},
    Word{"thu", 4},       Word{"donnerstag", 4}, Word{"donnerstags", 4}, Word{"do", 4},
    Word{"friday", 5},    Word{"fridays", 5},    Word{"fri", 5},         Word{"freitag", 5},
    Word{"freitags", 5},  Word{"fr", 5},         Word{"saturday", 6},    Word{"saturdays", 6},
    Word{"sat", 6},       Word{"samstag", 6},    Word{"samstags", 6},    Word{"sa", 6},
    Word{"sonnabend", 6}, Word{"sonnabends", 6}, Word{"sunday", 7},      Word{"sundays", 7},
    Word{"sun", 7},       Word{"sonntag", 7},    Word{"sonntags", 7},    Word{"so", 7},
};

} // namespace

base::Result<int> parse_time_of_day(std::string_view text) {
    const auto colon = text.find_first_of(":.");
    if (colon != text.npos && colon >= 1 && colon <= 2 && text.size() - colon == 3) {
        const auto hours = base::parse_integer(text.substr(0, colon));
        const auto minutes = base::parse_integer(text.substr(colon + 1));
        if (hours && minutes && *hours >= 0 && *hours <= 23 && *minutes >= 0 && *minutes <= 59)
            return static_cast<int>(*hours * 60 + *minutes);
    }
    return Problem{"time.format", message("'{0}' is no time of day; write 18:00", printable(text))};
}

std::string time_text(int minutes) {
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::optional<unsigned> find_weekday(std::string_view word) {
    const auto key = base::sort_key(word);
    for (const auto& known : k_words)
        if (key == known.word)
            return known.weekday;
    return {};
}

base::Result<unsigned> parse_weekday(std::string_view word) {
    if (const auto found = find_weekday(word))
        return *found;
    std::vector<std::string_view> known;
    for (const auto& one : k_words)
        known.push_back(one.word);
    constexpr std::size_t k_guessable = 4; // of two letters every short word is near
    const auto key = base::sort_key(word);
    const auto meant = key.size() < k_guessable ? std::string_view{} : base::nearest(key, known);
    const auto shown = printable(word);
    return Problem{"date.weekday",
                   meant.empty() ? message("'{0}' is no day of the week; write tuesdays or dienstags", shown)
                                 : message("'{0}' is no day of the week; did you mean '{1}'?", shown, meant)};
}

bool is_skipped_by_clocks(base::Date day, int minute) {
    constexpr unsigned k_sunday = 7;
    constexpr unsigned k_march = 3;
    constexpr unsigned k_last_week_from = 25; // of a month of 31 days
    return day.iso_weekday() == k_sunday && day.month() == k_march && day.day() >= k_last_week_from &&
           minute >= 2 * 60 && minute < 3 * 60;
}

} // namespace ehrenamt::programme
