// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/funding/submissions.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::funding {

using DecisionId = base::Id<struct DecisionTag>;

enum class DecisionResult { full, partial, rejected };
/// `full`, `partial`, `rejected`; in the order of the enum.
EHRENAMT_API std::span<const std::string_view> decision_result_names();

/// What a decision (Bescheid) says, as it is entered.
struct DecisionClaim {
    std::string number;
    base::Date decided_on = base::Date::of(1900, 1, 1);
    DecisionResult result = DecisionResult::full;
    /// Of a partial one: by the number in the overview, 0 for a measure that gets nothing.
    std::map<std::int64_t, domain::Cents> measures;
    std::optional<domain::Cents> development; ///< of a partial one
    std::optional<domain::Cents> total;       ///< to be compared with the sum of the lines
    std::vector<std::string> conditions;
    std::optional<base::Date> proof_by;
};

/// A line of what was asked for and what became of it.
struct DecidedLine {
    std::int64_t number = 0; ///< of the measure; 0 = development of the programme
    std::string title;       ///< of the measure, else empty
    domain::Cents requested;
    domain::Cents granted;
};

struct Decision {
    DecisionId id;
    std::vector<DecidedLine> lines; ///< measures in the order of the overview, then development if asked for
    [[nodiscard]] EHRENAMT_API domain::Cents requested() const;
    [[nodiscard]] EHRENAMT_API domain::Cents granted() const;
};

/// One about the same application that was entered before.
struct KnownDecision {
    std::string number;
    base::Date decided_on;
};

/// Everything about a decision that cannot be; the option or the measure is the place.
/// \param earlier  in the order of their days
/// Rules: `decision.future`, `decision.before_application`, `decision.order`, `decision.twice`,
///        `decision.amounts`, `decision.unknown_measure`, `decision.incomplete`, `decision.above_requested`,
///        `decision.nothing`, `decision.total`, `decision.proof`
[[nodiscard]] EHRENAMT_API std::vector<base::Problem> objections(const DecisionClaim& claim,
                                                                 const Submission& submission,
                                                                 const std::vector<KnownDecision>& earlier,
                                                                 base::Date today);

/// Line by line what a decision grants of what was asked for; the claim has no objections.
[[nodiscard]] EHRENAMT_API std::vector<DecidedLine> decided_lines(const DecisionClaim& claim,
                                                                  const Submission& submission);

/// Enters the decision about the newest version that was submitted. A measure with money is granted by it,
/// one without is rejected; whatever its state is by then, it names the decision. \throws base::Error
/// `decision.not_submitted`; base::Rejected with objections()
EHRENAMT_API Decision record_decision(const store::Store& store, store::ChangeSet& change,
                                      domain::HalfYear half_year, const DecisionClaim& claim,
                                      base::Date today);

/// A list of amounts: number of the measure in the overview, granted.
EHRENAMT_API const std::vector<formats::Field>& decision_fields();
[[nodiscard]] EHRENAMT_API std::map<std::int64_t, domain::Cents> read_granted(formats::ImportReader& import);

} // namespace ehrenamt::funding
