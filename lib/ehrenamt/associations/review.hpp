// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/duplicates.hpp"
#include "ehrenamt/associations/merge.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <functional>
#include <set>
#include <utility>
#include <vector>

namespace ehrenamt::associations {

/// Pairs that a person told apart, lower number first.
EHRENAMT_API std::set<std::pair<std::int64_t, std::int64_t>> pairs_told_apart(const store::Store& store);

/// The columns of a review file that are read; the others are for the eye.
EHRENAMT_API const std::vector<formats::Field>& review_fields();

/// What a review file came to. Rows read = merged + told_apart + done_already + undecided + rejected.
struct ReviewSummary {
    std::size_t read = 0, rejected = 0;
    std::size_t merged = 0, told_apart = 0, done_already = 0, undecided = 0;
};

/// Carries the decisions of a review file out inside the change set. All rows are looked at before the first
/// merge; what stands against one rejects its row, and the caller decides what becomes of the others.
/// Rules: `field.choice`, `merge.self`, `merge.changed`, `merge.gone`, `merge.contradiction`,
/// `association.unknown`, `id.format`, and those of Merger::merge.
EHRENAMT_API ReviewSummary carry_out(store::Store& store, store::ChangeSet& change,
                                     formats::ImportReader& reader, base::Date today,
                                     const std::function<void(double)>& pause);

} // namespace ehrenamt::associations
