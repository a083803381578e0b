// SPDX-License-Identifier: EUPL-1.2
#include "tests/unit/funding/offenbach.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using namespace ehrenamt::offenbach;

TEST_CASE("the application's measures come from the adopted programme, in order of their first day") {
    Offenbach offenbach;
    const auto programme = funding::adopted_programme(offenbach.sample.get(), std::nullopt);
    CHECK(programme.half_year.text() == "2027-H1");
    CHECK(programme.development_cost == Cents{150000});
    REQUIRE(programme.measures.size() == 2);
    const auto& first = programme.measures[0];
    CHECK(first.facts.title == "Kurs K1");
    CHECK_FALSE(first.facts.specific);
    CHECK(programme.measures[1].facts.specific);
    CHECK(first.facts.teaching_time.minutes == 360);
    CHECK(first.dates == "02.02.2027 und 03.02.2027, 18:00–21:00 Uhr");
    CHECK(first.last_day == Date::of(2027, 2, 3));
    CHECK(first.trainer == "Beispiel, Anna");
    CHECK(first.place == "Volkshochschule (Offenbach am Main)");
    CHECK(first.facts.planned_participants == 10);
    CHECK(first.id.starts_with("06413000-"));
}

TEST_CASE("a proposal can be looked at before it is adopted, with the persons it seats") {
    Offenbach offenbach;
    const auto half = *HalfYear::parse("2027-H1");
    programme::Proposal proposal{.id = {},
                                 .half_year = half,
                                 .round = needs::find_round(offenbach.sample.get(), half).id,
                                 .proposed_on = Date::of(2026, 12, 9),
                                 .rules_key = "x",
                                 .rules_hash = "0"};
    proposal.courses = {programme::courses(offenbach.sample.get(), half).front().id};
    offenbach.sample.change(
        [&](store::ChangeSet& change) { programme::insert(offenbach.sample.get(), change, proposal); });
    const auto proposed = funding::programme_numbered(offenbach.sample.get(), proposal.id);
    REQUIRE(proposed.measures.size() == 1);
    CHECK(proposed.measures[0].facts.title == "Kurs K1");
    CHECK(proposed.measures[0].facts.planned_participants == 0);
    CHECK_THROWS_AS((void)funding::programme_numbered(offenbach.sample.get(), {99}), base::Error);
}

TEST_CASE("cover data, frame and survey come from the store") {
    Offenbach offenbach;
    const auto input = offenbach.document("2027-H1").input;
    CHECK(input.applicant.name == "Freiwilligenzentrum Offenbach e.V.");
    CHECK(input.applicant.municipality == "Offenbach am Main");
    REQUIRE(input.frame);
    CHECK(input.frame->amount == Cents{800000});
    REQUIRE(input.survey);
    CHECK(input.survey->responses == 0);
}

TEST_CASE("without an adopted programme there is nothing to apply for") {
    test::SampleStore empty;
    CHECK_THROWS_AS((void)funding::adopted_programme(empty.get(), std::nullopt), base::Error);
    Offenbach offenbach;
    CHECK_THROWS_AS((void)funding::adopted_programme(offenbach.sample.get(), *HalfYear::parse("2027-H2")),
                    base::Error);
}

TEST_CASE("a draft is recorded with its measures and rules, the same again changes nothing") {
    Offenbach offenbach;
    CHECK(offenbach.record("2027-H1"));
    CHECK(offenbach.rows("application") == 1);
    CHECK(offenbach.rows("application_measure") == 2);
    CHECK(offenbach.rows("rule_set") == 1);
    CHECK_FALSE(offenbach.record("2027-H1"));
}

TEST_CASE("another content replaces the draft") {
    Offenbach offenbach;
    offenbach.record("2027-H1");
    offenbach.sample.change([&](store::ChangeSet&) {
        offenbach.sample.get().db().exec("UPDATE measure SET planned_participants = 11");
    });
    CHECK(offenbach.record("2027-H1"));
    CHECK(offenbach.rows("application") == 1);
    CHECK(offenbach.rows("application_measure") == 2);
}

TEST_CASE("the second half-year counts what the first has taken of the frame") {
    Offenbach offenbach;
    const auto first = offenbach.document("2027-H1");
    offenbach.record("2027-H1");
    offenbach.adopt("2027-H2", Date::of(2027, 9, 7));
    const auto second = offenbach.document("2027-H2");
    CHECK(second.input.committed_earlier == first.assessment.total);
    CHECK(second.input.development_granted_earlier == Cents{150000});
    CHECK(second.assessment.frame_used == first.assessment.total + second.assessment.total);
    CHECK(offenbach.document("2027-H1").input.committed_earlier == Cents{0});
}
