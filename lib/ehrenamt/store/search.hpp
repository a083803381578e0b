// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/store/store.hpp"

#include <string>
#include <string_view>

namespace ehrenamt::store {

/// What FTS5 is to look for: every word of the text, each as the beginning of a word. ä may be written a or
/// ae, ß ss, on either side (the tokeniser takes a for ä; the other spellings are listed). Nothing in the
/// text is syntax. \returns empty if the text has no word
EHRENAMT_API std::string match_expression(std::string_view text);

/// Brings the index up to date with the offers that triggers noted; before each commit. The caller owns the
/// transaction.
void refresh_search_index(SQLite::Database& db);

/// Whether the full-text index holds exactly the words of the offers. Builds a second one in memory; about as
/// much work as building it anew. Works on a store opened for reading.
EHRENAMT_API bool search_index_is_true(const Store& store);

} // namespace ehrenamt::store
