// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/place_words.hpp"

#include "ehrenamt/base/text.hpp"

#include <algorithm>
#include <iterator>

namespace ehrenamt::associations {
namespace {

bool letter(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z');
}

bool digit(char c) {
    return c >= '0' && c <= '9';
}

bool stronger(char joint, char than) {
    constexpr std::string_view k_rising = " -/,(";
    return k_rising.find(joint) != k_rising.npos && k_rising.find(joint) > k_rising.find(than);
}

} // namespace

std::vector<PlaceWord> place_words(std::string_view text) {
    std::vector<PlaceWord> words;
    const std::string key = base::sort_key(text);
    char joint = ' ';
    bool inside = false;
    for (std::size_t i = 0; i < key.size(); ++i) {
        const char c = key[i];
        if (!letter(c) && !digit(c)) {
            inside = false;
            joint = stronger(c, joint) ? c : joint;
            continue;
        }
        if (!inside)
            words.push_back({{}, joint});
        joint = ' ';
        auto& word = words.back().text;
        const bool scanned_o = !inside && c == '0' && i + 1 < key.size() && letter(key[i + 1]);
        inside = true;
        // ä is a by now; written as ae it must become the same.
        const bool umlaut_e =
            c == 'e' && !word.empty() && std::string_view{"aou"}.find(word.back()) != std::string_view::npos;
        if (!umlaut_e)
            word += scanned_o ? 'o' : c;
    }
    return words;
}

std::string place_key(std::span<const PlaceWord> words) {
    std::string key;
    for (const auto& word : words)
        key += word.text;
    return key;
}

bool is_preposition(std::string_view word) {
    constexpr std::string_view k_all[] = {"a",   "ad", "am", "an", "b", "bei", "beim", "d",  "dem",
                                          "der", "i",  "im", "in", "u", "v",   "vd",   "vor"};
    return std::find(std::begin(k_all), std::end(k_all), word) != std::end(k_all);
}

std::size_t length_of_base(std::span<const PlaceWord> words) {
    std::size_t length = 1;
    while (length < words.size() && words[length].joint != '(' && words[length].joint != ',' &&
           !is_preposition(words[length].text))
        ++length;
    return length;
}

} // namespace ehrenamt::associations
