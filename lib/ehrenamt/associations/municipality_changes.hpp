// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/municipalities.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <map>

namespace ehrenamt::associations {

/// The columns of a file of changes, those of data/reference/gemeinde_aenderungen.csv.
EHRENAMT_API const std::vector<formats::Field>& municipality_change_fields();

struct ReadChanges {
    std::vector<MunicipalityChange> fresh; ///< in the order of their days
    std::int64_t same = 0;                 ///< known already
};

/// Reads a whole file and holds it against what the store knows: every old key is valid until its day, every
/// new key from its day on, none ends twice or is given again, so that there is neither a gap nor a circle.
/// \throws base::Rejected with every problem. Rules: `ags.length`, `ags.digits`, `date.format`, `date.day`,
/// `field.blank`, `municipality.unknown`, `changes.name`, `changes.ended`, `changes.not_yet`,
/// `changes.given_again`, `changes.gap`, `changes.district`, `changes.nothing`
EHRENAMT_API ReadChanges read_municipality_changes(const store::Store& store, formats::ImportReader& import);

/// Keeps changes until their day comes.
EHRENAMT_API void plan_municipality_changes(store::Store& store,
                                            const std::vector<MunicipalityChange>& changes);

/// What a change did when its day had come.
struct CarriedOut {
    MunicipalityChange change;
    std::map<std::string, std::int64_t> moved; ///< table → rows that have the new key now
};

/// Whether carry_out_changes would do something.
[[nodiscard]] EHRENAMT_API bool municipality_changes_due(const store::Store& store, base::Date today);

/// Carries out every planned change up to today: the new municipality begins, the old one ends the day
/// before, and all that was in the old one is in the new one. Where associations were before is kept. A new
/// municipality has the coordinates, the register court and, if all are known for the same day, the
/// inhabitants of those that it was made of.
EHRENAMT_API std::vector<CarriedOut> carry_out_changes(store::Store& store, store::ChangeSet& change,
                                                       base::Date today);

} // namespace ehrenamt::associations
