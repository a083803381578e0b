// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/base/api.hpp"
#include "ehrenamt/measures/agreements.hpp"

#include <string>

namespace ehrenamt::publishing {

/// The agreements about a measure with their trainers, for the papers that both sides sign.
struct SettlementPapers {
    associations::ContactPoint contact_point;
    measures::AgreedMeasure measure;
    base::Date printed_on;
};

/// Fee agreement (Honorarvereinbarung), a part for each trainer. What is not known is left to be filled in.
[[nodiscard]] EHRENAMT_API std::string fee_agreement_pdf(const SettlementPapers& papers);
/// Settlement sheet (Honorarabrechnung), a part for each trainer: what was agreed, what was paid by receipts.
[[nodiscard]] EHRENAMT_API std::string settlement_pdf(const SettlementPapers& papers);

} // namespace ehrenamt::publishing
