// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/free_times.hpp"
#include "ehrenamt/store/list_query.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using namespace ehrenamt::programme;

namespace {

base::Date day(const char* text) {
    return *base::Date::parse(text);
}

FreeTimes good(const char* text) {
    const auto times = parse_free_times(text);
    INFO(text);
    REQUIRE(times);
    return *times;
}

std::string rule_of(const char* text) {
    const auto times = parse_free_times(text);
    return times ? "" : times.problem().rule;
}

} // namespace

TEST_CASE("free times read the same in German and English") {
    const auto times = good("tuesdays 17:00-22:00 | saturdays 2027-02-01..2027-03-31 09:00-17:00");
    REQUIRE(times.size() == 2);
    CHECK(times[0].weekday == 2U);
    CHECK(times[1].first == day("2027-02-01"));
    CHECK(times[1].to_minute == 17 * 60);
    CHECK(good("Dienstags 17:00–22:00|samstags 1.2.2027 bis 31.3.2027 9:00-17:00") == times);
    CHECK(good("always").empty());
    CHECK(good(" Immer ").empty());
    CHECK(good("daily 18:00-24:00").front().to_minute == 1440);
    CHECK(good("2027-05-08").front().last == day("2027-05-08"));
}

TEST_CASE("free times that cannot be read say why") {
    CHECK(rule_of("Dienstax") == "date.weekday");
    CHECK(rule_of("tuesdays 17:00") == "free_times.format");
    CHECK(rule_of("tuesdays 17:00-16:00") == "free_times.format");
    CHECK(rule_of("tuesdays 17:00-17:00") == "free_times.format");
    CHECK(rule_of("tuesdays 17:00-25:00") == "time.format");
    CHECK(rule_of("30.02.2027") == "date.day");
    CHECK(rule_of("2027-03-01..2027-02-01") == "free_times.format");
    CHECK(rule_of("2027-03-01 bis") == "free_times.format");
    CHECK(rule_of("2027-03-01 2027-03-08") == "free_times.format");
    CHECK(rule_of("daily") == "free_times.format");
    CHECK(rule_of("tuesdays |") == "free_times.format");
}

TEST_CASE("a session is free only if all of it lies within one of the times") {
    const auto times = good("tuesdays 17:00-22:00 | 2027-03-06 9:00-12:00");
    const auto free = [&](const char* text, int start, int minutes) {
        return is_free(times, {day(text), start, minutes});
    };
    CHECK(free("2027-03-02", 17 * 60, 300));
    CHECK_FALSE(free("2027-03-02", 17 * 60, 301));
    CHECK_FALSE(free("2027-03-02", 17 * 60 - 1, 60));
    CHECK_FALSE(free("2027-03-03", 18 * 60, 60));
    CHECK(free("2027-03-06", 9 * 60, 180));
    CHECK_FALSE(free("2027-03-13", 9 * 60, 180));
    CHECK(is_free({}, {day("2027-03-13"), 0, 1440}));
}

TEST_CASE("stored free times come back, and so does what a list shows of them") {
    test::SampleStore sample;
    const auto times =
        good("2027-05-08 | mondays | daily 8:00-9:05 | sundays 2027-01-03..2027-06-27 00:01-24:00");
    sample.change([&](store::ChangeSet& change) {
        const auto id = change.next_id<domain::VenueId>();
        SQLite::Statement insert{
            sample.get().db(),
            "INSERT INTO venue (id, name, municipality) VALUES (?, 'Rathaus', '06413000')"};
        insert.bind(1, id.value);
        insert.exec();
        write_free_times(sample.get(), FreeTimesOf::venues, id.value, times);
    });
    const auto stored = stored_free_times(sample.get(), FreeTimesOf::venues);
    REQUIRE(stored.size() == 1);
    CHECK(stored.begin()->second == times);
    const auto& kind = *store::find_kind("venues");
    const auto column = store::find_column(kind, "free");
    REQUIRE(column);
    SQLite::Statement list{sample.get().db(), "SELECT " + std::string{kind.columns[*column].sql} + " FROM " +
                                                  std::string{kind.tables}};
    REQUIRE(list.executeStep());
    CHECK(good(list.getColumn(0).getString().c_str()) == times);
}
