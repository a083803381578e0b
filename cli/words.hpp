// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/catalogue.hpp"
#include "cli/table.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace ehrenamt::cli {

/// A key of the store (a kind, a status, a carrier) as a person reads it: its word, which the table shows in
/// the user's language; a key that has none as it is. Files keep the key.
Cell key_in_words(std::string_view key);

/// What told the municipality of an association (`municipality_basis`), as a word for people.
std::string_view municipality_basis_in_words(std::string_view basis, const Catalogue& catalogue);

/// The word for what a command counts, such as `postcodes`, as an argument of a message.
base::Argument count_in_words(std::string_view what);

/// What a command counted, in words: `new associations 1,848, changed associations 12`; what was not there is
/// left out. \param most  further ones become `…`
std::string counts_in_words(const nlohmann::ordered_json& counts, const Catalogue& catalogue,
                            std::size_t most);

} // namespace ehrenamt::cli
