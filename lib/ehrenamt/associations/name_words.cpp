// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/name_words.hpp"

#include "ehrenamt/base/collation.hpp"
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace ehrenamt::associations {
namespace {

using base::message;
using Phrase = NameLexicon::Phrase;

bool digit(char c) {
    return c >= '0' && c <= '9';
}

/// Letters beyond ASCII that folding left, as in Cyrillic, count as letters.
bool letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// `ae` → `a`, `oe` → `o`, `ue` → `u` unless it belongs to au, eu, qu: an umlaut written out and one written
/// without its dots become the same.
std::string without_umlauts(std::string_view word) {
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        out += word[i];
        const bool before_e = i + 1 < word.size() && word[i + 1] == 'e';
        const bool umlaut = word[i] == 'a' || word[i] == 'o' ||
                            (word[i] == 'u' &&
                             (i == 0 || std::string_view{"aeq"}.find(word[i - 1]) == std::string_view::npos));
        if (before_e && umlaut)
            ++i;
    }
    return out;
}

/// `B e n s h e i m e r` is one word; two single letters may be an abbreviation and stay.
std::vector<std::string> spaced_letters_joined(std::vector<std::string> words) {
    constexpr std::size_t k_fewest = 4;
    std::vector<std::string> out;
    for (std::size_t i = 0; i < words.size();) {
        std::size_t end = i;
        while (end < words.size() && words[end].size() == 1 && letter(words[end][0]))
            ++end;
        if (end - i >= k_fewest) {
            std::string joined;
            for (; i < end; ++i)
                joined += words[i];
            out.push_back(std::move(joined));
        } else {
            for (end = std::max(end, i + 1); i < end; ++i)
                out.push_back(std::move(words[i]));
        }
    }
    return out;
}

bool small(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool capital(char c) {
    return c >= 'A' && c <= 'Z';
}

/// `FrankfurterMalerei` and `GVFriedewald` are two words each that lost their space; `SpVgg`, `KiTa` and
/// `VfB` are one.
std::string run_together_split(std::string_view name) {
    constexpr std::size_t k_small = 3;   // letters that the first of two words must have behind its capital
    constexpr std::size_t k_letters = 4; // and the second in all
    std::string out;
    std::size_t small_before = 0;
    std::size_t capitals_before = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (capital(name[i])) {
            std::size_t small_behind = 0;
            while (i + 1 + small_behind < name.size() && small(name[i + 1 + small_behind]))
                ++small_behind;
            if (small_behind + 1 >= k_letters && (small_before >= k_small || capitals_before >= 2))
                out += ' ';
        }
        small_before = small(name[i]) ? small_before + 1 : 0;
        capitals_before = capital(name[i]) ? capitals_before + 1 : 0;
        out += name[i];
    }
    return out;
}

bool phrase_at(const std::vector<std::string>& words, std::size_t at, const Phrase& phrase) {
    return at + phrase.size() <= words.size() &&
           std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(at));
}

/// A name that is nothing but a legal form keeps it.
std::vector<std::string> without_legal_form(std::vector<std::string> words, const NameLexicon& lexicon) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < words.size();) {
        const auto form = std::find_if(lexicon.legal_forms.begin(), lexicon.legal_forms.end(),
                                       [&](const Phrase& phrase) { return phrase_at(words, i, phrase); });
        if (form != lexicon.legal_forms.end())
            i += form->size();
        else
            out.push_back(words[i++]);
    }
    const auto& ends = lexicon.legal_forms_at_end;
    while (out.size() > 1 && std::find(ends.begin(), ends.end(), out.back()) != ends.end())
        out.pop_back();
    return out.empty() ? words : out;
}

std::optional<std::uint16_t> roman(std::string_view word) {
    constexpr std::array<std::string_view, 11> k_numbers = {"ii", "iii", "iv",  "vi",   "vii", "viii",
                                                            "ix", "xi",  "xii", "xiii", "xiv"};
    constexpr std::array<std::uint16_t, 11> k_values = {2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14};
    const auto found = std::find(k_numbers.begin(), k_numbers.end(), word);
    if (found == k_numbers.end())
        return std::nullopt;
    return k_values[static_cast<std::size_t>(found - k_numbers.begin())];
}

/// Without the s that joins compounds and makes genitives; `haus`, `kreis`, `klaus` keep theirs.
std::string stem(std::string word) {
    constexpr std::size_t k_shortest = 5;
    if (word.size() < k_shortest || word.back() != 's')
        return word;
    const char before = word[word.size() - 2];
    if (std::string_view{"suai"}.find(before) == std::string_view::npos)
        word.pop_back();
    return word;
}

/// Adds a word in one piece or in two: modifier and head.
template <class Add>
void add_split(const std::string& word, const NameLexicon& lexicon, const Add& add) {
    constexpr std::size_t k_shortest_modifier = 3;
    for (const auto& head : lexicon.heads)
        if (word.size() >= head.size() + k_shortest_modifier && word.ends_with(head)) {
            add(stem(word.substr(0, word.size() - head.size())));
            add(head);
            return;
        }
    add(stem(word));
}

struct Row {
    std::string kind, word, meaning;
};

/// Simple CSV: no quotes in these files but around cells with a comma.
std::vector<std::vector<std::string>> cells(std::string_view csv) {
    std::vector<std::vector<std::string>> rows;
    for (const auto line : base::split(csv, '\n')) {
        if (line.empty())
            continue;
        std::vector<std::string> row{""};
        bool quoted = false;
        for (const char c : line)
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                row.emplace_back();
            else
                row.back() += c;
        rows.push_back(std::move(row));
    }
    return rows;
}

[[noreturn]] void broken(const char* file) {
    throw base::Error{
        base::ExitStatus::failed, "data.broken",
        message("'{0}' among the reference data is not what it should be; install ehrenamt again", file)};
}

/// The words of a meaning, as they would stand in a name.
Phrase phrase_of(std::string_view text, const NameLexicon& lexicon) {
    Phrase phrase;
    for (const auto& word : plain_words(text)) {
        const auto spelling = lexicon.spellings.find(word);
        const auto& as_compared = spelling == lexicon.spellings.end() ? word : spelling->second;
        if (!std::binary_search(lexicon.fillers.begin(), lexicon.fillers.end(), as_compared))
            add_split(as_compared, lexicon, [&](std::string part) { phrase.push_back(std::move(part)); });
    }
    return phrase;
}

void by_length(std::vector<Phrase>& phrases) {
    std::stable_sort(phrases.begin(), phrases.end(),
                     [](const Phrase& a, const Phrase& b) { return a.size() > b.size(); });
}

} // namespace

Word WordPool::word(const std::string& spelling) {
    const auto [at, fresh] = m_words.emplace(spelling, static_cast<Word>(m_spellings.size()));
    if (fresh)
        m_spellings.push_back(&at->first);
    return at->second;
}

Word WordPool::find(const std::string& spelling) const {
    const auto found = m_words.find(spelling);
    return found == m_words.end() ? static_cast<Word>(size()) : found->second;
}

std::vector<std::string> plain_words(std::string_view name) {
    const auto folded = base::folded(run_together_split(name));
    std::vector<std::string> words;
    bool open = false;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const char c = folded[i];
        // Typographic quotes, dashes and the soft hyphen are the punctuation beyond ASCII that names have.
        const bool punctuation = folded.compare(i, 2, "\xe2\x80") == 0;
        const bool hidden =
            c == '\'' || folded.compare(i, 2, "\xc2\xad") == 0 || folded.compare(i, 3, "\xe2\x80\x99") == 0;
        const bool space = folded.compare(i, 2, "\xc2\xa0") == 0 || folded.compare(i, 2, "\xc2\xab") == 0 ||
                           folded.compare(i, 2, "\xc2\xbb") == 0 || folded.compare(i, 2, "\xc2\xb4") == 0;
        if (hidden && c == '\'')
            continue;
        if (punctuation || space || hidden) {
            i += punctuation ? 2 : 1;
            open = open && hidden;
        } else if (letter(c) || digit(c)) {
            if (open && digit(c) == digit(words.back().back()))
                words.back() += c;
            else
                words.emplace_back(1, c);
            open = true;
        } else {
            open = false;
        }
    }
    for (auto& word : words)
        word = without_umlauts(word);
    return words;
}

NameWords take_apart(std::string_view name, const NameLexicon& lexicon, WordPool& pool) {
    NameWords out;
    const auto add = [&](const std::string& part) {
        out.words.push_back(pool.word(part));
        if (const auto mark = lexicon.marks.find(part); mark != lexicon.marks.end())
            out.marks |= mark->second;
    };
    const auto words = spaced_letters_joined(without_legal_form(plain_words(name), lexicon));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (digit(word[0])) {
            unsigned value = 0;
            std::from_chars(word.data(), word.data() + word.size(), value);
            if (word.size() == 4 && value >= 1500 && value < 2100)
                out.years.push_back(static_cast<std::uint16_t>(value));
            else if (word.size() <= 4)
                out.numbers.push_back(static_cast<std::uint16_t>(value));
            else
                add(word);
            continue;
        }
        if (const auto number = roman(word)) {
            out.numbers.push_back(*number);
            continue;
        }
        if (word == "i" && i > 0 && i + 1 == words.size()) {
            out.numbers.push_back(1);
            continue;
        }
        const auto spelling = lexicon.spellings.find(word);
        const auto& as_compared = spelling == lexicon.spellings.end() ? word : spelling->second;
        if (!std::binary_search(lexicon.fillers.begin(), lexicon.fillers.end(), as_compared))
            add_split(as_compared, lexicon, add);
    }
    if (out.words.empty() && out.years.empty() && out.numbers.empty())
        for (const auto& word : words)
            out.words.push_back(pool.word(word)); // a name of fillers alone is compared by them
    return out;
}

NameLexicon NameLexicon::read(std::string_view words, std::string_view frequencies) {
    NameLexicon lexicon;
    auto rows = cells(words);
    if (rows.empty() || rows.front() != std::vector<std::string>{"art", "wort", "bedeutung"})
        broken("vereinsnamen.csv");
    rows.erase(rows.begin());
    // What others are compared by comes first.
    for (const auto& row : rows) {
        const auto plain = plain_words(row.size() == 3 ? row[1] : "");
        if (plain.empty())
            broken("vereinsnamen.csv");
        if (row[0] == "schreibweise")
            lexicon.spellings[plain.front()] = base::joined(plain_words(row[2]), "");
        else if (row[0] == "grundwort")
            lexicon.heads.push_back(plain.front());
        else if (row[0] == "fuellwort")
            lexicon.fillers.push_back(plain.front());
    }
    std::sort(lexicon.fillers.begin(), lexicon.fillers.end());
    std::stable_sort(lexicon.heads.begin(), lexicon.heads.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    for (const auto& row : rows) {
        const auto plain = plain_words(row[1]);
        if (row[0] == "abkuerzung") {
            lexicon.abbreviations[base::joined(plain, "")].push_back(phrase_of(row[2], lexicon));
        } else if (row[0] == "rechtsform") {
            lexicon.legal_forms.push_back(plain);
        } else if (row[0] == "rechtsform_am_ende") {
            lexicon.legal_forms_at_end.push_back(plain.front());
        } else if (row[0] == "merkmal") {
            auto& classes = lexicon.mark_classes;
            auto at = std::find(classes.begin(), classes.end(), row[2]);
            if (at == classes.end())
                at = classes.insert(at, row[2]);
            lexicon.marks[stem(plain.front())] = 1U << static_cast<unsigned>(at - classes.begin());
        }
    }
    by_length(lexicon.legal_forms);
    for (const auto& row : cells(frequencies)) {
        std::uint32_t count = 0;
        if (row.size() == 2 && row[0] != "wort")
            std::from_chars(row[1].data(), row[1].data() + row[1].size(), count);
        if (row.size() != 2 || (row[0] != "wort" && count == 0))
            broken("vereinsnamen_woerter.csv");
        if (row[0].empty())
            lexicon.usual_names = count;
        else if (row[0] != "wort")
            lexicon.usual[row[0]] = count;
    }
    return lexicon;
}

} // namespace ehrenamt::associations
