// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/proposals.hpp"

#include "ehrenamt/programme/candidates.hpp"
#include "ehrenamt/programme/check.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <array>
#include <set>

namespace ehrenamt::programme {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

constexpr const char* k_columns = R"(
    SELECT id, half_year, round, proposed_on, adopted_on, budget_cents, development_cents, at_most, status, bound,
           inputs_hash, rules_key, rules_hash, policy
    FROM programme)";

// In the order of Policy.
constexpr std::array<std::string_view, 3> k_policies = {"optimal", "first_come", "pro_rata"};

Proposal read_head(SQLite::Statement& query) {
    Proposal proposal{{query.getColumn(0).getInt64()},
                      *domain::HalfYear::parse(query.getColumn(1).getString()),
                      {query.getColumn(2).getInt64()},
                      *base::Date::parse(query.getColumn(3).getString())};
    if (!query.getColumn(4).isNull())
        proposal.adopted_on = *base::Date::parse(query.getColumn(4).getString());
    proposal.budget = {query.getColumn(5).getInt64()};
    proposal.development = {query.getColumn(6).getInt64()};
    if (!query.getColumn(7).isNull())
        proposal.locks.at_most = query.getColumn(7).getInt64();
    proposal.status =
        query.getColumn(8).getString() == "optimal" ? Programme::Status::optimal : Programme::Status::limit;
    proposal.bound = query.getColumn(9).getInt64();
    const auto hash = query.getColumn(10);
    std::copy_n(static_cast<const unsigned char*>(hash.getBlob()), proposal.inputs_hash.size(),
                proposal.inputs_hash.begin());
    proposal.rules_key = query.getColumn(11).getString();
    proposal.rules_hash = query.getColumn(12).getString();
    const auto policy = std::find(k_policies.begin(), k_policies.end(), query.getColumn(13).getString());
    proposal.policy = static_cast<Policy>(policy - k_policies.begin());
    return proposal;
}

void read_parts(const store::Store& store, Proposal& proposal) {
    SQLite::Statement locks{
        store.db(), "SELECT course, included FROM programme_lock WHERE programme = ? ORDER BY course"};
    locks.bind(1, proposal.id.value);
    while (locks.executeStep())
        (locks.getColumn(1).getInt() == 1 ? proposal.locks.with : proposal.locks.without)
            .push_back({locks.getColumn(0).getInt64()});
    SQLite::Statement courses{store.db(),
                              "SELECT course FROM programme_course WHERE programme = ? ORDER BY course"};
    courses.bind(1, proposal.id.value);
    while (courses.executeStep())
        proposal.courses.push_back({courses.getColumn(0).getInt64()});
    SQLite::Statement seats{
        store.db(),
        "SELECT need, course, persons FROM programme_seat WHERE programme = ? ORDER BY need, course"};
    seats.bind(1, proposal.id.value);
    while (seats.executeStep())
        proposal.seats.push_back({{seats.getColumn(0).getInt64()},
                                  {seats.getColumn(1).getInt64()},
                                  seats.getColumn(2).getInt64()});
}

std::optional<Proposal> first_of(const store::Store& store, SQLite::Statement& query) {
    if (!query.executeStep())
        return {};
    auto proposal = read_head(query);
    read_parts(store, proposal);
    return proposal;
}

void insert_parts(store::Store& store, const Proposal& proposal) {
    const auto id = proposal.id.value;
    SQLite::Statement lock{store.db(), "INSERT INTO programme_lock VALUES (?, ?, ?)"};
    for (const auto& [list, included] :
         {std::pair{&proposal.locks.with, 1}, std::pair{&proposal.locks.without, 0}})
        for (const auto course : std::set<domain::CourseId>{list->begin(), list->end()}) {
            lock.reset();
            lock.bind(1, id);
            lock.bind(2, course.value);
            lock.bind(3, included);
            lock.exec();
        }
    SQLite::Statement in{store.db(), "INSERT INTO programme_course VALUES (?, ?)"};
    for (const auto course : proposal.courses) {
        in.reset();
        in.bind(1, id);
        in.bind(2, course.value);
        in.exec();
    }
    SQLite::Statement seat{store.db(), "INSERT INTO programme_seat VALUES (?, ?, ?, ?)"};
    for (const auto& one : proposal.seats) {
        seat.reset();
        seat.bind(1, id);
        seat.bind(2, one.need.value);
        seat.bind(3, one.course.value);
        seat.bind(4, one.persons);
        seat.exec();
    }
}

} // namespace

void take_decision(Proposal& proposal, const Instance& instance, const Programme& programme) {
    proposal.budget = instance.budget;
    proposal.development = instance.fixed_cost;
    proposal.locks = instance.locks;
    proposal.status = programme.status;
    proposal.bound = programme.bound;
    proposal.inputs_hash = fingerprint(instance);
    for (std::size_t j = 0; j < programme.chosen.size(); ++j)
        if (programme.chosen[j])
            proposal.courses.push_back(instance.candidates[j].id);
    for (std::size_t i = 0; i < instance.reach.size(); ++i)
        if (const auto persons = programme.seating.seats[i]; persons > 0)
            proposal.seats.push_back({instance.needs[instance.reach[i].need].id,
                                      instance.candidates[instance.reach[i].candidate].id, persons});
}

void insert(store::Store& store, store::ChangeSet& change, Proposal& proposal) {
    proposal.id = change.next_id<domain::ProgrammeId>();
    SQLite::Statement query{store.db(), R"(
        INSERT INTO programme (id, half_year, round, proposed_on, budget_cents, development_cents, at_most, status,
                               bound, inputs_hash, rules_key, rules_hash, policy)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"};
    query.bind(1, proposal.id.value);
    query.bind(2, proposal.half_year.text());
    query.bind(3, proposal.round.value);
    query.bind(4, proposal.proposed_on.iso());
    query.bind(5, proposal.budget.value);
    query.bind(6, proposal.development.value);
    if (proposal.locks.at_most)
        query.bind(7, *proposal.locks.at_most);
    query.bind(8, proposal.status == Programme::Status::optimal ? "optimal" : "limit");
    query.bind(9, proposal.bound);
    query.bind(10, proposal.inputs_hash.data(), static_cast<int>(proposal.inputs_hash.size()));
    query.bind(11, proposal.rules_key);
    query.bind(12, proposal.rules_hash);
    query.bind(13, std::string{k_policies.at(static_cast<std::size_t>(proposal.policy))});
    query.exec();
    insert_parts(store, proposal);
    change.count("programmes_new", 1);
}

Proposal find_proposal(const store::Store& store, const std::optional<domain::ProgrammeId>& id,
                       const std::optional<domain::HalfYear>& half_year) {
    SQLite::Statement query{store.db(),
                            std::string{k_columns} +
                                " WHERE (?1 IS NULL OR id = ?1) AND (?2 IS NULL OR half_year = ?2)"
                                " ORDER BY proposed_on DESC, id DESC LIMIT 1"};
    if (id)
        query.bind(1, id->value);
    if (half_year)
        query.bind(2, half_year->text());
    auto found = first_of(store, query);
    if (!found)
        throw Error{ExitStatus::failed, "programme.missing",
                    id ? message("there is no programme {0}", store.origin().shown(id->value))
                       : message("no programme was proposed yet; see: ehrenamt build-programme")};
    return *std::move(found);
}

std::optional<Proposal> newest_proposal(const store::Store& store, const domain::HalfYear& half_year) {
    SQLite::Statement query{store.db(),
                            std::string{k_columns} +
                                " WHERE half_year = ? ORDER BY proposed_on DESC, id DESC LIMIT 1"};
    query.bind(1, half_year.text());
    return first_of(store, query);
}

Programme programme_of(const Proposal& proposal, const Instance& instance) {
    if (fingerprint(instance) != proposal.inputs_hash)
        throw Error{
            ExitStatus::failed, "programme.inputs_changed",
            message("needs, courses or funding rules are no longer those that the programme was proposed "
                    "on; propose it anew: ehrenamt build-programme --half-year {0}",
                    proposal.half_year)};
    Programme programme;
    programme.status = proposal.status;
    programme.bound = proposal.bound;
    programme.chosen.assign(instance.candidates.size(), false);
    for (const auto id : proposal.courses)
        programme.chosen[find_candidate(instance, id).value()] = true;
    auto& seating = programme.seating;
    std::set<domain::AssociationId> served;
    for (const auto& pair : instance.reach) {
        const auto& need = instance.needs[pair.need];
        const auto seat =
            std::find_if(proposal.seats.begin(), proposal.seats.end(), [&](const Proposal::Seat& one) {
                return one.need == need.id && one.course == instance.candidates[pair.candidate].id;
            });
        const auto persons = seat == proposal.seats.end() ? 0 : seat->persons;
        seating.seats.push_back(persons);
        seating.persons += persons;
        seating.weighted_persons += persons * need.weight;
        if (persons > 0)
            served.insert(need.association);
    }
    seating.associations = static_cast<std::int64_t>(served.size());
    programme.score = {seating.weighted_persons, seating.associations, 0, 0};
    for (std::size_t j = 0; j < programme.chosen.size(); ++j)
        if (programme.chosen[j]) {
            programme.score.own_money += instance.candidates[j].own_money.value;
            programme.score.grant += instance.candidates[j].grant.value;
        }
    if (const auto broken = broken_limits(instance, programme); !broken.empty())
        throw Error{ExitStatus::failed, "programme.check",
                    message("the stored programme breaks a limit: {0}", broken.front())};
    return programme;
}

void mark_adopted(store::Store& store, const Proposal& proposal, base::Date today) {
    SQLite::Statement other{
        store.db(), "SELECT id, adopted_on FROM programme WHERE half_year = ? AND adopted_on IS NOT NULL"};
    other.bind(1, proposal.half_year.text());
    if (other.executeStep())
        throw Error{ExitStatus::failed, "programme.adopted",
                    message("programme {0} was adopted for {1} on {2}; undo that first",
                            store.origin().shown(other.getColumn(0).getInt64()), proposal.half_year,
                            *base::Date::parse(other.getColumn(1).getString()))};
    SQLite::Statement update{store.db(), "UPDATE programme SET adopted_on = ? WHERE id = ?"};
    update.bind(1, today.iso());
    update.bind(2, proposal.id.value);
    update.exec();
}

} // namespace ehrenamt::programme
