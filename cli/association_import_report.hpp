// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/catalogue.hpp"
#include "ehrenamt/associations/register_associations.hpp"

#include <nlohmann/json.hpp>

#include <vector>

namespace ehrenamt::cli {

/// What an import of associations comes to, for people and for programs. To be made before the import writes.
class AssociationImportReport {
  public:
    /// \param sheet  the lines of the file are rows of a sheet
    AssociationImportReport(const associations::AssociationImport& rows, bool sheet);

    [[nodiscard]] std::vector<base::Message> lines(const Catalogue& catalogue) const;
    [[nodiscard]] nlohmann::ordered_json json() const;

  private:
    associations::ImportSummary m_done;
    std::vector<associations::OpenPlace> m_places;
    std::vector<associations::LeftOut> m_left_out;
    bool m_sheet;
};

} // namespace ehrenamt::cli
