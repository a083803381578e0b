// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/association.hpp"
#include "ehrenamt/base/api.hpp"
#include "ehrenamt/store/store.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace ehrenamt::associations {

/// An association that was merged into another one.
struct Alias {
    Association was; ///< what it was known by: number, name, status, municipality, register entry, source
    domain::AssociationId survivor;
    std::string merged_on; ///< ISO day
    std::int64_t change_set = 0;
};

/// All merged associations, held in memory: people decide each of them, so there are few. What one of them
/// was known by leads to its survivor, so that an old list still finds whom it means.
class EHRENAMT_API Aliases {
  public:
    explicit Aliases(const store::Store& store);

    [[nodiscard]] bool empty() const { return m_aliases.empty(); }
    /// In the order of their numbers.
    [[nodiscard]] const std::vector<Alias>& all() const { return m_aliases; }
    /// nullptr if there is none; so for the next two.
    [[nodiscard]] const Alias* by_id(domain::AssociationId id) const;
    /// \param former_court part of the key, often empty
    [[nodiscard]] const Alias* by_register(const std::string& court, const std::string& former_court,
                                           const std::string& number) const;
    [[nodiscard]] const Alias* by_source(const std::string& source, const std::string& external_id) const;
    [[nodiscard]] std::vector<const Alias*> by_name(const std::string& name_key) const;

  private:
    std::vector<Alias> m_aliases;
    std::unordered_map<std::int64_t, std::size_t> m_by_id;
    std::unordered_map<std::string, std::size_t> m_by_register, m_by_source;
    std::unordered_multimap<std::string, std::size_t> m_by_name;
};

} // namespace ehrenamt::associations
