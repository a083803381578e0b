// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/sessions_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehrenamt::funding {
namespace {

constexpr std::size_t k_most_listed = 3;

std::string hours(const SessionTime& session) {
    const int end = session.start_minute + session.minutes;
    return fmt::format("{:02}:{:02}–{:02}:{:02} Uhr", session.start_minute / 60, session.start_minute % 60,
                       end / 60, end % 60);
}

bool same_hours(const std::vector<SessionTime>& sessions) {
    return std::all_of(sessions.begin(), sessions.end(), [&](const SessionTime& session) {
        return session.start_minute == sessions.front().start_minute &&
               session.minutes == sessions.front().minutes;
    });
}

std::string days(const std::vector<SessionTime>& sessions) {
    if (sessions.size() > k_most_listed)
        return fmt::format("{} Termine vom {} bis {}", sessions.size(), sessions.front().day.german(),
                           sessions.back().day.german());
    std::string text;
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        const bool last = i + 1 == sessions.size();
        text += (i == 0 ? "" : last ? " und " : ", ") + sessions[i].day.german();
    }
    return text;
}

} // namespace

std::string german_dates(const std::vector<SessionTime>& sessions) {
    if (sessions.empty())
        return {};
    if (same_hours(sessions))
        return days(sessions) + ", " + hours(sessions.front());
    std::string text;
    for (const auto& session : sessions)
        text += fmt::format("{}{}, {}", text.empty() ? "" : "; ", session.day.german(), hours(session));
    return text;
}

} // namespace ehrenamt::funding
