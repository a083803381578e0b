// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/aliases.hpp"
#include "ehrenamt/associations/association.hpp"
#include "ehrenamt/associations/key_table.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::associations {

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
    /// All with this name_key, wherever they are, by number.
    [[nodiscard]] std::vector<Association> by_name(const std::string& name_key) const;
    /// Those of them that are in the municipality or in none that is known; any number of others may be
    /// called so.
    [[nodiscard]] std::vector<Association> by_name(const std::string& name_key,
                                                   domain::Ags municipality) const;

    /// Those that were merged into others, as they were when the registry was made.
    [[nodiscard]] const Aliases& aliases() const { return m_aliases; }

    [[nodiscard]] std::int64_t count() const;
    /// Reads what all stored associations are known by, so that by_register, by_source and by_name need not
    /// ask the store for what it does not hold: worth it where a good part of as many questions follows.
    /// Holds until the next insert or update.
    void read_keys();
    void forget_keys() { m_keys.reset(); }

    /// Gives it its number. \pre name, kind and status are set
    void insert(store::ChangeSet& change, Association& association, base::Date recorded_on);
    void update(const Association& association);

  private:
    struct Statements;
    store::Store& m_store;
    std::unique_ptr<Statements> m_statements;
    std::unique_ptr<KeyTable> m_keys;
    Aliases m_aliases;
};

} // namespace ehrenamt::associations
