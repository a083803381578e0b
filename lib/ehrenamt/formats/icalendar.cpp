// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/icalendar.hpp"

#include <fmt/format.h>

#include <string_view>

namespace ehrenamt::formats {
namespace {

constexpr std::size_t k_longest_line = 75; // octets without CRLF

constexpr std::string_view k_berlin = "BEGIN:VTIMEZONE\r\n"
                                      "TZID:Europe/Berlin\r\n"
                                      "BEGIN:DAYLIGHT\r\n"
                                      "TZOFFSETFROM:+0100\r\n"
                                      "TZOFFSETTO:+0200\r\n"
                                      "TZNAME:CEST\r\n"
                                      "DTSTART:19810329T020000\r\n"
                                      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                                      "END:DAYLIGHT\r\n"
                                      "BEGIN:STANDARD\r\n"
                                      "TZOFFSETFROM:+0200\r\n"
                                      "TZOFFSETTO:+0100\r\n"
                                      "TZNAME:CET\r\n"
                                      "DTSTART:19961027T030000\r\n"
                                      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                                      "END:STANDARD\r\n"
                                      "END:VTIMEZONE\r\n";

bool is_continuation_byte(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

void add_line(std::string& out, std::string_view line) {
    std::size_t room = k_longest_line;
    while (line.size() > room) {
        auto end = room;
        while (is_continuation_byte(line[end]))
            --end;
        out.append(line.substr(0, end)).append("\r\n ");
        line.remove_prefix(end);
        room = k_longest_line - 1; // the space that marks the line as folded
    }
    out.append(line).append("\r\n");
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\\' || c == ';' || c == ',')
            (out += '\\') += c;
        else if (static_cast<unsigned char>(c) >= 0x20U && c != '\x7f')
            out += c;
    }
    return out;
}

/// A URI is no text: nothing is escaped in it, and nothing may stand in it that could end the line.
std::string uri(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (static_cast<unsigned char>(c) > 0x20U && c != '\x7f')
            out += c;
    return out;
}

std::string basic(base::Date day) {
    return fmt::format("{:04}{:02}{:02}", day.year(), day.month(), day.day());
}

/// Minutes after midnight of `day`; at 24:00 the next day begins.
std::string local_time(base::Date day, int minute) {
    constexpr int k_minutes_a_day = 24 * 60;
    const auto on = day.plus_days(minute / k_minutes_a_day);
    const int rest = minute % k_minutes_a_day;
    return fmt::format("{}T{:02}{:02}00", basic(on), rest / 60, rest % 60);
}

void add_event(std::string& out, const CalendarEvent& event, base::Date stamp) {
    add_line(out, "BEGIN:VEVENT");
    add_line(out, "UID:" + escaped(event.uid));
    add_line(out, fmt::format("DTSTAMP:{}T000000Z", basic(stamp)));
    add_line(out, fmt::format("SEQUENCE:{}", event.sequence));
    add_line(out, "DTSTART;TZID=Europe/Berlin:" + local_time(event.day, event.start_minute));
    add_line(out, "DTEND;TZID=Europe/Berlin:" + local_time(event.day, event.start_minute + event.minutes));
    add_line(out, "SUMMARY:" + escaped(event.summary));
    if (!event.description.empty())
        add_line(out, "DESCRIPTION:" + escaped(event.description));
    if (!event.location.empty())
        add_line(out, "LOCATION:" + escaped(event.location));
    if (!event.url.empty())
        add_line(out, "URL:" + uri(event.url));
    add_line(out, event.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    add_line(out, "END:VEVENT");
}

} // namespace

std::string icalendar(const Calendar& calendar) {
    std::string out =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ehrenamt//ehrenamt//DE\r\nCALSCALE:GREGORIAN\r\n"
        "METHOD:PUBLISH\r\n";
    add_line(out, "NAME:" + escaped(calendar.name));
    add_line(out, "X-WR-CALNAME:" + escaped(calendar.name));
    out += k_berlin;
    for (const auto& event : calendar.events)
        add_event(out, event, calendar.stamp);
    return out + "END:VCALENDAR\r\n";
}

} // namespace ehrenamt::formats
