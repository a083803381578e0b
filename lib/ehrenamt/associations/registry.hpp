// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/aliases.hpp"
#include "ehrenamt/associations/association.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::associations {

/// True if both cannot be the same association: register entries, numbers at the same source or
/// municipalities that differ.
EHRENAMT_API bool contradict(const Association& a, const Association& b);

/// The stored associations: found by what others know them by, added, changed. Statements are prepared once.
/// The caller owns the transaction; lives no longer than the store.
class EHRENAMT_API Registry {
  public:
    explicit Registry(store::Store& store);
    Registry(const Registry&) = delete;
    Registry& operator=(const Registry&) = delete;
    ~Registry();

    [[nodiscard]] std::optional<Association> by_id(domain::AssociationId id) const;
    /// \param former_court part of the key, often empty
    [[nodiscard]] std::optional<Association>
    by_register(const std::string& court, const std::string& former_court, const std::string& number) const;
    [[nodiscard]] std::optional<Association> by_source(const std::string& source,
                                                       const std::string& external_id) const;
    /// The first of those with this name_key, by number, that could be the association of which more is said:
    /// nothing known of them speaks against it, see contradict(). One more than k_most_namesakes at most.
    /// \pre no other association has its register entry or its number at its source
    [[nodiscard]] std::vector<Association> namesakes(const std::string& name_key,
                                                     const Association& said) const;
    static constexpr int k_most_namesakes = 10;

    /// Those that were merged into others, as they were when the registry was made.
    [[nodiscard]] const Aliases& aliases() const { return m_aliases; }

    [[nodiscard]] std::int64_t count() const;

    /// Gives it its number. \pre name, kind and status are set
    void insert(store::ChangeSet& change, Association& association, base::Date recorded_on);
    void update(const Association& association);

  private:
    struct Statements;
    store::Store& m_store;
    std::unique_ptr<Statements> m_statements;
    Aliases m_aliases;
};

} // namespace ehrenamt::associations
