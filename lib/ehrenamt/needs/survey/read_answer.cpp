// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/read_answer.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/needs/survey/cell_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ehrenamt::needs::survey {
namespace {

using base::message;
using base::printable;

constexpr std::size_t k_longest_text = 500;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// True if every space of a text stands alone, and there are no other separators.
bool is_one_line(std::string_view text) {
    char before = '\0';
    for (const char c : text) {
        if (c == '\n' || c == '\t' || (c == ' ' && before == ' '))
            return false;
        before = c;
    }
    return true;
}

/// \param vv  `{newline}` and the like stand for what they say
std::string in_one_line(std::string_view raw, bool vv) {
    constexpr std::array<std::pair<std::string_view, char>, 4> k_escapes = {
        {{"{newline}", ' '}, {"{cr}", ' '}, {"{tab}", ' '}, {"{lbrace}", '{'}}};
    std::string text;
    for (std::size_t at = 0; at < raw.size(); ++at) {
        const auto* const escape = std::find_if(k_escapes.begin(), k_escapes.end(), [&](const auto& one) {
            return vv && raw[at] == '{' && raw.substr(at).starts_with(one.first);
        });
        if (escape != k_escapes.end()) {
            text += escape->second;
            at += escape->first.size() - 1;
            continue;
        }
        const char c = raw[at] == '\n' || raw[at] == '\t' ? ' ' : raw[at];
        if (c != ' ' || !text.ends_with(' '))
            text += c;
    }
    return text;
}

} // namespace

AnswerReader::AnswerReader(const Questionnaire& questionnaire, const SheetPlan& plan, base::Date received,
                           base::Date today)
    : m_plan{plan}, m_received{received}, m_today{today} {
    for (const auto& option : find_question(questionnaire, question::k_topics)->options)
        m_topics.push_back(&option);
    m_states.resize(m_topics.size());
    for (std::size_t i = 0; i < plan.columns.size(); ++i)
        resolve_column(i);
    for (std::size_t i = 0; i < m_topics.size(); ++i)
        if (m_states[i].has_column || m_all_topics ||
            std::find(m_topic_of_column.begin(), m_topic_of_column.end(), i) != m_topic_of_column.end())
            m_asked.push_back(i);
}

/// Which topic or box a column is about, so that no cell has to be asked for it.
void AnswerReader::resolve_column(std::size_t number) {
    const auto& column = m_plan.columns[number];
    m_has_submitted = m_has_submitted || column.meta == Meta::submitted_at;
    m_has_reference = m_has_reference || column.meta == Meta::reference;
    auto& topic = m_topic_of_column.emplace_back();
    auto& box = m_box_of_column.emplace_back();
    const auto& [question, line, own_words] = column.target;
    if (question == nullptr)
        return;
    m_options.try_emplace(question, question->options);
    if (column.kind == ColumnPlan::Kind::joined) {
        m_all_topics = m_all_topics || question->code == question::k_topics;
        if (column.values != nullptr)
            add_joined(number, *column.values);
    }
    if (line == nullptr)
        return;
    if (is_one_of(question->code, {question::k_topics, question::k_priority, question::k_persons})) {
        const auto known =
            std::find_if(m_topics.begin(), m_topics.end(),
                         [code = &line->code](const Option* one) { return one->code == *code; });
        if (known == m_topics.end())
            return;
        topic = static_cast<std::size_t>(known - m_topics.begin());
        if (question->code == question::k_topics)
            m_states[*topic].has_column = true;
        return;
    }
    const auto known = std::find(k_boxes.begin(), k_boxes.end(), line->value);
    if (known != k_boxes.end())
        box = static_cast<std::size_t>(known - k_boxes.begin());
}

/// The words of a mapping file are known as well where several answers stand in one cell.
void AnswerReader::add_joined(std::size_t column, const std::map<std::string, std::string>& values) {
    const auto& question = *m_plan.columns[column].target.question;
    auto& finder = m_joined.emplace(column, question.options).first->second;
    for (const auto& [written, meant] : values)
        if (const auto option = m_options.at(&question).find(meant))
            finder.add(written, *option);
}

/// The cell in one line, as the mapping file says it is meant, without VV's and other masks. Valid until the
/// next call; most often the cell itself.
std::string_view AnswerReader::cell_text(const formats::Row& row, std::size_t column) {
    auto text = base::trimmed(row.cell(column).text);
    if (!is_one_line(text) || (m_plan.tool == Tool::limesurvey_vv && text.find('{') != text.npos)) {
        m_cell = in_one_line(text, m_plan.tool == Tool::limesurvey_vv);
        text = base::trimmed(m_cell);
    }
    const auto& plan = m_plan.columns[column];
    if (plan.values == nullptr || plan.kind == ColumnPlan::Kind::joined)
        return text;
    const auto meant = plan.values->find(std::string{text});
    return meant == plan.values->end() ? text : std::string_view{meant->second};
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
    const bool vv_not_shown = m_plan.tool == Tool::limesurvey_vv && cell.text == k_vv_not_shown;
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
        m_submitted = text == k_vv_not_shown ? std::string_view{} : text;
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
    if (says_nothing(text))
        return Tick::not_shown;
    const auto key = formats::heading_key(text);
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
    if (!says_nothing(text))
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
    } else if (is_digit(text.front()) || !says_nothing(text)) {
        state.count = text;
        state.count_column = column;
    }
}

void AnswerReader::read_joined(formats::Row& row, std::size_t column, std::string_view text, Answer& answer) {
    const auto& question = *m_plan.columns[column].target.question;
    const auto own = m_joined.find(column);
    const auto& finder = own == m_joined.end() ? m_options.at(&question) : own->second;
    const bool kobo = m_plan.joined_by_space;
    const auto ticked = says_nothing(text) ? OptionFinder::Ticked{}
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
    if (text.empty() || (asked.type != QuestionType::text && !is_digit(text.front()) && says_nothing(text)))
        return;
    if (asked.code == question::k_own_topic) {
        add_own_topic(answer, text);
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

void AnswerReader::add_own_topic(Answer& answer, std::string_view words) const {
    auto text = base::composed(words);
    const bool known = std::any_of(answer.own_topics.begin(), answer.own_topics.end(),
                                   [&](const OwnTopic& own) { return own.text == text; });
    if (!text.empty() && !known)
        answer.own_topics.push_back({std::move(text), {}, {}});
}

} // namespace ehrenamt::needs::survey
