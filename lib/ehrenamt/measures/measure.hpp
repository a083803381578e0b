// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/measures/places.hpp"
#include "ehrenamt/programme/schedule.hpp"
#include "ehrenamt/store/store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::measures {

struct MeasureSession {
    std::int64_t number = 0;
    programme::Session time;
    std::optional<domain::VenueId> venue; ///< empty: online
    std::string venue_name;
    std::string municipality; ///< name; empty: online
};

/// A measure as it is to be held: what was said of it itself, else what its course says.
struct Measure {
    domain::MeasureId id;
    domain::CourseId course;
    std::optional<domain::ProgrammeId> programme; ///< empty: planned apart from one
    std::string half_year;
    std::string reference;
    std::string title;
    std::string topic_name;
    bool specific = false;
    bool hybrid = false;
    std::string state; ///< domain.md §10.3
    std::int64_t planned_participants = 0;
    std::int64_t capacity = 0;
    std::optional<std::int64_t> minimum;
    std::optional<domain::TrainerId> trainer;
    std::string trainer_name;
    std::string partner;
    std::optional<domain::Cents> participant_fee; ///< for each person; empty: not said yet
    PlacesBy places_by = PlacesBy::receipt;
    std::string draw_seed;
    std::optional<base::Date> places_given_on;
    std::int64_t calendar_sequence = 0;
    std::string decision_number;
    std::optional<base::Date> decided_on;
    std::optional<base::Date> cancelled_on;
    std::string cancel_reason;
    std::vector<MeasureSession> sessions; ///< by number

    /// \pre has sessions
    [[nodiscard]] EHRENAMT_API base::Date first_day() const;
    [[nodiscard]] EHRENAMT_API base::Date last_day() const;
    [[nodiscard]] EHRENAMT_API domain::TeachingTime teaching_time() const;
    /// SEQUENCE of its calendar entries: more than that of an earlier measure of the same course.
    [[nodiscard]] EHRENAMT_API std::int64_t calendar_version() const;
    /// Rejected, cancelled, or held: nobody can come any more.
    [[nodiscard]] EHRENAMT_API bool is_closed() const;
};

/// A state in words. \pre one of those that the store knows
EHRENAMT_API base::MessageId state_word(std::string_view state);

EHRENAMT_API std::optional<Measure> read_measure(const store::Store& store, domain::MeasureId id);

/// All measures of a half-year (empty: of all), of a trainer (empty: whoever holds them), by number.
EHRENAMT_API std::vector<Measure> measures_of(const store::Store& store, const std::string& half_year,
                                              std::optional<domain::TrainerId> trainer);

/// The measure that a person means: its number, or the number of its course (`K-14`, `2027-H1/K-14` where two
/// half-years have it). Rules: `measure.unknown`, `measure.ambiguous`.
EHRENAMT_API base::Result<domain::MeasureId> find_measure(const store::Store& store, std::string_view text);

} // namespace ehrenamt::measures
