// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/base/api.hpp"
#include "ehrenamt/measures/certificates.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::publishing {

/// Certificates that are printed together, each on a page of its own.
struct CertificateSheet {
    struct Entry {
        measures::Attendee attendee; ///< with a certificate
        std::string number;          ///< long
        std::string seal;            ///< what the QR code says
    };
    associations::ContactPoint contact_point;
    std::string public_key; ///< in full, for whoever checks
    base::Date printed_on;
    std::vector<Entry> entries = {};
};

/// What somebody attended in a year.
struct HoursStatement {
    struct Person {
        std::string name;
        std::vector<measures::Attendee> measures; ///< only with the days of the year
    };
    associations::ContactPoint contact_point;
    int year = 0;
    base::Date printed_on;
    /// How many hours of engagement the Kompetenznachweis asks for; empty: the rules do not say.
    std::optional<std::int64_t> hours_asked;
    std::vector<Person> persons = {};
};

/// `Beispiel, Anna` as it is said: `Anna Beispiel`.
[[nodiscard]] EHRENAMT_API std::string spoken_name(std::string_view name);

[[nodiscard]] EHRENAMT_API std::string certificates_pdf(const CertificateSheet& sheet);
[[nodiscard]] EHRENAMT_API std::string hours_pdf(const HoursStatement& statement);

} // namespace ehrenamt::publishing
