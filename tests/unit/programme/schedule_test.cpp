// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/schedule.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using namespace ehrenamt::programme;

namespace {

base::Date day(const char* text) {
    return *base::Date::parse(text);
}

HolidayCalendar calendar() {
    return {{{day("2027-05-06"), "Christi Himmelfahrt"}},
            {{{day("2027-03-22"), day("2027-04-03")}, "Osterferien"}}};
}

std::vector<std::string> days(const Schedule& schedule) {
    std::vector<std::string> all;
    for (const auto& session : schedule.sessions)
        all.push_back(session.day.iso());
    return all;
}

} // namespace

TEST_CASE("sessions follow their rhythm") {
    const auto planned = schedule({day("2027-02-02"), 1080, 135, 3, 7}, calendar());
    CHECK(days(planned) == std::vector<std::string>{"2027-02-02", "2027-02-09", "2027-02-16"});
    CHECK(planned.sessions[2] == Session{day("2027-02-16"), 1080, 135});
    CHECK(planned.moved.empty());
}

TEST_CASE("a session on a holiday moves on by the rhythm and those behind it follow") {
    const auto planned = schedule({day("2027-03-15"), 600, 90, 3, 14}, calendar());
    CHECK(days(planned) == std::vector<std::string>{"2027-03-15", "2027-04-12", "2027-04-26"});
    REQUIRE(planned.moved.size() == 1);
    CHECK(planned.moved[0].from == day("2027-03-29"));
    CHECK(planned.moved[0].to == day("2027-04-12"));
    CHECK(planned.moved[0].holiday == "Osterferien");
}

TEST_CASE("the first and the last day of a holiday are free, the days beside them are not") {
    const auto first = [](const char* text) {
        return schedule({day(text), 600, 90, 1, 1}, calendar()).sessions.front().day.iso();
    };
    CHECK(first("2027-03-21") == "2027-03-21");
    CHECK(first("2027-03-22") == "2027-04-05");
    CHECK(first("2027-04-03") == "2027-04-10");
    CHECK(first("2027-04-04") == "2027-04-04");
}

TEST_CASE("a course of one session keeps its weekday when it moves") {
    const auto planned = schedule({day("2027-05-06"), 600, 90, 1, 1}, calendar());
    CHECK(days(planned) == std::vector<std::string>{"2027-05-13"});
}
