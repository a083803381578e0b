// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/free_times.hpp"

#include "ehrenamt/base/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace ehrenamt::programme {
namespace {

using base::message;
using base::printable;
using base::Problem;
using base::Result;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> known) {
    const auto key = base::sort_key(word);
    return std::ranges::find(known, key) != known.end();
}

std::string with_plain_dashes(std::string_view text) {
    std::string plain{text};
    for (const std::string_view dash : {"–", "—"})
        for (auto at = plain.find(dash); at != std::string::npos; at = plain.find(dash))
            plain.replace(at, dash.size(), "-");
    return plain;
}

/// Takes one of the times apart, word by word; the first problem counts.
class Reader {
  public:
    Result<FreeTime> read(std::string_view text) {
        for (const auto word : base::split(text, ' '))
            if (!word.empty())
                take(word);
        if (!m_problem && m_range_open)
            m_problem =
                Problem{"free_times.format", message("'{0}' does not say until when", printable(text))};
        if (!m_problem && m_time == FreeTime{})
            m_problem = Problem{"free_times.format",
                                message("'{0}' is no limit; write always for no limit", printable(text))};
        if (m_problem)
            return *m_problem;
        return m_time;
    }

  private:
    template <class T>
    std::optional<T> kept(const Result<T>& result) {
        if (!result && !m_problem)
            m_problem = result.problem();
        return result ? std::optional<T>{*result} : std::nullopt;
    }

    void take(std::string_view word) {
        if (is_one_of(word, {"daily", "taglich", "to", "bis"})) {
            m_range_open = m_range_open || (m_time.first && is_one_of(word, {"to", "bis"}));
        } else if (word.find(':') != std::string_view::npos) {
            take_hours(word);
        } else if (word.front() >= '0' && word.front() <= '9') {
            take_days(word);
        } else if (const auto weekday = kept(parse_weekday(word))) {
            m_time.weekday = weekday;
        }
    }

    void take_hours(std::string_view word) {
        const auto dash = word.find('-');
        if (dash == std::string_view::npos) {
            refuse(message("'{0}' does not say until when; write 18:00-21:00", printable(word)));
            return;
        }
        const auto until = word.substr(dash + 1);
        const auto from = kept(parse_time_of_day(word.substr(0, dash)));
        const auto to = until == "24:00" ? std::optional{k_minutes_per_day} : kept(parse_time_of_day(until));
        if (!from || !to)
            return;
        if (*from >= *to)
            refuse(message("'{0}' ends before it begins", printable(word)));
        m_time.from_minute = *from;
        m_time.to_minute = *to;
    }

    void take_days(std::string_view word) {
        const auto dots = word.find("..");
        const auto first = kept(base::Date::parse(word.substr(0, dots)));
        const auto last =
            dots == std::string_view::npos ? first : kept(base::Date::parse(word.substr(dots + 2)));
        if (!first || !last)
            return;
        if (m_range_open)
            m_range_open = false;
        else if (m_time.first)
            refuse(message("'{0}' is a second day; separate several times by |", printable(word)));
        else
            m_time.first = first;
        m_time.last = last;
        if (*m_time.last < *m_time.first)
            refuse(message("the last day {0} lies before the first, {1}", *m_time.last, *m_time.first));
    }

    void refuse(base::Message what) {
        if (!m_problem)
            m_problem = Problem{"free_times.format", std::move(what)};
    }

    FreeTime m_time;
    bool m_range_open = false;
    std::optional<Problem> m_problem;
};

struct Table {
    const char* select;
    const char* forget;
    const char* insert;
};

const Table& table(FreeTimesOf whose) {
    static const Table k_trainers{
        "SELECT trainer, weekday, first_day, last_day, from_minute, to_minute FROM trainer_free "
        "ORDER BY trainer, number",
        "DELETE FROM trainer_free WHERE trainer = ?",
        "INSERT INTO trainer_free (trainer, number, weekday, first_day, last_day, from_minute, to_minute) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)"};
    static const Table k_venues{
        "SELECT venue, weekday, first_day, last_day, from_minute, to_minute FROM venue_free "
        "ORDER BY venue, number",
        "DELETE FROM venue_free WHERE venue = ?",
        "INSERT INTO venue_free (venue, number, weekday, first_day, last_day, from_minute, to_minute) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)"};
    return whose == FreeTimesOf::trainers ? k_trainers : k_venues;
}

} // namespace

Result<FreeTimes> parse_free_times(std::string_view text) {
    FreeTimes times;
    if (is_one_of(base::trimmed(text), {"always", "immer"}))
        return times;
    const auto plain = with_plain_dashes(text);
    for (const auto part : base::split(plain, '|')) {
        auto time = Reader{}.read(base::trimmed(part));
        if (!time)
            return time.problem();
        times.push_back(*time);
    }
    std::ranges::sort(times);
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

bool is_free(const FreeTimes& times, const Session& session) {
    return times.empty() || std::ranges::any_of(times, [&](const FreeTime& time) {
               return (!time.weekday || *time.weekday == session.day.iso_weekday()) &&
                      (!time.first || (*time.first <= session.day && session.day <= *time.last)) &&
                      time.from_minute <= session.start_minute &&
                      session.start_minute + session.minutes <= time.to_minute;
           });
}

std::map<std::int64_t, FreeTimes> stored_free_times(const store::Store& store, FreeTimesOf whose) {
    std::map<std::int64_t, FreeTimes> all;
    SQLite::Statement query{store.db(), table(whose).select};
    while (query.executeStep()) {
        FreeTime time;
        if (!query.isColumnNull(1))
            time.weekday = query.getColumn(1).getUInt();
        if (!query.isColumnNull(2)) {
            time.first = *base::Date::parse(query.getColumn(2).getString());
            time.last = *base::Date::parse(query.getColumn(3).getString());
        }
        time.from_minute = query.getColumn(4).getInt();
        time.to_minute = query.getColumn(5).getInt();
        all[query.getColumn(0).getInt64()].push_back(time);
    }
    return all;
}

void write_free_times(store::Store& store, FreeTimesOf whose, std::int64_t id, const FreeTimes& times) {
    SQLite::Statement forget{store.db(), table(whose).forget};
    forget.bind(1, id);
    forget.exec();
    SQLite::Statement insert{store.db(), table(whose).insert};
    int number = 0;
    for (const auto& time : times) {
        insert.reset();
        insert.clearBindings();
        insert.bind(1, id);
        insert.bind(2, ++number);
        if (time.weekday)
            insert.bind(3, *time.weekday);
        if (time.first) {
            insert.bind(4, time.first->iso());
            insert.bind(5, time.last->iso());
        }
        insert.bind(6, time.from_minute);
        insert.bind(7, time.to_minute);
        insert.exec();
    }
}

} // namespace ehrenamt::programme
