// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/read_association.hpp"
#include "ehrenamt/associations/registry.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::associations {

/// One value of an association before and after; empty = not known.
struct Difference {
    std::string field; ///< as in association_fields()
    std::string before;
    std::string after;
};

struct Amendment {
    Association before;
    Association after;
    [[nodiscard]] EHRENAMT_API std::vector<Difference> differences() const;
};

/// Changes one association on purpose: what is said replaces what was known, also where it first came from,
/// and the cleared fields are emptied, which an import never does. Of a register entry or a source the parts
/// that are not said stay. Nothing is written. \param id       as written, `17` or `06413000-17` \param text
/// what is said of a field; empty: nothing \param cleared  fields; a register entry goes as a whole, and so
/// do source and number there Rules: those of read_association, given to `refuse`; returned:
/// `association.unknown`, `association.conflict`, `amend.needed` for a field that an association cannot be
/// without, `amend.field`, `id.format`.
EHRENAMT_API base::Result<Amendment>
amend(std::string_view id, const std::function<std::string(std::string_view)>& text,
      const std::function<void(std::string_view, const base::Problem&)>& refuse,
      const std::vector<std::string>& cleared, const References& references, PlaceFinder& places,
      const Registry& registry, const store::Origin& origin);

} // namespace ehrenamt::associations
