// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/programme_input.hpp"
#include "ehrenamt/programme/explain.hpp"
#include "ehrenamt/programme/proposals.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace ehrenamt::cli {

/// Everything that is known of a proposal and its reasons.
struct Explained {
    const ProgrammeInput& input;
    const programme::Proposal& proposal;
    const programme::Programme& programme;
    const programme::Programme& in_order_of_receipt;
    const programme::Explanation& reasons;
};

/// How good the programme is, as a line.
base::Message proof_of(programme::Policy policy, const programme::Programme& programme);

/// `K2 Vereinsrecht kompakt`
std::string course_name(const ProgrammeInput& input, std::size_t candidate);

/// Why a course is not in a programme, as a line below its name.
base::Message reason_left_out(const ProgrammeInput& input, const programme::CourseOut& course);

/// For a council: what is in and why, what is out and why, what each association gets, what limits it.
std::string explanation_text(const Explained& explained, const store::Store& store,
                             const Catalogue& catalogue);
nlohmann::ordered_json explanation_json(const Explained& explained);

} // namespace ehrenamt::cli
