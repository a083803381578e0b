// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/measures.hpp"
#include "ehrenamt/needs/responses.hpp"
#include "ehrenamt/programme/candidates.hpp"
#include "ehrenamt/programme/proposals.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using namespace ehrenamt::programme;

namespace {

const base::Date k_today = base::Date::of(2026, 12, 7);
const auto k_half_year = *domain::HalfYear::parse("2027-H1");

CourseFacts course(const std::string& reference, const std::string& topic, base::Date day, int start) {
    CourseFacts facts;
    facts.half_year = k_half_year;
    facts.reference = reference;
    facts.title = "Kurs " + reference;
    facts.topic = topic;
    facts.trainer = "Beispiel, Anna";
    facts.venue = "Rathaus";
    facts.municipality = *domain::Ags::parse("06413000");
    facts.capacity = 12;
    facts.fee = {21'000};
    facts.sessions = {{day, start, 90}};
    return facts;
}

/// A store with a choir in Offenbach and a club in Mühlheim, and what they asked for.
struct Stored {
    test::SampleStore sample;
    domain::AssociationId choir = sample.add_association("Chor Harmonie", "chor harmonie");
    domain::AssociationId club = sample.add_association("TSV Beispiel", "tsv beispiel", "06438008");
    domain::AssociationId nowhere = sample.add_association("Ohne Ort", "ohne ort", "");

    Stored() {
        sample.change([&](store::ChangeSet& change) {
            const auto round = needs::open_round(sample.get(), change, k_half_year,
                                                 base::Date::of(2026, 11, 2), base::Date::of(2026, 11, 27));
            const auto asked = [&](const char* reference, domain::AssociationId association,
                                   const char* topic, needs::TimeWish time, std::optional<std::int64_t> km) {
                return needs::NeedRow{reference, base::Date::of(2026, 11, 3), association, topic, 8, 1, time,
                                      km};
            };
            needs::record_needs(sample.get(), change, round,
                                {asked("A1", choir, "vereinsrecht", needs::TimeWish::evening, 5),
                                 asked("A2", club, "vereinsrecht", needs::TimeWish::saturday, 5),
                                 asked("A2", club, "datenschutz", needs::TimeWish::any, 1),
                                 asked("A3", nowhere, "vereinsrecht", needs::TimeWish::any, 1)});
        });
    }

    RecordedCourses record(const std::vector<CourseFacts>& rows) {
        RecordedCourses done;
        sample.change(
            [&](store::ChangeSet& change) { done = record_courses(sample.get(), change, rows, k_today); });
        return done;
    }

    Assembled assembled() {
        std::vector<Offer> offers;
        for (auto& one : courses(sample.get(), k_half_year))
            offers.push_back({one, 7, {20'000}, {1'000}});
        auto result = assemble(sample.get(), needs::find_round(sample.get(), k_half_year), std::move(offers));
        result.instance.budget = {100'000};
        return result;
    }

    /// Records two courses, chooses, and keeps the proposal.
    Proposal proposed() {
        record({course("K1", "vereinsrecht", base::Date::of(2027, 2, 2), 18 * 60)});
        const auto data = assembled();
        Proposal proposal{{}, k_half_year, needs::find_round(sample.get(), k_half_year).id, k_today};
        proposal.rules_key = "he";
        proposal.rules_hash = "abc";
        take_decision(proposal, data.instance, optimise(data.instance));
        sample.change([&](store::ChangeSet& change) { insert(sample.get(), change, proposal); });
        return proposal;
    }
};

} // namespace

TEST_CASE("a course is found again as it was written, and the same again changes nothing") {
    Stored stored;
    const auto wanted = course("K1", "vereinsrecht", base::Date::of(2027, 2, 2), 1080);
    auto done = stored.record({wanted});
    CHECK(done.courses_new == 1);
    CHECK(done.trainers_new == 1);
    CHECK(done.venues_new == 1);
    const auto all = courses(stored.sample.get(), k_half_year);
    REQUIRE(all.size() == 1);
    CHECK(all[0].facts == wanted);
    CHECK_FALSE(all[0].specific);
    CHECK(stored.record({wanted}).courses_same == 1);

    auto online = wanted;
    online.venue.clear();
    online.municipality.reset();
    online.trainer.clear();
    online.minimum = 8;
    CHECK(stored.record({online}).courses_changed == 1);
    CHECK(courses(stored.sample.get(), k_half_year)[0].facts == online);
}

TEST_CASE("a need reaches a course of its topic, near enough, at its time") {
    Stored stored;
    stored.record({course("evening", "vereinsrecht", base::Date::of(2027, 2, 2), 17 * 60),
                   course("early", "vereinsrecht", base::Date::of(2027, 2, 2), 17 * 60 - 1),
                   course("saturday", "vereinsrecht", base::Date::of(2027, 2, 6), 18 * 60),
                   course("data", "datenschutz", base::Date::of(2027, 2, 3), 18 * 60)});
    const auto data = stored.assembled();
    // The choir comes in the evening; the club's 5 km do not reach Offenbach's centre on a Saturday, nor its
    // 1 km any day; where the third one sits is not known, so that everything counts as near.
    CHECK(data.instance.reach == std::vector<Reach>{{0, 0}, {3, 0}, {3, 1}, {3, 2}});
    CHECK(data.places_unknown == 1);
    CHECK(data.sources[0].association == "Chor Harmonie");
    CHECK(data.instance.needs[0].weight == 3);
}

TEST_CASE("everybody is near to an online course") {
    Stored stored;
    auto online = course("K1", "datenschutz", base::Date::of(2027, 2, 3), 600);
    online.venue.clear();
    online.municipality.reset();
    stored.record({online});
    CHECK(stored.assembled().instance.reach == std::vector<Reach>{{2, 0}});
}

TEST_CASE("distances are those along the great circle") {
    CHECK(distance_m(50'100'000, 8'760'000, 50'100'000, 8'760'000) == 0);
    // One degree of latitude on a sphere of 6,371.0008 km.
    CHECK(distance_m(50'000'000, 8'000'000, 51'000'000, 8'000'000) == 111'195);
    // Kassel town hall to Darmstadt's Luisenplatz, about 170 km.
    const auto far = distance_m(51'312'700, 9'494'700, 49'872'600, 8'651'200);
    CHECK(far > 168'000);
    CHECK(far < 172'000);
}

TEST_CASE("a proposal is read as it was kept, and its figures come out the same") {
    Stored stored;
    const auto kept = stored.proposed();
    const auto found = find_proposal(stored.sample.get(), kept.id);
    CHECK(found.courses == kept.courses);
    CHECK(found.inputs_hash == kept.inputs_hash);
    CHECK(found.budget == kept.budget);
    const auto data = stored.assembled();
    const auto programme = programme_of(found, data.instance);
    CHECK(programme.seating.persons == 12);
    CHECK(programme.score == optimise(data.instance).score);
    CHECK(newest_proposal(stored.sample.get(), k_half_year)->id == kept.id);
    CHECK_FALSE(newest_proposal(stored.sample.get(), *domain::HalfYear::parse("2027-H2")));
    CHECK_THROWS_AS(find_proposal(stored.sample.get(), domain::ProgrammeId{1}), base::Error);
}

TEST_CASE("a proposal whose inputs changed is not explained as if they had not") {
    Stored stored;
    const auto kept = stored.proposed();
    auto changed = stored.assembled().instance;
    changed.budget = {99'999};
    CHECK_THROWS_AS(programme_of(kept, changed), base::Error);
    changed = stored.assembled().instance;
    changed.candidates[0].sessions[0].minutes += 1;
    CHECK_THROWS_AS(programme_of(kept, changed), base::Error);
}

TEST_CASE("the fingerprint does not depend on the order in which locks were named") {
    Stored stored;
    stored.proposed();
    auto one = stored.assembled().instance;
    auto other = one;
    one.locks.without = {{1}, {2}};
    other.locks.without = {{2}, {1}};
    CHECK(fingerprint(one) == fingerprint(other));
    other.locks = {.with = {{1}, {2}}, .without = {}, .at_most = {}};
    CHECK(fingerprint(one) != fingerprint(other));
}

TEST_CASE("an adopted programme makes measures once, and their courses stay") {
    Stored stored;
    const auto kept = stored.proposed();
    stored.sample.change([&](store::ChangeSet& change) {
        CHECK(measures::adopt(stored.sample.get(), change, kept, k_today).size() == 1);
    });
    CHECK(find_proposal(stored.sample.get(), kept.id).adopted_on == k_today);
    CHECK_THROWS_AS(stored.sample.change([&](store::ChangeSet& change) {
        measures::adopt(stored.sample.get(), change, kept, k_today);
    }),
                    base::Error);
    auto changed = course("K1", "vereinsrecht", base::Date::of(2027, 2, 2), 18 * 60);
    CHECK(stored.record({changed}).problems.empty());
    changed.capacity = 11;
    const auto refused = stored.record({changed});
    REQUIRE(refused.problems.size() == 1);
    CHECK(refused.problems[0].rule == "course.adopted");
}
