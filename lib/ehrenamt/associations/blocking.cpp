// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/blocking.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace ehrenamt::associations {
namespace {

constexpr std::size_t k_rarest = 4;             // words of a name that make keys
constexpr std::size_t k_names_a_pass = 1 << 18; // names whose keys are sorted at a time; bounds the memory
constexpr double k_least_in_common = 0.2;       // share of the weight that must be shared as it stands

std::uint64_t mixed(std::uint64_t x) {
    x ^= x >> 30U;
    x *= 0xbf58476d1ce4e5b9ULL;
    x ^= x >> 27U;
    x *= 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    return mixed(a ^ mixed(b + 0x9e3779b97f4a7c15ULL));
}

std::uint64_t hashed(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return mixed(hash);
}

/// Kinds of keys, so that a word's number and a place's are not taken for each other.
enum Kind : std::uint64_t { all_words = 1, all_letters, one_word, word_and_place, two_words };

struct Key {
    std::uint64_t key;
    std::uint64_t order; ///< place of the name in a large block: similar names next to each other
    std::uint32_t entry;
};

/// For rare words: a word of the same beginning that is in more names and one slip away, or the word itself.
class NearWords {
  public:
    NearWords(const WordPool& pool, const std::vector<std::uint32_t>& counts) : m_near(pool.size()) {
        constexpr std::size_t k_shortest = 5;
        struct Shortened {
            std::uint64_t hash;
            Word word;
        };
        std::vector<Shortened> all;
        for (Word word = 0; word < pool.size(); ++word) {
            m_near[word] = word;
            const auto& text = pool.spelling(word);
            if (text.size() < k_shortest)
                continue;
            all.push_back({hashed(text), word});
            for (std::size_t i = 0; i < std::min(text.size(), k_letters); ++i)
                if (i == 0 || text[i] != text[i - 1])
                    all.push_back({hashed(text.substr(0, i) + text.substr(i + 1)), word});
        }
        std::sort(all.begin(), all.end(), [](const Shortened& a, const Shortened& b) {
            return std::pair{a.hash, a.word} < std::pair{b.hash, b.word};
        });
        for (std::size_t begin = 0; begin < all.size();) {
            std::size_t end = begin + 1;
            while (end < all.size() && all[end].hash == all[begin].hash)
                ++end;
            meet_in_block(all, begin, end, [&](const Shortened& a, const Shortened& b) {
                prefer(a.word, b.word, pool, counts);
                prefer(b.word, a.word, pool, counts);
            });
            begin = end;
        }
    }
    [[nodiscard]] Word operator[](Word word) const { return m_near[word]; }

  private:
    static constexpr std::size_t k_letters = 24; // further slips in longer words are found by other words

    void prefer(Word word, Word other, const WordPool& pool, const std::vector<std::uint32_t>& counts) {
        const auto rank = [&](Word w) { return std::pair{counts[w], ~w}; };
        if (rank(other) > rank(m_near[word]) && slips(pool.spelling(word), pool.spelling(other), 1) <= 1)
            m_near[word] = other;
    }

    std::vector<Word> m_near;
};

class Blocking {
  public:
    Blocking(const std::vector<NameEntry>& entries, const NameLexicon& lexicon, const WordPool& pool,
             const WordWeights& weights)
        : m_entries{entries},
          m_pool{pool},
          m_weights{weights},
          m_near{pool, counts(entries, pool)},
          m_meanings{meanings(lexicon, pool, weights)} {
        for (const auto& entry : entries) {
            auto sorted = entry.name.words;
            for (auto& word : sorted)
                word = m_near[word];
            std::sort(sorted.begin(), sorted.end());
            double sum = 0;
            for (const auto word : sorted)
                sum += weights[word];
            m_sums.push_back(sum);
            m_sorted.insert(m_sorted.end(), sorted.begin(), sorted.end());
            m_ends.push_back(m_sorted.size());
        }
    }

    std::vector<EntryPair> run(const std::function<void(double)>& pause) {
        const auto passes = m_entries.size() / k_names_a_pass + 1;
        std::vector<EntryPair> pairs;
        for (std::size_t pass = 0; pass < passes; ++pass) {
            auto keys = keys_of(pass, passes);
            std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
                return std::tie(a.key, a.order, a.entry) < std::tie(b.key, b.order, b.entry);
            });
            const auto before = static_cast<std::ptrdiff_t>(pairs.size());
            for (std::size_t begin = 0; begin < keys.size();) {
                std::size_t end = begin + 1;
                while (end < keys.size() && keys[end].key == keys[begin].key)
                    ++end;
                meet_in_block(keys, begin, end, [&](const Key& a, const Key& b) {
                    if (worth_it(a.entry, b.entry))
                        pairs.emplace_back(std::minmax(a.entry, b.entry));
                });
                begin = end;
            }
            std::sort(pairs.begin() + before, pairs.end());
            pairs.erase(std::unique(pairs.begin() + before, pairs.end()), pairs.end());
            pause(static_cast<double>(pass + 1) / static_cast<double>(passes));
        }
        std::sort(pairs.begin(), pairs.end());
        pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
        return pairs;
    }

  private:
    static std::vector<std::uint32_t> counts(const std::vector<NameEntry>& entries, const WordPool& pool) {
        std::vector<std::uint32_t> counts(pool.size());
        for (const auto& entry : entries)
            for (const auto word : entry.name.words)
                ++counts[word];
        return counts;
    }

    /// Abbreviation → the most telling word of each of its long forms.
    static std::unordered_map<Word, std::vector<Word>>
    meanings(const NameLexicon& lexicon, const WordPool& pool, const WordWeights& weights) {
        std::unordered_map<Word, std::vector<Word>> found;
        for (const auto& [letters, phrases] : lexicon.abbreviations) {
            const auto abbreviation = pool.find(letters);
            if (abbreviation == pool.size())
                continue;
            auto& meant = found[abbreviation];
            for (const auto& phrase : phrases) {
                Word most = static_cast<Word>(pool.size());
                for (const auto& part : phrase)
                    if (const auto word = pool.find(part);
                        word != pool.size() && (most == pool.size() || weights[word] > weights[most]))
                        most = word;
                if (most != pool.size())
                    meant.push_back(most);
            }
            std::sort(meant.begin(), meant.end());
            meant.erase(std::unique(meant.begin(), meant.end()), meant.end());
        }
        return found;
    }

    [[nodiscard]] std::vector<Key> keys_of(std::size_t pass, std::size_t passes) const {
        std::vector<Key> keys;
        std::vector<Word> rarest;
        for (std::uint32_t number = 0; number < m_entries.size(); ++number) {
            const auto& entry = m_entries[number];
            rarest = entry.name.words;
            std::sort(rarest.begin(), rarest.end(), [&](Word a, Word b) {
                return std::pair{-m_weights[a], a} < std::pair{-m_weights[b], b};
            });
            rarest.erase(std::unique(rarest.begin(), rarest.end()), rarest.end());
            const auto whole = whole_of(number);
            // Neighbours in a large block: the same place and the same rare words.
            const auto order = (static_cast<std::uint64_t>(entry.place) << 40U) ^ (whole >> 24U);
            const auto add = [&](std::uint64_t key) {
                if (key % passes == pass)
                    keys.push_back({key, order, number});
            };
            add(mixed(all_words, whole));
            add(mixed(all_letters, letters_of(entry.name)));
            rarest.resize(std::min(rarest.size(), k_rarest));
            add_words(rarest, entry.place, add);
        }
        return keys;
    }

    template <class Add>
    void add_words(const std::vector<Word>& rarest, std::uint32_t place, const Add& add) const {
        for (std::size_t i = 0; i < rarest.size(); ++i) {
            const Word word = rarest[i];
            add_word(rarest, i, word, place, add);
            if (m_near[word] != word)
                add_word(rarest, i, m_near[word], place, add);
            if (const auto meant = m_meanings.find(word); meant != m_meanings.end())
                for (const Word one : meant->second)
                    add_word(rarest, i, one, place, add);
        }
    }

    /// \param as  the word at `i` itself, or what it may stand for: then it meets all others, not only later
    /// ones
    template <class Add>
    void add_word(const std::vector<Word>& rarest, std::size_t i, Word as, std::uint32_t place,
                  const Add& add) const {
        add(mixed(one_word, as));
        if (place != 0)
            add(mixed(mixed(word_and_place, place), as));
        for (std::size_t j = as == rarest[i] ? i + 1 : 0; j < rarest.size(); ++j)
            if (j != i)
                add(mixed(mixed(two_words, std::min(as, rarest[j])), std::max(as, rarest[j])));
    }

    [[nodiscard]] std::uint64_t whole_of(std::uint32_t entry) const {
        std::uint64_t hash = 0;
        for (auto at = begin_of(entry); at < m_ends[entry]; ++at)
            hash = mixed(hash, m_sorted[at]);
        return hash;
    }

    [[nodiscard]] std::uint64_t letters_of(const NameWords& name) const {
        std::string letters;
        for (const auto word : name.words)
            letters += m_pool.spelling(word);
        return hashed(letters);
    }

    [[nodiscard]] std::size_t begin_of(std::uint32_t entry) const {
        return entry == 0 ? 0 : m_ends[entry - 1];
    }

    /// Enough of the weight stands on both sides as it is; the rest may still turn out the same.
    [[nodiscard]] bool worth_it(std::uint32_t a, std::uint32_t b) const {
        if (m_entries[a].whose == m_entries[b].whose)
            return false;
        double shared = 0;
        for (auto i = begin_of(a), j = begin_of(b); i < m_ends[a] && j < m_ends[b];) {
            if (m_sorted[i] == m_sorted[j]) {
                shared += m_weights[m_sorted[i]];
                ++i;
                ++j;
            } else {
                m_sorted[i] < m_sorted[j] ? ++i : ++j;
            }
        }
        const double least = std::min(m_sums[a], m_sums[b]);
        if (shared >= k_least_in_common * least)
            return true;
        // A slip in the rarest word of a short name leaves little; then the letters as a whole decide.
        return near_as_a_whole(m_entries[a].name, m_entries[b].name);
    }

    [[nodiscard]] bool near_as_a_whole(const NameWords& a, const NameWords& b) const {
        if (a.words.size() > 3 || b.words.size() > 3)
            return false;
        std::string x;
        std::string y;
        for (const auto word : a.words)
            x += m_pool.spelling(word);
        for (const auto word : b.words)
            y += m_pool.spelling(word);
        return slips(x, y, 3) <= 3;
    }

    const std::vector<NameEntry>& m_entries;
    const WordPool& m_pool;
    const WordWeights& m_weights;
    NearWords m_near;
    std::unordered_map<Word, std::vector<Word>> m_meanings;
    std::vector<double> m_sums;
    std::vector<Word> m_sorted; ///< the words of all names, each name's sorted
    std::vector<std::size_t> m_ends;
};

} // namespace

std::vector<EntryPair> pairs_worth_comparing(const std::vector<NameEntry>& entries,
                                             const NameLexicon& lexicon, const WordPool& pool,
                                             const WordWeights& weights,
                                             const std::function<void(double)>& pause) {
    return Blocking{entries, lexicon, pool, weights}.run(pause);
}

} // namespace ehrenamt::associations
