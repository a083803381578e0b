// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/statistics/indicators.hpp"
#include "ehrenamt/statistics/periods.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace ehrenamt;
using namespace ehrenamt::statistics;

namespace {

std::string days(const domain::Period& period) {
    return period.first.iso() + " " + period.last.iso();
}

Quarter quarter(const char* text) {
    return *Quarter::parse(text);
}

std::map<std::string, std::int64_t> figures_of(const store::Store& store, const ReportPeriod& period) {
    std::map<std::string, std::int64_t> values;
    for (const auto& figure : report(store, period.period, period.previous, Cut::none))
        values[std::string{figure.indicator->key}] = figure.value;
    return values;
}

} // namespace

TEST_CASE("quarters end on the last day of their third month, leap years among them") {
    CHECK(days(quarter("2027-Q1").period()) == "2027-01-01 2027-03-31");
    CHECK(days(quarter("2028-Q1").period()) == "2028-01-01 2028-03-31");
    CHECK(days(quarter("2027-Q2").period()) == "2027-04-01 2027-06-30");
    CHECK(days(quarter("2027-Q3").period()) == "2027-07-01 2027-09-30");
    CHECK(days(quarter("2027-Q4").period()) == "2027-10-01 2027-12-31");
    CHECK(days(quarter("2999-Q4").period()) == "2999-10-01 2999-12-31");
    CHECK(quarter("2027-Q3").text() == "2027-Q3");
}

TEST_CASE("what is no quarter or year is refused") {
    for (const char* text : {"2027-Q0", "2027-Q5", "2027-q1", "2027Q1", "1899-Q1", "2027-Q11", "", "20x7-Q1"})
        CHECK(Quarter::parse(text).problem().rule == std::string{"quarter.format"});
    for (const char* text : {"27", "02027", "1899", "3000", "-027", "", "2027-H1"})
        CHECK(Year::parse(text).problem().rule == std::string{"year.format"});
}

TEST_CASE("beside a period stands the one of its kind before it") {
    CHECK(days(report_period(*domain::Month::parse("2028-03"))->previous) == "2028-02-01 2028-02-29");
    CHECK(days(report_period(quarter("2027-Q1"))->previous) == "2026-10-01 2026-12-31");
    CHECK(days(report_period(*domain::HalfYear::parse("2027-H1"))->previous) == "2026-07-01 2026-12-31");
    CHECK(days(report_period(*Year::parse("2027"))->previous) == "2026-01-01 2026-12-31");
    const auto free = report_period(base::Date::of(2027, 3, 1), base::Date::of(2027, 3, 10));
    CHECK(days(free->previous) == "2027-02-19 2027-02-28");
    CHECK(free->text == "2027-03-01/2027-03-10");
}

TEST_CASE("a period that ends before it begins, or has none before it, is refused") {
    const auto first = base::Date::of(1900, 1, 1);
    CHECK(report_period(base::Date::of(2027, 2, 2), base::Date::of(2027, 2, 1)).problem().rule ==
          std::string{"period.order"});
    CHECK(report_period(first, first).problem().rule == std::string{"period.range"});
    CHECK(report_period(first.plus_days(1), first.plus_days(1)));
    CHECK(report_period(*Year::parse("1900")).problem().rule == std::string{"period.range"});
    CHECK(report_period(*Year::parse("1901")));
}

TEST_CASE("what is counted within the period adds up: half-years and quarters to the year") {
    test::SampleStore sample;
    sample.add_association("Chor", "chor"); // recorded on 2026-11-01
    sample.add_association("TSV", "tsv", "06438008");
    auto sum = figures_of(sample.get(), *report_period(*domain::HalfYear::parse("2026-H1")));
    for (const auto& [key, value] :
         figures_of(sample.get(), *report_period(*domain::HalfYear::parse("2026-H2"))))
        sum[key] += value;
    std::map<std::string, std::int64_t> quarters;
    for (const char* text : {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"})
        for (const auto& [key, value] : figures_of(sample.get(), *report_period(quarter(text))))
            quarters[key] += value;
    const auto year = figures_of(sample.get(), *report_period(*Year::parse("2026")));
    CHECK(year.at("associations_new") == 2);
    for (const auto& figure : year)
        if (figure.first != "associations") { // a stock on the last day adds up to nothing
            CHECK_MESSAGE(sum.at(figure.first) == figure.second, figure.first);
            CHECK_MESSAGE(quarters.at(figure.first) == figure.second, figure.first);
        }
}
