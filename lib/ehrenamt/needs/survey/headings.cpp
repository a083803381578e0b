// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/headings.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace ehrenamt::needs::survey {
namespace {

using formats::heading_key;

constexpr std::size_t k_abbreviated = 15; ///< LimeSurvey's headingTextLength

/// The first characters and `.. `, as LimeSurvey cuts a text.
std::string abbreviated(std::string_view text) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool starts = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (starts && characters++ == k_abbreviated)
            return std::string{text.substr(0, at)} + ".. ";
    }
    return std::string{text};
}

/// `TOPICS[x]`, `TOPICS_x`, `TOPICS/x` and `topics.x` as one.
std::string code_key(std::string_view code) {
    std::string key;
    for (const char c : code)
        if (c == '[' || c == '/' || c == '.')
            key += '_';
        else if (c != ']')
            key += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return key;
}

void put(std::unordered_map<std::string, std::vector<Target>>& table, std::string key, const Target& target) {
    if (key.empty())
        return;
    auto& targets = table[std::move(key)];
    if (std::find(targets.begin(), targets.end(), target) == targets.end())
        targets.push_back(target);
}

const std::vector<Option>& lines_of(const Question& question) {
    return question.type == QuestionType::several_of ? question.options : question.items;
}

bool has_lines(const Question& question) {
    return question.type == QuestionType::several_of || question.type == QuestionType::one_per_item ||
           question.type == QuestionType::number_per_item;
}

/// What stands for the free field beside boxes.
constexpr std::array<std::string_view, 3> k_own_words = {"other", "Sonstiges", "Other"};

} // namespace

std::string Target::code() const {
    if (question == nullptr)
        return {};
    std::string text{question->code};
    if (own_words)
        return text + "[other]";
    return line == nullptr ? text : text + '[' + line->code + ']';
}

Headings::Headings(const Questionnaire& questionnaire) : m_questionnaire{questionnaire} {
    for (const auto& group : questionnaire.groups)
        for (const auto& question : group.questions)
            for (const auto* language : {"de", "en"}) {
                add(group, {&question}, language);
                for (const auto& line : lines_of(question))
                    add(group, {&question, &line}, language);
                if (question.type == QuestionType::several_of)
                    add(group, {&question, nullptr, true}, language);
            }
}

void Headings::add(const QuestionGroup& group, const Target& target, std::string_view language) {
    put(m_codes, code_key(target.code()), target);
    const auto& text = target.question->text.in(language);
    std::vector<std::string> lines;
    if (target.own_words)
        lines.assign(k_own_words.begin(), k_own_words.end());
    else
        lines.push_back(target.line == nullptr ? std::string{} : target.line->text.in(language));
    for (const auto& line : lines) {
        put(m_texts, heading_key(fmt::format("{}{}", text, line)), target);
        put(m_texts, heading_key(fmt::format("{}{}{}", group.title.in(language), text, line)), target);
        put(m_abbreviated, heading_key(fmt::format("{}{}", abbreviated(text), abbreviated(line))), target);
    }
    // A table of items with their codes for lines, or with the question's code: `PERSONS Buchführung`.
    if (target.line != nullptr) {
        put(m_texts, heading_key(text + target.line->code), target);
        put(m_texts, heading_key(std::string{target.question->code} + target.line->text.in(language)),
            target);
    }
}

/// The heading, then what follows each separator of groups in it.
bool Headings::by_code(std::string_view heading, bool strict, Found& found) const {
    for (std::size_t begin = 0; begin < heading.size();) {
        const auto part = heading.substr(begin);
        const bool fits = !strict || std::isupper(static_cast<unsigned char>(part[0])) != 0;
        if (const auto known = m_codes.find(code_key(part)); fits && known != m_codes.end()) {
            const auto code = part.substr(0, known->second.front().question->code.size());
            if (!strict || code == known->second.front().question->code) {
                found.targets = known->second;
                found.style = HeadingStyle::code;
                return true;
            }
        }
        for (const auto& group : m_questionnaire.groups)
            for (const auto& question : group.questions) {
                const auto size = question.code.size();
                if (fits && has_lines(question) && part.size() > size + 1 &&
                    code_key(part.substr(0, size + 1)) == code_key(question.code) + '_' &&
                    part.find_first_of(". ", size) == part.npos) {
                    found.unknown_line_of = &question;
                    found.unknown_line = part.substr(size + 1);
                    if (found.unknown_line.ends_with(']'))
                        found.unknown_line.pop_back();
                }
            }
        const auto separator = heading.find_first_of("/-", begin);
        begin = separator == heading.npos ? heading.size() : separator + 1;
    }
    return found.unknown_line_of != nullptr;
}

/// `TOPICS[x]. Text`, with whatever the user had put between code and text.
bool Headings::by_code_and_text(std::string_view heading, Found& found) const {
    std::size_t at = 0;
    const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    while (at < heading.size() && (is_word(heading[at]) || heading[at] == '_'))
        ++at;
    while (at < heading.size() && heading[at] == '[') {
        const auto close = heading.find(']', at);
        if (close == heading.npos)
            return false;
        at = close + 1;
    }
    if (at == 0 || at >= heading.size() || std::string_view{".:;,|)-\t "}.find(heading[at]) == heading.npos)
        return false;
    // A space alone would make a question of every heading that begins with a word of ours.
    const bool separated =
        heading[at] != ' ' || heading.substr(at, 3) == " - " || heading.substr(at, 3) == " – ";
    Found of_code;
    if (!separated || !by_code(heading.substr(0, at), true, of_code))
        return false;
    found = std::move(of_code);
    found.style = HeadingStyle::code_and_text;
    return true;
}

bool Headings::by_text(std::string_view heading, Found& found) const {
    const auto key = heading_key(heading);
    for (const auto* const table : {&m_texts, &m_abbreviated})
        if (const auto known = table->find(key); known != table->end()) {
            found.targets = known->second;
            found.style = table == &m_texts ? HeadingStyle::text : HeadingStyle::abbreviated;
            return true;
        }
    for (const auto& group : m_questionnaire.groups)
        for (const auto& question : group.questions)
            for (const auto* const text : {&question.text.de, &question.text.en}) {
                const auto at = heading.find(*text);
                if (!has_lines(question) || at == heading.npos || text->size() < k_abbreviated)
                    continue;
                found.unknown_line_of = &question;
                found.unknown_line = base::trimmed(heading.substr(at + text->size()));
                return true;
            }
    return false;
}

Headings::Found Headings::find(std::string_view heading, bool strict) const {
    Found found;
    if (by_code(heading, strict, found) && !found.targets.empty())
        return found;
    Found other;
    if (by_code_and_text(heading, other) || by_text(heading, other))
        return other;
    return found;
}

std::vector<std::string> Headings::codes() const {
    std::vector<std::string> codes = {"id",    "submitdate", "lastpage",  "startlanguage", "seed",
                                      "token", "startdate",  "datestamp", "ipaddr",        "refurl"};
    for (const auto& [key, targets] : m_codes)
        codes.push_back(targets.front().code());
    std::sort(codes.begin(), codes.end());
    return codes;
}

Target Headings::by_code(std::string_view code) const {
    const auto known = m_codes.find(code_key(base::trimmed(code)));
    return known == m_codes.end() ? Target{} : known->second.front();
}

} // namespace ehrenamt::needs::survey
