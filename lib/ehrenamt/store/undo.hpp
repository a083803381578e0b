// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/store/change_set.hpp"

#include <cstdint>
#include <vector>

namespace ehrenamt::store {

/// Applies the inverse of change set `id` inside `change`, which the caller commits.
/// \throws base::Error if there is no such change set, it was undone already, it made the store, or its
///         record is gone; base::Rejected naming every row that later work touched
EHRENAMT_API void apply_inverse(Store& store, std::int64_t id, ChangeSet& change);

/// The change set that undid `id` and is not undone itself, if there is one.
EHRENAMT_API std::optional<std::int64_t> undone_by(const std::vector<ChangeRow>& log, std::int64_t id);

/// The recorded bytes of a change set; empty if its body is gone.
EHRENAMT_API std::vector<unsigned char> change_body(const Store& store, std::int64_t id);

} // namespace ehrenamt::store
