// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/associations/municipalities.hpp"
#include "ehrenamt/needs/survey/answer.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>
#include <string>
#include <vector>

/// Associations as answers name them; not for use outside the room.
namespace ehrenamt::needs::survey {

class NamedAssociations {
  public:
    explicit NamedAssociations(store::Store& store);

    /// By name, of several by the place that the answer names.
    /// Rules: `association.unknown` (names the nearest), `association.ambiguous`.
    [[nodiscard]] base::Result<domain::AssociationId> find(const Answer& answer);
    /// The municipality of a place or postcode, if it can be only one.
    [[nodiscard]] std::optional<domain::Ags> municipality(const std::string& place);
    /// False if it certainly lies outside the area of the store's own contact point.
    [[nodiscard]] bool in_area(domain::AssociationId association);
    /// Enters an association that an answer names.
    domain::AssociationId enter(store::ChangeSet& change, const Answer& answer);

  private:
    [[nodiscard]] std::string nearest(const std::string& name);

    store::Store& m_store;
    associations::Directory m_directory;
    std::optional<associations::Municipalities> m_municipalities;
    SQLite::Statement m_by_postcode;
    SQLite::Statement m_in_area;
    std::vector<std::string> m_names; ///< of all, once they are needed
    std::vector<std::string> m_keys;
    std::size_t m_searches = 0;
};

} // namespace ehrenamt::needs::survey
