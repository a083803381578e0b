// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/demand.hpp"
#include "ehrenamt/needs/responses.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

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
