// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::measures {

using ReceiptId = base::Id<struct ReceiptTag>;

/// What a receipt can be for: costs in the words of the rule files, then income.
EHRENAMT_API const std::vector<formats::Choice>& receipt_lines();
EHRENAMT_API bool is_income(std::string_view line);
/// `Honorar`, `Raummiete`, for documents.
EHRENAMT_API std::string_view german_line(std::string_view line);

/// A receipt as it is to be entered. Of costs the payee is who was paid, of income who paid.
struct ReceiptClaim {
    domain::MeasureId measure;
    std::string line; ///< key
    base::Date paid_on = base::Date::of(1900, 1, 1);
    std::string payee;
    bool person = false; ///< the payee is a person: a trainer, or because the row says so
    std::string reason;
    domain::Cents amount; ///< above 0
    std::string document; ///< reference of the paper

    bool operator==(const ReceiptClaim&) const = default;
};

/// The columns of a list of receipts with their German and English headings.
EHRENAMT_API const std::vector<formats::Field>& receipt_fields();

/// Reads every row. \param today  nothing is paid later
/// Rules: `field.blank`, `measure.unknown`, `measure.ambiguous`, `receipt.amount`, `receipt.future`,
/// `receipt.twice` (in the store or above in the file)
EHRENAMT_API std::vector<ReceiptClaim> read_receipts(const store::Store& store, formats::ImportReader& import,
                                                     base::Date today);

/// \returns their numbers in their order
EHRENAMT_API std::vector<ReceiptId> record_receipts(store::Store& store, store::ChangeSet& change,
                                                    const std::vector<ReceiptClaim>& claims,
                                                    base::Date today);

/// Enters the counter-entry of a receipt. \returns its number
/// \throws base::Error `receipt.unknown`, `receipt.reversed`, `receipt.counter_entry`
EHRENAMT_API ReceiptId reverse_receipt(store::Store& store, store::ChangeSet& change, ReceiptId id,
                                       const std::string& reason, base::Date today);

/// What a measure cost and brought in, counter-entries taken off.
struct MeasureAccount {
    domain::MeasureId measure;
    std::string reference;
    std::string title;
    std::string state;
    std::vector<std::pair<std::string, domain::Cents>> lines; ///< in the order of receipt_lines, none of 0
    std::int64_t participants = 0;                            ///< who was there for a minute or more
    domain::TeachingTime teaching_time;                       ///< planned; of a cancelled measure none
    std::int64_t receipts = 0;                                ///< counter-entries among them

    [[nodiscard]] EHRENAMT_API domain::Cents of_line(std::string_view line) const;
    [[nodiscard]] EHRENAMT_API domain::Cents costs() const;
    [[nodiscard]] EHRENAMT_API domain::Cents income() const;
    /// Full cost for each, rounded to the nearer cent, half up; empty if there is none.
    [[nodiscard]] EHRENAMT_API std::optional<domain::Cents> cost_per_participant() const;
    [[nodiscard]] EHRENAMT_API std::optional<domain::Cents> cost_per_ue() const;
};

/// Of one measure, or of all of a half-year, or of all; in the order in which they were planned.
/// \throws base::Error `measure.unknown`
EHRENAMT_API std::vector<MeasureAccount> measure_accounts(const store::Store& store,
                                                          std::optional<domain::MeasureId> measure,
                                                          const std::optional<domain::HalfYear>& half_year);

} // namespace ehrenamt::measures
