// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/solver.hpp"

#include "ehrenamt/base/part.hpp"

namespace ehrenamt::programme {

SolverAnswer solve(const LinearModel& model, const SolverOptions& options) {
    using Solve = void (*)(const LinearModel*, const SolverOptions*, SolverAnswer*);
    static const auto k_solve = reinterpret_cast<Solve>(base::function_of_part("solver", "ehrenamt_solve"));
    SolverAnswer answer{SolverAnswer::Status::limit, {}};
    k_solve(&model, &options, &answer);
    return answer;
}

} // namespace ehrenamt::programme
