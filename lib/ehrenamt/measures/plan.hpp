// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/measures/measure.hpp"
#include "ehrenamt/store/change_set.hpp"

namespace ehrenamt::measures {

/// A contract with a trainer about a measure.
struct Agreement {
    base::Date agreed_on;
    domain::Cents fee; ///< of the whole measure, value added tax included
    domain::Cents travel;
    std::string vat; ///< small_business, exempt, liable; empty: not asked yet
    std::string
        allowance; ///< none, trainer (§ 3 Nr. 26 EStG), volunteer (§ 3 Nr. 26a EStG); empty: not asked yet
};

/// A session as it is to be; one with a new number is added.
struct SessionChange {
    std::int64_t number = 0;
    programme::Session time;
    bool venue_given = false;             ///< else it stays where it is, a new one where the first one is
    std::optional<domain::VenueId> venue; ///< empty: online
};

/// What is to be changed of a measure; what is empty stays.
struct PlanChange {
    std::vector<SessionChange> sessions;
    std::vector<std::int64_t> drop; ///< numbers of sessions that are not to be
    std::optional<domain::TrainerId> trainer;
    std::optional<Agreement> agreement; ///< with the trainer of the measure
    std::optional<std::string> partner;
    std::optional<domain::Cents> participant_fee;
    std::optional<std::int64_t> capacity;
    std::optional<std::int64_t> participants;
    std::optional<PlacesBy> places_by;
    std::optional<std::string> draw_seed;
    std::optional<std::string> decision_number;
    std::optional<base::Date> decided_on;
    std::optional<std::string> state;
};

/// `2 2027-03-14 18:00-20:15`, with the name of a venue of the register or `online` behind it.
/// Rules: `session.format`, `date.format`, `date.day`, `time.format`, `time.clock_change`, `session.order`,
/// `venue.unknown`, `venue.ambiguous`.
EHRENAMT_API base::Result<SessionChange> parse_session(const store::Store& store, std::string_view text);

/// The trainer of that number or name. Rule: `trainer.unknown`.
EHRENAMT_API base::Result<domain::TrainerId> find_trainer(const store::Store& store, std::string_view text);

/// The course that a person means: its own number, or the number that the contact point gave it.
/// Rules: `course.unknown`, `course.ambiguous`, `course.is_measure`.
EHRENAMT_API base::Result<domain::CourseId> find_course(const store::Store& store, std::string_view text);

/// Makes a registered course a measure apart from any programme. \param participants  empty: as many as
/// places
EHRENAMT_API domain::MeasureId plan_course(store::Store& store, store::ChangeSet& change,
                                           domain::CourseId course, std::optional<std::int64_t> participants,
                                           base::Date today);

/// Every reason against a plan; `measure.closed`, `measure.no_session`, `session.number`, `session.overlap`,
/// `measure.trainer_busy`, `measure.room_busy`, `measure.capacity`, `measure.no_trainer`, `measure.step`,
/// `measure.no_decision`, `measure.too_early`, `measure.places_given`, `measure.attendance`.
EHRENAMT_API std::vector<base::Problem> objections(const store::Store& store, const Measure& before,
                                                   const PlanChange& wanted, base::Date today);

/// What a person should know of a plan that is carried out.
struct Planned {
    bool changed = false;
    bool moved = false; ///< a date or place: everybody enrolled must be told, calendars get a new SEQUENCE
    std::vector<base::Message> warnings; ///< such as a contract before the decision
};

/// \pre there are no objections
EHRENAMT_API Planned carry_out(store::Store& store, store::ChangeSet& change, const Measure& before,
                               const PlanChange& wanted, base::Date today);

/// Sessions of a trainer or a room that run at the same time as one of these.
EHRENAMT_API std::vector<base::Problem> clashes(const store::Store& store, domain::MeasureId measure,
                                                const std::vector<MeasureSession>& sessions,
                                                std::optional<domain::TrainerId> trainer);

} // namespace ehrenamt::measures
