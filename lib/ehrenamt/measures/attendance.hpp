// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/measures/enrolments.hpp"

namespace ehrenamt::measures {

/// Who was in a session, and how long.
struct Presence {
    std::optional<EnrolmentId> enrolment;   ///< else …
    std::optional<EnrolmentClaim> newcomer; ///< … somebody who is to be enrolled late
    std::int64_t minutes = 0;
};

/// The attendance of one session, whole: whoever has a place and is not named was not there.
struct SessionAttendance {
    domain::MeasureId measure;
    std::int64_t session = 0;
    std::vector<Presence> present;
};

/// What counts where a row leaves it open.
struct AttendanceDefaults {
    std::optional<domain::MeasureId> measure;
    std::optional<std::int64_t> session;
    base::Date today;
    std::string now;         ///< UTC
    bool enrol_late = false; ///< who is not enrolled or has no place is taken in with a mark
};

/// The columns of a returned list with their German and English headings.
EHRENAMT_API const std::vector<formats::Field>& attendance_fields();

/// Reads every row; a problem never has a name in it. Rules: `attendance.not_enrolled`,
/// `attendance.ambiguous`, `attendance.no_place`, `attendance.session`, `attendance.too_early`,
/// `attendance.minutes`, `attendance.closed`, `attendance.twice`, those of find_measure.
EHRENAMT_API std::vector<SessionAttendance>
read_attendance(const store::Store& store, formats::ImportReader& import, const AttendanceDefaults& defaults);

struct RecordedAttendance {
    std::int64_t sessions = 0;
    std::int64_t present = 0; ///< persons times sessions
    std::int64_t absent = 0;
    std::int64_t late = 0;                   ///< enrolled late
    std::int64_t changed = 0;                ///< entries that are new or another
    std::vector<domain::MeasureId> held;     ///< the attendance of every session is known now
    std::vector<domain::MeasureId> measures; ///< all that were concerned
};

/// Writes the attendance of sessions. Whoever was there at all has attended; whoever has a place and was in
/// no session, once all are recorded, is a no-show. The measure runs with its first recorded session and is
/// held with its last one.
EHRENAMT_API RecordedAttendance record_attendance(store::Store& store, store::ChangeSet& change,
                                                  const std::vector<SessionAttendance>& sessions,
                                                  const std::string& now);

/// Why the attendance of a session cannot be recorded: `attendance.closed`, `attendance.session`,
/// `attendance.too_early`.
EHRENAMT_API std::optional<base::Problem> not_recordable(const store::Store& store, domain::MeasureId measure,
                                                         std::int64_t session, base::Date today);

/// A number of persons of a group, never who: `gender:female=5`.
struct GroupCount {
    std::string what; ///< gender, age
    std::string group;
    std::int64_t persons = 0;
};
/// Rule: `attendance.count`.
EHRENAMT_API base::Result<GroupCount> parse_group_count(std::string_view text);
/// Replaces the counts of a session. Rule: `attendance.count_sum` if a sum is beyond who was there.
EHRENAMT_API std::vector<base::Problem> record_counts(store::Store& store, domain::MeasureId measure,
                                                      std::int64_t session,
                                                      const std::vector<GroupCount>& counts);

/// How many have attended a measure.
EHRENAMT_API std::int64_t attended(const store::Store& store, domain::MeasureId measure);

} // namespace ehrenamt::measures
