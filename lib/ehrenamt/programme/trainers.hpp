// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/programme/free_times.hpp"
#include "ehrenamt/programme/registered.hpp"

namespace ehrenamt::programme {

/// Who can hold courses. Nothing else is kept of a trainer; the name stands in `person` alone.
struct TrainerFacts {
    std::string name;
    std::vector<std::string> topics;         ///< keys, ascending
    std::optional<domain::Cents> fee_per_ue; ///< for each 45 minutes; at most one of the two fees is known
    std::optional<domain::Cents> fee_flat;   ///< for the whole course
    std::optional<domain::Ags> municipality; ///< where the trainer comes from
    std::optional<std::int64_t> travel_km;   ///< how far a venue may be from there; empty: any distance
    bool online = false;                     ///< holds courses online, too
    FreeTimes free;

    bool operator==(const TrainerFacts&) const = default;
};

struct Trainer {
    domain::TrainerId id;
    TrainerFacts facts;
};

/// What a row says of a trainer, put upon what was known.
struct TrainerClaim {
    std::optional<domain::TrainerId> id; ///< empty: new
    TrainerFacts facts;
    bool same = false; ///< nothing is to be changed
};

/// The columns of a list of trainers with their German and English headings.
EHRENAMT_API const std::vector<formats::Field>& trainer_fields();

/// Reads every row of a list of trainers. A trainer is found again by number, else by name; blank cells leave
/// what is known.
EHRENAMT_API std::vector<TrainerClaim> read_trainers(const store::Store& store,
                                                     formats::ImportReader& import);

EHRENAMT_API std::vector<Registered> record_trainers(store::Store& store, store::ChangeSet& change,
                                                     const std::vector<TrainerClaim>& claims,
                                                     base::Date today);

/// All trainers in the order in which they were entered, those that only courses name among them.
EHRENAMT_API std::vector<Trainer> trainers(const store::Store& store);

} // namespace ehrenamt::programme
