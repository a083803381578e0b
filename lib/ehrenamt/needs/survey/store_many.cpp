// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/content_hash.hpp"
#include "ehrenamt/needs/survey/store_answer.hpp"
#include "ehrenamt/store/bulk_insert.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>

namespace ehrenamt::needs::survey {
namespace {

constexpr std::size_t k_rows_between_pauses = 1000;

/// The texts of one row, kept until it is copied.
class Texts {
  public:
    void clear() {
        m_texts.clear();
        m_used = 0;
    }
    /// \param text  must stay until the row is copied
    void add(std::string_view text) { m_texts.push_back(text); }
    void add(std::int64_t number) {
        auto& figure = m_figures.at(m_used++);
        const auto end = std::to_chars(figure.data(), figure.data() + figure.size(), number).ptr;
        m_texts.emplace_back(figure.data(), static_cast<std::size_t>(end - figure.data()));
    }
    void add(const std::optional<std::int64_t>& number) {
        if (number)
            add(*number);
        else
            m_texts.emplace_back();
    }
    [[nodiscard]] const std::vector<std::string_view>& row() const { return m_texts; }

  private:
    static constexpr std::size_t k_digits = 20;
    static constexpr std::size_t k_most_figures = 32;
    std::vector<std::string_view> m_texts;
    std::array<std::array<char, k_digits>, k_most_figures> m_figures{};
    std::size_t m_used = 0;
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

/// A row of `need`, until the responses have their numbers.
struct NewNeed {
    std::int64_t response;
    const Answer* answer;
    std::string_view topic;
    std::int64_t persons;
    std::string_view persons_text;
    std::int64_t priority;
};

struct GuessedTopic {
    std::int64_t response;
    const OwnTopic* own;
    TopicGuess guess;
};

/// Many new answers, table by table.
class ManyAnswers {
  public:
    ManyAnswers(store::Store& store, store::ChangeSet& change, const SurveyRound& round,
                std::string_view source, const std::function<void()>& pause)
        : m_store{store}, m_change{change}, m_round{round}, m_source{source}, m_pause{pause} {}

    void insert_responses(const std::vector<const JudgedAnswer*>& answers);
    void collect_needs(const std::vector<const JudgedAnswer*>& answers, const TopicFinder& finder);
    void insert_needs();

    /// Of the responses, in the order of the answers.
    [[nodiscard]] const std::vector<std::int64_t>& numbers() const { return m_numbers; }
    [[nodiscard]] const std::vector<NewNeed>& needs() const { return m_needs; }
    [[nodiscard]] const std::deque<GuessedTopic>& own_topics() const { return m_own_topics; }

  private:
    void take(const JudgedAnswer& judged);
    void add_own_topics(std::int64_t response, const Answer& answer, const TopicFinder& finder);
    void pause(std::size_t row) const {
        if (row % k_rows_between_pauses == 0)
            m_pause();
    }

    store::Store& m_store;
    store::ChangeSet& m_change;
    const SurveyRound& m_round;
    std::string_view m_source;
    const std::function<void()>& m_pause;
    Texts m_texts;
    std::string m_received, m_submitted, m_municipality; ///< of the row at hand
    ContentHash m_hash{};
    std::vector<std::int64_t> m_numbers;
    std::vector<NewNeed> m_needs;
    std::deque<GuessedTopic> m_own_topics; ///< stay where they are: needs look into them
};

/// The row of `response`, in the order of response_columns().
void ManyAnswers::take(const JudgedAnswer& judged) {
    const auto& answer = judged.answer;
    m_hash = content_hash(answer);
    m_received = answer.received_on.iso();
    m_submitted = answer.submitted_at ? answer.submitted_at->text() : std::string{};
    m_municipality = judged.municipality ? judged.municipality->text() : std::string{};
    m_texts.clear();
    m_texts.add(m_round.id.value);
    m_texts.add(judged.association ? std::optional{judged.association->value} : std::nullopt);
    for (const std::string_view text : {std::string_view{answer.reference}, std::string_view{m_received}})
        m_texts.add(text);
    m_texts.add(m_round.late(answer.received_on) ? 1 : 0);
    m_texts.add(m_source);
    m_texts.add(judged.invitation);
    m_texts.add(std::string_view{reinterpret_cast<const char*>(m_hash.data()), m_hash.size()});
    m_texts.add(m_submitted);
    m_texts.add(answer.complete ? 1 : 0);
    for (const std::string_view text : {std::string_view{m_municipality}, answer.field, answer.legal_form})
        m_texts.add(text);
    m_texts.add(answer.members);
    m_texts.add(answer.volunteers);
    m_texts.add(answer.trains);
    m_texts.add(answer.travel_km);
    m_texts.add(answer.room);
    m_texts.add(answer.trainer);
    for (const auto& box : answer.boxes)
        m_texts.add(box ? std::optional<std::int64_t>{*box ? 1 : 0} : std::nullopt);
}

void ManyAnswers::insert_responses(const std::vector<const JudgedAnswer*>& answers) {
    store::BulkInsert bulk{m_store, m_change, "response", response_columns(), answers.size()};
    m_numbers.reserve(answers.size());
    for (const auto* const judged : answers) {
        pause(m_numbers.size());
        take(*judged);
        m_numbers.push_back(bulk.add(m_texts.row()));
    }
    m_pause();
    bulk.finish();
}

void ManyAnswers::collect_needs(const std::vector<const JudgedAnswer*>& answers, const TopicFinder& finder) {
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto& answer = answers[i]->answer;
        for (const auto& wish : answer.wishes)
            m_needs.push_back(
                {m_numbers[i], &answer, wish.topic, wish.persons, wish.persons_text, wish.priority});
        add_own_topics(m_numbers[i], answer, finder);
    }
}

/// A topic in own words that the word list is sure of is a need, unless the answer has it already.
void ManyAnswers::add_own_topics(std::int64_t response, const Answer& answer, const TopicFinder& finder) {
    for (const auto& own : answer.own_topics) {
        const auto& guessed = m_own_topics.emplace_back(GuessedTopic{response, &own, finder.find(own.text)});
        const auto same = [&](const NewNeed& need) {
            return need.response == response && need.topic == guessed.guess.topic;
        };
        const auto longest = static_cast<std::ptrdiff_t>(answer.wishes.size() + answer.own_topics.size());
        const auto last = m_needs.end();
        const auto first = last - std::min(longest, last - m_needs.begin());
        if (guessed.guess.sure && std::none_of(first, last, same))
            m_needs.push_back({response, &answer, guessed.guess.topic, own.persons.value_or(1),
                               own.persons ? "" : "?", own.priority.value_or(2)});
    }
}

void ManyAnswers::insert_needs() {
    static const std::vector<std::string_view> k_columns = {
        "response", "topic", "persons", "priority", "time_wish", "travel_km", "persons_text"};
    store::BulkInsert bulk{m_store, m_change, "need", k_columns, m_needs.size()};
    std::size_t row = 0;
    for (const auto& need : m_needs) {
        pause(row++);
        m_texts.clear();
        m_texts.add(need.response);
        m_texts.add(need.topic);
        m_texts.add(need.persons);
        m_texts.add(need.priority);
        m_texts.add(time_wish(*need.answer));
        m_texts.add(need.answer->travel_km);
        m_texts.add(need.persons_text);
        bulk.add(m_texts.row());
    }
    m_pause();
    bulk.finish();
}

} // namespace

void AnswerWriter::write_all(const std::vector<const JudgedAnswer*>& answers, AnswerCounts& counts,
                             const std::function<void()>& pause) {
    ManyAnswers many{m_store, m_change, m_round, m_source, pause};
    many.insert_responses(answers);
    many.collect_needs(answers, m_finder);
    many.insert_needs();
    counts.needs += static_cast<std::int64_t>(many.needs().size());
    for (const auto& need : many.needs())
        counts.persons_open += need.persons_text.empty() ? 0 : 1;
    for (const auto& [response, own, guess] : many.own_topics())
        insert_own({response}, *own, guess, counts);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        count_added(m_round, *answers[i], counts);
        insert_unasked({many.numbers()[i]}, answers[i]->answer);
        write_consent(*answers[i], counts);
    }
}

} // namespace ehrenamt::needs::survey
