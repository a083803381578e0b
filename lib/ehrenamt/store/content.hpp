// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace ehrenamt::store {

/// The full-text index, the tables that SQLite keeps it in and the list of what is out of date in it begin
/// like this.
inline constexpr std::string_view k_search_index = "offer_search";

/// Whether a table's rows are content: in digests and change sets. The book-keeping of the changes themselves
/// is not, nor is the search index, which follows from content and is brought up to date before each commit,
/// nor the list of codes that anonymous answers used, which history would give away.
inline bool is_content(std::string_view table) {
    return table != "change_set" && table != "change_set_body" && table != "change_set_range" &&
           table != "content_digest" && table != "used_code" && !table.starts_with(k_search_index);
}

} // namespace ehrenamt::store
