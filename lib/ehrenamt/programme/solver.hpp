// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/programme/linear_model.hpp"

namespace ehrenamt::programme {

/// Solves with CBC, on one thread and in silence. What comes back is a claim in floating point: the caller
/// counts again in whole numbers.
/// \throws base::Error `programme.solver` if CBC gives up, `interrupted` if the user pressed Ctrl-C
EHRENAMT_API SolverAnswer solve(const LinearModel& model, const SolverOptions& options);

} // namespace ehrenamt::programme
