// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/head_count.hpp"

#include "ehrenamt/base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

namespace ehrenamt::needs::survey {
namespace {

// More would be no number of persons; the caller has a limit of its own.
constexpr std::int64_t k_most = 1'000'000'000;

constexpr std::array<std::pair<std::string_view, std::int64_t>, 44> k_number_words = {{
    {"null", 0},      {"keine", 0},     {"keiner", 0},     {"niemand", 0},   {"none", 0},
    {"ein", 1},       {"eine", 1},      {"einer", 1},      {"eins", 1},      {"one", 1},
    {"zwei", 2},      {"zwo", 2},       {"two", 2},        {"drei", 3},      {"three", 3},
    {"vier", 4},      {"four", 4},      {"funf", 5},       {"fuenf", 5},     {"five", 5},
    {"sechs", 6},     {"six", 6},       {"sieben", 7},     {"seven", 7},     {"acht", 8},
    {"eight", 8},     {"neun", 9},      {"nine", 9},       {"zehn", 10},     {"ten", 10},
    {"elf", 11},      {"zwolf", 12},    {"zwoelf", 12},    {"dutzend", 12},  {"dreizehn", 13},
    {"vierzehn", 14}, {"funfzehn", 15}, {"fuenfzehn", 15}, {"sechzehn", 16}, {"siebzehn", 17},
    {"achtzehn", 18}, {"neunzehn", 19}, {"zwanzig", 20},   {"dreissig", 30},
}};
constexpr std::array<std::string_view, 16> k_persons = {
    "person",       "personen",        "pers",       "p",        "leute",      "teilnehmer",
    "teilnehmende", "teilnehmerinnen", "tn",         "mitglied", "mitglieder", "people",
    "persons",      "ehrenamtliche",   "engagierte", "stuck"};
constexpr std::array<std::string_view, 5> k_more = {"uber", "ueber", "mehrals", "morethan", ">"};
constexpr std::array<std::string_view, 12> k_at_most = {"bis",        "biszu",      "max",   "maximal",
                                                        "hochstens",  "hoechstens", "unter", "weniger",
                                                        "wenigerals", "upto",       "<",     "fast"};

enum class Kind { number, word, sign };
struct Token {
    Kind kind;
    std::string text;
    std::int64_t number = 0;
};

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& known, std::string_view text) {
    return std::find(known.begin(), known.end(), text) != known.end();
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A whole number with `.0` or `,00` behind it at most.
Token number_at(std::string_view text, std::size_t& at) {
    Token token{Kind::number, {}};
    while (at < text.size() && is_digit(text[at])) {
        token.number = std::min(k_most, token.number * 10 + (text[at] - '0'));
        ++at;
    }
    if (at + 1 < text.size() && (text[at] == '.' || text[at] == ',') && is_digit(text[at + 1])) {
        const auto behind = at + 1;
        at = behind;
        while (at < text.size() && is_digit(text[at]))
            ++at;
        const auto decimals = text.substr(behind, at - behind);
        const bool thousands = decimals.size() == 3 || decimals.find_first_not_of('0') != decimals.npos;
        if (thousands)
            token.kind = Kind::word; // may be either; no sure number
    }
    return token;
}

std::vector<Token> tokens_of(std::string_view written) {
    const auto text = base::sort_key(written);
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (is_digit(c)) {
            tokens.push_back(number_at(text, at));
        } else if (std::isalpha(static_cast<unsigned char>(c)) != 0 ||
                   static_cast<unsigned char>(c) >= 0x80) {
            std::string word;
            for (; at < text.size() && (std::isalpha(static_cast<unsigned char>(text[at])) != 0 ||
                                        static_cast<unsigned char>(text[at]) >= 0x80);
                 ++at)
                word += text[at];
            const auto known = std::find_if(k_number_words.begin(), k_number_words.end(),
                                            [&](const auto& one) { return one.first == word; });
            if (known != k_number_words.end())
                tokens.push_back({Kind::number, word, known->second});
            else if (word == "\xe2\x80\x93" || word == "\xe2\x80\x94")
                tokens.push_back({Kind::sign, "-"});
            else
                tokens.push_back({Kind::word, word});
        } else {
            if (std::string_view{"<>+-~/"}.find(c) != std::string_view::npos)
                tokens.push_back({Kind::sign, std::string(1, c)});
            ++at;
        }
    }
    return tokens;
}

} // namespace

HeadCount read_head_count(std::string_view text) {
    constexpr std::size_t k_digits = 9;
    if (text.size() <= k_digits && std::all_of(text.begin(), text.end(), is_digit)) {
        std::size_t at = 0;
        return {number_at(text, at).number, true};
    }
    const auto tokens = tokens_of(text);
    std::vector<std::int64_t> numbers;
    std::string before; // words and signs in front of the first number
    bool plain = true;  // nothing but numbers and words for persons
    for (const auto& token : tokens) {
        if (token.kind == Kind::number) {
            numbers.push_back(token.number);
            continue;
        }
        if (numbers.empty())
            before += token.text;
        plain = plain && token.kind == Kind::word && !numbers.empty() && is_among(k_persons, token.text);
    }
    if (numbers.empty())
        return {1, false};
    if (plain && numbers.size() == 1)
        return {numbers.front(), true};
    if (numbers.size() > 1)
        return {std::max<std::int64_t>(1, *std::min_element(numbers.begin(), numbers.end())), false};
    if (is_among(k_more, before))
        return {numbers.front() + 1, false};
    if (before.empty() || !is_among(k_at_most, before))
        return {before == "-" ? 1 : std::max<std::int64_t>(1, numbers.front()), false};
    return {1, false};
}

} // namespace ehrenamt::needs::survey
