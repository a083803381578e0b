// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/base/api.hpp"
#include "ehrenamt/programme/courses.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ehrenamt::publishing {

/// An adopted programme for the outside. PDF, CSV, JSON and iCalendar are all written from this one value, so
/// that they cannot differ. It names no person.
struct Leaflet {
    struct Course {
        programme::Course course;
        std::string municipality; ///< name; empty: online
        std::int64_t planned_participants = 0;
        std::int64_t version = 0; ///< grows each time that the course becomes a measure
    };
    associations::ContactPoint contact_point;
    domain::ProgrammeId programme;
    domain::HalfYear half_year;
    base::Date adopted_on;
    std::vector<Course> courses = {}; ///< by first session, then as registered
};

/// Of a session, the same for ever: course and number are unique in the country.
[[nodiscard]] EHRENAMT_API std::string session_uid(domain::CourseId course, std::size_t number);

/// Name, address and what else is known of it, a line each.
[[nodiscard]] EHRENAMT_API std::vector<std::string> contact_lines(const associations::ContactPoint& point);

/// One or more German A4 pages: when, what, where, whom to ask.
[[nodiscard]] EHRENAMT_API std::string leaflet_pdf(const Leaflet& leaflet);
/// A row for each session.
[[nodiscard]] EHRENAMT_API std::string leaflet_csv(const Leaflet& leaflet, bool for_excel);
[[nodiscard]] EHRENAMT_API std::string leaflet_json(const Leaflet& leaflet);
/// An event for each session.
[[nodiscard]] EHRENAMT_API std::string leaflet_icalendar(const Leaflet& leaflet);

} // namespace ehrenamt::publishing
