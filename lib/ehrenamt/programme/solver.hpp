// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/programme/linear_model.hpp"

namespace ehrenamt::programme {

/// Solves with CBC, on one thread and in silence. Every objective of ours takes whole-numbered values, so a
/// solution is proven best as soon as nothing can be better by one. What comes back is a claim: the caller
/// checks it in whole numbers.
/// \throws base::Error `programme.solver` if CBC gives up, `interrupted` if the user pressed Ctrl-C
EHRENAMT_API SolverAnswer solve(const LinearModel& model, const SolverOptions& options);

} // namespace ehrenamt::programme
