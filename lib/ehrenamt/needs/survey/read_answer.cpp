// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/read_answer.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/needs/survey/head_count.hpp"
#include "ehrenamt/needs/survey/time_stamp.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

namespace ehrenamt::needs::survey {
namespace {

using base::message;
using base::printable;

constexpr std::int64_t k_most_persons = 10'000;
constexpr std::size_t k_longest_text = 500;

const Question* question_named(const Questionnaire& questionnaire, std::string_view code) {
    return find_question(questionnaire, code);
}

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> known) {
    return std::find(known.begin(), known.end(), key) != known.end();
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// What LimeSurvey writes in full answers where nothing was shown or nothing answered.
bool says_nothing(std::string_view key) {
    return is_one_of(key, {"na", "ka", "keineangabe", "noanswer", "keineantwort", "nichtverfugbar"});
}

std::string canonical(const Answer& answer) {
    const auto figure = [](const std::optional<std::int64_t>& number) {
        return number ? fmt::to_string(*number) : std::string{};
    };
    std::string text = fmt::format("{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}", answer.name, answer.place,
                                   answer.legal_form, answer.field, figure(answer.members),
                                   figure(answer.volunteers), figure(answer.travel_km));
    // Whether a question was shown does not survive every export: only what was said counts.
    for (const auto* const word : {&answer.trains, &answer.room, &answer.trainer, &answer.consent})
        text += '\x1f' + (*word == "yes" || *word == "no" ? *word : std::string{});
    text += '\x1f' + answer.email + '\x1f';
    for (const auto& box : answer.boxes)
        text += box.value_or(false) ? '1' : '0';
    auto wishes = answer.wishes;
    std::sort(wishes.begin(), wishes.end(), [](const Wish& a, const Wish& b) { return a.topic < b.topic; });
    for (const auto& wish : wishes)
        text += fmt::format("\x1f{} {} {} {}", wish.topic, wish.persons, wish.persons_text, wish.priority);
    for (const auto& own : answer.own_topics)
        text += fmt::format("\x1f{}\x1f{}\x1f{}", own.text, figure(own.persons), figure(own.priority));
    return text;
}

/// Stands for the number of an answer that has neither number nor time.
std::string short_hash(const Answer& answer) {
    constexpr std::size_t k_bytes = 8;
    std::string text;
    const auto hash = content_hash(answer);
    for (std::size_t i = 0; i < k_bytes; ++i)
        text += fmt::format("{:02x}", hash[i]);
    return text;
}

} // namespace

AnswerReader::AnswerReader(const Questionnaire& questionnaire, const SheetPlan& plan, base::Date received,
                           base::Date today)
    : m_plan{plan}, m_received{received}, m_today{today} {
    for (const auto& option : question_named(questionnaire, question::k_topics)->options)
        m_topics.push_back(&option);
    m_states.resize(m_topics.size());
    for (const auto& column : plan.columns) {
        m_has_submitted = m_has_submitted || column.meta == Meta::submitted_at;
        m_has_reference = m_has_reference || column.meta == Meta::reference;
        auto& topic = m_topic_of_column.emplace_back();
        auto& box = m_box_of_column.emplace_back();
        const auto& [question, line, own_words] = column.target;
        if (question == nullptr)
            continue;
        m_options.try_emplace(question, question->options);
        if (column.kind == ColumnPlan::Kind::joined && column.values != nullptr)
            add_joined(m_topic_of_column.size() - 1, *column.values);
        if (line == nullptr)
            continue;
        const auto& code = line->code;
        const bool of_topics = question->code == question::k_topics ||
                               question->code == question::k_priority ||
                               question->code == question::k_persons;
        for (std::size_t i = 0; of_topics && i < m_topics.size(); ++i)
            if (m_topics[i]->code == code)
                topic = i;
        if (topic && question->code == question::k_topics)
            m_states[*topic].has_column = true;
        const auto known = std::find(k_boxes.begin(), k_boxes.end(), line->value);
        if (!of_topics && known != k_boxes.end())
            box = static_cast<std::size_t>(known - k_boxes.begin());
    }
}

/// The words of a mapping file are known as well where several answers stand in one cell.
void AnswerReader::add_joined(std::size_t column, const std::map<std::string, std::string>& values) {
    const auto& question = *m_plan.columns[column].target.question;
    auto& finder = m_joined.emplace(column, question.options).first->second;
    for (const auto& [written, meant] : values)
        if (const auto option = m_options.at(&question).find(meant))
            finder.add(written, *option);
}

/// The cell in one line, as the mapping file says it is meant, without VV's and other masks.
std::string AnswerReader::cell_text(const formats::Row& row, std::size_t column) const {
    std::string text;
    const auto raw = row.cell(column).text;
    for (std::size_t at = 0; at < raw.size(); ++at) {
        if (m_plan.tool == Tool::limesurvey_vv && raw[at] == '{') {
            constexpr std::array<std::pair<std::string_view, char>, 4> k_escapes = {
                {{"{newline}", ' '}, {"{cr}", ' '}, {"{tab}", ' '}, {"{lbrace}", '{'}}};
            const auto escape = std::find_if(k_escapes.begin(), k_escapes.end(), [&](const auto& one) {
                return raw.substr(at).starts_with(one.first);
            });
            if (escape != k_escapes.end()) {
                text += escape->second;
                at += escape->first.size() - 1;
                continue;
            }
        }
        const char c = raw[at] == '\n' || raw[at] == '\t' ? ' ' : raw[at];
        if (c != ' ' || !text.ends_with(' '))
            text += c;
    }
    std::string trimmed{base::trimmed(text)};
    const auto& plan = m_plan.columns[column];
    if (const auto* const values = plan.values; values != nullptr && plan.kind != ColumnPlan::Kind::joined)
        if (const auto meant = values->find(trimmed); meant != values->end())
            return meant->second;
    return trimmed;
}

std::optional<Answer> AnswerReader::read(formats::Row& row) {
    for (const auto topic : std::exchange(m_touched, {})) {
        const bool has_column = m_states[topic].has_column;
        m_states[topic] = {};
        m_states[topic].has_column = has_column;
    }
    m_box_ticks.fill(Tick::not_shown);
    m_own_priority.reset();
    m_own_count.clear();
    m_submitted.clear();
    m_started.clear();
    Answer answer{.received_on = m_received};
    answer.line = row.line();
    for (std::size_t i = 0; i < m_plan.columns.size(); ++i)
        if (m_plan.columns[i].kind != ColumnPlan::Kind::unused)
            read_cell(row, i, answer);
    finish(row, answer);
    if (!row.ok())
        return std::nullopt;
    return answer;
}

void AnswerReader::read_cell(formats::Row& row, std::size_t column, Answer& answer) {
    const auto& plan = m_plan.columns[column];
    if (plan.kind == ColumnPlan::Kind::meta) {
        read_meta(row, column, answer);
        return;
    }
    const auto& cell = row.cell(column);
    const bool vv_not_shown = m_plan.tool == Tool::limesurvey_vv && cell.text == "{question_not_shown}";
    if (vv_not_shown ||
        (cell.text.empty() && m_plan.tells_not_shown && !cell.quoted && m_plan.tool != Tool::limesurvey_vv))
        return;
    const auto text = cell_text(row, column);
    if (text.size() > k_longest_text) {
        row.refuse_cell(column, "answer.value", message("the text is longer than {0} bytes", k_longest_text));
        return;
    }
    if (plan.kind == ColumnPlan::Kind::joined)
        read_joined(row, column, text, answer);
    else if (plan.target.own_words) {
        if (plan.target.question->code == question::k_topics)
            add_own_topic(answer, text);
    } else if (plan.target.line != nullptr)
        read_line(row, column, text);
    else
        read_single(row, column, text, answer);
}

void AnswerReader::read_meta(formats::Row& row, std::size_t column, Answer& answer) {
    const auto text = cell_text(row, column);
    switch (m_plan.columns[column].meta) {
    case Meta::reference:
        answer.reference = text;
        break;
    case Meta::submitted_at:
        m_submitted = text == "{question_not_shown}" ? std::string{} : text;
        m_submitted_column = column;
        break;
    case Meta::started_at:
        m_started = text;
        break;
    default:
        break;
    }
}

/// nullopt after a Problem.
std::optional<AnswerReader::Tick> AnswerReader::tick_of(formats::Row& row, std::size_t column,
                                                        std::string_view text, const Option* line) const {
    if (text.empty())
        return m_plan.tells_not_shown ? Tick::empty : Tick::not_shown;
    // What programs write goes first: it is nearly all there is.
    if (is_one_of(text, {"Y", "1", "y", "x", "X", "✓", "☒", "☑"}))
        return Tick::yes;
    if (is_one_of(text, {"N", "0", "n", "-", "☐"}) || (text == "2" && m_plan.one_two))
        return Tick::no;
    const auto key = formats::heading_key(text);
    if (says_nothing(key))
        return Tick::not_shown;
    if (is_one_of(key, {"ja", "yes", "j", "true", "wahr", "oui"}))
        return Tick::yes;
    if (is_one_of(key, {"nein", "no", "false", "falsch"}))
        return Tick::no;
    if (line != nullptr && (key == formats::heading_key(line->text.de) ||
                            key == formats::heading_key(line->text.en) || text == line->code))
        return Tick::yes;
    row.refuse_cell(column, "answer.value", message("'{0}' is neither yes nor no", printable(text)));
    return std::nullopt;
}

std::optional<std::size_t> AnswerReader::option_of(formats::Row& row, std::size_t column,
                                                   std::string_view text) const {
    const auto& question = *m_plan.columns[column].target.question;
    if (const auto found = m_options.at(&question).find(text))
        return found;
    if (!says_nothing(formats::heading_key(text)))
        row.refuse_cell(column, "answer.value",
                        message("'{0}' is no answer to {1}", printable(text), question.code));
    return std::nullopt;
}

/// Whole numbers. People also write 1.234 for a thousand and more; a program means a fraction by it.
std::optional<std::int64_t> AnswerReader::number_of(formats::Row& row, std::size_t column,
                                                    std::string_view text) const {
    std::string digits{text};
    if (const auto point = digits.find_first_of(".,");
        point != digits.npos && digits.find_first_not_of('0', point + 1) == digits.npos &&
        digits.size() - point - 1 != 3)
        digits.resize(point);
    const auto number = base::parse_integer(digits);
    const auto most = m_plan.columns[column].target.question->most;
    if (!number) {
        row.refuse_cell(column, number.problem().rule, number.problem().message);
        return std::nullopt;
    }
    if (*number < 0 || *number > most) {
        row.refuse_cell(column, "number.between",
                        message("{0} is not between {1} and {2}", *number, 0, most));
        return std::nullopt;
    }
    return *number;
}

void AnswerReader::read_line(formats::Row& row, std::size_t column, std::string_view text) {
    const auto& target = m_plan.columns[column].target;
    if (const auto box = m_box_of_column[column]) {
        if (const auto tick = tick_of(row, column, text, target.line))
            m_box_ticks[*box] = *tick;
        return;
    }
    const auto topic = m_topic_of_column[column];
    if (!topic)
        return;
    auto& state = m_states[*topic];
    m_touched.push_back(*topic);
    if (target.question->code == question::k_topics) {
        if (const auto tick = tick_of(row, column, text, target.line))
            state.tick = *tick;
    } else if (text.empty()) {
        return;
    } else if (target.question->code == question::k_priority) {
        if (const auto option = option_of(row, column, text))
            state.priority = static_cast<std::int64_t>(*option) + 1;
    } else if (is_digit(text.front()) || !says_nothing(formats::heading_key(text))) {
        state.count = text;
        state.count_column = column;
    }
}

void AnswerReader::read_joined(formats::Row& row, std::size_t column, std::string_view text, Answer& answer) {
    const auto& question = *m_plan.columns[column].target.question;
    const auto own = m_joined.find(column);
    const auto& finder = own == m_joined.end() ? m_options.at(&question) : own->second;
    const bool kobo = m_plan.joined_by_space;
    const auto ticked = says_nothing(formats::heading_key(text))
                            ? OptionFinder::Ticked{}
                            : finder.ticked(text, kobo                                ? " "
                                                  : m_plan.tool == Tool::google_forms ? ",;"
                                                                                      : ";,");
    if (!ticked.sure)
        row.refuse_cell(
            column, "answer.ambiguous",
            message("'{0}' can be taken apart in more than one way; part the answers by ;", printable(text)));
    const bool topics = question.code == question::k_topics;
    for (const auto& other : ticked.others)
        if (topics && !kobo)
            add_own_topic(answer, other);
        else if (other != "other")
            row.refuse_cell(column, "answer.value",
                            message("'{0}' is no answer to {1}", printable(other), question.code));
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        const bool yes = std::find(ticked.options.begin(), ticked.options.end(), i) != ticked.options.end();
        const auto tick = yes ? Tick::yes : text.empty() ? Tick::not_shown : Tick::no;
        if (topics) {
            m_states[i].tick = tick;
            m_touched.push_back(i);
        } else if (const auto box = std::find(k_boxes.begin(), k_boxes.end(), question.options[i].value);
                   box != k_boxes.end()) {
            m_box_ticks[static_cast<std::size_t>(box - k_boxes.begin())] = tick;
        }
    }
}

void AnswerReader::read_single(formats::Row& row, std::size_t column, std::string_view text, Answer& answer) {
    const auto& asked = *m_plan.columns[column].target.question;
    if (asked.type == QuestionType::yes_no) {
        const auto tick = tick_of(row, column, text, nullptr);
        if (!tick)
            return;
        const auto* const word = *tick == Tick::yes     ? "yes"
                                 : *tick == Tick::no    ? "no"
                                 : *tick == Tick::empty ? "unanswered"
                                                        : "";
        auto& said = asked.code == question::k_trains    ? answer.trains
                     : asked.code == question::k_room    ? answer.room
                     : asked.code == question::k_trainer ? answer.trainer
                                                         : answer.consent;
        said = word;
        return;
    }
    if (text.empty() || (asked.type != QuestionType::text && !is_digit(text.front()) &&
                         says_nothing(formats::heading_key(text))))
        return;
    if (asked.code == question::k_own_topic) {
        add_own_topic(answer, std::string{text});
    } else if (asked.code == question::k_own_persons) {
        m_own_count = text;
    } else if (asked.type == QuestionType::number) {
        const auto number = number_of(row, column, text);
        (asked.code == question::k_members      ? answer.members
         : asked.code == question::k_volunteers ? answer.volunteers
                                                : answer.travel_km) = number;
    } else if (asked.type == QuestionType::one_of) {
        const auto option = option_of(row, column, text);
        if (!option)
            return;
        if (asked.code == question::k_own_priority)
            m_own_priority = static_cast<std::int64_t>(*option) + 1;
        else
            (asked.code == question::k_legal_form ? answer.legal_form : answer.field) =
                asked.options[*option].value;
    } else {
        (asked.code == question::k_code    ? answer.code
         : asked.code == question::k_name  ? answer.name
         : asked.code == question::k_place ? answer.place
                                           : answer.email) = base::composed(text);
    }
}

void AnswerReader::add_own_topic(Answer& answer, std::string text) const {
    text = base::composed(text);
    const bool known = std::any_of(answer.own_topics.begin(), answer.own_topics.end(),
                                   [&](const OwnTopic& own) { return own.text == text; });
    if (!text.empty() && !known)
        answer.own_topics.push_back({std::move(text), {}, {}});
}

void AnswerReader::finish_wishes(formats::Row& row, Answer& answer) {
    const bool any_shown = std::any_of(m_states.begin(), m_states.end(),
                                       [](const TopicState& state) { return state.tick != Tick::not_shown; });
    for (std::size_t i = 0; i < m_topics.size(); ++i) {
        auto& state = m_states[i];
        if (m_plan.tells_not_shown && state.has_column && state.tick == Tick::not_shown)
            answer.unasked.push_back(m_topics[i]->value);
        auto count = state.count.empty() ? HeadCount{0, true} : read_head_count(state.count);
        const bool refused =
            state.tick == Tick::no || (state.tick == Tick::empty && m_plan.tells_not_shown) ||
            (state.tick == Tick::not_shown && state.has_column && any_shown && m_plan.tool != Tool::form);
        if (count.least > k_most_persons) {
            row.refuse_cell(state.count_column, "number.between",
                            message("{0} is not between {1} and {2}", count.least, 0, k_most_persons));
            continue;
        }
        if (refused && count.least > 0) {
            row.refuse_cell(
                state.count_column, "answer.contradiction",
                message("persons are named here, and the topic '{0}' is not ticked; correct one of "
                        "both",
                        m_topics[i]->text.de));
            continue;
        }
        if (state.tick != Tick::yes && (refused || count.least == 0))
            continue;
        Wish wish{m_topics[i]->value, std::max<std::int64_t>(1, count.least), {}, state.priority.value_or(2)};
        if (m_plan.has_persons && (!count.sure || count.least == 0))
            wish.persons_text = state.count.empty() ? "?" : state.count;
        answer.wishes.push_back(std::move(wish));
    }
    if (!m_own_count.empty() && !answer.own_topics.empty())
        if (const auto count = read_head_count(m_own_count); count.least > 0 && count.least <= k_most_persons)
            answer.own_topics.front().persons = count.least;
    if (!answer.own_topics.empty())
        answer.own_topics.front().priority = m_own_priority;
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

void AnswerReader::finish(formats::Row& row, Answer& answer) {
    const bool utc = m_plan.tool == Tool::kobo || m_plan.tool == Tool::odk;
    answer.complete = !m_has_submitted || !m_submitted.empty() || m_plan.tool == Tool::form;
    const auto& stamp = m_submitted.empty() ? m_started : m_submitted;
    // Without time stamps LimeSurvey writes the first second of 1980 for „sent off“.
    if (!stamp.empty() && !stamp.starts_with("1980-01-01")) {
        const auto when = read_time_stamp(stamp, utc);
        if (!when && !m_submitted.empty()) {
            row.refuse_cell(m_submitted_column, when.problem().rule, when.problem().message);
        } else if (when) {
            answer.submitted_at = m_submitted.empty() ? std::string{} : when->text;
            answer.received_on = when->day;
            if (when->day > m_today)
                row.refuse_cell(
                    m_submitted_column, "response.future",
                    message("the answer came on {0}, which is after today, {1}", when->day, m_today));
        }
    }
    finish_wishes(row, answer);
    finish_boxes(answer);
    if (!answer.name.empty() &&
        (is_one_of(answer.name, {"-", "–", "/", "?"}) || says_nothing(formats::heading_key(answer.name)) ||
         is_one_of(formats::heading_key(answer.name), {"anonym", "anonymous"})))
        answer.name.clear();
    if (!row.ok() || !answer.reference.empty())
        return;
    if (m_has_reference && m_plan.tool != Tool::form) {
        row.refuse_row("answer.reference", message("the answer has no number of its tool"));
        return;
    }
    // No number: its time, or its content, and which of several that have the same.
    auto number = answer.submitted_at.empty() ? short_hash(answer) : answer.submitted_at;
    const auto times = ++m_references[number];
    answer.reference = times == 1 ? number : fmt::format("{} ({})", number, times);
}

ContentHash content_hash(const Answer& answer) {
    const auto text = canonical(answer);
    ContentHash hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size(), nullptr, 0);
    return hash;
}

} // namespace ehrenamt::needs::survey
