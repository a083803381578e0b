// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/programme/linear_model.hpp"

namespace ehrenamt::programme {

/// Solves with CBC, on one thread and in silence. What comes back is a claim in floating point: the caller
/// counts again in whole numbers.
/// Stopped by Ctrl-C it raises SIGINT again, so that the caller's handler hears of it. \throws base::Error
/// `programme.solver` if CBC gives up
EHRENAMT_API SolverAnswer solve(const LinearModel& model, const SolverOptions& options);

} // namespace ehrenamt::programme
