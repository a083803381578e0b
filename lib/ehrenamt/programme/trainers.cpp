// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/trainers.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>

namespace ehrenamt::programme {
namespace {

using Outcome = Registered::Outcome;

std::optional<domain::Cents> cents_or_empty(const SQLite::Column& column) {
    return column.isNull() ? std::nullopt : std::optional{domain::Cents{column.getInt64()}};
}

void bind_cents(SQLite::Statement& query, int at, const std::optional<domain::Cents>& amount) {
    if (amount)
        query.bind(at, amount->value);
}

domain::TrainerId insert_trainer(store::Store& store, store::ChangeSet& change, const std::string& name,
                                 base::Date today) {
    const auto person = change.next_id<domain::PersonId>();
    SQLite::Statement insert_person{store.db(), R"(
        INSERT INTO person (id, name, purpose, legal_basis, retention_class, recorded_on)
        VALUES (?, ?, 'trainer of courses', 'Art. 6 Abs. 1 lit. b DSGVO', 'grant_records', ?))"};
    insert_person.bind(1, person.value);
    insert_person.bind(2, name);
    insert_person.bind(3, today.iso());
    insert_person.exec();
    const auto id = change.next_id<domain::TrainerId>();
    SQLite::Statement insert{store.db(), "INSERT INTO trainer (id, person) VALUES (?, ?)"};
    insert.bind(1, id.value);
    insert.bind(2, person.value);
    insert.exec();
    return id;
}

void write_topics(store::Store& store, domain::TrainerId id, const std::vector<std::string>& topics) {
    SQLite::Statement forget{store.db(), "DELETE FROM trainer_topic WHERE trainer = ?"};
    forget.bind(1, id.value);
    forget.exec();
    SQLite::Statement insert{store.db(), "INSERT INTO trainer_topic (trainer, topic) VALUES (?, ?)"};
    for (const auto& topic : topics) {
        insert.reset();
        insert.bind(1, id.value);
        insert.bind(2, topic);
        insert.exec();
    }
}

void write(store::Store& store, domain::TrainerId id, const TrainerFacts& facts) {
    SQLite::Statement rename{
        store.db(),
        "UPDATE person SET name = ?2 WHERE id = (SELECT person FROM trainer WHERE id = ?1) AND name <> ?2"};
    rename.bind(1, id.value);
    rename.bind(2, facts.name);
    rename.exec();
    SQLite::Statement update{store.db(), R"(
        UPDATE trainer SET fee_per_ue_cents = ?2, fee_flat_cents = ?3, municipality = ?4, travel_km = ?5, online = ?6
        WHERE id = ?1)"};
    update.bind(1, id.value);
    bind_cents(update, 2, facts.fee_per_ue);
    bind_cents(update, 3, facts.fee_flat);
    if (facts.municipality)
        update.bind(4, facts.municipality->text());
    if (facts.travel_km)
        update.bind(5, *facts.travel_km);
    update.bind(6, facts.online ? 1 : 0);
    update.exec();
    write_topics(store, id, facts.topics);
    write_free_times(store, FreeTimesOf::trainers, id.value, facts.free);
}

} // namespace

std::vector<Registered> record_trainers(store::Store& store, store::ChangeSet& change,
                                        const std::vector<TrainerClaim>& claims, base::Date today) {
    std::vector<Registered> done;
    for (const auto& claim : claims) {
        const auto outcome = !claim.id ? Outcome::added : claim.same ? Outcome::same : Outcome::changed;
        const auto id = claim.id ? *claim.id : insert_trainer(store, change, claim.facts.name, today);
        if (outcome != Outcome::same) {
            write(store, id, claim.facts);
            change.count(outcome == Outcome::added ? "trainers_new" : "trainers_changed", 1);
        }
        done.push_back({id.value, claim.facts.name, outcome});
    }
    return done;
}

std::vector<Trainer> trainers(const store::Store& store) {
    std::vector<Trainer> all;
    std::map<std::int64_t, std::size_t> at;
    auto free = stored_free_times(store, FreeTimesOf::trainers);
    SQLite::Statement query{store.db(), R"(
        SELECT t.id, p.name, t.fee_per_ue_cents, t.fee_flat_cents, t.municipality, t.travel_km, t.online
        FROM trainer t JOIN person p ON p.id = t.person ORDER BY t.id)"};
    while (query.executeStep()) {
        Trainer trainer{{query.getColumn(0).getInt64()}, {}};
        auto& facts = trainer.facts;
        facts.name = query.getColumn(1).getString();
        facts.fee_per_ue = cents_or_empty(query.getColumn(2));
        facts.fee_flat = cents_or_empty(query.getColumn(3));
        if (!query.isColumnNull(4))
            facts.municipality = *domain::Ags::parse(query.getColumn(4).getString());
        if (!query.isColumnNull(5))
            facts.travel_km = query.getColumn(5).getInt64();
        facts.online = query.getColumn(6).getInt() == 1;
        facts.free = std::move(free[trainer.id.value]);
        at[trainer.id.value] = all.size();
        all.push_back(std::move(trainer));
    }
    SQLite::Statement topics{store.db(), "SELECT trainer, topic FROM trainer_topic ORDER BY trainer, topic"};
    while (topics.executeStep())
        all[at.at(topics.getColumn(0).getInt64())].facts.topics.push_back(topics.getColumn(1).getString());
    return all;
}

} // namespace ehrenamt::programme
