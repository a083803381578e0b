// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/context.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <string>
#include <vector>

namespace ehrenamt::cli {

/// What `register-course --generate` was told, as it was written.
struct GenerationOptions {
    domain::HalfYear half_year;
    std::vector<std::string> patterns;
    std::string topics; ///< separated by |; empty: those asked for, else those that somebody holds
    std::string capacity, minimum, material, other_costs, participant_fees, partner, no_supraregional_offer;
    bool allow_holidays = false;
};

/// Makes courses from topics, trainers, venues and date patterns, enters them and reports.
/// \throws base::Rejected with every option that cannot be read, or with what leaves no course
void generate_courses(Context& context, store::Store& store, store::ChangeSet& change,
                      const GenerationOptions& options);

} // namespace ehrenamt::cli
