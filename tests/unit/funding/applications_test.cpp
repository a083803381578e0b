// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/applications.hpp"
#include "ehrenamt/funding/stored.hpp"
#include "ehrenamt/measures/measures.hpp"
#include "ehrenamt/needs/survey_round.hpp"
#include "ehrenamt/programme/courses.hpp"
#include "tests/support/sample_store.hpp"
#include "tests/unit/funding/rule_text.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using base::Date;
using domain::Cents;
using domain::HalfYear;

namespace {

const Date k_today = Date::of(2027, 1, 8);

/// A store with an adopted programme of two courses for the first half of 2027.
struct Offenbach {
    test::SampleStore sample;

    Offenbach() { adopt("2027-H1", Date::of(2027, 2, 2)); }

    void adopt(const std::string& half_year, Date first_day) {
        const auto half = *HalfYear::parse(half_year);
        sample.change([&](store::ChangeSet& change) {
            needs::open_round(sample.get(), change, half, Date::of(2026, 11, 2), Date::of(2026, 11, 27));
            programme::record_courses(sample.get(), change,
                                      {course(half, "K1", "vereinsrecht", 30000, first_day),
                                       course(half, "K2", "demenzbegleitung", 12000, first_day.plus_days(7))},
                                      k_today);
        });
        sample.change([&](store::ChangeSet& change) {
            programme::Proposal proposal{.id = {},
                                         .half_year = half,
                                         .round = needs::find_round(sample.get(), half).id,
                                         .proposed_on = Date::of(2026, 12, 7),
                                         .budget = Cents{800000},
                                         .development = Cents{150000},
                                         .rules_key = "he-qualifizierung",
                                         .rules_hash = "0"};
            for (const auto& c : programme::courses(sample.get(), half))
                proposal.courses.push_back(c.id);
            programme::insert(sample.get(), change, proposal);
            plan(change, proposal);
        });
    }

    static programme::CourseFacts course(HalfYear half, const std::string& reference,
                                         const std::string& topic, std::int64_t fee, Date first_day) {
        programme::CourseFacts facts;
        facts.half_year = half;
        facts.reference = reference;
        facts.title = "Kurs " + reference;
        facts.topic = topic;
        facts.trainer = "Beispiel, Anna";
        facts.venue = "Volkshochschule";
        facts.municipality = *domain::Ags::parse("06413000");
        facts.capacity = 16;
        facts.fee = Cents{fee};
        facts.material = Cents{2000};
        facts.partner = "VHS";
        facts.no_supraregional_offer = topic == "demenzbegleitung" ? "liegt in Kassel" : "";
        facts.sessions = {{first_day, 1080, 180}, {first_day.plus_days(1), 1080, 180}};
        return facts;
    }

    /// Adopted as it was proposed, ten participants each.
    void plan(store::ChangeSet& change, const programme::Proposal& proposal) {
        programme::mark_adopted(sample.get(), proposal, Date::of(2026, 12, 8));
        SQLite::Statement insert{sample.get().db(),
                                 "INSERT INTO measure (id, course, programme, planned_participants, state) "
                                 "VALUES (?, ?, ?, 10, 'planned')"};
        for (const auto course_id : proposal.courses) {
            insert.bind(1, change.next_id<domain::MeasureId>().value);
            insert.bind(2, course_id.value);
            insert.bind(3, proposal.id.value);
            insert.exec();
            insert.reset();
        }
    }

    static const funding::RuleTexts& texts() {
        static const funding::RuleTexts k_texts{
            rule_text::file_text(EHRENAMT_SOURCE_DIR "/data/funding/he-qualifizierung.toml"), std::nullopt};
        return k_texts;
    }

    funding::ApplicationDocument document(const std::string& half_year) {
        static const auto k_rules = rule_text::read(texts().state);
        const auto programme = funding::adopted_programme(sample.get(), *HalfYear::parse(half_year));
        return funding::make_application(funding::application_input(sample.get(), programme, k_today),
                                         k_rules, funding::stored_holidays(sample.get()));
    }

    bool record(const std::string& half_year) {
        const auto made = document(half_year);
        return sample.change([&](store::ChangeSet& change) {
            funding::record_draft(sample.get(), change,
                                  funding::adopted_programme(sample.get(), *HalfYear::parse(half_year)), made,
                                  texts());
        });
    }

    std::int64_t rows(const std::string& table) {
        // A table's name cannot be bound.
        return sample.get().db().execAndGet("SELECT count(*) FROM " + table).getInt64();
    }
};

} // namespace

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

TEST_CASE("what was submitted is not replaced") {
    Offenbach offenbach;
    offenbach.record("2027-H1");
    offenbach.sample.change([&](store::ChangeSet&) {
        offenbach.sample.get().db().exec("UPDATE application SET state = 'submitted'");
    });
    CHECK_THROWS_AS(offenbach.record("2027-H1"), base::Error);
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
