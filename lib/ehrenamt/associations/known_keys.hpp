// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/aliases.hpp"
#include "ehrenamt/associations/key_table.hpp"
#include "ehrenamt/associations/read_association.hpp"
#include "ehrenamt/base/api.hpp"
#include "ehrenamt/store/store.hpp"

#include <optional>

namespace ehrenamt::associations {

/// What must be unique among associations, if the claim says it.
struct ClaimKeys {
    std::optional<KeyTable::Key> entry;  ///< in a register
    std::optional<KeyTable::Key> source; ///< number at its source
};
EHRENAMT_API ClaimKeys keys_of(const Association& said);

/// What all stored and all merged associations are known by. Tells of most new ones that they are new without
/// asking the store: worth the one walk through it where a good part of as many claims follows. Knows nothing
/// of what is written later.
class EHRENAMT_API KnownKeys {
  public:
    KnownKeys(const store::Store& store, const Aliases& aliases);

    /// Has what may_hold() will look at brought from memory.
    void expect(const ClaimKeys& keys) const;
    /// False if the claim is certainly about none of them; plan() tells the rest.
    [[nodiscard]] bool may_hold(const AssociationClaim& claim, const ClaimKeys& keys) const;

  private:
    struct Rows;
    void add(const Rows& rows);

    KeyTable m_entries, m_sources;
    /// Names of those with a register entry; who says another entry cannot mean them.
    KeyTable m_entered_names;
    KeyTable m_other_names;        ///< of all others
    KeyTable m_other_names_places; ///< the same with the municipality, perhaps none
};

} // namespace ehrenamt::associations
