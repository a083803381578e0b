// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/questionnaire.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <set>

using namespace ehrenamt;
using namespace ehrenamt::needs;

namespace {

/// A letter, then letters and digits, at most 20: what every tool takes.
bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= 20 && std::isalpha(static_cast<unsigned char>(code[0])) != 0 &&
           std::all_of(code.begin(), code.end(),
                       [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; });
}

Questionnaire stored_questionnaire(test::SampleStore& sample, const std::vector<std::string>& topics = {}) {
    sample.change([&](store::ChangeSet& change) {
        open_round(sample.get(), change, *domain::HalfYear::parse("2027-H1"), base::Date::of(2026, 11, 2),
                   base::Date::of(2026, 11, 27), topics);
    });
    return questionnaire(sample.get(), find_round(sample.get(), std::nullopt));
}

} // namespace

TEST_CASE("a topic's code depends on its key alone and fits every tool") {
    CHECK(topic_code("buchfuehrung") == "buchfuehrung");
    CHECK(topic_code("social_media") == "socialmedia");
    CHECK(topic_code("barrierefreiheit_gebaerden") == "barrierefreihe5wvf3w");
    CHECK(topic_code("freiwilligenkoordina") == "freiwilligenkoordina");
    CHECK(topic_code("time") == "time1");
    CHECK(topic_code("other") == "other1");
}

TEST_CASE("all codes of the questionnaire are fit and no two alike where they meet") {
    test::SampleStore sample;
    const auto form = stored_questionnaire(sample);
    std::set<std::string_view> questions;
    for (const auto& group : form.groups)
        for (const auto& question : group.questions) {
            CHECK(is_code(question.code));
            CHECK(questions.insert(question.code).second);
            for (const auto* list : {&question.options, &question.items}) {
                std::set<std::string> codes;
                std::set<std::string> values;
                for (const auto& option : *list) {
                    CHECK((is_code(option.code) || question.code == question::k_priority ||
                           question.code == question::k_own_priority));
                    CHECK((question.type != QuestionType::one_of || option.code.size() <= 5));
                    CHECK(codes.insert(option.code).second);
                    CHECK(values.insert(option.value).second);
                }
            }
            CHECK((question.only_if.empty() || questions.contains(question.only_if)));
        }
}

TEST_CASE("every text of the questionnaire is there in both languages") {
    test::SampleStore sample;
    const auto form = stored_questionnaire(sample);
    const auto both = [](const Text& text) { return !text.de.empty() && !text.en.empty(); };
    CHECK(both(form.title));
    CHECK(both(form.welcome));
    CHECK(form.welcome.de.find("27.11.2026") != form.welcome.de.npos);
    for (const auto& group : form.groups) {
        CHECK(both(group.title));
        for (const auto& question : group.questions) {
            CHECK(both(question.text));
            CHECK(question.help.de.empty() == question.help.en.empty());
            for (const auto* list : {&question.options, &question.items})
                for (const auto& option : *list)
                    CHECK(both(option.text));
        }
    }
}

TEST_CASE("a round asks for its topics alone, general ones first") {
    test::SampleStore sample;
    const auto form = stored_questionnaire(sample, {"suchthilfe", "vereinsrecht", "buchfuehrung"});
    const auto* topics = find_question(form, "topics");
    REQUIRE(topics != nullptr);
    REQUIRE(topics->options.size() == 3);
    CHECK(topics->options[0].value == "buchfuehrung");
    CHECK(topics->options[1].value == "vereinsrecht");
    CHECK(topics->options[2].value == "suchthilfe");
    CHECK(find_question(form, "NOSUCH") == nullptr);
}

TEST_CASE("boxes are columns of the answer and choices are words it takes") {
    test::SampleStore sample;
    const auto form = stored_questionnaire(sample);
    auto& db = sample.get().db();
    for (const auto code : {question::k_times, question::k_formats, question::k_obstacles})
        for (const auto& option : find_question(form, code)->options)
            CHECK_NOTHROW(db.exec("SELECT " + option.value + " FROM response"));
    const auto taken = [&](const char* column, const std::string& value) {
        sample.change([&](store::ChangeSet& change) {
            SQLite::Statement insert{
                db, std::string{"INSERT INTO response (id, round, reference, received_on, late, "
                                "invitation, "} +
                        column + ") SELECT ?, id, ?, '2026-11-20', 0, 'none', ? FROM survey_round"};
            const auto id = change.next_id<domain::ResponseId>();
            insert.bind(1, id.value);
            insert.bind(2, std::to_string(id.value));
            insert.bind(3, value);
            insert.exec();
        });
    };
    for (const auto& option : find_question(form, question::k_legal_form)->options)
        CHECK_NOTHROW(taken("legal_form", option.value));
    for (const auto& option : find_question(form, question::k_field)->options)
        CHECK_NOTHROW(taken("field", option.value));
    for (const auto& option : find_question(form, question::k_trains)->options)
        CHECK_NOTHROW(taken("trains_today", option.value));
    CHECK_THROWS(taken("legal_form", "EV"));
}

TEST_CASE("the list of topic codes in the documentation is complete") {
    test::SampleStore sample;
    std::ifstream file{EHRENAMT_SOURCE_DIR "/docs/questionnaire.md"};
    const std::string page{std::istreambuf_iterator<char>{file}, {}};
    const auto form = stored_questionnaire(sample);
    for (const auto& topic : find_question(form, question::k_topics)->options) {
        CAPTURE(topic.value);
        CHECK(page.find("| `" + topic.value + "` | `" + topic.code + "` |\n") != page.npos);
    }
    for (const auto& group : form.groups)
        for (const auto& question : group.questions)
            CHECK(page.find("`" + std::string{question.code}) != page.npos);
}
