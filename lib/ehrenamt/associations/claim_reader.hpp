// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/known_keys.hpp"
#include "ehrenamt/associations/place_finder.hpp"
#include "ehrenamt/associations/read_association.hpp"
#include "ehrenamt/associations/references.hpp"
#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/read_ahead.hpp"
#include "ehrenamt/formats/import.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::associations {

/// A row of a list that says something about an association, as far as the row itself can tell.
struct ReadRow {
    AssociationClaim claim = {};
    ClaimKeys keys = {};
    formats::RowPlace where = {};
    std::size_t line = 0; ///< of the cell that names the association: its number here, else its name
};

/// Reads the rows of a list as claims, on a second thread and ahead of the caller.
class EHRENAMT_API ClaimReader {
  public:
    /// \param otherwise  what counts for a field that a row leaves empty; empty: nothing
    ClaimReader(formats::ImportReader& reader, const store::Store& store,
                const std::function<std::string(std::string_view key)>& otherwise);
    ClaimReader(const ClaimReader&) = delete;
    ClaimReader& operator=(const ClaimReader&) = delete;

    /// The next rows without problems, as base::ReadAhead gives them; those with problems stay rejected at
    /// the reader.
    bool next(std::span<ReadRow>& rows, const std::function<void()>& between) {
        return m_ahead.next(rows, between);
    }

    /// The place of the cell that names the row's association, for a Problem about it.
    [[nodiscard]] base::Place place(const ReadRow& row) const;

  private:
    struct GivenField {
        AssociationField field;
        formats::FieldKey key;
        std::string otherwise;
    };
    bool read(ReadRow& row);
    [[nodiscard]] const formats::FieldKey& naming_field(const AssociationClaim& claim) const;

    formats::ImportReader& m_reader;
    References m_references;
    PlaceFinder m_places;
    std::vector<GivenField> m_fields; ///< that the file or the caller gives
    formats::FieldKey m_name, m_id;
    formats::Row* m_row = nullptr; ///< that is being read
    AssociationInput m_input;
    std::array<std::string, k_association_fields> m_scratch;
    base::ReadAhead<ReadRow> m_ahead; ///< last: it reads into the others
};

} // namespace ehrenamt::associations
