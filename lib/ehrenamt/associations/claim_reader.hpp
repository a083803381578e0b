// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/known_keys.hpp"
#include "ehrenamt/associations/place_finder.hpp"
#include "ehrenamt/associations/read_association.hpp"
#include "ehrenamt/associations/references.hpp"
#include "ehrenamt/base/api.hpp"
#include "ehrenamt/formats/import.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <future>
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

/// Reads the rows of a list as claims. While the caller looks at some of them, a second thread reads the
/// next.
class EHRENAMT_API ClaimReader {
  public:
    /// \param otherwise  what counts for a field that a row leaves empty; empty: nothing
    ClaimReader(formats::ImportReader& reader, const store::Store& store,
                const std::function<std::string(std::string_view key)>& otherwise);
    ~ClaimReader();
    ClaimReader(const ClaimReader&) = delete;
    ClaimReader& operator=(const ClaimReader&) = delete;

    /// The next rows without problems; those with problems stay rejected at the reader.
    /// \param between  is called while nobody reads: only there the reader may be used before the last rows
    /// are given; may throw
    /// \param rows  valid until the next call; may be empty though more follow
    /// \returns false if there are none any more
    bool next(std::span<ReadRow>& rows, const std::function<void()>& between);

    /// The place of the cell that names the row's association, for a Problem about it.
    [[nodiscard]] base::Place place(const ReadRow& row) const;

  private:
    struct Batch {
        std::vector<ReadRow> rows = {}; ///< used again, so that their texts keep their memory
        std::size_t count = 0;
        bool last = false; ///< no row follows
    };
    struct GivenField {
        AssociationField field;
        formats::FieldKey key;
        std::string otherwise;
    };
    void read(Batch& batch);
    [[nodiscard]] const formats::FieldKey& naming_field(const AssociationClaim& claim) const;
    [[nodiscard]] std::future<void> reading(Batch& batch);

    formats::ImportReader& m_reader;
    References m_references;
    PlaceFinder m_places;
    std::vector<GivenField> m_fields; ///< that the file or the caller gives
    formats::FieldKey m_name, m_id;
    formats::Row* m_row = nullptr; ///< that is being read
    AssociationInput m_input;
    std::array<std::string, k_association_fields> m_scratch;
    Batch m_batches[2];
    Batch* m_ahead = &m_batches[0]; ///< that is being read
    bool m_begun = false;
    std::future<void> m_reading; ///< last: nothing else may go before it ends
};

} // namespace ehrenamt::associations
