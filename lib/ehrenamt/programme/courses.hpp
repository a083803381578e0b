// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/programme/schedule.hpp"
#include "ehrenamt/store/change_set.hpp"

namespace ehrenamt::programme {

/// What a contact point says of a course that it can offer. Costs are those of the whole course.
struct CourseFacts {
    domain::HalfYear half_year =
        domain::HalfYear::of(base::Date::of(1900, 1, 1)); ///< of the first day wished
    std::string reference; ///< the contact point's own number, unique in the half-year
    std::string title;
    std::string topic;                       ///< key
    std::string trainer;                     ///< name; empty: not yet known
    std::string venue;                       ///< name; empty: online
    std::optional<domain::Ags> municipality; ///< of the venue
    std::int64_t capacity = 0;               ///< persons
    std::optional<std::int64_t> minimum;     ///< persons; empty: what the funding rules ask for
    domain::Cents fee;
    domain::Cents material;
    domain::Cents other_costs;
    domain::Cents participant_fees;     ///< expected from all participants together
    std::string partner;                ///< education provider of a general course; may be empty
    std::string no_supraregional_offer; ///< of a specific course: why no supra-regional offer serves
    bool hybrid = false;                ///< in the venue and from anywhere at the same time
    bool generated = false;             ///< made by `generate`, not listed by a person
    std::vector<Session> sessions;

    bool operator==(const CourseFacts&) const = default;
    [[nodiscard]] EHRENAMT_API domain::TeachingTime teaching_time() const;
};

/// A course in the store.
struct Course {
    domain::CourseId id;
    CourseFacts facts;
    std::string topic_name;
    bool specific = false; ///< its topic is for the tasks of particular associations
    std::optional<domain::TrainerId> trainer;
    std::optional<domain::VenueId> venue;
};

/// The columns of a list of courses with their German and English headings.
EHRENAMT_API const std::vector<formats::Field>& course_fields();

/// A session of a course in a file that was moved past a holiday.
struct MovedSession {
    std::string reference;
    Moved moved;
};

struct ReadCourses {
    std::vector<CourseFacts> courses;
    std::vector<MovedSession> moved;
};

/// Reads every row of a list of courses; what cannot be taken ends up as a problem of the import.
EHRENAMT_API ReadCourses read_courses(const store::Store& store, formats::ImportReader& import);

struct RecordedCourses {
    std::int64_t courses_new = 0;
    std::int64_t courses_changed = 0;
    std::int64_t courses_same = 0;
    std::int64_t trainers_new = 0;
    std::int64_t venues_new = 0;
    std::vector<base::Problem> problems; ///< `course.adopted`: it is a measure by now and stays as it is
};

/// Writes courses with their trainers and venues; what is there already in the same form is left alone, so
/// that a second run changes nothing.
EHRENAMT_API RecordedCourses record_courses(store::Store& store, store::ChangeSet& change,
                                            const std::vector<CourseFacts>& courses, base::Date today);

/// All courses of a half-year in the order in which they were registered.
EHRENAMT_API std::vector<Course> courses(const store::Store& store, const domain::HalfYear& half_year);

} // namespace ehrenamt::programme
