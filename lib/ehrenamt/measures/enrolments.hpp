// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/measures/measure.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::measures {

using EnrolmentId = base::Id<struct EnrolmentTag>;

/// Who wants to come to a measure, as a row says it. Name and contact go into `person` alone.
struct EnrolmentClaim {
    domain::MeasureId measure;
    std::string name;
    std::string email;
    std::string phone;
    std::optional<domain::AssociationId> association;
    std::string organisation; ///< only where it is no association of the register
    std::string received_at;  ///< UTC instant
    std::int64_t position = 0;
    std::int64_t priority = 2; ///< 1 is the most urgent
    std::string legal_basis;
    std::optional<base::Date> consent_on;
    std::string dietary;
    std::string accessibility;
    bool late = false;                ///< after the measure began
    std::optional<EnrolmentId> known; ///< is enrolled already
};

/// What counts where a row leaves it open.
struct EnrolmentDefaults {
    std::optional<domain::MeasureId> measure;
    std::string received_at; ///< now, UTC
    base::Date today;
    bool another_person = false; ///< who has the same name as somebody enrolled is somebody else
};

/// The columns of a list of people who want to come, with their German and English headings.
EHRENAMT_API const std::vector<formats::Field>& enrolment_fields();

/// Reads every row. Somebody who is enrolled already in just this way is `known`; what cannot be taken ends
/// up as a problem of the import, never with name or address in it.
EHRENAMT_API std::vector<EnrolmentClaim>
read_enrolments(const store::Store& store, formats::ImportReader& import, const EnrolmentDefaults& defaults);

/// Somebody whose state changed.
struct Placed {
    EnrolmentId enrolment;
    domain::MeasureId measure;
    std::string state;        ///< as it is now
    std::string why;          ///< fixed word, see enrolment_step
    std::int64_t waiting = 0; ///< place on the waiting list; 0: not on it
    bool operator==(const Placed&) const = default;
};

struct Enrolled {
    std::vector<EnrolmentId> added; ///< by claim; the known one where it was enrolled already
    std::int64_t same = 0;
    std::vector<Placed> placed; ///< by measure, then in the order of places
};

/// Writes who is not known yet and gives out places; with a reason to overbook also where none is free.
/// Numbers do not depend on the order of the claims.
EHRENAMT_API Enrolled record_enrolments(store::Store& store, store::ChangeSet& change,
                                        const std::vector<EnrolmentClaim>& claims, const std::string& now,
                                        const std::string& overbook_because = {});

/// How places are given out beside the usual way.
struct GivePlaces {
    bool together = false;                  ///< now to all who are not decided on
    std::vector<EnrolmentId> overbook = {}; ///< these get one though none is free …
    std::string reason = {};                ///< … for this reason
};

/// The one way in which somebody gets a place: whoever has none, in the measure's order, as long as places
/// are free; the others wait. Except in order of receipt nobody gets one before the places are given
/// together. \returns who has another state than before
EHRENAMT_API std::vector<Placed> give_places(store::Store& store, store::ChangeSet& change,
                                             const Measure& measure, const std::string& now,
                                             const GivePlaces& how = {});

/// Gives the places of a measure to all who are enrolled by now, on this day.
/// \throws base::Error `enrol.places_given` (they were), `enrol.by_receipt` (each is given at once),
/// `enrol.no_seed`
///         (a draw needs one that was published before), `enrol.closed`
EHRENAMT_API std::vector<Placed> give_places_together(store::Store& store, store::ChangeSet& change,
                                                      const Measure& measure, const std::string& now,
                                                      base::Date today);

/// What an enrolment is now.
struct Enrolment {
    EnrolmentId id;
    domain::MeasureId measure;
    std::string state;
};
EHRENAMT_API base::Result<Enrolment> find_enrolment(const store::Store& store, std::string_view text);

/// Takes an enrolment back; a place that becomes free up to the last day goes to the next. Or notes that
/// somebody with a place did not come, whose place stays taken. Rules: `enrolment.state` for one that has
/// come to its end, or without a place; `enrolment.not_yet`. \returns this enrolment, then those who move up
EHRENAMT_API base::Result<std::vector<Placed>> cancel_enrolment(store::Store& store, store::ChangeSet& change,
                                                                const Enrolment& enrolment,
                                                                const std::string& now, base::Date today,
                                                                const std::string& note);
EHRENAMT_API base::Result<std::vector<Placed>> mark_no_show(store::Store& store, store::ChangeSet& change,
                                                            const Enrolment& enrolment,
                                                            const std::string& now, base::Date today,
                                                            const std::string& note);

/// Writes a step of an enrolment and its state with it.
EHRENAMT_API void take_step(store::Store& store, EnrolmentId enrolment, const std::string& now,
                            const char* state, const char* why, const std::string& note = {});

/// Who stands where in a measure: those with a place, then those who wait or are not decided on, both in
/// order.
struct PlaceInList {
    EnrolmentId enrolment;
    std::string state;
    std::string why;
    std::string received_at;
    std::int64_t priority = 0;
    std::int64_t rank = 0; ///< in its part of the list, from 1
    bool late = false;
};
EHRENAMT_API std::vector<PlaceInList> places_of(const store::Store& store, const Measure& measure);

} // namespace ehrenamt::measures
