// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/store_answer.hpp"
#include "ehrenamt/store/bulk_insert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

namespace ehrenamt::needs::survey {
namespace {

constexpr std::size_t k_rows_between_pauses = 1000;

/// The texts of one row, kept until it is copied.
class Texts {
  public:
    void clear() {
        m_texts.clear();
        m_figures.clear();
    }
    void add(std::string_view text) { m_texts.push_back(text); }
    void add(std::int64_t number) {
        const auto& figure = m_figures.emplace_back(number);
        m_texts.emplace_back(figure.data(), figure.size());
    }
    void add(const std::optional<std::int64_t>& number) {
        if (number)
            add(*number);
        else
            m_texts.emplace_back();
    }
    [[nodiscard]] const std::vector<std::string_view>& row() const { return m_texts; }

  private:
    std::vector<std::string_view> m_texts;
    std::deque<fmt::format_int> m_figures; ///< stay where they are
};

const std::vector<std::string_view>& response_columns() {
    static const std::vector<std::string_view> k_columns = [] {
        std::vector<std::string_view> columns = {
            "round",        "association", "reference",    "received_on",  "late",
            "source",       "invitation",  "content_hash", "submitted_at", "complete",
            "municipality", "field",       "legal_form",   "members",      "active_volunteers",
            "trains_today", "travel_km",   "own_room",     "own_trainer"};
        columns.insert(columns.end(), k_boxes.begin(), k_boxes.end());
        return columns;
    }();
    return k_columns;
}

/// A need, or a topic in own words, until the responses have their numbers.
struct LaterNeed {
    std::int64_t response;
    const Answer* answer;
    std::string_view topic;
    std::int64_t persons;
    std::string_view persons_text;
    std::int64_t priority;
};
struct LaterOwn {
    std::int64_t response;
    const OwnTopic* own;
    TopicGuess guess;
};

} // namespace

void AnswerWriter::write_all(const std::vector<const JudgedAnswer*>& answers, AnswerCounts& counts,
                             const std::function<void()>& pause) {
    std::vector<std::int64_t> numbers;
    numbers.reserve(answers.size());
    Texts texts;
    {
        store::BulkInsert bulk{m_store, m_change, "response", response_columns(), answers.size()};
        std::string received;
        std::string municipality;
        for (const auto* const judged : answers) {
            if (numbers.size() % k_rows_between_pauses == 0)
                pause();
            const auto& answer = judged->answer;
            const auto hash = content_hash(answer);
            received = answer.received_on.iso();
            municipality = judged->municipality ? judged->municipality->text() : std::string{};
            texts.clear();
            texts.add(m_round.id.value);
            texts.add(judged->association ? std::optional{judged->association->value} : std::nullopt);
            texts.add(answer.reference);
            texts.add(received);
            texts.add(m_round.late(answer.received_on) ? 1 : 0);
            texts.add(m_source);
            texts.add(judged->invitation);
            texts.add(std::string_view{reinterpret_cast<const char*>(hash.data()), hash.size()});
            texts.add(answer.submitted_at);
            texts.add(answer.complete ? 1 : 0);
            texts.add(municipality);
            texts.add(answer.field);
            texts.add(answer.legal_form);
            texts.add(answer.members);
            texts.add(answer.volunteers);
            texts.add(answer.trains);
            texts.add(answer.travel_km);
            texts.add(answer.room);
            texts.add(answer.trainer);
            for (const auto& box : answer.boxes)
                texts.add(box ? std::optional<std::int64_t>{*box ? 1 : 0} : std::nullopt);
            numbers.push_back(bulk.add(texts.row()));
            count_added(m_round, *judged, counts);
        }
        pause();
        bulk.finish();
    }
    std::vector<LaterNeed> needs;
    std::deque<LaterOwn> own_topics; // needs look into them
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto& answer = answers[i]->answer;
        for (const auto& wish : answer.wishes)
            needs.push_back(
                {numbers[i], &answer, wish.topic, wish.persons, wish.persons_text, wish.priority});
        const auto first = needs.size() - answer.wishes.size();
        for (const auto& own : answer.own_topics) {
            const auto& later = own_topics.emplace_back(LaterOwn{numbers[i], &own, m_finder.find(own.text)});
            const auto same = [&](const LaterNeed& need) { return need.topic == later.guess.topic; };
            if (later.guess.sure &&
                std::none_of(needs.begin() + static_cast<std::ptrdiff_t>(first), needs.end(), same))
                needs.push_back({numbers[i], &answer, later.guess.topic, own.persons.value_or(1),
                                 own.persons ? "" : "?", own.priority.value_or(2)});
        }
    }
    static const std::vector<std::string_view> k_columns = {
        "response", "topic", "persons", "priority", "time_wish", "travel_km", "persons_text"};
    {
        store::BulkInsert bulk{m_store, m_change, "need", k_columns, needs.size()};
        std::size_t written = 0;
        for (const auto& need : needs) {
            if (written++ % k_rows_between_pauses == 0)
                pause();
            texts.clear();
            texts.add(need.response);
            texts.add(need.topic);
            texts.add(need.persons);
            texts.add(need.priority);
            texts.add(time_wish(*need.answer));
            texts.add(need.answer->travel_km);
            texts.add(need.persons_text);
            bulk.add(texts.row());
            counts.persons_open += need.persons_text.empty() ? 0 : 1;
        }
        pause();
        bulk.finish();
    }
    counts.needs += static_cast<std::int64_t>(needs.size());
    for (const auto& [response, own, guess] : own_topics)
        insert_own({response}, *own, guess, counts);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        insert_unasked({numbers[i]}, answers[i]->answer);
        write_consent(*answers[i], counts);
    }
}

} // namespace ehrenamt::needs::survey
