// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/date.hpp"
#include "ehrenamt/domain/values.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace ehrenamt::associations {

/// An association, initiative, fire brigade or carrier, registered or not. Empty = not known.
struct Association {
    domain::AssociationId id = {};
    std::string name = {};
    std::string kind = {};   ///< registered_association, initiative, fire_brigade, carrier, other
    std::string status = {}; ///< active, deleted
    std::string seat = {};   ///< as the source spells it
    std::optional<domain::Ags> municipality = {};
    std::string municipality_basis = {}; ///< how the municipality was derived, if it was
    // The register entry: court and number together, and the court that kept the register before.
    std::string register_court = {};
    std::string former_court = {};
    std::string register_number = {};
    std::string field = {}; ///< key of a field of engagement
    // Of the association itself, never of a person.
    std::string street = {};
    std::string postcode = {}; ///< five digits
    std::string phone = {};
    std::string email = {};
    std::string website = {};
    // Where the entry came from and its number there, both or neither.
    std::string source = {};
    std::string external_id = {};
    std::optional<base::Date> source_date = {};
};

/// A text that a list may say anew on its own, by the key of its field.
struct AssociationText {
    std::string_view field;
    std::string Association::*member;
};
inline constexpr auto k_association_texts = std::to_array<AssociationText>({
    {"name", &Association::name},
    {"kind", &Association::kind},
    {"status", &Association::status},
    {"seat", &Association::seat},
    {"field", &Association::field},
    {"street", &Association::street},
    {"postcode", &Association::postcode},
    {"phone", &Association::phone},
    {"email", &Association::email},
    {"website", &Association::website},
});

} // namespace ehrenamt::associations
