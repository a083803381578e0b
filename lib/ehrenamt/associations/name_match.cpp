// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/name_match.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace ehrenamt::associations {
namespace {

constexpr double k_abbreviated = 0.97;
constexpr double k_initials = 0.9;
constexpr double k_cut_off = 0.92;
constexpr double k_place_share = 0.15; // of its weight that a word keeps if it only repeats the place

unsigned slips_allowed(std::size_t length) {
    return length < 4 ? 0 : length < 7 ? 1 : length < 13 ? 2 : 3;
}

bool contains(const std::vector<Word>& words, Word word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// `schutzen` and `schutze`: the same word in another form.
bool inflected(std::string_view a, std::string_view b) {
    constexpr std::size_t k_shortest = 4;
    if (a.size() > b.size())
        std::swap(a, b);
    if (a.size() < k_shortest || !b.starts_with(a))
        return false;
    const auto ending = b.substr(a.size());
    constexpr std::array<std::string_view, 8> k_endings = {"", "e", "n", "s", "en", "er", "es", "in"};
    return std::find(k_endings.begin(), k_endings.end(), ending) != k_endings.end();
}

/// One comparison at work; words are taken off the two lists as they find each other.
class Comparison {
  public:
    Comparison(const NameWords& first, const NameWords& second, const PlaceWords& places,
               const WordPool& pool, const WordWeights& weights)
        : m_places{places}, m_pool{pool}, m_weights{weights}, m_a{first.words}, m_b{second.words} {}

    NameMatch run() {
        shared();
        if (!m_a.empty() && !m_b.empty()) {
            abbreviations(m_a, m_b, false);
            abbreviations(m_b, m_a, true);
            in_pieces(m_a, m_b, false);
            in_pieces(m_b, m_a, true);
            spellings();
        }
        double only_a = 0;
        double only_b = 0;
        for (const auto word : m_a)
            only_a += weight(word, false);
        for (const auto word : m_b)
            only_b += weight(word, false);
        const double apart = only_a + only_b + std::min(only_a, only_b);
        const double whole = 2 * m_together + apart + m_lost;
        m_out.likeness = whole > 0 ? 2 * m_together / whole : 0;
        m_out.information = m_information;
        m_out.same = m_a.empty() && m_b.empty() && m_out.spelled.empty() && m_out.abbreviated.empty();
        m_out.only_first = m_a;
        m_out.only_second = m_b;
        return std::move(m_out);
    }

  private:
    [[nodiscard]] double weight(Word word, bool in_common) const {
        const double full = m_weights[word];
        const bool of_place = contains(m_places.first, word) || contains(m_places.second, word);
        if (!m_places.same_place || !of_place)
            return full;
        return in_common ? full / 2 : full * k_place_share;
    }

    /// \param credit  how sure it is that the two are one; what is missing to 1 counts as apart
    void together(double weight, double credit, double information) {
        m_together += weight * credit;
        m_lost += 2 * weight * (1 - credit);
        m_information += information * credit;
    }

    void shared() {
        for (auto at = m_a.begin(); at != m_a.end();) {
            const auto other = std::find(m_b.begin(), m_b.end(), *at);
            if (other == m_b.end()) {
                ++at;
                continue;
            }
            together(weight(*at, true), 1, weight(*at, true));
            m_out.shared.push_back(*at);
            m_b.erase(other);
            at = m_a.erase(at);
        }
    }

    /// Where all words of the phrase stand in the list, or nothing.
    [[nodiscard]] std::optional<std::vector<std::size_t>> places_of(const NameLexicon::Phrase& phrase,
                                                                    const std::vector<Word>& words) const {
        std::vector<std::size_t> found;
        for (const auto& part : phrase) {
            std::size_t at = 0;
            while (at < words.size() && (m_pool.spelling(words[at]) != part ||
                                         std::find(found.begin(), found.end(), at) != found.end()))
                ++at;
            if (at == words.size())
                return std::nullopt;
            found.push_back(at);
        }
        return found;
    }

    /// Consecutive words whose initials are the letters of the abbreviation.
    [[nodiscard]] std::optional<std::vector<std::size_t>> initials_of(std::string_view letters,
                                                                      const std::vector<Word>& words) const {
        if (letters.size() < 2 || letters.size() > 6)
            return std::nullopt;
        for (std::size_t from = 0; from + letters.size() <= words.size(); ++from) {
            std::size_t count = 0;
            while (count < letters.size() && m_pool.spelling(words[from + count]).front() == letters[count])
                ++count;
            if (count < letters.size())
                continue;
            std::vector<std::size_t> found(count);
            for (std::size_t i = 0; i < count; ++i)
                found[i] = from + i;
            return found;
        }
        return std::nullopt;
    }

    void abbreviations(std::vector<Word>& shorts, std::vector<Word>& longs, bool swapped) {
        for (std::size_t i = 0; i < shorts.size();) {
            const auto& letters = m_pool.spelling(shorts[i]);
            std::optional<std::vector<std::size_t>> found;
            double credit = k_abbreviated;
            if (const auto* const known = m_weights.long_forms(shorts[i]))
                for (const auto& phrase : *known)
                    if (!found && !phrase.empty())
                        found = places_of(phrase, longs);
            if (!found) {
                credit = k_initials;
                found = initials_of(letters, longs);
            }
            if (!found) {
                ++i;
                continue;
            }
            take_abbreviation(shorts, i, longs, std::move(*found), credit, swapped);
        }
    }

    void take_abbreviation(std::vector<Word>& shorts, std::size_t at, std::vector<Word>& longs,
                           std::vector<std::size_t> places, double credit, bool swapped) {
        double sum = 0;
        std::sort(places.begin(), places.end());
        std::string text;
        for (const auto place : places) {
            sum += weight(longs[place], true);
            text += (text.empty() ? "" : " ") + m_pool.spelling(longs[place]);
        }
        const double both = (sum + weight(shorts[at], true)) / 2;
        together(both, credit, std::min(sum, weight(shorts[at], true)));
        auto pair = std::pair{m_pool.spelling(shorts[at]), text};
        if (swapped)
            std::swap(pair.first, pair.second);
        m_out.abbreviated.push_back(std::move(pair));
        for (std::size_t i = places.size(); i-- > 0;)
            longs.erase(longs.begin() + static_cast<std::ptrdiff_t>(places[i]));
        shorts.erase(shorts.begin() + static_cast<std::ptrdiff_t>(at));
    }

    /// Two words on one side that are one on the other: `rot weiss`, `rotweiss`; with slips of the pen too.
    void in_pieces(std::vector<Word>& pieces, std::vector<Word>& wholes, bool swapped) {
        for (std::size_t i = 0; i + 1 < pieces.size();) {
            const auto joined = m_pool.spelling(pieces[i]) + m_pool.spelling(pieces[i + 1]);
            const auto allowed = slips_allowed(joined.size());
            const auto whole = std::find_if(wholes.begin(), wholes.end(), [&](Word word) {
                return slips(joined, m_pool.spelling(word), allowed) <= allowed;
            });
            if (whole == wholes.end()) {
                ++i;
                continue;
            }
            const double sum = weight(pieces[i], true) + weight(pieces[i + 1], true);
            const auto& other = m_pool.spelling(*whole);
            const double credit =
                1 - static_cast<double>(slips(joined, other, allowed)) / static_cast<double>(joined.size());
            together(sum, credit, sum);
            auto pair = std::pair{m_pool.spelling(pieces[i]) + " " + m_pool.spelling(pieces[i + 1]), other};
            if (swapped)
                std::swap(pair.first, pair.second);
            m_out.spelled.push_back(std::move(pair));
            wholes.erase(whole);
            pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i),
                         pieces.begin() + static_cast<std::ptrdiff_t>(i) + 2);
        }
    }

    /// `tus` and `tuspo`.
    [[nodiscard]] bool abbreviate_the_same(Word x, Word y) const {
        const auto* const a = m_weights.long_forms(x);
        const auto* const b = m_weights.long_forms(y);
        return a != nullptr && b != nullptr && std::any_of(a->begin(), a->end(), [&](const auto& phrase) {
                   return std::find(b->begin(), b->end(), phrase) != b->end();
               });
    }

    /// How sure it is that two different spellings are of one word; 0 if they are not.
    [[nodiscard]] double one_word(Word a, Word b) const {
        const auto& x = m_pool.spelling(a);
        const auto& y = m_pool.spelling(b);
        if (inflected(x, y) || abbreviate_the_same(a, b))
            return 0.95;
        const auto shorter = std::min(x.size(), y.size());
        const bool both_known = m_weights.established(a) && m_weights.established(b);
        if (shorter >= 3 && std::max(x.size(), y.size()) >= shorter + 2 && !both_known &&
            std::equal(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(shorter), y.begin()))
            return k_cut_off;
        const auto allowed = slips_allowed(std::max(x.size(), y.size()));
        const auto count = slips(x, y, allowed);
        if (count > allowed)
            return 0;
        const double credit =
            1 - static_cast<double>(count) / static_cast<double>(std::max(x.size(), y.size()));
        // Two words that both are in use are more likely two words.
        return both_known ? 0 : credit;
    }

    void spellings() {
        for (std::size_t i = 0; i < m_a.size();) {
            double best = 0;
            std::size_t with = 0;
            for (std::size_t j = 0; j < m_b.size(); ++j)
                if (const double sure = one_word(m_a[i], m_b[j]); sure > best)
                    std::tie(best, with) = std::pair{sure, j};
            if (best <= 0) {
                ++i;
                continue;
            }
            const double both = std::min(weight(m_a[i], true), weight(m_b[with], true));
            together(both, best, both);
            m_out.spelled.emplace_back(m_pool.spelling(m_a[i]), m_pool.spelling(m_b[with]));
            m_a.erase(m_a.begin() + static_cast<std::ptrdiff_t>(i));
            m_b.erase(m_b.begin() + static_cast<std::ptrdiff_t>(with));
        }
    }

    const PlaceWords& m_places;
    const WordPool& m_pool;
    const WordWeights& m_weights;
    std::vector<Word> m_a, m_b;
    double m_together = 0, m_lost = 0, m_information = 0;
    NameMatch m_out = {};
};

} // namespace

WordWeights::WordWeights(const NameLexicon& lexicon, const WordPool& pool,
                         const std::vector<std::uint32_t>& counts, std::size_t names) {
    constexpr std::uint32_t k_established = 3;
    constexpr std::size_t k_short = 3;
    const double all = static_cast<double>(names) + lexicon.usual_names + 1;
    for (Word word = 0; word < pool.size(); ++word) {
        const auto usual = lexicon.usual.find(pool.spelling(word));
        const auto seen = counts[word] + (usual == lexicon.usual.end() ? 0 : usual->second);
        const double weight = std::max(k_least, std::log(all / (seen + 0.5)));
        // What is so short and in no use otherwise is a slip of the pen as likely as a word.
        const bool doubtful = seen < k_established && pool.spelling(word).size() <= k_short;
        const auto known = lexicon.abbreviations.find(pool.spelling(word));
        const auto marks = lexicon.marks.find(pool.spelling(word));
        m_words.push_back({doubtful ? weight / 2 : weight,
                           known == lexicon.abbreviations.end() ? nullptr : &known->second,
                           marks == lexicon.marks.end() ? 0 : marks->second, seen >= k_established});
    }
}

NameMatch compare(const NameWords& first, const NameWords& second, const PlaceWords& places,
                  const WordPool& pool, const WordWeights& weights) {
    return Comparison{first, second, places, pool, weights}.run();
}

unsigned slips(std::string_view a, std::string_view b, unsigned most) {
    constexpr std::size_t k_longest = 63;
    if (a.size() < b.size())
        std::swap(a, b);
    if (a.size() - b.size() > most || a.size() > k_longest)
        return a == b ? 0 : most + 1;
    std::array<std::array<unsigned, k_longest + 1>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j)
        rows[0][j] = static_cast<unsigned>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& now = rows[i % 3];
        const auto& before = rows[(i + 2) % 3];
        const auto& earlier = rows[(i + 1) % 3];
        unsigned least = now[0] = static_cast<unsigned>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] =
                std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], earlier[j - 2] + 1);
            least = std::min(least, now[j]);
        }
        if (least > most)
            return most + 1;
    }
    return std::min(rows[a.size() % 3][b.size()], most + 1);
}

} // namespace ehrenamt::associations
