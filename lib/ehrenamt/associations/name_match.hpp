// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/name_words.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ehrenamt::associations {

/// How much each word of a pool says: a word in few names much, `verein` next to nothing. Natural logarithm
/// of names per name that has it, at least k_least. Beside it what the lexicon knows of the word, so that a
/// comparison need not look its spelling up.
class EHRENAMT_API WordWeights {
  public:
    /// \param lexicon must live as long
    /// \param counts  by word: in how many of the `names` compared it stands; what is usual in the whole
    ///                state is added, so that a small register does not take `sportverein` for rare
    WordWeights(const NameLexicon& lexicon, const WordPool& pool, const std::vector<std::uint32_t>& counts,
                std::size_t names);
    [[nodiscard]] double operator[](Word word) const { return m_words[word].weight; }
    /// Seen often enough to be no slip of the pen.
    [[nodiscard]] bool established(Word word) const { return m_words[word].established; }
    /// What the word is an abbreviation of; nullptr if it is none.
    [[nodiscard]] const std::vector<NameLexicon::Phrase>* long_forms(Word word) const {
        return m_words[word].long_forms;
    }
    /// Classes of NameLexicon::marks.
    [[nodiscard]] std::uint32_t marks(Word word) const { return m_words[word].marks; }

    static constexpr double k_least = 0.3;

  private:
    struct Known {
        double weight;
        const std::vector<NameLexicon::Phrase>* long_forms; ///< of the lexicon
        std::uint32_t marks;
        bool established;
    };
    std::vector<Known> m_words;
};

/// What two names have in common.
struct NameMatch {
    double likeness = 0;    ///< 0 to 1
    double information = 0; ///< weight of the words in common: how telling they are
    bool same = false;      ///< the same words, in whatever order
    // For explanations, as the names have them: shared words, words in two spellings, abbreviations.
    std::vector<Word> shared = {};
    std::vector<std::pair<std::string, std::string>> spelled = {};
    std::vector<std::pair<std::string, std::string>> abbreviated = {};
    std::vector<Word> only_first = {}, only_second = {};
};

/// Words that both places are called by; they say little in a name when the place is the same anyway.
struct PlaceWords {
    const std::vector<Word>& first;
    const std::vector<Word>& second;
    bool same_place;
};

/// Weighs the words of two names against each other: shared ones, abbreviations, words in one piece or in
/// two, cut off words, slips of the pen. Words that stand on both sides and have nothing to do with each
/// other count twice: `Turnverein` and `Sportverein` are not one.
EHRENAMT_API NameMatch compare(const NameWords& first, const NameWords& second, const PlaceWords& places,
                               const WordPool& pool, const WordWeights& weights);

/// Optimal string alignment distance in bytes, given up (most + 1) beyond `most`.
EHRENAMT_API unsigned slips(std::string_view a, std::string_view b, unsigned most);

} // namespace ehrenamt::associations
