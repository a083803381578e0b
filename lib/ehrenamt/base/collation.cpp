// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/collation.hpp"

#include "ehrenamt/base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ehrenamt::base {
namespace {

using CodePoint = utf8proc_int32_t;

constexpr CodePoint k_table_end = 0x250; // Latin-1 and Latin Extended-A, -B: nearly all that names here hold

std::string encoded(CodePoint c) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length = utf8proc_encode_char(c, bytes.data());
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length)};
}

/// Letters that Unicode does not take apart, but a German list does.
constexpr std::array<std::pair<CodePoint, std::string_view>, 16> k_letters = {{
    {0xc6, "ae"},
    {0xe6, "ae"},
    {0x152, "oe"},
    {0x153, "oe"},
    {0xd8, "o"},
    {0xf8, "o"},
    {0x141, "l"},
    {0x142, "l"},
    {0x110, "d"},
    {0x111, "d"},
    {0xd0, "d"},
    {0xf0, "d"},
    {0xde, "th"},
    {0xfe, "th"},
    {0x131, "i"},
    {0x1e9e, "ss"},
}};

std::string fold_of(CodePoint c) {
    for (const auto& [letter, meant] : k_letters)
        if (letter == c)
            return std::string{meant};
    return sort_key(encoded(c));
}

/// What fold_of gives, looked up where that is worth it.
std::string_view fold(CodePoint c, std::string& scratch) {
    static const auto k_table = [] {
        std::array<std::string, k_table_end> table;
        for (CodePoint known = 0; known < k_table_end; ++known)
            table[static_cast<std::size_t>(known)] = fold_of(known);
        return table;
    }();
    if (c < k_table_end)
        return k_table[static_cast<std::size_t>(c)];
    return scratch = fold_of(c);
}

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

CodePoint next_code_point(std::string_view text, std::size_t& at) {
    CodePoint c = -1;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                         static_cast<utf8proc_ssize_t>(text.size() - at), &c);
    at += length > 0 ? static_cast<std::size_t>(length) : 1;
    return length > 0 ? c : 0xfffd;
}

void fold_into(std::string& out, std::string_view text) {
    out.clear();
    std::string scratch;
    for (std::size_t at = 0; at < text.size();) {
        if ((text[at] & 0x80) == 0) {
            out += small(text[at++]);
            continue;
        }
        out += fold(next_code_point(text, at), scratch);
    }
}

enum class Part { word, gap, nothing };

Part part(CodePoint c) {
    if (c == '/' || c == '\t' || c == '\n')
        return Part::gap;
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_PD:
        return Part::gap;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return Part::word;
    default:
        return Part::nothing;
    }
}

/// The levels of a key while the text goes by.
struct Levels {
    std::string letters;   ///< without case and diacritics
    std::string marked;    ///< in small letters with diacritics
    std::string cases;     ///< 1 small, 2 capital, a letter each
    bool accented = false; ///< `marked` says more than `letters`

    void gap() {
        if (letters.empty() || letters.back() == ' ')
            return;
        letters += ' ';
        marked += ' ';
    }
    void ascii(char c) {
        letters += small(c);
        marked += small(c);
        cases += small(c) == c ? '1' : '2';
    }
    void other(CodePoint c, std::string& scratch) {
        const auto plain = fold(c, scratch);
        const auto low = utf8proc_tolower(c);
        letters += plain;
        marked += low == 0xdf ? std::string{"ss"} : encoded(low);
        cases.append(plain.size(), low == c ? '1' : '2');
        accented = true;
    }
};

bool ascii_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (small(c) >= 'a' && small(c) <= 'z');
}

Levels levels(std::string_view text) {
    Levels out;
    std::string scratch;
    for (std::size_t at = 0; at < text.size();) {
        if (ascii_letter_or_digit(text[at])) {
            out.ascii(text[at++]);
            continue;
        }
        const auto c = next_code_point(text, at);
        const auto what = part(c);
        if (what == Part::gap)
            out.gap();
        else if (what == Part::word)
            out.other(c, scratch);
    }
    for (auto* level : {&out.letters, &out.marked})
        if (!level->empty() && level->back() == ' ')
            level->pop_back();
    return out;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

} // namespace

std::string collation_key(std::string_view text) {
    constexpr char k_next_level = '\x01'; // below everything that a level holds
    const auto whole = composed(text);
    const auto parts = levels(whole);
    std::string key = parts.letters;
    key += k_next_level;
    if (parts.accented)
        key += parts.marked;
    key += k_next_level;
    key += parts.cases;
    key += k_next_level;
    return key += text;
}

std::string folded(std::string_view text) {
    std::string out;
    fold_into(out, composed(text));
    return out;
}

FoldedSearch::FoldedSearch(std::string_view wanted) : m_spellings{folded(wanted)} {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> k_umlauts = {
        {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}}};
    auto apart = composed(wanted);
    auto joint = m_spellings.front();
    for (const auto& [umlaut, letters] : k_umlauts) {
        replace_all(apart, umlaut, letters);
        replace_all(joint, letters, letters.substr(0, 1));
    }
    for (auto& spelling : {folded(apart), joint})
        if (std::find(m_spellings.begin(), m_spellings.end(), spelling) == m_spellings.end())
            m_spellings.push_back(spelling);
    constexpr std::array<std::string_view, 3> k_legal_form = {"ev", "eingetragener", "verein"};
    m_keys_tell = std::all_of(m_spellings.begin(), m_spellings.end(), [&](const std::string& spelling) {
        const bool plain =
            std::all_of(spelling.begin(), spelling.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        return plain && std::none_of(k_legal_form.begin(), k_legal_form.end(),
                                     [&](std::string_view word) { return word.find(spelling) != word.npos; });
    });
}

bool FoldedSearch::may_be_behind(std::string_view key) const {
    if (!m_keys_tell)
        return true;
    // Other letters may be folded in another way than in the key.
    const bool other_letters =
        std::any_of(key.begin(), key.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    return other_letters ||
           std::any_of(m_spellings.begin(), m_spellings.end(),
                       [&](const std::string& spelling) { return key.find(spelling) != key.npos; });
}

bool FoldedSearch::found_in(std::string_view text) {
    fold_into(m_text, text);
    return std::any_of(m_spellings.begin(), m_spellings.end(),
                       [&](const std::string& spelling) { return m_text.find(spelling) != m_text.npos; });
}

} // namespace ehrenamt::base
