// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/model.hpp"
#include "ehrenamt/programme/write_model.hpp"
#include "tests/unit/programme/small.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using namespace ehrenamt::programme;

namespace {

LinearModel small_model() {
    auto builder = tests::SmallInstance{}.budget(36'500).need(4, "G01", 8, 3).course("G01", 7, 12, 36'500);
    builder.instance.locks.with = {{1}};
    return build_model(builder.done(), Goal::weighted_persons, {});
}

} // namespace

TEST_CASE("a model is written as free MPS, to be minimised") {
    CHECK(mps_text(small_model(), {"a note"}) == R"(* a note
NAME ehrenamt_programme
ROWS
 N weighted_persons
 L link_00000000_1_00000000_1
 G minimum_00000000_1
 L capacity_00000000_1
 L budget_cents
COLUMNS
 MARKER_0 'MARKER' 'INTORG'
 course_00000000_1 weighted_persons 0
 course_00000000_1 link_00000000_1_00000000_1 -8
 course_00000000_1 minimum_00000000_1 -7
 course_00000000_1 capacity_00000000_1 -12
 course_00000000_1 budget_cents 36500
 MARKER_1 'MARKER' 'INTEND'
 seats_00000000_1_00000000_1 weighted_persons -3
 seats_00000000_1_00000000_1 link_00000000_1_00000000_1 1
 seats_00000000_1_00000000_1 minimum_00000000_1 1
 seats_00000000_1_00000000_1 capacity_00000000_1 1
RHS
 RHS budget_cents 36500
BOUNDS
 LO BOUND course_00000000_1 1
 UP BOUND course_00000000_1 1
 UP BOUND seats_00000000_1_00000000_1 8
ENDATA
)");
}

TEST_CASE("a model is written as LP, to be maximised") {
    CHECK(lp_text(small_model(), {"a note"}) == R"(\ a note
Maximize
 weighted_persons:
  + 3 seats_00000000_1_00000000_1
Subject To
 link_00000000_1_00000000_1:
  + 1 seats_00000000_1_00000000_1 - 8 course_00000000_1
  <= 0
 minimum_00000000_1:
  - 7 course_00000000_1 + 1 seats_00000000_1_00000000_1
  >= 0
 capacity_00000000_1:
  - 12 course_00000000_1 + 1 seats_00000000_1_00000000_1
  <= 0
 budget_cents:
  + 36500 course_00000000_1
  <= 36500
Bounds
 1 <= course_00000000_1 <= 1
 0 <= seats_00000000_1_00000000_1 <= 8
Generals
 course_00000000_1
End
)");
}

TEST_CASE("the file's ending decides, and one that is neither is refused") {
    CHECK(*model_text(small_model(), "modell.lp", {}) == lp_text(small_model(), {}));
    CHECK(*model_text(small_model(), "modell.mps", {}) == mps_text(small_model(), {}));
    CHECK(model_text(small_model(), "modell.txt", {}).problem().rule == "programme.model_format");
}
