// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/optimise.hpp"
#include "ehrenamt/store/change_set.hpp"

namespace ehrenamt::programme {

/// A programme as it was proposed: what was decided, and what it was decided on. Everything else is worked
/// out again.
struct Proposal {
    struct Seat {
        domain::NeedId need;
        domain::CourseId course;
        std::int64_t persons = 0;
    };
    domain::ProgrammeId id;
    domain::HalfYear half_year;
    domain::SurveyRoundId round;
    base::Date proposed_on;
    std::optional<base::Date> adopted_on = {};
    domain::Cents budget = {};
    domain::Cents development = {}; ///< what developing the programme takes from the budget
    Locks locks = {};
    Policy policy = Policy::optimal;
    Programme::Status status = Programme::Status::optimal;
    std::int64_t bound = 0;
    store::Hash inputs_hash = {}; ///< fingerprint of the instance
    std::string rules_key = {};
    std::string rules_hash = {};
    std::vector<domain::CourseId> courses = {}; ///< ascending
    std::vector<Seat> seats = {};
};

/// The decision of a programme, to be kept. Its id is set by `insert`.
EHRENAMT_API void take_decision(Proposal& proposal, const Instance& instance, const Programme& programme);

EHRENAMT_API void insert(store::Store& store, store::ChangeSet& change, Proposal& proposal);

/// The proposal of that number; without one the newest, of the half-year if one is named. \throws base::Error
/// `programme.missing`
EHRENAMT_API Proposal find_proposal(const store::Store& store, const std::optional<domain::ProgrammeId>& id,
                                    const std::optional<domain::HalfYear>& half_year = {});
/// The newest proposal of a half-year, if there is one.
EHRENAMT_API std::optional<Proposal> newest_proposal(const store::Store& store,
                                                     const domain::HalfYear& half_year);

/// The proposal as a programme of the instance that it was made from, with every figure worked out again.
/// \throws base::Error `programme.inputs_changed` if needs, courses, budget or locks are no longer those, or
///         `programme.check` if the stored seats break a limit
EHRENAMT_API Programme programme_of(const Proposal& proposal, const Instance& instance);

/// Makes it the half-year's programme. \throws base::Error `programme.adopted` if the half-year has one
EHRENAMT_API void mark_adopted(store::Store& store, const Proposal& proposal, base::Date today);

} // namespace ehrenamt::programme
