// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/funding/deadlines.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <optional>
#include <string>

namespace ehrenamt::funding {

/// The public holidays that the store knows; school holidays move no deadline.
[[nodiscard]] EHRENAMT_API Holidays stored_holidays(const store::Store& store);

/// The text of a rule file that the store works by.
enum class RuleFile { state, own };
[[nodiscard]] EHRENAMT_API std::optional<std::string> stored_rule_text(const store::Store& store,
                                                                       RuleFile file);

/// Loads checked rule texts into the store; `own` only if the contact point has rules of its own.
EHRENAMT_API void store_rule_texts(store::Store& store, store::ChangeSet& change, const std::string& state,
                                   const std::optional<std::string>& own);

} // namespace ehrenamt::funding
