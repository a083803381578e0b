// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/feedback.hpp"
#include "tests/support/held_measure.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using test::HeldMeasure;

namespace {

const base::Date k_after = base::Date::of(2027, 4, 1);
constexpr std::int64_t k_least = 3;

struct Read {
    std::vector<measures::FeedbackClaim> claims;
    std::vector<base::Problem> problems;
    [[nodiscard]] std::string rules() const {
        std::string text;
        for (const auto& problem : problems)
            text += (text.empty() ? "" : " ") + problem.rule;
        return text;
    }
};

Read read(const HeldMeasure& held, const std::string& bytes, base::Date today = k_after) {
    formats::ImportReader import{bytes, {.file = "f.csv"}, measures::feedback_fields()};
    Read result{measures::read_feedback(held.store(), import, held.measure(), today), {}};
    result.problems = import.problems();
    return result;
}

measures::RecordedFeedback record(HeldMeasure& held, const std::string& bytes) {
    measures::RecordedFeedback done;
    const auto found = read(held, bytes);
    REQUIRE(found.rules() == "");
    held.change([&](store::ChangeSet& change) {
        done = measures::record_feedback(held.store(), change, found.claims, k_after);
    });
    return done;
}

measures::FeedbackSummary summary(const HeldMeasure& held) {
    return measures::feedback_summaries(held.store(), held.measure(), k_least, k_after).front();
}

} // namespace

TEST_CASE(
    "forms come with our names, with codes of a tool, with its questions, and with words for the ratings") {
    const HeldMeasure held;
    for (const auto* bytes :
         {"content;overall;wish\n5;4;Steuern\n", "id;CONTENT;OVERALL;WISH\n7;5;4;Steuern\n",
          "Wie war der Inhalt?;Wie war die Fortbildung insgesamt?;Welches Thema wünschen Sie sich als "
          "nächstes?\nsehr "
          "gut;gut;Steuern\n",
          "\"CONTENT. How was the content?\",\"OVERALL. How was the training altogether?\",WISH\nvery "
          "good,good,Steuern\n"}) {
        CAPTURE(bytes);
        const auto found = read(held, bytes);
        CHECK(found.rules() == "");
        REQUIRE(found.claims.size() == 1);
        CHECK(found.claims[0].ratings[0] == 5);
        CHECK_FALSE(found.claims[0].ratings[1]);
        CHECK(found.claims[0].ratings[4] == 4);
        CHECK(found.claims[0].wish == "Steuern");
    }
}

TEST_CASE("what cannot be a form is refused") {
    HeldMeasure held;
    CHECK(read(held, "content;trainer\n6;5\n").rules() == "field.choice");
    CHECK(read(held, "measure;content\n999;5\n").rules() == "measure.unknown");
    CHECK(read(held, "id;content\n1;\n").rules() == "feedback.empty");
    CHECK(read(held, "content;trainer\n5;5\n", base::Date::of(2027, 3, 5)).rules() == "feedback.early");
    CHECK(read(held, "content;trainer\n5;5\n", base::Date::of(2027, 3, 6)).rules() == "");
    held.add("A", {180});
    held.add("B", {180});
    held.add("C", {0});
    CHECK(read(held, "content;trainer\n5;5\n4;4\n").rules() == "");
    CHECK(read(held, "content;trainer\n5;5\n4;4\n3;3\n").rules() == "feedback.too_many");
}

TEST_CASE("an export can be read twice, paper cannot be told apart") {
    HeldMeasure held;
    const std::string bytes = "id;content\n1;5\n2;4\n";
    CHECK(record(held, bytes).added == 2);
    const auto again = record(held, bytes + "3;3\n");
    CHECK(again.added == 1);
    CHECK(again.known == 2);
    CHECK(record(held, "content;trainer\n5;5\n").added == 1);
    CHECK(summary(held).returned == 4);
}

TEST_CASE(
    "no mean and no text of fewer answers than the small-group limit, and the mean is that of the answers") {
    HeldMeasure held;
    record(held, "id;content;trainer;remark\n1;5;4;Zu kurz\n2;4;;\n");
    CHECK(summary(held).ratings[0].answers == 2);
    CHECK_FALSE(summary(held).ratings[0].mean_tenths);
    CHECK(measures::feedback_texts(held.store(), held.measure(), k_least).remarks.empty());
    record(held, "id;content;trainer;remark\n3;4;;Ähnlich\n");
    CHECK(summary(held).ratings[0].mean_tenths == 43); // 13 / 3 = 4.33
    CHECK_FALSE(summary(held).ratings[1].mean_tenths);
    CHECK_FALSE(summary(held).ratings[4].mean_tenths);
    CHECK(measures::feedback_texts(held.store(), held.measure(), k_least).remarks ==
          std::vector<std::string>{"Ähnlich", "Zu kurz"});
    record(held, "id;content\n4;5\n"); // 18 / 4 = 4.5
    CHECK(summary(held).ratings[0].mean_tenths == 45);
}

TEST_CASE("wishes count for the year after, and only where enough forms wish the same") {
    HeldMeasure held;
    record(held, "id;wish\n1;Vereinsrecht\n2;Vereinsrecht\n3;Schach\n");
    const auto wishes = [&](const char* half_year) {
        return measures::topic_wishes(held.store(), *domain::HalfYear::parse(half_year), 2);
    };
    CHECK(wishes("2027-H1").empty());
    REQUIRE(wishes("2027-H2").size() == 1);
    CHECK(wishes("2027-H2").front().topic == "vereinsrecht");
    CHECK(wishes("2027-H2").front().forms == 2);
    CHECK(wishes("2028-H1").size() == 1);
    CHECK(wishes("2028-H2").empty());
    CHECK(measures::topic_wishes(held.store(), *domain::HalfYear::parse("2027-H2"), k_least).empty());
}

TEST_CASE("feedback has no column that could name a person") {
    HeldMeasure held;
    SQLite::Statement keys{held.store().db(),
                           "SELECT \"table\" FROM pragma_foreign_key_list('feedback') ORDER BY 1"};
    std::string tables;
    while (keys.executeStep())
        tables += keys.getColumn(0).getString() + ' ';
    CHECK(tables == "measure topic ");
}
