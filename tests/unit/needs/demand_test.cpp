// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/demand.hpp"
#include "ehrenamt/needs/responses.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

using namespace ehrenamt;
using namespace ehrenamt::needs;

namespace {

struct Surveys {
    test::SampleStore sample;
    domain::AssociationId first = sample.add_association("Erster", "erster");
    domain::AssociationId second = sample.add_association("Zweiter", "zweiter");
    SurveyRound before = open("2026-H2");
    SurveyRound now = open("2027-H1");

    SurveyRound open(const char* half_year) {
        sample.change([&](store::ChangeSet& change) {
            open_round(sample.get(), change, *domain::HalfYear::parse(half_year), base::Date::of(2026, 11, 2),
                       base::Date::of(2026, 11, 27));
        });
        return find_round(sample.get(), *domain::HalfYear::parse(half_year));
    }

    void answer(const SurveyRound& round, domain::AssociationId association, const std::string& topic,
                std::int64_t persons) {
        sample.change([&](store::ChangeSet& change) {
            NeedRow row{std::to_string(association.value), base::Date::of(2026, 11, 20), association, topic};
            row.persons = persons;
            REQUIRE(record_needs(sample.get(), change, round, {row}).problems.empty());
        });
    }

    /// Adopts a programme of one course a topic; seats as many as are given for each.
    void adopt(const SurveyRound& round, const std::map<std::string, std::int64_t>& seats) {
        sample.change([&](store::ChangeSet& change) {
            auto& db = sample.get().db();
            const auto programme = change.next_id<domain::ProgrammeId>().value;
            run(db, R"(
                INSERT INTO programme (id, half_year, round, proposed_on, adopted_on, budget_cents, development_cents, status,
                                       bound, inputs_hash, rules_key, rules_hash)
                VALUES (?1, ?2, ?3, '2026-12-01', '2026-12-02', 0, 0, 'optimal', 0, zeroblob(32), 'x', 'x'))",
                programme, round.half_year.text(), round.id.value);
            for (const auto& [topic, persons] : seats) {
                const auto course = change.next_id<domain::CourseId>().value;
                run(db, R"(
                    INSERT INTO course (id, half_year, reference, title, topic, capacity, fee_cents, material_cents, other_cents,
                                        participant_fees_cents, registered_on)
                    VALUES (?1, ?2, ?3, 'Kurs', ?3, 100, 0, 0, 0, 0, '2026-12-01'))",
                    course, round.half_year.text(), topic);
                run(db, "INSERT INTO programme_course (programme, course) VALUES (?1, ?2)", programme,
                    course);
                run(db, R"(
                    INSERT INTO programme_seat (programme, need, course, persons)
                    SELECT ?1, n.id, ?2, ?3 FROM need n JOIN response r ON r.id = n.response
                    WHERE n.topic = ?4 AND r.round = ?5)",
                    programme, course, persons, topic, round.id.value);
            }
        });
    }
    template <class... Values>
    static void run(SQLite::Database& db, const char* sql, const Values&... values) {
        SQLite::Statement statement{db, sql};
        int index = 0;
        (statement.bind(++index, values), ...);
        statement.exec();
    }

    [[nodiscard]] Demand topics() { return demand(sample.get(), now, DemandBy::topic); }
};

ComparedTopic compared(const std::string& key, std::int64_t associations_before, std::int64_t associations) {
    ComparedTopic topic;
    topic.key = key;
    topic.associations_before = associations_before;
    topic.persons_before = 10 * associations_before;
    topic.associations = associations;
    topic.persons = 10 * associations;
    return topic;
}

} // namespace

TEST_CASE("general and specific topics count each association once") {
    Surveys surveys;
    surveys.answer(surveys.now, surveys.first, "fundraising", 4);
    surveys.answer(surveys.now, surveys.first, "vereinsrecht", 2);
    surveys.answer(surveys.now, surveys.first, "suchthilfe", 3);
    surveys.answer(surveys.now, surveys.second, "fundraising", 1);
    const auto demand = surveys.topics();
    CHECK(demand.general.associations == 2);
    CHECK(demand.general.persons == 7);
    CHECK(demand.specific.associations == 1);
    CHECK(demand.specific.persons == 3);
}

TEST_CASE("without an adopted programme nothing is said to be unmet") {
    Surveys surveys;
    surveys.answer(surveys.before, surveys.first, "fundraising", 4);
    surveys.answer(surveys.now, surveys.first, "fundraising", 4);
    CHECK_FALSE(surveys.topics().unmet_from.has_value());
    const auto topics = compare_rounds(surveys.sample.get(), surveys.before, surveys.now);
    REQUIRE(topics.size() == 1);
    CHECK_FALSE(topics[0].seats.has_value());
    CHECK_FALSE(topics[0].unmet_before().has_value());
}

TEST_CASE("a wish was met, in part, or not at all by the programme adopted after the survey before") {
    Surveys surveys;
    surveys.answer(surveys.before, surveys.first, "fundraising", 4);
    surveys.answer(surveys.before, surveys.first, "vereinsrecht", 5);
    surveys.answer(surveys.before, surveys.first, "suchthilfe", 3);
    surveys.answer(surveys.now, surveys.first, "fundraising", 6);
    surveys.answer(surveys.now, surveys.first, "vereinsrecht", 1);
    surveys.answer(surveys.now, surveys.second, "datenschutz", 2);
    surveys.adopt(surveys.before, {{"fundraising", 4}, {"vereinsrecht", 2}});

    std::map<std::string, ComparedTopic> topics;
    for (const auto& topic : compare_rounds(surveys.sample.get(), surveys.before, surveys.now))
        topics[topic.key] = topic;
    REQUIRE(topics.size() == 4);
    CHECK(topics["fundraising"].seats == 4);
    CHECK(topics["fundraising"].unmet_before() == 0); // met
    CHECK(topics["vereinsrecht"].seats == 2);
    CHECK(topics["vereinsrecht"].unmet_before() == 3); // in part
    CHECK(topics["suchthilfe"].seats == 0);
    CHECK(topics["suchthilfe"].unmet_before() == 3); // not met
    CHECK(topics["datenschutz"].is_new());
    CHECK(topics["datenschutz"].unmet_before() == 0); // nobody had wished for it

    const auto demand = surveys.topics();
    CHECK(demand.unmet_from == surveys.before.half_year);
    std::map<std::string, std::int64_t> unmet;
    for (const auto& row : demand.rows)
        unmet[row.key] = row.unmet_before;
    CHECK(unmet ==
          std::map<std::string, std::int64_t>{{"fundraising", 0}, {"vereinsrecht", 3}, {"datenschutz", 0}});
    CHECK_FALSE(needs::demand(surveys.sample.get(), surveys.before, DemandBy::topic).unmet_from.has_value());
}

TEST_CASE("a wish is new, stays or is gone") {
    Surveys surveys;
    surveys.answer(surveys.before, surveys.first, "fundraising", 4);
    surveys.answer(surveys.before, surveys.second, "vereinsrecht", 5);
    surveys.answer(surveys.now, surveys.first, "fundraising", 6);
    surveys.answer(surveys.now, surveys.second, "suchthilfe", 2);
    const auto topics = compare_rounds(surveys.sample.get(), surveys.before, surveys.now);
    REQUIRE(topics.size() == 3);
    CHECK(topics[0].key == "fundraising");
    CHECK_FALSE(topics[0].is_new());
    CHECK_FALSE(topics[0].gone());
    CHECK(topics[1].key == "suchthilfe");
    CHECK(topics[1].is_new());
    CHECK(topics[2].key == "vereinsrecht");
    CHECK(topics[2].gone());
}

TEST_CASE("a compared topic that was small in either round is merged") {
    std::vector<ComparedTopic> topics = {compared("a", 5, 5), compared("b", 2, 5), compared("c", 3, 3)};
    CHECK(merge_small_topics(topics, 3) == 2); // c joins, for b alone could be worked out
    REQUIRE(topics.size() == 2);
    CHECK(topics[0].key == "a");
    CHECK(topics[1].key.empty());

    topics = {compared("a", 0, 3), compared("b", 3, 0)};
    CHECK(merge_small_topics(topics, 3) == 0);

    topics = {compared("a", 0, 2)};
    CHECK(merge_small_topics(topics, 3) == 1);
    CHECK(topics.empty());
}
