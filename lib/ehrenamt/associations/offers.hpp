// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::associations {

using OfferId = base::Id<struct OfferTag>;

/// What an association is looking for. Who is interested turns to the association; no person stands here.
struct Offer {
    domain::AssociationId association = {};
    std::string title = {};
    std::string text = {};
    std::string duration = "permanent"; ///< permanent, limited, one_off
    std::optional<base::Date> first_day = {};
    std::optional<base::Date> last_day = {};      ///< of limited and one_off
    std::optional<std::int64_t> minutes = {};     ///< a week; of a one_off offer in all
    std::optional<domain::Ags> municipality = {}; ///< empty: the association's
    bool online = false;
    std::string field = {};              ///< key; empty: the association's
    std::optional<bool> accessible = {}; ///< empty: not known
    bool is_public = false;              ///< may be published
    base::Date expires_on = base::Date::of(2999, 12, 31);

    bool operator==(const Offer&) const = default;
};

/// An offer as a row gives it, already laid over what is stored.
struct OfferClaim {
    std::optional<OfferId> id; ///< of one that is there: by its number, or by association and title
    Offer offer;
    bool same = false; ///< nothing of it is new
};

/// The columns of a list of offers with their German and English headings.
EHRENAMT_API const std::vector<formats::Field>& offer_fields();

/// Reads every row; what it leaves blank stays as it is, or for a new offer is as in Offer; one for a limited
/// time expires with its last day, a permanent one a year after `today`. Municipality and field that an offer
/// takes from its association stay the association's where the row says the same. Rules: `offer.unknown`,
/// `offer.association`, `offer.association_ambiguous`, `offer.ambiguous`, `offer.twice`, `offer.days`,
/// `offer.hours`, `offer.contact`, `offer.expired`, `field.blank`, `field.choice`, `field.unknown`,
/// `id.format` and those of Municipalities.
EHRENAMT_API std::vector<OfferClaim> read_offers(const store::Store& store, formats::ImportReader& import,
                                                 base::Date today);

struct RecordedOffer {
    OfferId id;
    std::string title;
    enum class Outcome { added, changed, same } outcome = Outcome::same;
    base::Date expires_on;
};

EHRENAMT_API std::vector<RecordedOffer> record_offers(store::Store& store, store::ChangeSet& change,
                                                      const std::vector<OfferClaim>& claims,
                                                      base::Date today);

EHRENAMT_API std::optional<Offer> find_offer(const store::Store& store, OfferId id);

/// Offers that end within so many days from today, today's among them.
EHRENAMT_API std::int64_t offers_expiring(const store::Store& store, base::Date today, int days);

} // namespace ehrenamt::associations
