// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/claim_reader.hpp"
#include "ehrenamt/associations/key_table.hpp"
#include "ehrenamt/associations/known_keys.hpp"
#include "ehrenamt/associations/new_associations.hpp"
#include "ehrenamt/associations/read_association.hpp"
#include "ehrenamt/associations/registry.hpp"
#include "ehrenamt/formats/import.hpp"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ehrenamt::associations {

enum class Outcome { added, changed, same };

/// What is to be done for one claim.
struct Plan {
    Outcome outcome = Outcome::added;
    /// As it will stand; nothing if it is to be added: then it is what the claim says, after make_new().
    std::optional<Association> association = {};
    /// The claim is about this one, which was merged into the association: nothing of it is taken.
    std::optional<domain::AssociationId> merged_away = {};
    std::vector<std::string_view> changed = {}; ///< fields that get another value
};

/// Finds the association that a claim is about and brings both together; a blank claim never overwrites.
/// It is found by its own number, else by register court (+ former court) + number, else by source + external
/// id, else by name and municipality. Nothing is written.
/// Rules: `association.unknown`, `association.ambiguous` (never guessed: names the candidates),
/// `association.conflict`, `id.format`.
EHRENAMT_API base::Result<Plan> plan(const AssociationClaim& claim, const Registry& registry,
                                     const store::Origin& origin);

/// Sets what an association needs and nobody said: kind, status.
EHRENAMT_API void make_new(Association& said);

/// What an import of a file comes to. Rows read = accepted + rejected; accepted = added + changed + same.
struct ImportSummary {
    std::size_t read = 0, accepted = 0, rejected = 0;
    std::size_t added = 0, changed = 0, same = 0;
    std::size_t ambiguous = 0; ///< of the rejected: more than one association could be meant
    std::map<std::string_view, std::size_t> changed_fields =
        {};                                               ///< field → associations that get another value
    std::map<std::string_view, std::size_t> derived = {}; ///< basis → municipalities found by it
    // Of the accepted: kept, and worth a notice. The first four are without a municipality.
    std::size_t place_not_said = 0, place_ambiguous = 0, place_unknown = 0, outside_hesse = 0;
    std::size_t brought_forward = 0, number_without_source = 0, court_outside = 0, court_without_number = 0;
};

/// A value that its column's field does not know: see AssociationInput::guessed.
struct LeftOut {
    std::string_view field;
    std::string value;
    std::vector<std::size_t> lines; ///< where it stands in the file
};

/// A place that could be several municipalities, or is none that is known.
struct OpenPlace {
    std::string place;
    std::string postcode;
    std::string court;
    std::vector<std::string> candidates; ///< `06535009 Homberg (Ohm)`; none: not known
    std::vector<std::size_t> lines;      ///< where it stands in the file
};

/// Plans every row of a file, then writes. In between the caller looks at the reader's problems.
class EHRENAMT_API AssociationImport {
  public:
    /// \param otherwise  what counts for a field that a row leaves empty; empty: nothing
    AssociationImport(store::Store& store, formats::ImportReader& reader,
                      const std::function<std::string(std::string_view)>& otherwise = {});

    /// Reads all rows. A row that is about the same association as another one of the file is rejected, and
    /// so is the other: rule `association.twice`, at both lines. \param pause is called now and then, may
    /// throw \param expected  about how many rows there are; only the speed depends on it
    void read(const std::function<void()>& pause, std::size_t expected = 0);
    /// What was read, and what write() will do. To be called after read() and before write(), which lets go
    /// of the plan.
    [[nodiscard]] ImportSummary summary() const;
    /// Places whose municipality a person has to say, in the order of the file.
    [[nodiscard]] std::vector<OpenPlace> open_places() const;
    /// Values that were left out, by field and value.
    [[nodiscard]] std::vector<LeftOut> left_out() const;
    /// Writes what was accepted.
    void write(store::ChangeSet& change, base::Date today, const std::function<void()>& pause);

  private:
    /// What is kept of a plan between reading and writing.
    struct Kept {
        Outcome outcome = Outcome::added;
        std::size_t place = 0;              ///< among m_new, if it is to be added
        std::unique_ptr<Plan> changed = {}; ///< if it is to be changed
    };
    struct Planned {
        formats::RowPlace where;
        Kept plan;
        FoundPlace::State place;
        std::string_view basis;
        bool brought_forward, number_without_source, court_outside, court_without_number;
    };
    void note_open_place(const AssociationClaim& claim, const formats::RowPlace& where);
    void take_row(ReadRow& row);
    void reject(const formats::RowPlace& where, base::Problem problem);
    void hand_rejections_over();
    [[nodiscard]] Kept kept(Plan plan, AssociationClaim& claim);
    void look_for_twins(const AssociationClaim& claim, const ClaimKeys& keys, const Plan& plan,
                        const formats::RowPlace& where);
    void tell_twice(KeyTable& seen, const KeyTable::Key& key, const formats::RowPlace& where);

    store::Store& m_store;
    formats::ImportReader& m_reader;
    ClaimReader m_claims;
    Registry m_registry;
    std::deque<Planned> m_planned;
    NewAssociations m_new;
    std::size_t m_ambiguous = 0;
    std::vector<OpenPlace> m_open;
    std::map<std::string, std::size_t> m_open_index;
    std::map<std::pair<std::string_view, std::string>, std::vector<std::size_t>> m_left_out;
    /// For the reader, which a second thread may be using.
    std::vector<std::pair<formats::RowPlace, base::Problem>> m_rejections;
    std::unordered_set<std::size_t> m_rejected_lines; ///< among m_planned
    std::optional<KnownKeys> m_known;                 ///< while many rows are read
    /// What the rows so far are about.
    struct Seen {
        KeyTable entries, sources, names_places, stored;
    } m_seen;
};

} // namespace ehrenamt::associations
