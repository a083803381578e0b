// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/search.hpp"

#include "ehrenamt/base/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <vector>

namespace ehrenamt::store {
namespace {

/// Two ways to write the same, in small letters; the tokeniser takes the mark off the umlaut.
struct Spelling {
    std::string_view one;
    std::string_view other;
};
constexpr Spelling k_spellings[] = {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ß", "ss"}};

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words{""};
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool inside = byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                            (byte >= 'A' && byte <= 'Z');
        if (inside)
            words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty())
        words.pop_back();
    return words;
}

/// Every way to write a word, at most 64: further places stay as they are.
std::vector<std::string> spellings_of(const std::string& word) {
    constexpr std::size_t k_most = 64;
    std::vector<std::string> all{""};
    for (std::size_t at = 0; at < word.size();) {
        const std::string_view rest = std::string_view{word}.substr(at);
        const auto found =
            std::find_if(std::begin(k_spellings), std::end(k_spellings), [&](const Spelling& s) {
                return rest.starts_with(s.one) || rest.starts_with(s.other);
            });
        if (found == std::end(k_spellings) || all.size() >= k_most) {
            for (auto& spelling : all)
                spelling += word[at];
            ++at;
            continue;
        }
        const std::size_t count = all.size();
        for (std::size_t i = 0; i < count; ++i) {
            all.push_back(all[i] + std::string{found->other});
            all[i] += found->one;
        }
        at += rest.starts_with(found->one) ? found->one.size() : found->other.size();
    }
    return all;
}

} // namespace

std::string match_expression(std::string_view text) {
    // Capital umlauts and ẞ become small ones, and letters with a combining mark one letter.
    std::string small = base::composed(text);
    for (const auto& [capital, letter] :
         {Spelling{"Ä", "ä"}, Spelling{"Ö", "ö"}, Spelling{"Ü", "ü"}, Spelling{"ẞ", "ß"}})
        for (auto at = small.find(capital); at != small.npos; at = small.find(capital, at))
            small.replace(at, capital.size(), letter);
    std::string expression;
    for (const auto& word : words_of(small)) {
        std::string any;
        for (const auto& spelling : spellings_of(word))
            any += (any.empty() ? "\"" : " OR \"") + spelling + "\"*";
        expression += (expression.empty() ? "(" : " AND (") + any + ")";
    }
    return expression;
}

void refresh_search_index(SQLite::Database& db) {
    if (!SQLite::Statement{db, "SELECT 1 FROM offer_search_due LIMIT 1"}.executeStep())
        return;
    db.exec(R"(
        DELETE FROM offer_search WHERE rowid IN (SELECT offer FROM offer_search_due);
        INSERT INTO offer_search (rowid, title, text)
            SELECT id, title, text FROM offer WHERE id IN (SELECT offer FROM offer_search_due);
        DELETE FROM offer_search_due)");
}

bool search_index_is_true(const Store& store) {
    auto& db = store.db();
    db.exec(R"(
        CREATE VIRTUAL TABLE temp.expected_search USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2');
        INSERT INTO temp.expected_search (rowid, title, text) SELECT id, title, text FROM main.offer;
        CREATE VIRTUAL TABLE temp.expected_words USING fts5vocab ('temp', 'expected_search', 'instance');
        CREATE VIRTUAL TABLE temp.found_words USING fts5vocab ('main', 'offer_search', 'instance'))");
    bool same = true;
    {
        SQLite::Statement expected{db, R"(SELECT term, doc, col, "offset" FROM temp.expected_words)"};
        SQLite::Statement found{db, R"(SELECT term, doc, col, "offset" FROM temp.found_words)"};
        while (same && expected.executeStep()) {
            same = found.executeStep();
            for (int i = 0; same && i < expected.getColumnCount(); ++i)
                same = expected.getColumn(i).getString() == found.getColumn(i).getString();
        }
        same = same && !found.executeStep();
    }
    db.exec("DROP TABLE temp.found_words; DROP TABLE temp.expected_words; DROP TABLE temp.expected_search");
    return same;
}

} // namespace ehrenamt::store
