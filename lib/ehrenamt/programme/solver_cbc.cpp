// SPDX-License-Identifier: EUPL-1.2
// The part `solver`: the only file that knows CBC; solver.cpp loads it.
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/programme/linear_model.hpp"

#include <coin/Cbc_C_Interface.h>
#include <coin/Clp_C_Interface.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <limits>
#include <memory>
#include <numeric>

namespace ehrenamt::programme {
namespace {

using CbcModel = std::unique_ptr<Cbc_Model, decltype(&Cbc_deleteModel)>;

// Fisher and Yates with a linear congruential generator: the same on every machine, unlike std::shuffle.
std::vector<std::size_t> order(std::size_t count, std::uint64_t shuffle) {
    std::vector<std::size_t> positions(count);
    std::iota(positions.begin(), positions.end(), std::size_t{0});
    if (shuffle != 0)
        for (auto left = count; left > 1; --left) {
            shuffle = shuffle * 6364136223846793005U + 1442695040888963407U;
            std::swap(positions[left - 1], positions[(shuffle >> 33U) % left]);
        }
    return positions;
}

// A model as the solvers take it, by columns. They minimise: a model to be maximised gets its objective's
// sign turned.
struct Matrix {
    std::vector<CoinBigIndex> start{0};
    std::vector<int> index;
    std::vector<double> value;
    std::vector<double> lower;
    std::vector<double> upper;
    std::vector<double> objective;
    std::vector<double> row_lower;
    std::vector<double> row_upper;
};

Matrix matrix(const LinearModel& model, const std::vector<std::size_t>& columns,
              const std::vector<std::size_t>& rows) {
    std::vector<std::size_t> place(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
        place[columns[i]] = i;

    Matrix matrix;
    std::vector<std::vector<std::pair<int, double>>> entries(columns.size());
    matrix.row_lower.assign(rows.size(), -std::numeric_limits<double>::infinity());
    matrix.row_upper.assign(rows.size(), std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = model.rows[rows[i]];
        (row.sense == 'L' ? matrix.row_upper : matrix.row_lower)[i] = static_cast<double>(row.bound);
        for (const auto& term : row.terms)
            entries[place[term.column]].emplace_back(static_cast<int>(i),
                                                     static_cast<double>(term.coefficient));
    }
    const double sign = model.maximise ? -1 : 1;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto& column = model.columns[columns[i]];
        for (const auto& [row, coefficient] : entries[i]) {
            matrix.index.push_back(row);
            matrix.value.push_back(coefficient);
        }
        matrix.start.push_back(static_cast<CoinBigIndex>(matrix.index.size()));
        matrix.lower.push_back(static_cast<double>(column.lower));
        matrix.upper.push_back(static_cast<double>(column.upper));
        matrix.objective.push_back(sign * static_cast<double>(column.objective));
    }
    return matrix;
}

CbcModel load(const LinearModel& model, const std::vector<std::size_t>& columns,
              const std::vector<std::size_t>& rows) {
    const auto from = matrix(model, columns, rows);
    CbcModel cbc{Cbc_newModel(), &Cbc_deleteModel};
    Cbc_loadProblem(cbc.get(), static_cast<int>(columns.size()), static_cast<int>(rows.size()),
                    from.start.data(), from.index.data(), from.value.data(), from.lower.data(),
                    from.upper.data(), from.objective.data(), from.row_lower.data(), from.row_upper.data());
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (model.columns[columns[i]].integer)
            Cbc_setInteger(cbc.get(), static_cast<int>(i));
    return cbc;
}

// The relaxed model goes to CLP alone, as CBC's interface tells no prices.
SolverAnswer solve_relaxed(const LinearModel& model) {
    const auto columns = order(model.columns.size(), 0);
    const auto rows = order(model.rows.size(), 0);
    const auto from = matrix(model, columns, rows);
    const std::unique_ptr<Clp_Simplex, decltype(&Clp_deleteModel)> clp{Clp_newModel(), &Clp_deleteModel};
    Clp_setLogLevel(clp.get(), 0);
    Clp_loadProblem(clp.get(), static_cast<int>(columns.size()), static_cast<int>(rows.size()),
                    from.start.data(), from.index.data(), from.value.data(), from.lower.data(),
                    from.upper.data(), from.objective.data(), from.row_lower.data(), from.row_upper.data());
    Clp_initialSolve(clp.get());
    constexpr int k_optimal = 0;
    constexpr int k_infeasible = 1;
    const auto status = Clp_status(clp.get());
    SolverAnswer answer{status == k_optimal      ? SolverAnswer::Status::optimal
                        : status == k_infeasible ? SolverAnswer::Status::infeasible
                                                 : SolverAnswer::Status::limit,
                        {}};
    if (status != k_optimal)
        return answer;
    const double sign = model.maximise ? -1 : 1;
    answer.objective = answer.bound = sign * Clp_objectiveValue(clp.get());
    const auto* values = Clp_primalColumnSolution(clp.get());
    answer.values.assign(values, values + columns.size());
    const auto* prices = Clp_dualRowSolution(clp.get());
    for (std::size_t i = 0; i < rows.size(); ++i)
        answer.prices.push_back(sign * prices[i]);
    return answer;
}

void set_parameters(Cbc_Model* cbc, const SolverOptions& options) {
    Cbc_setLogLevel(cbc, 0);
    Cbc_setParameter(cbc, "slogLevel", "0"); // the linear solver inside prints by itself otherwise
    Cbc_setParameter(cbc, "threads", "0");
    Cbc_setParameter(cbc, "ratioGap", "0");
    Cbc_setParameter(cbc, "allowableGap", "0");
    // No "increment" though a better solution is better by one: with it CBC 2.10.8 has called a programme
    // best that was not (docs/decisions/0005-optimiser-cbc.md).
    if (options.second_opinion)
        Cbc_setParameter(cbc, "preprocess", "off");
    Cbc_setParameter(cbc, "timeMode", "elapsed");
    if (options.most_nodes)
        Cbc_setMaximumNodes(cbc, static_cast<int>(*options.most_nodes));
    if (options.seconds)
        Cbc_setMaximumSeconds(cbc, *options.seconds);
}

[[noreturn]] void throw_unfinished(int status) {
    throw base::Error{base::ExitStatus::failed, "programme.solver",
                      base::message("the solver gave up with status {0}", status)};
}

/// Keeps SIGINT waiting for as long as it lives. Of a search that ends soon by its nodes: CBC would take the
/// signal for itself, and "stopped by the user", which it also says of itself, could not be told from that.
class InterruptHeld {
  public:
    explicit InterruptHeld(bool held) : m_held{held} {
        if (!held)
            return;
        sigset_t interrupt;
        sigemptyset(&interrupt);
        sigaddset(&interrupt, SIGINT);
        pthread_sigmask(SIG_BLOCK, &interrupt, &m_before);
    }
    ~InterruptHeld() {
        if (m_held)
            pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    InterruptHeld(const InterruptHeld&) = delete;
    InterruptHeld& operator=(const InterruptHeld&) = delete;

  private:
    bool m_held;
    sigset_t m_before{};
};

SolverAnswer solve(const LinearModel& model, const SolverOptions& options) {
    if (options.relaxed)
        return solve_relaxed(model);
    const auto columns = order(model.columns.size(), options.shuffle);
    const auto rows = order(model.rows.size(), options.shuffle);
    const auto cbc = load(model, columns, rows);
    set_parameters(cbc.get(), options);
    const auto begun = std::chrono::steady_clock::now();
    {
        const InterruptHeld held{options.most_nodes.has_value()};
        Cbc_solve(cbc.get());
    }
    // CBC takes the end of its time within preprocessing for infeasibility: what it claims then is no proof.
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
    constexpr int k_user = 5;
    // CBC takes SIGINT for itself while it works; the one who waits for it must hear of it too.
    const bool by_user = Cbc_status(cbc.get()) == k_user || Cbc_secondaryStatus(cbc.get()) == k_user;
    if (by_user && !options.most_nodes)
        std::raise(SIGINT);
    const bool limited = by_user || (options.most_nodes && Cbc_isNodeLimitReached(cbc.get()) != 0) ||
                         Cbc_isSecondsLimitReached(cbc.get()) != 0 ||
                         (options.seconds && taken.count() >= *options.seconds) ||
                         (options.interrupted != nullptr && *options.interrupted != 0);

    SolverAnswer answer{SolverAnswer::Status::limit, {}};
    const double sign = model.maximise ? -1 : 1;
    answer.bound = sign * Cbc_getBestPossibleObjValue(cbc.get());
    if (!limited && (Cbc_isProvenInfeasible(cbc.get()) != 0 ||
                     Cbc_isInitialSolveProvenPrimalInfeasible(cbc.get()) != 0)) {
        answer.status = SolverAnswer::Status::infeasible;
        return answer;
    }
    const bool proven = Cbc_isProvenOptimal(cbc.get()) != 0;
    if (!proven && !limited)
        throw_unfinished(Cbc_status(cbc.get()));
    if (proven && !limited)
        answer.status = SolverAnswer::Status::optimal;
    if (const double* best = Cbc_bestSolution(cbc.get())) {
        answer.values.resize(columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i)
            answer.values[columns[i]] = best[i];
        answer.objective = sign * Cbc_getObjValue(cbc.get());
    }
    return answer;
}

} // namespace
} // namespace ehrenamt::programme

extern "C" EHRENAMT_API void ehrenamt_solve(const ehrenamt::programme::LinearModel* model,
                                            const ehrenamt::programme::SolverOptions* options,
                                            ehrenamt::programme::SolverAnswer* answer) {
    *answer = ehrenamt::programme::solve(*model, *options);
}
