// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/programme_input.hpp"
#include "ehrenamt/programme/explain.hpp"
#include "ehrenamt/programme/order_of_receipt.hpp"
#include "ehrenamt/programme/proposals.hpp"
#include "ehrenamt/publishing/council_paper.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace ehrenamt::cli {

/// Everything that is known of a proposal and its reasons.
struct Explained {
    const ProgrammeInput& input;
    const programme::Proposal& proposal;
    const programme::Programme& programme;
    const programme::Programme& in_order_of_receipt;
    const programme::ProRata& pro_rata;
    const programme::Explanation& reasons;
};

/// How much more weighted persons than those served could be served at most, in thousandths of them, rounded
/// up.
std::int64_t gap_permille(std::int64_t served, std::int64_t bound);

/// How good the programme is, as a line.
base::Message proof_of(programme::Policy policy, const programme::Programme& programme);

/// `K2 Vereinsrecht kompakt`
std::string course_name(const ProgrammeInput& input, std::size_t candidate);

/// What order of receipt and pro rata would make of the same data, as lines.
base::Message receipt_line(const programme::Programme& receipt, domain::Cents development);
base::Message pro_rata_line(const programme::ProRata& shared);

/// Why a course is not in a programme, as a line below its name.
base::Message reason_left_out(const ProgrammeInput& input, const programme::CourseOut& course);
/// The lines below a course: what is lost without it, respectively why it is not in.
std::vector<base::Message> reasons_for(const programme::CourseIn& course);
std::vector<base::Message> reasons_against(const ProgrammeInput& input, const programme::CourseOut& course);
/// `Chor Harmonie (6), TSV Beispiel (5)`
std::string guests_of(const Explained& explained, const programme::CourseIn& course);
base::MessageId name_of(programme::LimitWorth::Kind kind);
/// Why not all persons of a need have a seat; empty if all have.
std::string open_reason(const Explained& explained, const programme::NeedOutcome& outcome,
                        const Catalogue& catalogue);
/// Outcomes in the order of the associations' names.
std::vector<const programme::NeedOutcome*> by_association(const Explained& explained);

/// For a council: what is in and why, what is out and why, what each association gets, what limits it.
std::string explanation_text(const Explained& explained, const store::Store& store,
                             const Catalogue& catalogue);
nlohmann::ordered_json explanation_json(const Explained& explained);
/// The same as a German paper.
publishing::CouncilPaper council_paper(const Explained& explained, const store::Store& store,
                                       base::Date today);

} // namespace ehrenamt::cli
