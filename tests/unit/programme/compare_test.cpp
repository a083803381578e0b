// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/compare.hpp"
#include "tests/unit/programme/small.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using namespace ehrenamt::programme;
using tests::SmallInstance;

TEST_CASE("a smaller budget: which course goes, which comes, who gets less") {
    auto builder = SmallInstance{}
                       .budget(20)
                       .need(1, "G01", 10, 3)
                       .need(2, "G02", 8)
                       .need(2, "G03", 7)
                       .course("G01", 7, 12, 11)
                       .course("G02", 7, 12, 9)
                       .course("G03", 7, 12, 4);
    const auto before = builder.done();
    const auto after = builder.budget(15).done();
    const auto result = compare(before, optimise(before), after, optimise(after));
    REQUIRE(result.courses.size() == 3);
    CHECK(result.courses[0].was_in);
    CHECK(result.courses[0].is_in);
    CHECK(result.courses[0].persons_after == 10);
    CHECK(result.courses[1].was_in);
    CHECK_FALSE(result.courses[1].is_in);
    CHECK(result.courses[1].persons_before == 8);
    CHECK_FALSE(result.courses[2].was_in);
    CHECK(result.courses[2].is_in);
    REQUIRE(result.associations.size() == 1);
    CHECK(result.associations[0].id == domain::AssociationId{2});
    CHECK(result.associations[0].persons_before == 8);
    CHECK(result.associations[0].persons_after == 7);
}

TEST_CASE("a course that is no candidate any more has no position there") {
    const auto before =
        SmallInstance{}.budget(9).need(1, "G01", 8).course("G01", 7, 12, 5).course("G02", 7, 12, 5).done();
    auto after = before;
    after.candidates.erase(after.candidates.begin());
    after.reach.clear();
    const auto result = compare(before, optimise(before), after, optimise(after));
    REQUIRE(result.courses.size() == 1);
    CHECK(result.courses[0].before == 0);
    CHECK_FALSE(result.courses[0].after);
    CHECK(compare(before, optimise(before), before, optimise(before)).associations.empty());
}
