// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/catalogue.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace ehrenamt::cli {

/// How far a piece of work is. `done` of `total` says the share; what of (bytes, pages, rows) stays inside.
struct Advance {
    std::uint64_t done = 0;
    std::uint64_t total = 0; ///< 0: nobody knows how much there is
    std::uint64_t rows = 0;  ///< what a person counts; 0: nothing to count
    std::chrono::milliseconds elapsed{0};
};

/// `reading  45 % [=========>          ]  450,000 rows, 230,000/s, 0:03 left`, in at most `width` cells: what
/// does not fit is left out from behind, the bar first.
std::string progress_text(std::string_view what, const Advance& advance, const Catalogue& catalogue,
                          std::size_t width);

} // namespace ehrenamt::cli
