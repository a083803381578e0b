// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/formats/import.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ehrenamt::cli {

/// Options as a file of one row, so that they are read and checked by the same code as a list.
class TypedRow {
  public:
    /// \param cells  field and text of each option
    TypedRow(const std::vector<std::pair<std::string, std::string>>& cells,
             const std::vector<formats::Field>& fields);
    [[nodiscard]] formats::ImportReader& reader() { return m_reader; }
    /// After the row was read. \throws base::Rejected with each problem at its option
    void require_good() const;

  private:
    std::string m_bytes;
    formats::ImportReader m_reader;
};

} // namespace ehrenamt::cli
