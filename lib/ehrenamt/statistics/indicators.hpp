// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::statistics {

/// What a figure is broken down by.
enum class Cut { none, field, municipality, kind };

enum class Unit { count, persons, cents, minutes };

/// One figure, defined once: what it counts, over which tables, by what it can be cut.
struct Indicator {
    std::string_view key;
    base::MessageId name;
    base::MessageId formula; ///< in words, for the documentation and the reader
    Unit unit;
    /// Rows of (group, value); `?1` and `?2` are the first and last day, `{group}` the cut's column. In that
    /// of a municipality `?3` is the day by which municipalities are told.
    std::string_view statement;
    /// The column of each cut; empty: cannot be cut so.
    std::string_view field = {};
    std::string_view municipality = {};
    std::string_view kind = {};
};

EHRENAMT_API const std::vector<Indicator>& indicators();

/// One value of a report. Without a cut the group is empty; with one there is no row where nothing is.
struct Figure {
    const Indicator* indicator;
    std::string group;
    std::int64_t value = 0;
    std::int64_t previous = 0; ///< the same over the period before
};

/// All indicators over a period, in the order of `indicators()`, groups in order of their key; indicators
/// that cannot be cut as asked are left out. Figures only; no table with persons is read.
/// Municipalities are those of the period's last day, also for the period before: one that was merged by then
/// counts under its successor, one that was merged later under itself. Venues have no history and count where
/// they are now.
/// \param previous  the period to compare with
EHRENAMT_API std::vector<Figure> report(const store::Store& store, const domain::Period& period,
                                        const domain::Period& previous, Cut cut);

} // namespace ehrenamt::statistics
