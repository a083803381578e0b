// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/decisions.hpp"
#include "tests/unit/funding/offenbach.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using namespace ehrenamt::offenbach;

namespace {

const HalfYear k_half = *HalfYear::parse("2027-H1");

/// Offenbach, and what it hands in and is told.
struct Applicant : Offenbach {
    funding::Submission submit() {
        const auto made = document("2027-H1");
        std::optional<funding::Submission> submitted;
        sample.change([&](store::ChangeSet& change) {
            submitted = funding::submit(sample.get(), change,
                                        funding::adopted_programme(sample.get(), k_half), made, texts());
        });
        return submitted.value();
    }

    funding::Decision decide(const funding::DecisionClaim& claim) {
        funding::Decision decision;
        sample.change([&](store::ChangeSet& change) {
            decision = funding::record_decision(sample.get(), change, k_half, claim, Date::of(2027, 3, 1));
        });
        return decision;
    }

    std::string states() {
        return sample.get()
            .db()
            .execAndGet("SELECT group_concat(state, ' ') FROM (SELECT state FROM measure ORDER BY id)")
            .getString();
    }

    void change_participants(std::int64_t persons) {
        sample.change([&](store::ChangeSet&) {
            sample.get().db().exec("UPDATE measure SET planned_participants = " + std::to_string(persons));
        });
    }
};

funding::DecisionClaim claim(funding::DecisionResult result) {
    funding::DecisionClaim made;
    made.number = "III-17";
    made.decided_on = Date::of(2027, 2, 1);
    made.result = result;
    return made;
}

/// Two measures of 300 € and 140 € and 500 € for the development, handed in on 8 January.
funding::Submission submission() {
    funding::Submission made{{}, k_half, 1, k_today, "", "", Cents{50000}, {}};
    made.measures.resize(2);
    made.measures[0].number = 1;
    made.measures[0].grant = Cents{25000};
    made.measures[0].flat = Cents{5000};
    made.measures[1].number = 2;
    made.measures[1].grant = Cents{14000};
    return made;
}

funding::DecisionClaim partial(std::map<std::int64_t, Cents> measures, std::optional<Cents> development) {
    auto made = claim(funding::DecisionResult::partial);
    made.measures = std::move(measures);
    made.development = development;
    return made;
}

/// The rules of all objections, in their order.
std::string rules(const funding::DecisionClaim& made, const std::vector<funding::KnownDecision>& earlier = {},
                  Date today = Date::of(2027, 3, 1)) {
    std::string names;
    for (const auto& problem : funding::objections(made, submission(), earlier, today))
        names += (names.empty() ? "" : " ") + problem.rule;
    return names;
}

} // namespace

TEST_CASE("what is handed in is a version, the same again is not, another content is the next one") {
    Applicant offenbach;
    CHECK_FALSE(funding::newest_submission(offenbach.sample.get(), k_half));
    const auto first = offenbach.submit();
    CHECK(first.version == 1);
    CHECK(first.measures.size() == 2);
    CHECK(first.requested() == offenbach.document("2027-H1").assessment.total);
    CHECK(offenbach.submit().version == 1);
    CHECK(offenbach.rows("submission") == 1);
    offenbach.change_participants(12);
    CHECK(offenbach.submit().version == 2);
    CHECK(offenbach.rows("submission_measure") == 4);
    CHECK(offenbach.states() == "in_application in_application");
}

TEST_CASE("a version that was handed in stays as it was, whatever becomes of the measures") {
    Applicant offenbach;
    const auto first = offenbach.submit();
    offenbach.change_participants(12);
    const auto stored = funding::newest_submission(offenbach.sample.get(), k_half);
    REQUIRE(stored);
    CHECK(stored->measures[0].participants == 10);
    CHECK(stored->requested() == first.requested());
    CHECK_FALSE(funding::same_content(*stored, offenbach.document("2027-H1")));
}

TEST_CASE("what differs from the version before is told measure by measure") {
    Applicant offenbach;
    const auto first = offenbach.submit();
    const auto now = [&] {
        return funding::differences(first, funding::adopted_programme(offenbach.sample.get(), k_half),
                                    offenbach.document("2027-H1"));
    };
    CHECK(now().empty());
    offenbach.change_participants(12);
    CHECK(now().size() == 2);
    offenbach.sample.change([&](store::ChangeSet&) {
        offenbach.sample.get().db().exec(
            "UPDATE measure SET state = 'cancelled' WHERE id = (SELECT min(id) FROM measure)");
    });
    // Persons of the one that is left, the other gone, and the sum.
    CHECK(now().size() == 3);
}

TEST_CASE("a draft after a version that was handed in leaves that version alone") {
    Applicant offenbach;
    offenbach.submit();
    offenbach.change_participants(12);
    CHECK(offenbach.record("2027-H1"));
    CHECK(offenbach.rows("submission") == 1);
    CHECK(offenbach.sample.get().db().execAndGet("SELECT state FROM application").getString() == "draft");
}

TEST_CASE("a decision in full grants each line what it asked for") {
    Applicant offenbach;
    const auto submitted = offenbach.submit();
    const auto decision = offenbach.decide(claim(funding::DecisionResult::full));
    CHECK(decision.granted() == submitted.requested());
    CHECK(decision.requested() == submitted.requested());
    CHECK(offenbach.states() == "granted granted");
    CHECK(offenbach.sample.get().db().execAndGet("SELECT min(decided_on) FROM measure").getString() ==
          "2027-02-01");
}

TEST_CASE("a decision in part rejects the measure without money and may be followed by a later one") {
    Applicant offenbach;
    const auto submitted = offenbach.submit();
    auto part = partial({{1, submitted.measures[0].requested()}, {2, Cents{0}}}, submitted.development);
    offenbach.decide(part);
    CHECK(offenbach.states() == "granted rejected");
    auto appeal = claim(funding::DecisionResult::full);
    appeal.number = "III-18";
    appeal.decided_on = Date::of(2027, 2, 20);
    offenbach.decide(appeal);
    CHECK(offenbach.states() == "granted granted");
    CHECK(offenbach.rows("decision") == 2);
}

TEST_CASE("a decision needs an application that was handed in") {
    Applicant offenbach;
    CHECK_THROWS_AS(offenbach.decide(claim(funding::DecisionResult::full)), base::Error);
    offenbach.record("2027-H1");
    CHECK_THROWS_AS(offenbach.decide(claim(funding::DecisionResult::full)), base::Error);
    CHECK(offenbach.rows("decision") == 0);
}

TEST_CASE("a measure that was cancelled by then stays cancelled and names its decision") {
    Applicant offenbach;
    offenbach.submit();
    offenbach.sample.change([&](store::ChangeSet&) {
        offenbach.sample.get().db().exec("UPDATE measure SET state = 'cancelled'");
    });
    offenbach.decide(claim(funding::DecisionResult::full));
    CHECK(offenbach.states() == "cancelled cancelled");
    CHECK(offenbach.sample.get().db().execAndGet("SELECT min(decision_number) FROM measure").getString() ==
          "III-17");
}

TEST_CASE("amounts of a decision in part are checked line by line") {
    CHECK(rules(partial({{1, Cents{30000}}, {2, Cents{100}}}, Cents{0})).empty());
    CHECK(rules(partial({{1, Cents{30001}}, {2, Cents{100}}}, Cents{0})) == "decision.above_requested");
    CHECK(rules(partial({{1, Cents{-1}}, {2, Cents{100}}}, Cents{0})) == "decision.above_requested");
    CHECK(rules(partial({{1, Cents{100}}, {2, Cents{100}}}, Cents{50001})) == "decision.above_requested");
    CHECK(rules(partial({{1, Cents{100}}, {2, Cents{100}}}, std::nullopt)) == "decision.incomplete");
    CHECK(rules(partial({{1, Cents{100}}}, Cents{0})) == "decision.incomplete");
    CHECK(rules(partial({{1, Cents{100}}, {2, Cents{1}}, {3, Cents{1}}}, Cents{0})) ==
          "decision.unknown_measure");
    CHECK(rules(partial({{1, Cents{0}}, {2, Cents{0}}}, Cents{0})) == "decision.nothing");
}

TEST_CASE("only a decision in part has amounts of its own, and its total is the sum of its lines") {
    auto full = claim(funding::DecisionResult::full);
    full.measures = {{1, Cents{100}}};
    CHECK(rules(full) == "decision.amounts");
    full.measures.clear();
    full.total = Cents{94000};
    CHECK(rules(full).empty());
    full.total = Cents{93999};
    CHECK(rules(full) == "decision.total");
    auto rejected = claim(funding::DecisionResult::rejected);
    rejected.total = Cents{0};
    CHECK(rules(rejected).empty());
}

TEST_CASE("the days of a decision are in an order that can be") {
    auto made = claim(funding::DecisionResult::full);
    CHECK(rules(made, {}, Date::of(2027, 1, 31)) == "decision.future");
    CHECK(rules(made, {}, Date::of(2027, 2, 1)).empty());
    made.decided_on = Date::of(2027, 1, 7);
    CHECK(rules(made) == "decision.before_application");
    made.decided_on = k_today;
    CHECK(rules(made).empty());
    made.proof_by = k_today;
    CHECK(rules(made) == "decision.proof");
    made.proof_by = k_today.plus_days(1);
    CHECK(rules(made).empty());
    CHECK(rules(made, {{"III-16", Date::of(2027, 1, 9)}}) == "decision.order");
    CHECK(rules(made, {{"III-16", k_today}}).empty());
    CHECK(rules(made, {{"III-17", k_today}}) == "decision.twice");
}
