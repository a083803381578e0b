// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace ehrenamt::associations {

/// True for the German towns of more than 100,000 inhabitants and the towns along Hesse's border that no
/// municipality of Hesse is called by. \param key  as place_key gives it
bool is_town_outside_hesse(std::string_view key);

/// True for towns with a court that keeps registers, as far as is_town_outside_hesse does not say so already.
bool is_court_outside_hesse(std::string_view key);

/// True for towns of that kind whose short name a municipality in Hesse has too: Fürth, Münster, Weimar.
bool has_namesake_outside_hesse(std::string_view key);

/// True if a word says which other state or foreign country a place is in: `Westfalen`, `Bayern`.
/// \param word  as place_words gives it
bool is_other_state(std::string_view word);

} // namespace ehrenamt::associations
