// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/base/api.hpp"
#include "ehrenamt/measures/measure.hpp"
#include "ehrenamt/measures/recipients.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ehrenamt::publishing {

/// Who has a place, for signatures in each session. Of a person nothing but name and organisation.
struct AttendanceList {
    struct Person {
        std::string name;
        std::string organisation;
    };
    associations::ContactPoint contact_point;
    measures::Measure measure;
    std::string number; ///< of the measure, long
    base::Date printed_on;
    std::vector<measures::MeasureSession> sessions = {}; ///< those to print
    std::vector<Person> persons = {};                    ///< in the order of the list
    std::size_t empty_lines = 0;                         ///< for those who come without having enrolled
};

/// As they stand in a list: by family name, in the order of a German dictionary.
[[nodiscard]] EHRENAMT_API std::vector<AttendanceList::Person>
signatories(const std::vector<measures::Recipient>& with_place);

/// A part for each session with its own page numbers; the headings come again on each page.
[[nodiscard]] EHRENAMT_API std::string attendance_list_pdf(const AttendanceList& list);

} // namespace ehrenamt::publishing
