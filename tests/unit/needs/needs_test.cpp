// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/demand.hpp"
#include "ehrenamt/needs/responses.hpp"
#include "ehrenamt/needs/survey_round.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using namespace ehrenamt::needs;

namespace {

const base::Date k_opened = base::Date::of(2026, 11, 2);
const base::Date k_closes = base::Date::of(2026, 11, 27);
const base::Date k_today = base::Date::of(2026, 11, 30);

/// A store with three associations and an open round.
struct Survey {
    test::SampleStore sample;
    domain::AssociationId choir =
        sample.add_association("Chor Harmonie e.V.", "chor harmonie", "06413000", "1331");
    domain::AssociationId sport = sample.add_association("TSV Beispiel 1899 e.V.", "tsv beispiel 1899");
    domain::AssociationId twin_a = sample.add_association("Förderverein", "forderverein");
    domain::AssociationId twin_b = sample.add_association("Förderverein e.V.", "forderverein", "06438008");

    Survey() {
        sample.change([&](store::ChangeSet& change) {
            open_round(sample.get(), change, *domain::HalfYear::parse("2027-H1"), k_opened, k_closes);
        });
    }

    [[nodiscard]] SurveyRound round() { return find_round(sample.get(), std::nullopt); }

    struct Read {
        std::vector<NeedRow> rows;
        std::vector<base::Problem> problems;
    };
    Read read(const std::string& lines) {
        const std::string bytes =
            "antwort_nr;eingang;verein;registergericht;vr_nummer;thema;personen;prioritaet;zeit;"
            "umkreis_km\n" +
            lines;
        formats::ImportReader import{bytes, {.file = "a.csv"}, response_fields()};
        Read result{read_responses(sample.get(), import, k_today), import.problems()};
        return result;
    }

    RecordedNeeds record(const std::vector<NeedRow>& rows) {
        RecordedNeeds done;
        sample.change(
            [&](store::ChangeSet& change) { done = record_needs(sample.get(), change, round(), rows); });
        return done;
    }
};

std::string only_rule(const Survey::Read& read) {
    return read.problems.size() == 1 ? read.problems[0].rule
                                     : std::to_string(read.problems.size()) + " problems";
}

} // namespace

TEST_CASE("a round invites the active associations of the area") {
    Survey survey;
    CHECK(survey.round().invited == 3);
    CHECK_THROWS_AS(survey.sample.change([&](store::ChangeSet& change) {
        open_round(survey.sample.get(), change, *domain::HalfYear::parse("2027-H1"), k_opened, k_closes);
    }),
                    base::Error);
}

TEST_CASE("a response form is read by register number, name and German words") {
    Survey survey;
    const auto read = survey.read("A1;02.11.2026;;M1114;1331;vereinsrecht;7;1;abends;15\n"
                                  "A2;2026-11-03;tsv beispiel 1899;;;datenschutz;2;;;\n");
    REQUIRE(read.rows.size() == 2);
    CHECK(read.rows[0].association == survey.choir);
    CHECK(read.rows[0].time == TimeWish::evening);
    CHECK(read.rows[0].travel_km == 15);
    CHECK(read.rows[1].association == survey.sport);
    CHECK(read.rows[1].priority == 2);
    CHECK_FALSE(read.rows[1].travel_km);
}

TEST_CASE("each thing that is wrong with a response has its rule and its place") {
    Survey survey;
    const auto rule = [&](const char* line) { return only_rule(survey.read(line)); };
    CHECK(rule("A1;02.11.2026;Niemand;;;vereinsrecht;7;1;;\n") == "association.unknown");
    CHECK(rule("A1;02.11.2026;Förderverein;;;vereinsrecht;7;1;;\n") == "association.ambiguous");
    CHECK(rule("A1;02.11.2026;Chor Harmonie;M1114;99999;vereinsrecht;7;1;;\n") == "association.unknown");
    CHECK(rule("A1;02.11.2026;TSV Beispiel 1899;M1114;1331;vereinsrecht;7;1;;\n") == "association.mismatch");
    CHECK(rule("A1;02.11.2026;Chor Harmonie;M1114;;vereinsrecht;7;1;;\n") == "association.register");
    CHECK(rule("A1;02.11.2026;Chor Harmonie;;;vereinsrechd;7;1;;\n") == "topic.unknown");
    CHECK(rule("A1;02.11.2026;Chor Harmonie;;;vereinsrecht;-1;1;;\n") == "number.between");
    CHECK(rule("A1;02.11.2026;Chor Harmonie;;;vereinsrecht;0;1;;\n") == "number.between");
    CHECK(rule("A1;02.11.2026;Chor Harmonie;;;vereinsrecht;7;4;;\n") == "number.between");
    CHECK(rule("A1;02.11.2026;Chor Harmonie;;;vereinsrecht;7;1;nachts;\n") == "field.choice");
    CHECK(rule("A1;01.12.2026;Chor Harmonie;;;vereinsrecht;7;1;;\n") == "response.future");
    const auto read = survey.read("A1;02.11.2026;Chor Harmonie;;;vereinsrechd;7;1;;\n");
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems[0].place.line == 2);
    CHECK(read.problems[0].place.column == 6);
    CHECK(read.problems[0].value == "vereinsrechd");
    CHECK(base::english(read.problems[0].message).find("did you mean 'vereinsrecht'") != std::string::npos);
}

TEST_CASE("rows of one file must not contradict each other") {
    Survey survey;
    CHECK(only_rule(survey.read(
              "A1;;Chor Harmonie;;;vereinsrecht;7;1;;\nA1;;TSV Beispiel 1899;;;vereinsrecht;7;1;;\n")) ==
          "response.two_associations");
    CHECK(only_rule(survey.read(
              "A1;;Chor Harmonie;;;vereinsrecht;7;1;;\nA2;;Chor Harmonie;;;vereinsrecht;7;1;;\n")) ==
          "response.twice");
    CHECK(only_rule(survey.read(
              "A1;;Chor Harmonie;;;vereinsrecht;7;1;;\nA1;;Chor Harmonie;;;vereinsrecht;3;1;;\n")) ==
          "response.topic_twice");
}

TEST_CASE("a second run changes nothing and a longer file adds only what is new") {
    Survey survey;
    auto rows = survey.read("A1;02.11.2026;Chor Harmonie;;;vereinsrecht;7;1;abends;15\n").rows;
    const auto first = survey.record(rows);
    CHECK(first.responses_new == 1);
    CHECK(first.needs_new == 1);
    const auto log_length = store::change_log(survey.sample.get()).size();
    const auto second = survey.record(rows);
    CHECK(second.needs_same == 1);
    CHECK(second.responses_new + second.needs_new + second.needs_changed == 0);
    CHECK(store::change_log(survey.sample.get()).size() == log_length);
    rows = survey
               .read("A1;02.11.2026;Chor Harmonie;;;vereinsrecht;8;1;abends;\n"
                     "A2;;TSV Beispiel 1899;;;vereinsrecht;2;1;;\n")
               .rows;
    const auto third = survey.record(rows);
    CHECK(third.needs_changed == 1);
    CHECK(third.needs_new == 1);
    SQLite::Statement travel{survey.sample.get().db(),
                             "SELECT persons, travel_km FROM need ORDER BY id LIMIT 1"};
    REQUIRE(travel.executeStep());
    CHECK(travel.getColumn(0).getInt() == 8);
    CHECK(travel.getColumn(1).getInt() == 15); // a blank cell takes nothing away
}

TEST_CASE("an answer after the close is kept and counted as late") {
    Survey survey;
    const auto done = survey.record(survey
                                        .read("A1;27.11.2026;Chor Harmonie;;;vereinsrecht;7;1;;\n"
                                              "A2;28.11.2026;TSV Beispiel 1899;;;vereinsrecht;7;1;;\n")
                                        .rows);
    CHECK(done.responses_new == 2);
    CHECK(done.responses_late == 1);
}

TEST_CASE("an association answers once, also over two files") {
    Survey survey;
    survey.record(survey.read("A1;;Chor Harmonie;;;vereinsrecht;7;1;;\n").rows);
    const auto again = survey.record(survey.read("B1;;Chor Harmonie;;;vereinsrecht;7;1;;\n").rows);
    REQUIRE(again.problems.size() == 1);
    CHECK(again.problems[0].rule == "response.answered");
}

TEST_CASE("demand sums persons by topic with priorities and never extrapolates") {
    Survey survey;
    survey.record(survey
                      .read("A1;;Chor Harmonie;;;vereinsrecht;7;1;abends;\n"
                            "A2;;TSV Beispiel 1899;;;vereinsrecht;2;3;samstag;\n"
                            "A2;;TSV Beispiel 1899;;;datenschutz;4;2;;\n")
                      .rows);
    const auto result = demand(survey.sample.get(), survey.round(), DemandBy::topic);
    CHECK(result.responses_of_invited == 2);
    REQUIRE(result.rows.size() == 2);
    CHECK(result.rows[0].key == "vereinsrecht");
    CHECK(result.rows[0].associations == 2);
    CHECK(result.rows[0].persons == 9);
    CHECK(result.rows[0].persons_by_priority == std::array<std::int64_t, 3>{7, 0, 2});
    CHECK(result.rows[0].evening == 7);
    CHECK(result.rows[0].saturday == 2);
    CHECK(demand(survey.sample.get(), survey.round(), DemandBy::municipality).rows[0].persons == 13);
}
