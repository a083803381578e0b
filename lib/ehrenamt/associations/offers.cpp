// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/offers.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::associations {
namespace {

constexpr const char* k_select = R"(
    SELECT association, title, text, duration, first_day, last_day, minutes, municipality, online, field, accessible,
           public, expires_on
    FROM offer WHERE id = ?)";
constexpr const char* k_write = R"(
    INSERT INTO offer (id, association, title, text, duration, first_day, last_day, minutes, municipality, online, field,
                       accessible, public, expires_on, recorded_on)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, nullif(?11, ''), ?12, ?13, ?14, ?15)
    ON CONFLICT (id) DO UPDATE SET association = ?2, title = ?3, text = ?4, duration = ?5, first_day = ?6, last_day = ?7,
        minutes = ?8, municipality = ?9, online = ?10, field = nullif(?11, ''), accessible = ?12, public = ?13,
        expires_on = ?14)";

template <class Value, class Turned>
void bind_known(SQLite::Statement& statement, int index, const std::optional<Value>& value, Turned turned) {
    if (value)
        statement.bind(index, turned(*value));
    else
        statement.bind(index);
}

void write(SQLite::Statement& statement, OfferId id, const Offer& offer, base::Date today) {
    const auto day = [](base::Date date) { return date.iso(); };
    statement.reset();
    statement.bind(1, id.value);
    statement.bind(2, offer.association.value);
    statement.bind(3, offer.title);
    statement.bind(4, offer.text);
    statement.bind(5, offer.duration);
    bind_known(statement, 6, offer.first_day, day);
    bind_known(statement, 7, offer.last_day, day);
    bind_known(statement, 8, offer.minutes, [](std::int64_t minutes) { return minutes; });
    bind_known(statement, 9, offer.municipality, [](const domain::Ags& ags) { return ags.text(); });
    statement.bind(10, offer.online ? 1 : 0);
    statement.bind(11, offer.field);
    bind_known(statement, 12, offer.accessible, [](bool yes) { return yes ? 1 : 0; });
    statement.bind(13, offer.is_public ? 1 : 0);
    statement.bind(14, offer.expires_on.iso());
    statement.bind(15, today.iso());
    statement.exec();
}

std::optional<base::Date> day_of(const SQLite::Column& column) {
    return column.isNull() ? std::nullopt : std::optional{*base::Date::parse(column.getString())};
}

} // namespace

std::optional<Offer> find_offer(const store::Store& store, OfferId id) {
    SQLite::Statement query{store.db(), k_select};
    query.bind(1, id.value);
    if (!query.executeStep())
        return std::nullopt;
    Offer offer{.association = {query.getColumn(0).getInt64()},
                .title = query.getColumn(1).getString(),
                .text = query.getColumn(2).getString(),
                .duration = query.getColumn(3).getString(),
                .first_day = day_of(query.getColumn(4)),
                .last_day = day_of(query.getColumn(5))};
    if (!query.isColumnNull(6))
        offer.minutes = query.getColumn(6).getInt64();
    if (!query.isColumnNull(7))
        offer.municipality = *domain::Ags::parse(query.getColumn(7).getString());
    offer.online = query.getColumn(8).getInt() == 1;
    offer.field = query.getColumn(9).getString();
    if (!query.isColumnNull(10))
        offer.accessible = query.getColumn(10).getInt() == 1;
    offer.is_public = query.getColumn(11).getInt() == 1;
    offer.expires_on = *base::Date::parse(query.getColumn(12).getString());
    return offer;
}

std::vector<RecordedOffer> record_offers(store::Store& store, store::ChangeSet& change,
                                         const std::vector<OfferClaim>& claims, base::Date today) {
    using Outcome = RecordedOffer::Outcome;
    SQLite::Statement statement{store.db(), k_write};
    std::vector<RecordedOffer> done;
    for (const auto& claim : claims) {
        const auto outcome = !claim.id ? Outcome::added : claim.same ? Outcome::same : Outcome::changed;
        const auto id = claim.id ? *claim.id : change.next_id<OfferId>();
        if (outcome != Outcome::same) {
            write(statement, id, claim.offer, today);
            change.count(outcome == Outcome::added ? "offers_new" : "offers_changed", 1);
        }
        done.push_back({id, claim.offer.title, outcome, claim.offer.expires_on});
    }
    return done;
}

std::int64_t offers_expiring(const store::Store& store, base::Date today, int days) {
    SQLite::Statement query{store.db(), "SELECT count(*) FROM offer WHERE expires_on BETWEEN ? AND ?"};
    query.bind(1, today.iso());
    query.bind(2, today.plus_days(days).iso());
    query.executeStep();
    return query.getColumn(0).getInt64();
}

} // namespace ehrenamt::associations
