// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"

#include <string>
#include <string_view>

namespace ehrenamt::measures {

/// A person's name on one line: `Anna Beispiel`, `Beispiel, Anna`. Refused are control characters (an escape
/// sequence among them), names without a letter and names beyond 200 bytes. No message holds the name.
/// Rules: `person.characters`, `person.name`.
EHRENAMT_API base::Result<std::string> parse_person_name(std::string_view text);

/// An e-mail address that a letter can be written to. Rule: `email.format`, without the address.
EHRENAMT_API base::Result<std::string> parse_email(std::string_view text);

/// How two names of persons compare: the words without case, diacritics and titles, in the order of the
/// alphabet, so that `Dr. Jürgen Müller` is `Mueller, Juergen`.
EHRENAMT_API std::string person_key(std::string_view name);

/// What is needed to tell whether two entries are the same person.
struct PersonTraits {
    std::string name_key;
    std::string email; ///< small letters; may be empty
    std::string group; ///< association or organisation as compared; may be empty
    bool operator==(const PersonTraits&) const = default;
};

enum class Sameness { different, doubtful, same };

/// The same address and a name that is alike (up to two slips, or initials) or the same name and
/// organisation without two different addresses: same. The same name, and nothing that tells them apart for
/// certain: doubtful, for a person to decide.
EHRENAMT_API Sameness compare(const PersonTraits& one, const PersonTraits& other);

} // namespace ehrenamt::measures
