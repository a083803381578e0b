// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/plan.hpp"

#include "ehrenamt/measures/measures.hpp"
#include "ehrenamt/measures/planned_sessions.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace ehrenamt::measures {
namespace {

using base::message;

/// Changes columns of one measure, each only if it is to be another; tells whether anything was changed.
class MeasureRow {
  public:
    MeasureRow(store::Store& store, domain::MeasureId id) : m_store{store}, m_id{id} {}
    template <class Value>
    void set(const char* statement, const Value& value) {
        SQLite::Statement update{m_store.db(), statement};
        update.bind(1, value);
        update.bind(2, m_id.value);
        m_changed = update.exec() > 0 || m_changed;
    }
    [[nodiscard]] bool changed() const { return m_changed; }

  private:
    store::Store& m_store;
    domain::MeasureId m_id;
    bool m_changed = false;
};

void set_facts(MeasureRow& row, const PlanChange& wanted) {
    if (wanted.trainer)
        row.set("UPDATE measure SET trainer = ?1 WHERE id = ?2 AND trainer IS NOT ?1", wanted.trainer->value);
    if (wanted.partner)
        row.set("UPDATE measure SET partner = ?1 WHERE id = ?2 AND partner IS NOT ?1", *wanted.partner);
    if (wanted.participant_fee)
        row.set(
            "UPDATE measure SET participant_fee_cents = ?1 WHERE id = ?2 AND participant_fee_cents IS NOT ?1",
            wanted.participant_fee->value);
    if (wanted.capacity)
        row.set("UPDATE measure SET capacity = ?1 WHERE id = ?2 AND capacity IS NOT ?1", *wanted.capacity);
    if (wanted.participants)
        row.set("UPDATE measure SET planned_participants = ?1 WHERE id = ?2 AND planned_participants <> ?1",
                *wanted.participants);
    if (wanted.places_by) {
        if (*wanted.places_by != PlacesBy::draw)
            row.set("UPDATE measure SET draw_seed = NULL WHERE ?1 AND id = ?2 AND draw_seed IS NOT NULL", 1);
        row.set("UPDATE measure SET places_by = ?1 WHERE id = ?2 AND places_by <> ?1",
                std::string{key_of(*wanted.places_by)});
    }
    if (wanted.draw_seed)
        row.set("UPDATE measure SET draw_seed = ?1 WHERE id = ?2 AND draw_seed IS NOT ?1", *wanted.draw_seed);
    if (wanted.state)
        row.set("UPDATE measure SET state = ?1 WHERE id = ?2 AND state <> ?1", *wanted.state);
}

void set_decision(store::Store& store, MeasureRow& row, const Measure& before, const PlanChange& wanted) {
    if (!wanted.decision_number ||
        (before.decision_number == *wanted.decision_number && before.decided_on == wanted.decided_on))
        return;
    // Both columns at once: one without the other cannot be.
    SQLite::Statement update{store.db(),
                             "UPDATE measure SET decision_number = ?, decided_on = ? WHERE id = ?"};
    update.bind(1, *wanted.decision_number);
    update.bind(2, wanted.decided_on->iso());
    update.bind(3, before.id.value);
    update.exec();
    row.set("UPDATE measure SET decision_number = ?1 WHERE id = ?2", *wanted.decision_number);
}

/// \returns whether a date or a place is another
bool write_sessions(store::Store& store, const Measure& before, const PlanChange& wanted) {
    const auto after = planned_sessions(before, wanted);
    bool moved = false;
    const auto same = [](const MeasureSession& one, const MeasureSession& other) {
        return one.number == other.number && one.time == other.time && one.venue == other.venue;
    };
    SQLite::Statement put{store.db(), R"(
        INSERT INTO measure_session (measure, number, day, start_minute, minutes, venue) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (measure, number) DO UPDATE SET day = excluded.day, start_minute = excluded.start_minute,
            minutes = excluded.minutes, venue = excluded.venue)"};
    for (const auto& session : after) {
        if (std::ranges::any_of(before.sessions, [&](const auto& old) { return same(old, session); }))
            continue;
        moved = true;
        put.reset();
        put.bind(1, before.id.value);
        put.bind(2, session.number);
        put.bind(3, session.time.day.iso());
        put.bind(4, session.time.start_minute);
        put.bind(5, session.time.minutes);
        if (session.venue)
            put.bind(6, session.venue->value);
        else
            put.bind(6);
        put.exec();
    }
    for (const auto number : wanted.drop) {
        SQLite::Statement drop{store.db(), "DELETE FROM measure_session WHERE measure = ? AND number = ?"};
        drop.bind(1, before.id.value);
        drop.bind(2, number);
        moved = drop.exec() > 0 || moved;
    }
    return moved;
}

/// \returns whether it is another one
bool write_agreement(store::Store& store, const Measure& before, domain::TrainerId trainer,
                     const Agreement& agreed) {
    SQLite::Statement put{store.db(), R"(
        INSERT INTO trainer_agreement (measure, trainer, agreed_on, fee_cents, travel_cents, vat, allowance)
        VALUES (?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''))
        ON CONFLICT (measure, trainer) DO UPDATE SET agreed_on = excluded.agreed_on, fee_cents = excluded.fee_cents,
            travel_cents = excluded.travel_cents, vat = excluded.vat, allowance = excluded.allowance, ended_on = NULL
        WHERE (agreed_on, fee_cents, travel_cents, ifnull(vat, ''), ifnull(allowance, ''), ifnull(ended_on, '')) <>
              (excluded.agreed_on, excluded.fee_cents, excluded.travel_cents, ifnull(excluded.vat, ''),
               ifnull(excluded.allowance, ''), ''))"};
    put.bind(1, before.id.value);
    put.bind(2, trainer.value);
    put.bind(3, agreed.agreed_on.iso());
    put.bind(4, agreed.fee.value);
    put.bind(5, agreed.travel.value);
    put.bind(6, agreed.vat);
    put.bind(7, agreed.allowance);
    return put.exec() > 0;
}

/// Another trainer's agreement ends when the measure gets a new one.
bool end_other_agreements(store::Store& store, const Measure& before, domain::TrainerId trainer,
                          base::Date today) {
    SQLite::Statement end{store.db(), R"(
        UPDATE trainer_agreement SET ended_on = ? WHERE measure = ? AND trainer <> ? AND ended_on IS NULL)"};
    end.bind(1, today.iso());
    end.bind(2, before.id.value);
    end.bind(3, trainer.value);
    return end.exec() > 0;
}

void warn_of_start(const Measure& before, const PlanChange& wanted, Planned& done) {
    const auto decided = wanted.decided_on ? wanted.decided_on : before.decided_on;
    if (wanted.agreement && !decided)
        done.warnings.push_back(
            message("the agreement of {0} is made and there is no decision yet: a contract is the "
                    "start of the project, and what was begun before the decision is not funded",
                    wanted.agreement->agreed_on));
    else if (wanted.agreement && wanted.agreement->agreed_on < *decided)
        done.warnings.push_back(
            message("the agreement of {0} lies before the decision of {1}: a contract is the start "
                    "of the project, and what was begun before the decision is not funded",
                    wanted.agreement->agreed_on, *decided));
    if (wanted.state && *wanted.state == "running" && !decided)
        done.warnings.push_back(
            message("the measure begins without a decision: what was begun before it is not "
                    "funded"));
}

} // namespace

std::vector<MeasureSession> planned_sessions(const Measure& before, const PlanChange& wanted) {
    auto sessions = before.sessions;
    std::erase_if(sessions, [&](const MeasureSession& one) {
        return std::ranges::find(wanted.drop, one.number) != wanted.drop.end();
    });
    for (const auto& change : wanted.sessions) {
        auto found = std::ranges::find(sessions, change.number, &MeasureSession::number);
        if (found == sessions.end()) {
            MeasureSession added{change.number, change.time, {}, {}, {}};
            if (!before.sessions.empty())
                added.venue = before.sessions.front().venue;
            found = sessions.insert(sessions.end(), std::move(added));
        }
        found->time = change.time;
        if (change.venue_given)
            found->venue = change.venue;
    }
    std::ranges::sort(sessions, {}, &MeasureSession::number);
    return sessions;
}

domain::MeasureId plan_course(store::Store& store, store::ChangeSet& change, domain::CourseId course,
                              std::optional<std::int64_t> participants, base::Date today) {
    const auto id = change.next_id<domain::MeasureId>();
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO measure (id, course, planned_participants, state, planned_on)
        SELECT ?, id, ifnull(?, capacity), 'planned', ? FROM course WHERE id = ?)"};
    insert.bind(1, id.value);
    if (participants)
        insert.bind(2, *participants);
    else
        insert.bind(2);
    insert.bind(3, today.iso());
    insert.bind(4, course.value);
    insert.exec();
    copy_sessions(store, id);
    change.count("measures_new", 1);
    return id;
}

Planned carry_out(store::Store& store, store::ChangeSet& change, const Measure& before,
                  const PlanChange& wanted, base::Date today) {
    Planned done;
    MeasureRow row{store, before.id};
    set_facts(row, wanted);
    set_decision(store, row, before, wanted);
    done.moved = write_sessions(store, before, wanted);
    if (done.moved)
        row.set("UPDATE measure SET calendar_sequence = calendar_sequence + ?1 WHERE id = ?2", 1);
    done.changed = row.changed();
    const auto trainer = wanted.trainer ? wanted.trainer : before.trainer;
    if (wanted.trainer)
        done.changed = end_other_agreements(store, before, *trainer, today) || done.changed;
    if (wanted.agreement)
        done.changed = write_agreement(store, before, *trainer, *wanted.agreement) || done.changed;
    warn_of_start(before, wanted, done);
    change.count("measures_changed", done.changed ? 1 : 0);
    return done;
}

} // namespace ehrenamt::measures
