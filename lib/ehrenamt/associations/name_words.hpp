// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ehrenamt::associations {

/// A word of a name as it is compared: number of its spelling in a WordPool.
using Word = std::uint32_t;

/// What German names of associations are made of; data/reference/vereinsnamen.csv and
/// vereinsnamen_woerter.csv, kept as plain words (see plain_words).
struct EHRENAMT_API NameLexicon {
    using Phrase = std::vector<std::string>;
    std::unordered_map<std::string, std::vector<Phrase>> abbreviations; ///< `tsv` → {turn, sport, verein} …
    std::unordered_map<std::string, std::string> spellings;             ///< `klub` → `club`
    std::vector<std::string> heads;   ///< second halves of compounds (`verein`), longest first
    std::vector<std::string> fillers; ///< sorted
    std::vector<Phrase> legal_forms;  ///< longest first
    std::vector<std::string> legal_forms_at_end;
    std::unordered_map<std::string, std::uint32_t> marks; ///< word that tells bodies apart → bit of its class
    std::vector<std::string> mark_classes;                ///< by bit
    std::unordered_map<std::string, std::uint32_t> usual; ///< word → in how many names of the register
    std::uint32_t usual_names = 0;                        ///< how many names those were

    /// \param words       `art,wort,bedeutung`
    /// \param frequencies `wort,anzahl`, the first row holds the number of names under an empty word
    /// \throws base::Error if a file is not what it should be
    static NameLexicon read(std::string_view words, std::string_view frequencies);
};

/// The spellings of all words seen, and in how many names each stands.
class EHRENAMT_API WordPool {
  public:
    Word word(const std::string& spelling);
    /// The number of a spelling that was seen, or size().
    [[nodiscard]] Word find(const std::string& spelling) const;
    [[nodiscard]] const std::string& spelling(Word word) const { return *m_spellings[word]; }
    [[nodiscard]] std::size_t size() const { return m_spellings.size(); }

  private:
    std::unordered_map<std::string, Word> m_words;
    std::vector<const std::string*> m_spellings; ///< into m_words, whose nodes stay where they are
};

/// A name taken apart.
struct NameWords {
    std::vector<Word> words = {};          ///< in order, compounds in their halves, without fillers
    std::vector<std::uint16_t> years = {}; ///< four digits, 1500 to 2099
    std::vector<std::uint16_t> numbers = {};
    std::uint32_t marks = 0; ///< classes of NameLexicon::marks
};

/// Small letters without diacritics, ß as ss, ae/oe/ue as a/o/u, split at everything that is no letter or
/// digit and between letters and digits.
EHRENAMT_API std::vector<std::string> plain_words(std::string_view name);

/// Without legal form, fillers and the genitive's s; compounds split at their heads; years and numbers apart.
EHRENAMT_API NameWords take_apart(std::string_view name, const NameLexicon& lexicon, WordPool& pool);

} // namespace ehrenamt::associations
