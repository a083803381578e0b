// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/needs/survey/cell_words.hpp"
#include "ehrenamt/needs/survey/content_hash.hpp"
#include "ehrenamt/needs/survey/head_count.hpp"
#include "ehrenamt/needs/survey/read_answer.hpp"
#include "ehrenamt/needs/survey/time_stamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

/// What the cells of a row say together.
namespace ehrenamt::needs::survey {
namespace {

using base::message;

constexpr std::int64_t k_most_persons = 10'000;

/// What people write where they do not want to say who they are.
bool names_nobody(std::string_view name) {
    return !name.empty() && (is_one_of(name, {"-", "–", "/", "?"}) || says_nothing(name) ||
                             is_one_of(formats::heading_key(name), {"anonym", "anonymous"}));
}

} // namespace

/// What the row says of one topic; nothing if it does not wish for it, or after a Problem.
std::optional<Wish> AnswerReader::wish_of(formats::Row& row, std::size_t topic, bool any_shown) const {
    const auto& state = m_states[topic];
    const auto count = state.count.empty() ? HeadCount{0, true} : read_head_count(state.count);
    const bool refused =
        state.tick == Tick::no || (state.tick == Tick::empty && m_plan.tells_not_shown) ||
        (state.tick == Tick::not_shown && state.has_column && any_shown && m_plan.tool != Tool::form);
    if (count.least > k_most_persons) {
        row.refuse_cell(state.count_column, "number.between",
                        message("{0} is not between {1} and {2}", count.least, 0, k_most_persons));
        return std::nullopt;
    }
    if (refused && count.least > 0) {
        row.refuse_cell(
            state.count_column, "answer.contradiction",
            message("persons are named here, and the topic '{0}' is not ticked; correct one of both",
                    m_topics[topic]->text.de));
        return std::nullopt;
    }
    if (state.tick != Tick::yes && (refused || count.least == 0))
        return std::nullopt;
    Wish wish{m_topics[topic]->value, std::max<std::int64_t>(1, count.least), {}, state.priority.value_or(2)};
    if (m_plan.has_persons && (!count.sure || count.least == 0))
        wish.persons_text = state.count.empty() ? "?" : state.count;
    return wish;
}

void AnswerReader::finish_wishes(formats::Row& row, Answer& answer) {
    const bool any_shown = std::any_of(m_asked.begin(), m_asked.end(), [&](std::size_t topic) {
        return m_states[topic].tick != Tick::not_shown;
    });
    for (const auto topic : m_asked) {
        const auto& state = m_states[topic];
        if (m_plan.tells_not_shown && state.has_column && state.tick == Tick::not_shown)
            answer.unasked.push_back(m_topics[topic]->value);
        if (auto wish = wish_of(row, topic, any_shown))
            answer.wishes.push_back(*std::move(wish));
    }
    if (answer.own_topics.empty())
        return;
    auto& own = answer.own_topics.front();
    own.priority = m_own_priority;
    if (!m_own_count.empty())
        if (const auto count = read_head_count(m_own_count); count.least > 0 && count.least <= k_most_persons)
            own.persons = count.least;
}

/// A box that is empty beside one that is ticked was left empty; alone it may not have been shown.
void AnswerReader::finish_boxes(Answer& answer) const {
    constexpr std::array<std::pair<std::size_t, std::size_t>, 3> k_questions = {{{0, 4}, {4, 7}, {7, 11}}};
    for (const auto& [begin, end] : k_questions) {
        bool any = false;
        for (auto i = begin; i < end; ++i)
            any = any || m_box_ticks.at(i) == Tick::yes;
        for (auto i = begin; i < end; ++i) {
            const auto tick = m_box_ticks.at(i);
            if (tick != Tick::not_shown)
                answer.boxes.at(i) = tick == Tick::yes;
            else if (any && !m_plan.tells_not_shown)
                answer.boxes.at(i) = false;
        }
    }
}

void AnswerReader::finish_time(formats::Row& row, Answer& answer) const {
    const bool utc = m_plan.tool == Tool::kobo || m_plan.tool == Tool::odk;
    const bool submitted = !m_submitted.empty();
    answer.complete = !m_has_submitted || submitted || m_plan.tool == Tool::form;
    const auto& stamp = submitted ? m_submitted : m_started;
    // Without time stamps LimeSurvey writes the first second of 1980 for „sent off“.
    if (stamp.empty() || stamp.starts_with("1980-01-01"))
        return;
    const auto when = read_time_stamp(stamp, utc);
    if (!when) {
        if (submitted)
            row.refuse_cell(m_submitted_column, when.problem().rule, when.problem().message);
        return;
    }
    if (submitted)
        answer.submitted_at = *when;
    answer.received_on = when->day;
    if (when->day > m_today)
        row.refuse_cell(m_submitted_column, "response.future",
                        message("the answer came on {0}, which is after today, {1}", when->day, m_today));
}

void AnswerReader::finish_number(formats::Row& row, Answer& answer) {
    if (!answer.reference.empty())
        return;
    if (m_has_reference && m_plan.tool != Tool::form) {
        row.refuse_row("answer.reference", message("the answer has no number of its tool"));
        return;
    }
    // No number: its time, or its content, and which of several that have the same.
    auto number = answer.submitted_at ? answer.submitted_at->text() : short_hash(answer);
    const auto times = ++m_references[number];
    answer.reference = times == 1 ? std::move(number) : fmt::format("{} ({})", number, times);
}

void AnswerReader::finish(formats::Row& row, Answer& answer) {
    finish_time(row, answer);
    finish_wishes(row, answer);
    finish_boxes(answer);
    if (names_nobody(answer.name))
        answer.name.clear();
    if (row.ok())
        finish_number(row, answer);
}

} // namespace ehrenamt::needs::survey
