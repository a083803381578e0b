// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/measures/enrolments.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace ehrenamt::measures {
namespace {

using base::message;
using base::Problem;

constexpr const char* k_without_place = R"(
    SELECT id, received_at, receipt_position, priority, association, organisation, state, late FROM enrolment
    WHERE measure = ? AND state IN ('registered', 'waiting'))";

/// Somebody without a place, and whether that was said already.
struct Open {
    Candidate candidate;
    std::string state;
    bool late = false;
};

/// True if the association has a place in a measure of this half-year.
class Served {
  public:
    Served(const store::Store& store, std::string half_year)
        : m_query{store.db(), R"(
            SELECT 1 FROM enrolment e JOIN measure m ON m.id = e.measure JOIN course c ON c.id = m.course
            WHERE e.association = ? AND e.state IN ('confirmed', 'attended') AND c.half_year = ? LIMIT 1)"},
          m_half_year{std::move(half_year)} {}
    bool operator()(std::int64_t association) {
        m_query.reset();
        m_query.bind(1, association);
        m_query.bind(2, m_half_year);
        return m_query.executeStep();
    }

  private:
    SQLite::Statement m_query;
    std::string m_half_year;
};

/// Organisations that are in no register: whether one has a place in this measure.
bool organisation_served(const store::Store& store, domain::MeasureId measure, const std::string& key) {
    SQLite::Statement query{store.db(), R"(
        SELECT organisation FROM enrolment
        WHERE measure = ? AND state IN ('confirmed', 'attended') AND organisation IS NOT NULL)"};
    query.bind(1, measure.value);
    while (query.executeStep())
        if (associations::name_key(query.getColumn(0).getString()) == key)
            return true;
    return false;
}

std::vector<Open> without_place(const store::Store& store, const Measure& measure) {
    SQLite::Statement query{store.db(), k_without_place};
    query.bind(1, measure.id.value);
    Served served{store, measure.half_year};
    std::vector<Open> all;
    while (query.executeStep()) {
        Open one;
        auto& candidate = one.candidate;
        candidate = {query.getColumn(0).getInt64(),
                     query.getColumn(1).getString(),
                     query.getColumn(2).getInt64(),
                     query.getColumn(3).getInt64(),
                     {},
                     false};
        const bool by_group = measure.places_by == PlacesBy::not_served_first;
        if (const auto association = query.getColumn(4); !association.isNull() && by_group) {
            candidate.group = "#" + std::to_string(association.getInt64());
            candidate.group_served = served(association.getInt64());
        } else if (const auto organisation = query.getColumn(5); !organisation.isNull() && by_group) {
            candidate.group = associations::name_key(organisation.getString());
            candidate.group_served = organisation_served(store, measure.id, candidate.group);
        }
        one.state = query.getColumn(6).getString();
        one.late = query.getColumn(7).getInt() == 1;
        all.push_back(std::move(one));
    }
    return all;
}

/// In the order in which places go.
std::vector<Open> in_order(const store::Store& store, const Measure& measure) {
    auto all = without_place(store, measure);
    std::vector<Candidate> candidates;
    for (const auto& one : all)
        candidates.push_back(one.candidate);
    std::vector<Open> sorted;
    for (const auto i : order_of_places(measure.places_by, measure.draw_seed, candidates))
        sorted.push_back(std::move(all[i]));
    return sorted;
}

std::int64_t places_taken(const store::Store& store, domain::MeasureId measure) {
    SQLite::Statement query{store.db(), R"(
        SELECT count(*) FROM enrolment WHERE measure = ? AND state IN ('confirmed', 'attended', 'no_show'))"};
    query.bind(1, measure.value);
    query.executeStep();
    return query.getColumn(0).getInt64();
}

const char* why_confirmed(const Open& one, const GivePlaces& how) {
    if (one.state == "waiting")
        return "moved_up";
    return how.together ? "given_together" : "place_free";
}

/// Who had a place and gives it up. \returns this one, then those who move up
std::vector<Placed> give_up(store::Store& store, store::ChangeSet& change, const Enrolment& enrolment,
                            const std::string& now, base::Date today, const char* state,
                            const std::string& note) {
    take_step(store, enrolment.id, now, state, state, note);
    change.count(std::string{"enrolments_"} + state, 1);
    std::vector<Placed> all{{enrolment.id, enrolment.measure, state, state}};
    const auto measure = *read_measure(store, enrolment.measure);
    if (measure.is_closed() || today > measure.last_day())
        return all;
    const auto moved = give_places(store, change, measure, now);
    all.insert(all.end(), moved.begin(), moved.end());
    return all;
}

} // namespace

void take_step(store::Store& store, EnrolmentId enrolment, const std::string& now, const char* state,
               const char* why, const std::string& note) {
    SQLite::Statement step{store.db(), R"(
        INSERT INTO enrolment_step (enrolment, number, at, state, why, note)
        SELECT ?1, ifnull(max(number), 0) + 1, ?2, ?3, ?4, nullif(?5, '') FROM enrolment_step WHERE enrolment = ?1)"};
    step.bind(1, enrolment.value);
    step.bind(2, now);
    step.bind(3, state);
    step.bind(4, why);
    step.bind(5, note);
    step.exec();
    SQLite::Statement update{store.db(), "UPDATE enrolment SET state = ?2 WHERE id = ?1 AND state <> ?2"};
    update.bind(1, enrolment.value);
    update.bind(2, state);
    update.exec();
}

std::vector<Placed> give_places(store::Store& store, store::ChangeSet& change, const Measure& measure,
                                const std::string& now, const GivePlaces& how) {
    const bool undecided =
        measure.places_by != PlacesBy::receipt && !measure.places_given_on && !how.together;
    auto free = undecided ? 0 : measure.capacity - places_taken(store, measure.id);
    std::int64_t waiting = 0;
    std::vector<Placed> placed;
    for (const auto& one : in_order(store, measure)) {
        const EnrolmentId id{one.candidate.enrolment};
        const bool overbooked = free <= 0 && std::ranges::find(how.overbook, id) != how.overbook.end();
        if (free > 0 || overbooked) {
            --free;
            const auto* const why = overbooked ? "overbooked" : why_confirmed(one, how);
            take_step(store, id, now, "confirmed", why, overbooked ? how.reason : std::string{});
            change.count(one.state == "waiting" ? "enrolments_moved_up" : "enrolments_confirmed", 1);
            if (overbooked)
                change.count("enrolments_overbooked", 1);
            placed.push_back({id, measure.id, "confirmed", why});
        } else if (!undecided) {
            ++waiting;
            if (one.state == "waiting")
                continue;
            take_step(store, id, now, "waiting", "no_place");
            change.count("enrolments_waiting", 1);
            placed.push_back({id, measure.id, "waiting", "no_place", waiting});
        }
    }
    return placed;
}

std::vector<Placed> give_places_together(store::Store& store, store::ChangeSet& change,
                                         const Measure& measure, const std::string& now, base::Date today) {
    const auto refused = [](const char* rule, base::Message text) {
        return base::Error{base::ExitStatus::failed, rule, std::move(text)};
    };
    const auto number = store.origin().shown(measure.id.value);
    if (measure.is_closed())
        throw refused("enrol.closed", message("measure {0} takes nobody any more: it is {1}", number,
                                              state_word(measure.state)));
    if (measure.places_by == PlacesBy::receipt)
        throw refused(
            "enrol.by_receipt",
            message("places of measure {0} go by receipt, each at once; for another order: ehrenamt "
                    "plan-measure --measure {0} --places-by ORDER",
                    number));
    if (measure.places_given_on)
        throw refused("enrol.places_given",
                      message("places of measure {0} were given on {1}", number, *measure.places_given_on));
    if (measure.places_by == PlacesBy::draw && measure.draw_seed.empty())
        throw refused("enrol.no_seed",
                      message("a draw needs a seed that everybody could know before: ehrenamt "
                              "plan-measure --measure {0} --draw-seed TEXT",
                              number));
    SQLite::Statement mark{store.db(), "UPDATE measure SET places_given_on = ? WHERE id = ?"};
    mark.bind(1, today.iso());
    mark.bind(2, measure.id.value);
    mark.exec();
    return give_places(store, change, measure, now, {.together = true});
}

base::Result<Enrolment> find_enrolment(const store::Store& store, std::string_view text) {
    const auto id = store.origin().parse_id(text);
    if (!id)
        return id.problem();
    SQLite::Statement query{store.db(), "SELECT measure, state FROM enrolment WHERE id = ?"};
    query.bind(1, *id);
    if (!query.executeStep())
        return Problem{
            "enrolment.unknown",
            message("there is no enrolment {0}; see: ehrenamt list enrolments", store.origin().shown(*id))};
    return Enrolment{{*id}, {query.getColumn(0).getInt64()}, query.getColumn(1).getString()};
}

base::Result<std::vector<Placed>> cancel_enrolment(store::Store& store, store::ChangeSet& change,
                                                   const Enrolment& enrolment, const std::string& now,
                                                   base::Date today, const std::string& note) {
    if (enrolment.state == "cancelled" || enrolment.state == "attended" || enrolment.state == "no_show")
        return Problem{"enrolment.state", message("enrolment {0} is {1} and cannot be cancelled",
                                                  store.origin().shown(enrolment.id.value),
                                                  base::_m(enrolment.state == "attended"    ? "attended"
                                                           : enrolment.state == "cancelled" ? "cancelled"
                                                                                            : "no-show"))};
    return give_up(store, change, enrolment, now, today, "cancelled", note);
}

base::Result<std::vector<Placed>> mark_no_show(store::Store& store, store::ChangeSet& change,
                                               const Enrolment& enrolment, const std::string& now,
                                               base::Date today, const std::string& note) {
    if (enrolment.state != "confirmed")
        return Problem{"enrolment.state",
                       message("enrolment {0} has no confirmed place, so nobody can have missed it",
                               store.origin().shown(enrolment.id.value))};
    if (const auto measure = read_measure(store, enrolment.measure); today < measure->first_day())
        return Problem{"enrolment.not_yet",
                       message("the measure begins on {0}; until then the enrolment can be cancelled",
                               measure->first_day())};
    return give_up(store, change, enrolment, now, today, "no_show", note);
}

std::vector<PlaceInList> places_of(const store::Store& store, const Measure& measure) {
    SQLite::Statement query{store.db(), R"(
        SELECT e.id, e.state, e.received_at, e.priority, e.late,
               (SELECT why FROM enrolment_step s WHERE s.enrolment = e.id ORDER BY number DESC LIMIT 1)
        FROM enrolment e WHERE e.measure = ? ORDER BY e.received_at, e.receipt_position, e.id)"};
    query.bind(1, measure.id.value);
    std::vector<PlaceInList> with_place;
    std::map<std::int64_t, PlaceInList> others;
    while (query.executeStep()) {
        PlaceInList one{{query.getColumn(0).getInt64()},
                        query.getColumn(1).getString(),
                        query.getColumn(5).getString(),
                        query.getColumn(2).getString(),
                        query.getColumn(3).getInt64()};
        one.late = query.getColumn(4).getInt() == 1;
        if (one.state == "registered" || one.state == "waiting") {
            others.emplace(one.enrolment.value, std::move(one));
        } else if (one.state != "cancelled") {
            one.rank = std::ssize(with_place) + 1;
            with_place.push_back(std::move(one));
        }
    }
    std::int64_t rank = 0;
    for (const auto& one : in_order(store, measure)) {
        with_place.push_back(std::move(others.at(one.candidate.enrolment)));
        with_place.back().rank = ++rank;
    }
    return with_place;
}

} // namespace ehrenamt::measures
