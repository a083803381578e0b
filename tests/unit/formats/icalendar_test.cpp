// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/icalendar.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace ehrenamt;
using namespace ehrenamt::formats;

namespace {

CalendarEvent event() {
    return {"course-06413000-17-1@ehrenamt",
            3,
            base::Date::of(2027, 3, 27),
            18 * 60,
            135,
            "Vereinsrecht",
            "",
            "",
            ""};
}

std::string text_of(const CalendarEvent& event) {
    return icalendar({"Programm 2027", base::Date::of(2026, 12, 7), {event}});
}

bool has_line(const std::string& text, const std::string& line) {
    return text.find("\r\n" + line + "\r\n") != std::string::npos;
}

std::string unfolded(std::string text) {
    for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at))
        text.erase(at, 3);
    return text;
}

} // namespace

TEST_CASE("an event has its id, its version and its times in the zone of Berlin") {
    const auto text = text_of(event());
    CHECK(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    CHECK(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
    CHECK(has_line(text, "UID:course-06413000-17-1@ehrenamt"));
    CHECK(has_line(text, "SEQUENCE:3"));
    CHECK(has_line(text, "DTSTAMP:20261207T000000Z"));
    CHECK(has_line(text, "DTSTART;TZID=Europe/Berlin:20270327T180000"));
    CHECK(has_line(text, "DTEND;TZID=Europe/Berlin:20270327T201500"));
    CHECK(has_line(text, "TZID:Europe/Berlin"));
    CHECK(text.find("DESCRIPTION") == std::string::npos);
}

TEST_CASE("an event up to the end of the day ends when the next one begins") {
    auto late = event();
    late.day = base::Date::of(2027, 12, 31);
    late.start_minute = 22 * 60;
    late.minutes = 120;
    CHECK(has_line(text_of(late), "DTEND;TZID=Europe/Berlin:20280101T000000"));
}

TEST_CASE("what ends or parts a value in iCalendar is escaped, what no text can have is left out") {
    auto odd = event();
    odd.summary = "a,b;c\\d\r\nEND:VEVENT\x1b[1m\x7f";
    odd.url = "https://example.org/a,b\r\nX: y";
    const auto text = text_of(odd);
    CHECK(has_line(text, "SUMMARY:a\\,b\\;c\\\\d\\nEND:VEVENT[1m"));
    CHECK(has_line(text, "URL:https://example.org/a,bX:y"));
}

TEST_CASE("no line is longer than 75 octets, no character is torn, and unfolded it is the same text") {
    for (std::size_t before = 0; before < 80; ++before) {
        auto wide = event();
        wide.description = std::string(before, 'x');
        for (int i = 0; i < 40; ++i)
            wide.description += i % 3 == 0 ? "ä" : i % 3 == 1 ? "€" : "😀";
        const auto text = text_of(wide);
        std::size_t start = 0;
        for (auto end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", start)) {
            CHECK(end - start <= 75);
            if (end > start)
                CHECK((static_cast<unsigned char>(text[text[start] == ' ' ? start + 1 : start]) & 0xC0U) !=
                      0x80U);
            start = end + 2;
        }
        CHECK(start == text.size());
        CHECK(has_line(unfolded(text), "DESCRIPTION:" + wide.description));
    }
}

TEST_CASE("a line of exactly 75 octets is not folded") {
    auto exact = event();
    exact.summary = std::string(75 - std::string{"SUMMARY:"}.size(), 'x');
    CHECK(has_line(text_of(exact), "SUMMARY:" + exact.summary));
    exact.summary += 'x';
    CHECK_FALSE(has_line(text_of(exact), "SUMMARY:" + exact.summary));
}
