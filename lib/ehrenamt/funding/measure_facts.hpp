// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/domain/values.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::funding {

/// What money is spent on. The rule set says which of them a grant may pay.
enum class CostKind {
    fee,
    material,
    room,
    travel,
    catering,
    publicity,
    other,
    state_fees,
    building,
    financing_costs,
    unused_discounts,
    deductible_vat,
};
/// `fee`, `material` …, as rule files and JSON write them; in the order of the enum.
EHRENAMT_API std::span<const std::string_view> cost_kind_names();
EHRENAMT_API std::string_view name(CostKind kind);
/// For messages.
EHRENAMT_API base::MessageId title(CostKind kind);
/// `Honorar`, `Material` …, for documents.
EHRENAMT_API std::string_view german(CostKind kind);
/// \returns nothing for an unknown word
EHRENAMT_API std::optional<CostKind> cost_kind_named(std::string_view text);

struct CostLine {
    CostKind kind = CostKind::fee;
    domain::Cents amount;
};

enum class MeasureState { planned, carried_out, cancelled };

/// The higher rate per UE needs a reason and the authority's approval.
enum class ExceptionalRate { not_asked, asked, approved };

/// Everything about one measure, planned or held, that the funding rules ask for.
struct MeasureFacts {
    std::string title;
    MeasureState state = MeasureState::planned;
    bool specific = false; ///< for the tasks of particular associations; else general
    domain::TeachingTime teaching_time;
    std::vector<CostLine> costs;
    domain::Cents participant_fees; ///< all participants together
    domain::Cents other_income;
    std::int64_t planned_participants = 0;
    std::optional<std::int64_t> attended_participants;
    std::string no_supraregional_offer; ///< specific: why no supra-regional offer serves
    std::string partner;                ///< general: education provider it is run with
    std::string no_partner_reason;      ///< general: why there is none
    ExceptionalRate exceptional_rate = ExceptionalRate::not_asked;
    std::string exceptional_rate_reason;
    bool online = false;
    bool other_state_funding = false; ///< money of another state programme for the same purpose
    std::optional<bool> questionnaires_returned;
    base::Date first_day = base::Date::of(1900, 1, 1);
    std::optional<base::Date> requested_on; ///< when the association's request arrived
    std::optional<base::Date> contract_on;  ///< first binding contract, usually the trainer's
    std::optional<base::Date> decided_on;   ///< day the grant decision took effect
    bool early_start_approved = false;
};

} // namespace ehrenamt::funding
