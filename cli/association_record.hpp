// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/context.hpp"
#include "cli/table.hpp"

namespace ehrenamt::cli {

/// Shows an association with what it answered to surveys and what every change set did to it.
/// \param record  its own columns, in one row
void show_association(Context& context, const store::Store& store, const Table& record);

} // namespace ehrenamt::cli
