// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/programme/free_times.hpp"
#include "ehrenamt/programme/registered.hpp"

namespace ehrenamt::programme {

/// A room in which courses can be held; one course at a time.
struct VenueFacts {
    std::string name;
    std::optional<domain::Ags> municipality;
    std::optional<std::int64_t> capacity; ///< persons; empty: known from a course alone
    domain::Cents cost;                   ///< of each session
    std::optional<bool> accessible;       ///< empty: not known
    FreeTimes free;

    bool operator==(const VenueFacts&) const = default;
};

struct Venue {
    domain::VenueId id;
    VenueFacts facts;
};

/// What a row says of a venue, put upon what was known.
struct VenueClaim {
    std::optional<domain::VenueId> id; ///< empty: new
    VenueFacts facts;
    bool same = false; ///< nothing is to be changed
};

/// The columns of a list of venues with their German and English headings.
EHRENAMT_API const std::vector<formats::Field>& venue_fields();

/// Reads every row of a list of venues. A venue is found again by number, else by name and municipality;
/// blank cells leave what is known.
EHRENAMT_API std::vector<VenueClaim> read_venues(const store::Store& store, formats::ImportReader& import);

EHRENAMT_API std::vector<Registered> record_venues(store::Store& store, store::ChangeSet& change,
                                                   const std::vector<VenueClaim>& claims);

/// All venues in the order in which they were entered, those that only courses name among them.
EHRENAMT_API std::vector<Venue> venues(const store::Store& store);

} // namespace ehrenamt::programme
