// SPDX-License-Identifier: EUPL-1.2
#pragma once

struct sqlite3;

namespace ehrenamt::store {

/// Gives a connection what SQLite's own functions cannot do in German: `german_order(text)`, the key to sort
/// by, `holds_text(text, wanted)`, which base::FoldedSearch answers, and `may_hold_text(name_key, wanted)`,
/// which it answers by the key alone. \throws SQLite::Exception
void add_text_functions(sqlite3* handle);

} // namespace ehrenamt::store
