// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/linear_model.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

namespace ehrenamt::programme {

/// When long work gives up and hands back what it has.
struct Stop {
    std::optional<std::chrono::steady_clock::time_point> deadline = {};
    base::InterruptFlag interrupted = nullptr;

    /// The options' seconds count from now.
    static Stop of(const SolverOptions& options) {
        using Clock = std::chrono::steady_clock;
        Stop stop{{}, options.interrupted};
        if (options.seconds)
            stop.deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                               std::chrono::duration<double>{*options.seconds});
        return stop;
    }
    [[nodiscard]] std::optional<double> seconds_left() const {
        if (!deadline)
            return {};
        const std::chrono::duration<double> left = *deadline - std::chrono::steady_clock::now();
        return std::max(left.count(), 0.0);
    }
    [[nodiscard]] bool by_user() const { return interrupted != nullptr && *interrupted != 0; }
    [[nodiscard]] bool now() const {
        return by_user() || (deadline && std::chrono::steady_clock::now() >= *deadline);
    }
};

} // namespace ehrenamt::programme
