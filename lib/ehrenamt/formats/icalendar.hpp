// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ehrenamt::formats {

/// One appointment in German local time.
struct CalendarEvent {
    std::string uid; ///< never changes; a program that has it already takes the new one in its place
    std::int64_t sequence = 0; ///< grows with each change
    base::Date day;
    int start_minute = 0; ///< after midnight
    int minutes = 0;      ///< up to the end of the day
    std::string summary;
    std::string description; ///< may be empty, like what follows
    std::string location;
    std::string url;
    bool cancelled = false; ///< a program that has it already strikes it out
};

struct Calendar {
    std::string name;
    base::Date stamp; ///< when it was last said; midnight UTC
    std::vector<CalendarEvent> events;
};

/// An iCalendar object (RFC 5545, with NAME of RFC 7986 and X-WR-CALNAME, which more programs know): CRLF,
/// lines folded at 75 octets and never inside a character, texts escaped, control characters left out, the
/// time zone Europe/Berlin with its rules.
[[nodiscard]] EHRENAMT_API std::string icalendar(const Calendar& calendar);

} // namespace ehrenamt::formats
