// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/measures/feedback.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <deque>

namespace ehrenamt::measures {
namespace {

using needs::Question;
using needs::QuestionType;
using needs::Text;

struct Asked {
    std::string_view key;
    std::string_view code;
    std::string_view de;
    std::string_view en;
};
constexpr std::array<Asked, 7> k_questions = {{
    {"content", "CONTENT", "Wie war der Inhalt?", "How was the content?"},
    {"trainer", "TRAINER", "Wie war die Leitung?", "How was the trainer?"},
    {"organisation", "ORGANISATION", "Wie war die Organisation?", "How was the organisation?"},
    {"usefulness", "USEFULNESS", "Wie nützlich ist es für Ihr Engagement?",
     "How useful is it for your engagement?"},
    {"overall", "OVERALL", "Wie war die Fortbildung insgesamt?", "How was the training altogether?"},
    {"remark", "REMARK", "Was möchten Sie uns sagen?", "What would you like to tell us?"},
    {"wish", "WISH", "Welches Thema wünschen Sie sich als nächstes?", "Which topic would you like next?"},
}};

std::vector<needs::Option> scale() {
    return {{"5", "5", {"sehr gut", "very good"}},
            {"4", "4", {"gut", "good"}},
            {"3", "3", {"mittel", "fair"}},
            {"2", "2", {"weniger gut", "less good"}},
            {"1", "1", {"nicht gut", "not good"}}};
}

Text text(const Asked& asked) {
    return {std::string{asked.de}, std::string{asked.en}};
}

/// Headings under which a question comes back: its text, or code and text.
std::vector<std::string_view> headings(const Asked& asked) {
    static std::deque<std::string> texts; // they are referred to as long as the program runs
    std::vector<std::string_view> list{asked.de, asked.en};
    for (const auto words : {asked.de, asked.en})
        list.emplace_back(texts.emplace_back(fmt::format("{}. {}", asked.code, words)));
    return list;
}

} // namespace

const std::vector<formats::Field>& feedback_fields() {
    using base::_m;
    static const std::vector<formats::Field> k_fields = [] {
        std::vector<formats::Field> fields = {{"measure",
                                               false,
                                               {"massnahme", "massnahme_nr", "kurs", "kurs_nr"},
                                               _m("measure, by number or reference")},
                                              {"reference",
                                               false,
                                               {"id", "response_id", "antwort_id", "_id", "_uuid"},
                                               _m("number of the answer in its tool")}};
        const std::vector<base::MessageId> helps = {
            _m("the content, 1 (not good) to 5 (very good)"),
            _m("the trainer, 1 to 5"),
            _m("the organisation, 1 to 5"),
            _m("how useful it is, 1 to 5"),
            _m("altogether, 1 to 5"),
            _m("what else was said"),
            _m("a topic that is wished for"),
        };
        for (std::size_t i = 0; i < k_questions.size(); ++i)
            fields.push_back({k_questions[i].key, false, headings(k_questions[i]), helps[i]});
        return fields;
    }();
    return k_fields;
}

needs::Questionnaire feedback_form(const store::Store& store, domain::MeasureId measure) {
    constexpr int k_days_to_answer = 28;
    SQLite::Statement query{store.db(), R"(
        SELECT c.title, c.half_year, (SELECT max(day) FROM measure_session s WHERE s.measure = m.id)
        FROM measure m JOIN course c ON c.id = m.course WHERE m.id = ?)"};
    query.bind(1, measure.value);
    if (!query.executeStep())
        throw base::Error{base::ExitStatus::failed, "measure.unknown",
                          base::message("there is no measure {0}; see: ehrenamt list measures",
                                        store.origin().shown(measure.value))};
    const auto title = query.getColumn(0).getString();
    const auto last = *base::Date::parse(query.getColumn(2).getString());
    const auto point = associations::own_contact_point(store).name;
    needs::Questionnaire form{
        *domain::HalfYear::parse(query.getColumn(1).getString()),
        last.plus_days(k_days_to_answer),
        point,
        {fmt::format("Ihre Rückmeldung: {}", title), fmt::format("Your feedback: {}", title)},
        {"Fünf Kreuze und, wenn Sie mögen, zwei Sätze. Die Antworten sind anonym: Bitte schreiben Sie keine "
         "Namen. Sie "
         "werden nur zusammengefasst ausgewertet.",
         "Five ticks and, if you like, two sentences. The answers are anonymous: please write no names. They "
         "are only "
         "looked at together."},
        {"Vielen Dank!", "Thank you!"},
        {}};
    needs::QuestionGroup ratings{"RATINGS", {"Wie war es?", "How was it?"}, {}};
    needs::QuestionGroup words{"WORDS", {"In Ihren Worten", "In your words"}, {}};
    for (const auto& asked : k_questions)
        if (asked.key == "remark" || asked.key == "wish")
            words.questions.push_back(Question{asked.code, QuestionType::text, text(asked)});
        else
            ratings.questions.push_back(Question{asked.code, QuestionType::one_of, text(asked), {}, scale()});
    form.groups = {std::move(ratings), std::move(words)};
    form.name = fmt::format("rueckmeldung_{}", measure.value - store.origin().id(1) + 1);
    return form;
}

} // namespace ehrenamt::measures
