// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::programme {

/// A mixed-integer linear programme. Every number in it is whole, so that no file format and no solver has
/// to round one; only the values of the continuous columns may be fractions.
struct LinearModel {
    struct Column {
        std::string name;
        std::int64_t lower = 0;
        std::int64_t upper = 0;
        bool integer = false;
        std::int64_t objective = 0;
    };
    struct Term {
        std::size_t column;
        std::int64_t coefficient;
    };
    struct Row {
        std::string name;
        std::vector<Term> terms;
        char sense; ///< `L` = at most, `G` = at least
        std::int64_t bound;
    };

    std::string name;
    std::string objective_name;
    bool maximise = true;
    std::vector<Column> columns;
    std::vector<Row> rows;
};

struct SolverOptions {
    std::optional<double> seconds = {}; ///< empty: until the optimum is proven
    /// Not the own search, which is the faster one where an instance is small enough for it. For tests that
    /// compare the two.
    bool solver_only = false;
    /// Another way through the solver, without its preprocessing, where an answer is to be confirmed.
    bool second_opinion = false;
    /// Columns need not be whole; the answer has the rows' prices.
    bool relaxed = false;
    /// Empty: until the optimum is proven; else the answer has the status `limit` after so many nodes.
    std::optional<std::int64_t> most_nodes = {};
    /// Not 0: hands columns and rows to the solver in an order made from this number. For tests that show
    /// that the order makes no difference.
    std::uint64_t shuffle = 0;
    base::InterruptFlag interrupted = nullptr; ///< once it is not 0, the best so far comes back
    /// Told now and then: the weighted persons of the best programme so far, and the most that any can serve.
    std::function<void(std::int64_t best, std::int64_t bound)> watch = {};
};

struct SolverAnswer {
    enum class Status { optimal, infeasible, limit };
    Status status;
    std::vector<double> values; ///< per column; empty if there is none
    double objective = 0;
    double bound = 0;                ///< no solution is better than this
    std::vector<double> prices = {}; ///< per row, if relaxed: what one more of the bound is worth
};

} // namespace ehrenamt::programme
