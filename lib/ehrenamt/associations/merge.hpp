// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/registry.hpp"
#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::associations {

/// A column that refers to an association, as the schema's foreign keys say.
struct Referrer {
    std::string table;
    std::string column;
    bool unique = false; ///< part of a key that a row may have once only: two associations can be in conflict
};

/// All of them, by table and column.
EHRENAMT_API std::vector<Referrer> referrers(const store::Store& store);
/// How a merge settles a conflict in a unique key of this table; nullptr if nobody thought of it: then the
/// merge is refused. A test keeps this complete.
EHRENAMT_API const char* settlement(const std::string& table);

/// Short fingerprint of all that is stored of an association itself; empty if there is none of this number.
EHRENAMT_API std::string state_of(const store::Store& store, domain::AssociationId id);

/// Merges associations inside a change set. Statements are prepared once; lives no longer than the change
/// set.
class EHRENAMT_API Merger {
  public:
    Merger(store::Store& store, store::ChangeSet& change, base::Date today);

    /// The number under which the association is to be found now; nothing if there never was one of it.
    [[nodiscard]] std::optional<domain::AssociationId> current(domain::AssociationId id) const;

    /// Puts all that refers to `absorbed` over to `survivor`, fills what the survivor does not say with what
    /// the absorbed one said, and leaves an alias behind. The survivor's own facts stay.
    /// \pre both are current and not the same
    /// \returns what stands against it; then nothing is written. Rules: `merge.answers`, `merge.conflict`
    std::vector<base::Problem> merge(domain::AssociationId survivor, domain::AssociationId absorbed);

    /// Keeps in mind that the two are not the same. \returns false if that is known
    bool keep_apart(domain::AssociationId one, domain::AssociationId other);
    [[nodiscard]] bool kept_apart(domain::AssociationId one, domain::AssociationId other) const;

    /// Which of two is to survive if nobody says: the active one, else the registered one, else the one that
    /// more refers to, else the one with the lower number.
    [[nodiscard]] domain::AssociationId preferred(domain::AssociationId one,
                                                  domain::AssociationId other) const;

  private:
    [[nodiscard]] std::vector<base::Problem> answered_both(domain::AssociationId survivor,
                                                           domain::AssociationId absorbed) const;
    void settle_names(domain::AssociationId survivor, domain::AssociationId absorbed);
    void settle_municipalities(domain::AssociationId survivor, domain::AssociationId absorbed);
    void settle_pairs(domain::AssociationId survivor, domain::AssociationId absorbed);
    [[nodiscard]] std::optional<base::Problem> move_references(domain::AssociationId survivor,
                                                               domain::AssociationId absorbed);
    void leave_alias(domain::AssociationId survivor, const Association& absorbed);

    store::Store& m_store;
    store::ChangeSet& m_change;
    base::Date m_today;
    Registry m_registry;
    std::vector<Referrer> m_referrers;
};

/// How many records refer to an association, decisions about pairs left out.
EHRENAMT_API std::int64_t reference_count(const store::Store& store, domain::AssociationId id);

} // namespace ehrenamt::associations
