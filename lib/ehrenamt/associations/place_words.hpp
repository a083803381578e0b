// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::associations {

/// A word of a place as people write it: without case and diacritics, ü = ue = u, ß = ss.
struct PlaceWord {
    std::string text;
    char joint = ' '; ///< what stands before it, the strongest of `( , / -` and space
};

/// `Bad Homburg v.d.H. (Kirdorf)` → bad, homburg, v, d, h, (kirdorf. Digits that scanning made of letters at
/// the beginning (0berursel) are letters again.
EHRENAMT_API std::vector<PlaceWord> place_words(std::string_view text);

/// The words without anything between them: Neu-Isenburg, Neu Isenburg and Neuisenburg are one.
EHRENAMT_API std::string place_key(std::span<const PlaceWord> words);

/// True for what stands before the river or hills a place lies at: am Main, v. d. Höhe, a. d. Lahn, i. Odw.
EHRENAMT_API bool is_preposition(std::string_view word);

/// How many words are the name itself: those before a preposition, a parenthesis or a comma; at least one.
/// \pre there are words
EHRENAMT_API std::size_t length_of_base(std::span<const PlaceWord> words);

} // namespace ehrenamt::associations
