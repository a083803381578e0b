// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/formats/mapping.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::associations {

/// A name that an association had before.
struct FormerName {
    domain::AssociationId association;
    std::string name;
    std::optional<base::Date> until = {}; ///< the day on which it ended, if known
    std::string source = {};              ///< who says so, may be empty
};

/// Those of one association, by name.
EHRENAMT_API std::vector<FormerName> former_names(const store::Store& store, domain::AssociationId id);

/// The fields of a file of former names.
EHRENAMT_API const std::vector<formats::Field>& former_name_fields();

struct FormerNamesSummary {
    std::size_t read = 0, accepted = 0, rejected = 0;
    std::size_t added = 0, same = 0; ///< accepted = added + same
};

/// Reads a file of former names, one a row, then writes. A name twice in one file is written once: register
/// extracts repeat them. In between the caller looks at the reader's problems.
class EHRENAMT_API FormerNamesImport {
  public:
    FormerNamesImport(store::Store& store, formats::ImportReader& reader);

    /// The association of a row is found by its number here, else by source and number there; merged ones
    /// lead to their survivor. \param pause is called now and then, may throw
    /// Rules: `association.unknown`, `id.format`, `former_name.whose`, those of base::Date.
    void read(const std::function<void()>& pause);
    /// A name that the association has today or is known to have had is the same; it is not written again.
    FormerNamesSummary write(store::ChangeSet& change, base::Date today);

  private:
    struct Planned {
        formats::RowPlace where;
        FormerName name;
    };
    store::Store& m_store;
    formats::ImportReader& m_reader;
    std::vector<Planned> m_planned;
};

} // namespace ehrenamt::associations
