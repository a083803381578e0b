// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::base {

/// A key whose order, byte by byte, is that of a German list (DIN 5007-1, as in a dictionary): ä as a, ß as
/// ss; spaces, dashes and slashes part words and come before every letter, other punctuation counts for
/// nothing; digits stand before letters and sort as text. Where that leaves two texts alike, the one without
/// diacritics comes first, then the one in small letters, then the bytes decide: different texts have
/// different keys. \pre valid UTF-8
EHRENAMT_API std::string collation_key(std::string_view text);

/// The text in small letters without diacritics, ß as ss, æ as ae, ø as o; all else stays.
/// \pre valid UTF-8
EHRENAMT_API std::string folded(std::string_view text);

/// Looks for a text inside others as a person would: case and diacritics make no difference, and ä may be
/// written ae on either side.
class EHRENAMT_API FoldedSearch {
  public:
    explicit FoldedSearch(std::string_view wanted);
    /// Not for several threads at once: the folded text is kept between calls.
    [[nodiscard]] bool found_in(std::string_view text);
    /// A look that costs little: false only if found_in(text) would be.
    /// \param key  the words of sort_key(text), without a legal form at the end, as names of associations are
    /// compared
    [[nodiscard]] bool may_be_behind(std::string_view key) const;

  private:
    std::vector<std::string> m_spellings;
    bool m_keys_tell = false; ///< one word of plain letters, and no part of a legal form
    std::string m_text;
};

} // namespace ehrenamt::base
