// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/venues.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::programme {
namespace {

using Outcome = Registered::Outcome;

void write(store::Store& store, domain::VenueId id, const VenueFacts& facts) {
    SQLite::Statement upsert{store.db(), R"(
        INSERT INTO venue (id, name, municipality, capacity, cost_cents, accessible) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, municipality = excluded.municipality,
            capacity = excluded.capacity, cost_cents = excluded.cost_cents, accessible = excluded.accessible)"};
    upsert.bind(1, id.value);
    upsert.bind(2, facts.name);
    upsert.bind(3, facts.municipality->text());
    if (facts.capacity)
        upsert.bind(4, *facts.capacity);
    upsert.bind(5, facts.cost.value);
    if (facts.accessible)
        upsert.bind(6, *facts.accessible ? 1 : 0);
    upsert.exec();
    write_free_times(store, FreeTimesOf::venues, id.value, facts.free);
}

} // namespace

std::vector<Registered> record_venues(store::Store& store, store::ChangeSet& change,
                                      const std::vector<VenueClaim>& claims) {
    std::vector<Registered> done;
    for (const auto& claim : claims) {
        const auto outcome = !claim.id ? Outcome::added : claim.same ? Outcome::same : Outcome::changed;
        const auto id = claim.id ? *claim.id : change.next_id<domain::VenueId>();
        if (outcome != Outcome::same) {
            write(store, id, claim.facts);
            change.count(outcome == Outcome::added ? "venues_new" : "venues_changed", 1);
        }
        done.push_back({id.value, claim.facts.name, outcome});
    }
    return done;
}

std::vector<Venue> venues(const store::Store& store) {
    std::vector<Venue> all;
    auto free = stored_free_times(store, FreeTimesOf::venues);
    SQLite::Statement query{store.db(), R"(
        SELECT id, name, municipality, capacity, ifnull(cost_cents, 0), accessible FROM venue ORDER BY id)"};
    while (query.executeStep()) {
        Venue venue{{query.getColumn(0).getInt64()}, {}};
        auto& facts = venue.facts;
        facts.name = query.getColumn(1).getString();
        facts.municipality = *domain::Ags::parse(query.getColumn(2).getString());
        if (!query.isColumnNull(3))
            facts.capacity = query.getColumn(3).getInt64();
        facts.cost = {query.getColumn(4).getInt64()};
        if (!query.isColumnNull(5))
            facts.accessible = query.getColumn(5).getInt() == 1;
        facts.free = std::move(free[venue.id.value]);
        all.push_back(std::move(venue));
    }
    return all;
}

} // namespace ehrenamt::programme
