// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/watch.hpp"
#include "tests/support/held_measure.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using test::HeldMeasure;

namespace {

constexpr measures::WatchDays k_days{14, 28, 21, 7, 14};
constexpr std::int64_t k_least = 3;

/// `minimum 2027-02-20 0/3` and so on, as of a day; the measure's sessions are on 6 and 13 March.
std::string told(const HeldMeasure& held, base::Date today, std::int64_t least = k_least,
                 bool all_forms = false) {
    std::string text;
    for (const auto& duty : measures::duties(
             held.store(), k_days, [&](base::Date) { return least; }, [&](base::Date) { return all_forms; },
             today))
        text += (text.empty() ? "" : ", ") + std::string{name(duty.kind)} + ' ' + duty.due.iso() + ' ' +
                std::to_string(duty.count) + '/' + std::to_string(duty.least);
    return text;
}

const base::Date k_before = base::Date::of(2027, 1, 10);
const base::Date k_first = base::Date::of(2027, 3, 6);

void agree(HeldMeasure& held) {
    held.change([&](store::ChangeSet& change) {
        const auto person = std::to_string(change.next_id<domain::PersonId>().value);
        const auto trainer = std::to_string(change.next_id<domain::TrainerId>().value);
        held.store().db().exec(
            "INSERT INTO person VALUES (" + person +
            ", 'T', NULL, NULL, 'p', 'b', 'r', '2027-01-02');"
            "INSERT INTO trainer (id, person) VALUES (" +
            trainer + ", " + person +
            "); INSERT INTO trainer_agreement (measure, trainer, agreed_on, fee_cents) SELECT id, " +
            trainer + ", '2027-01-02', 0 FROM measure");
    });
}

} // namespace

TEST_CASE("a measure ahead needs enrolments and an agreement, each so many days before it begins") {
    HeldMeasure held;
    CHECK(told(held, k_before) == "agreement 2027-02-06 0/0, minimum 2027-02-20 0/3");
    agree(held);
    CHECK(told(held, k_before) == "minimum 2027-02-20 0/3");
    held.add("A", {});
    held.add("B", {});
    CHECK(told(held, k_before) == "minimum 2027-02-20 2/3");
    held.add("C", {});
    CHECK(told(held, k_before).empty());
    held.run("UPDATE enrolment SET state = 'waiting' WHERE person = (SELECT max(person) FROM enrolment)");
    CHECK(told(held, k_before) == "minimum 2027-02-20 2/3");
    held.run("UPDATE course SET minimum = 2");
    CHECK(told(held, k_before).empty());
    held.run("UPDATE trainer_agreement SET ended_on = '2027-01-05'");
    CHECK(told(held, k_before) == "agreement 2027-02-06 0/0");
}

TEST_CASE("once a measure has begun nobody asks for enrolments, once it is over only for its lists") {
    HeldMeasure held;
    CHECK(told(held, k_first) == "agreement 2027-02-06 0/0, minimum 2027-02-20 0/3");
    CHECK(told(held, k_first.plus_days(1)) == "agreement 2027-02-06 0/0");
    CHECK(told(held, base::Date::of(2027, 3, 14)) == "lists 2027-03-20 2/0");
    held.add("A", {180});
    CHECK(told(held, base::Date::of(2027, 3, 14)) == "lists 2027-03-20 1/0, feedback 2027-03-27 0/1");
    held.run("INSERT INTO attendance_count SELECT id, 2, 'gender', 'f', 3 FROM measure");
    CHECK(told(held, base::Date::of(2027, 3, 14)) == "feedback 2027-03-27 0/1");
}

TEST_CASE("feedback is missing while none came back, or fewer than participants where the rules demand all") {
    HeldMeasure held;
    const auto after = base::Date::of(2027, 3, 14);
    held.add("A", {180, 180});
    held.add("B", {180, 180});
    CHECK(told(held, base::Date::of(2027, 3, 13), 0) == "agreement 2027-02-06 0/0");
    CHECK(told(held, after) == "feedback 2027-03-27 0/1");
    CHECK(told(held, after, k_least, true) == "feedback 2027-03-27 0/2");
    held.run("INSERT INTO feedback (id, measure, overall, recorded_on) SELECT 7, id, 5, '2027-03-14' FROM "
             "measure");
    CHECK(told(held, after).empty());
    CHECK(told(held, after, k_least, true) == "feedback 2027-03-27 1/2");
}

TEST_CASE("a room that was taken away or is taken twice is told, online needs none") {
    HeldMeasure held;
    agree(held);
    held.run("INSERT INTO venue (id, name, municipality) VALUES (7, 'Rathaus', '06413000')");
    CHECK(told(held, k_before, 0).empty());
    held.run("UPDATE course SET venue = 7");
    CHECK(told(held, k_before, 0) == "room 2027-02-13 2/0");
    held.run("UPDATE measure_session SET venue = 7");
    CHECK(told(held, k_before, 0).empty());
    held.run("INSERT INTO measure_session SELECT id, 3, '2027-03-06', 779, 30, 7 FROM measure");
    CHECK(told(held, k_before, 0) == "room_clash 2027-02-13 2/0");
    held.run("UPDATE measure_session SET start_minute = 780 WHERE number = 3");
    CHECK(told(held, k_before, 0).empty());
}

TEST_CASE("what was cancelled or rejected has no duties") {
    HeldMeasure held;
    held.run("UPDATE measure SET state = 'rejected'");
    CHECK(told(held, k_before).empty());
    held.run("UPDATE measure SET state = 'cancelled', cancelled_on = '2027-01-01', cancel_reason = 'r'");
    CHECK(told(held, base::Date::of(2027, 5, 1)).empty());
}
