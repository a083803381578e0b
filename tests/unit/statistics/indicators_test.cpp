// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/statistics/indicators.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ehrenamt;
using namespace ehrenamt::statistics;

namespace {

std::int64_t value_of(const std::vector<Figure>& figures, std::string_view key, std::string_view group = "") {
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const Figure& figure) {
        return figure.indicator->key == key && figure.group == group;
    });
    return found == figures.end() ? -1 : found->value;
}

domain::Period month(const char* text) {
    return domain::Month::parse(text)->period();
}

} // namespace

TEST_CASE("a month without data gives zeros, not an error") {
    test::SampleStore sample;
    const auto figures = report(sample.get(), month("2026-11"), month("2026-10"), Cut::none);
    CHECK(figures.size() == indicators().size());
    for (const auto& figure : figures)
        CHECK(figure.value == 0);
}

TEST_CASE("what was recorded on the first or last day of a month counts for it") {
    test::SampleStore sample;
    sample.add_association("Chor", "chor"); // recorded on 2026-11-01
    CHECK(value_of(report(sample.get(), month("2026-11"), month("2026-10"), Cut::none), "associations_new") ==
          1);
    CHECK(value_of(report(sample.get(), month("2026-10"), month("2026-09"), Cut::none), "associations") == 0);
    const auto december = report(sample.get(), month("2026-12"), month("2026-11"), Cut::none);
    CHECK(value_of(december, "associations_new") == 0);
    CHECK(value_of(december, "associations") == 1);
}

TEST_CASE("a cut shows each group and sums to the whole") {
    test::SampleStore sample;
    sample.add_association("Chor", "chor");
    sample.add_association("TSV", "tsv", "06438008");
    const auto cut = report(sample.get(), month("2026-11"), month("2026-10"), Cut::municipality);
    CHECK(value_of(cut, "associations", "06413000") == 1);
    CHECK(value_of(cut, "associations", "06438008") == 1);
}
