// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/date_pattern.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/programme/time_of_day.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehrenamt::programme {
namespace {

using base::message;
using base::printable;
using base::Problem;
using base::Result;

constexpr std::int64_t k_most_sessions = 30;
constexpr std::int64_t k_most_ue = 16;
constexpr std::int64_t k_most_weeks = 12;
constexpr int k_block_start = 9 * 60;
constexpr std::int64_t k_block_ue = 8;
constexpr int k_week = 7;

bool starts_with_digit(std::string_view word) {
    return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> known) {
    return std::ranges::find(known, key) != known.end();
}

/// Words in small letters without umlauts; `2x3` and `2 × 3` become `2 x 3`, `8UE` becomes `8 ue`.
std::vector<std::string> words_of(std::string_view part) {
    std::string text{part};
    for (auto at = text.find("×"); at != std::string::npos; at = text.find("×"))
        text.replace(at, std::string_view{"×"}.size(), "x");
    std::string spaced;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit_before = i > 0 && starts_with_digit(text.substr(i - 1, 1));
        const bool times = (text[i] == 'x' || text[i] == 'X') && i + 1 < text.size() &&
                           (digit_before || text[i - (i > 0 ? 1 : 0)] == ' ') &&
                           (text[i + 1] == ' ' || starts_with_digit(text.substr(i + 1, 1)));
        if (times)
            spaced += " x ";
        else if (digit_before && ((text[i] >= 'A' && text[i] <= 'Z') || (text[i] >= 'a' && text[i] <= 'z')))
            spaced += std::string{" "} + text[i];
        else
            spaced += text[i];
    }
    std::vector<std::string> words;
    for (const auto word : base::split(spaced, ' '))
        if (!word.empty())
            words.push_back(base::sort_key(word));
    return words;
}

/// Takes the parts of one pattern; the first problem counts.
class Reader {
  public:
    Result<DatePattern> read(std::string_view text) {
        for (const auto part : base::split(text, ',')) {
            const auto words = words_of(base::trimmed(part));
            if (words.empty())
                refuse("pattern.part", message("there is nothing between two commas"));
            else
                take(words, part);
        }
        finish(text);
        if (m_problem)
            return *m_problem;
        return m_pattern;
    }

  private:
    void refuse(const char* rule, base::Message what) {
        if (!m_problem)
            m_problem = Problem{rule, std::move(what)};
    }

    template <class T>
    std::optional<T> kept(const Result<T>& result) {
        if (!result && !m_problem)
            m_problem = result.problem();
        return result ? std::optional<T>{*result} : std::nullopt;
    }

    void take(const std::vector<std::string>& words, std::string_view part) {
        if (words.back() == "ue")
            take_size(words, part);
        else if (words.size() == 1 && is_one_of(words[0], {"online", "hybrid", "prasenz", "presence"}))
            m_pattern.form = words[0] == "online"   ? Form::online
                             : words[0] == "hybrid" ? Form::hybrid
                                                    : Form::in_room;
        else if (words.size() == 3 && is_one_of(words[0], {"every", "alle"}) &&
                 is_one_of(words[2], {"weeks", "wochen", "days", "tage"}))
            take_distance(words, part);
        else if (starts_with_digit(words[0]))
            take_day(words, part);
        else
            take_weekday(words, part);
    }

    std::int64_t number(const std::string& word, std::int64_t most, std::string_view part) {
        const auto value = base::parse_integer(word);
        if (!value || *value < 1 || *value > most) {
            refuse("pattern.number", message("'{0}': {1} is not between 1 and {2}",
                                             printable(base::trimmed(part)), printable(word), most));
            return 1;
        }
        return *value;
    }

    /// `2 x 3 ue`, `8 ue`
    void take_size(const std::vector<std::string>& words, std::string_view part) {
        const bool several = words.size() == 4 && words[1] == "x";
        if (!several && words.size() != 2)
            return not_understood(part);
        if (m_pattern.ue_per_session != 0)
            return refuse("pattern.twice",
                          message("'{0}' says a second time how long it is", printable(base::trimmed(part))));
        m_sessions_given = several;
        if (several)
            m_pattern.sessions = number(words[0], k_most_sessions, part);
        m_pattern.ue_per_session = number(words[several ? 2 : 0], k_most_ue, part);
    }

    void take_distance(const std::vector<std::string>& words, std::string_view part) {
        const bool days = is_one_of(words[2], {"days", "tage"});
        const auto distance = number(words[1], k_most_weeks * (days ? k_week : 1), part);
        if (days && distance % k_week != 0)
            return refuse("pattern.number",
                          message("'{0}': give whole weeks", printable(base::trimmed(part))));
        m_pattern.every_weeks = days ? distance / k_week : distance;
    }

    /// `2027-03-02 18:30`; without an hour that of the day before it
    void take_day(const std::vector<std::string>& words, std::string_view part) {
        if (words.size() > 2)
            return not_understood(part);
        const auto day = kept(base::Date::parse(words[0]));
        if (words.size() == 1 && m_pattern.days.empty())
            refuse("pattern.no_time",
                   message("'{0}' does not say when it begins; add 18:30", printable(base::trimmed(part))));
        int start = m_pattern.days.empty() ? 0 : m_pattern.days.back().start_minute;
        if (words.size() == 2)
            start = kept(parse_time_of_day(words[1])).value_or(0);
        if (!m_problem)
            m_pattern.days.push_back({*day, start});
    }

    /// `tuesdays 18:30`, `saturday block 9:00`, `samstagsblock`
    void take_weekday(const std::vector<std::string>& words, std::string_view part) {
        if (m_pattern.weekday != 0)
            return refuse("pattern.twice", message("'{0}' is a second day of the week; give it as a pattern "
                                                   "of its own",
                                                   printable(base::trimmed(part))));
        constexpr std::string_view k_block = "block";
        auto name = std::string_view{words[0]};
        std::size_t next = 1;
        if (name.size() > k_block.size() && name.ends_with(k_block)) {
            name.remove_suffix(k_block.size());
            m_block = true;
        } else if (next < words.size() && words[next] == k_block) {
            m_block = true;
            ++next;
        }
        if (const auto weekday = kept(parse_weekday(name)))
            m_pattern.weekday = *weekday;
        if (next < words.size() && (words[next] == "at" || words[next] == "um"))
            ++next;
        if (next < words.size())
            m_start = kept(parse_time_of_day(words[next++]));
        if (next < words.size() && words[next] == "uhr")
            ++next;
        if (next < words.size())
            not_understood(part);
    }

    void not_understood(std::string_view part) {
        refuse("pattern.part", message("'{0}' cannot be read; write a pattern like: Tuesdays 18:30, 2 x 3 UE",
                                       printable(base::trimmed(part))));
    }

    void finish(std::string_view text) {
        const auto shown = printable(base::trimmed(text));
        if (m_problem)
            return;
        if (m_pattern.days.empty() == (m_pattern.weekday == 0))
            return refuse("pattern.days", message("'{0}' needs a day of the week or days, not both", shown));
        if (m_block && m_pattern.ue_per_session == 0)
            m_pattern.ue_per_session = k_block_ue;
        if (m_pattern.ue_per_session == 0)
            return refuse("pattern.no_length", message("'{0}' does not say how long it is; add 3 UE", shown));
        if (m_pattern.weekday != 0 && !m_start && !m_block)
            return refuse("pattern.no_time", message("'{0}' does not say when it begins; add 18:30", shown));
        m_pattern.start_minute = m_start.value_or(m_pattern.weekday == 0 ? 0 : k_block_start);
        finish_days(shown);
        auto latest = m_pattern.start_minute;
        for (const auto& day : m_pattern.days)
            latest = std::max(latest, day.start_minute);
        if (latest + m_pattern.minutes() > k_minutes_per_day)
            refuse("course.past_midnight", message("the session would go on past midnight"));
    }

    void finish_days(const std::string& shown) {
        auto& days = m_pattern.days;
        if (days.empty())
            return;
        const auto count = static_cast<std::int64_t>(days.size());
        std::ranges::sort(days, {}, &DatePattern::Day::day);
        if (std::ranges::adjacent_find(days, {}, &DatePattern::Day::day) != days.end())
            refuse("pattern.twice", message("'{0}' names a day twice", shown));
        if (m_sessions_given && m_pattern.sessions != count)
            refuse("pattern.sessions",
                   message("'{0}' says {1} {1|session|sessions} and names {2} {2|day|days}", shown,
                           m_pattern.sessions, count));
        m_pattern.sessions = count;
    }

    DatePattern m_pattern;
    std::optional<int> m_start;
    bool m_block = false;
    bool m_sessions_given = false;
    std::optional<Problem> m_problem;
};

using Courses = std::vector<std::vector<Session>>;

Result<Courses> named_days(const DatePattern& pattern, const domain::HalfYear& half_year,
                           const HolidayCalendar& holidays) {
    std::vector<Session> sessions;
    for (const auto& [day, start] : pattern.days) {
        if (!half_year.period().contains(day))
            return Problem{"pattern.half_year", message("{0} is not in {1}", day, half_year)};
        if (const auto holiday = holidays.name_of(day); !holiday.empty())
            return Problem{
                "pattern.holiday",
                message("{0} is a holiday ({1}); name another day or --allow-holidays", day, holiday)};
        if (is_skipped_by_clocks(day, start))
            return Problem{"course.clock_change",
                           message("there is no {0} on {1}: the clocks go forward", time_text(start), day)};
        sessions.push_back({day, start, pattern.minutes()});
    }
    return Courses{sessions};
}

} // namespace

std::string DatePattern::size_text() const {
    return fmt::format("{}x{}", sessions, ue_per_session);
}

Result<DatePattern> parse_date_pattern(std::string_view text) {
    return Reader{}.read(text);
}

Result<Courses> expand(const DatePattern& pattern, const domain::HalfYear& half_year,
                       const HolidayCalendar& holidays) {
    if (!pattern.days.empty())
        return named_days(pattern, half_year, holidays);
    const auto period = half_year.period();
    auto day = period.first;
    while (day.iso_weekday() != pattern.weekday)
        day = day.plus_days(1);
    const auto step = static_cast<int>(pattern.every_weeks) * k_week;
    Courses courses;
    std::vector<Session> course;
    while (day <= period.last) {
        const bool can_be = holidays.name_of(day).empty() && !is_skipped_by_clocks(day, pattern.start_minute);
        if (can_be)
            course.push_back({day, pattern.start_minute, pattern.minutes()});
        if (std::ssize(course) == pattern.sessions) {
            courses.push_back(std::move(course));
            course.clear();
        }
        // A course goes on by its rhythm; the next one begins as soon as it can.
        day = day.plus_days(course.empty() ? k_week : step);
    }
    return courses;
}

} // namespace ehrenamt::programme
