// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/measures/enrolments.hpp"

namespace ehrenamt::measures {

/// Somebody to write to. Leaves the store only in letters and lists that are made for it.
struct Recipient {
    EnrolmentId enrolment;
    domain::MeasureId measure;
    std::string name; ///< as it was written
    std::string email;
    std::string organisation; ///< name of the association or organisation
    std::string state;
    std::string why;          ///< of the last step
    std::int64_t waiting = 0; ///< place on the waiting list; 0: not on it
};

/// In the order of the numbers; whoever was erased is left out.
EHRENAMT_API std::vector<Recipient> recipients(const store::Store& store,
                                               const std::vector<EnrolmentId>& enrolments);
/// Everybody in a measure whose state is one of these.
EHRENAMT_API std::vector<Recipient> recipients(const store::Store& store, domain::MeasureId measure,
                                               const std::vector<std::string_view>& states);

/// `Anna Beispiel` of `Beispiel, Anna`.
EHRENAMT_API std::string spoken_name(std::string_view name);

} // namespace ehrenamt::measures
