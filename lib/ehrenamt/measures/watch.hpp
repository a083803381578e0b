// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/store/store.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::measures {

/// How many days before the first session, respectively after the last one, something has to be done.
struct WatchDays {
    int minimum_before = 0;
    int agreement_before = 0;
    int room_before = 0;
    int lists_after = 0;
    int feedback_after = 0;
};

/// Something about a measure that is still to be done, whether it is due or not.
struct Duty {
    enum class Kind { minimum, agreement, room, room_clash, lists, feedback };
    Kind kind = Kind::minimum;
    domain::MeasureId measure;
    std::string title;
    base::Date due;
    /// Persons enrolled; sessions without room, taken twice, or not recorded; forms that came back.
    std::int64_t count = 0;
    std::int64_t least = 0; ///< of minimum: persons that it takes; of feedback: forms
};

/// `minimum`, `agreement`, `room`, `room_clash`, `lists`, `feedback`.
EHRENAMT_API std::string_view name(Duty::Kind kind);

/// By due day, then measure. What was cancelled or rejected has none; before a measure begins nobody asks for
/// lists, and after it was over nobody asks for enrolments, agreement or room.
/// \param least_on  participants that the rules ask for on a measure's first day, where its course says
/// nothing
/// \param all_forms_on  whether the rules of a measure's last day demand a form of each participant; else one
///                      form in all is enough
EHRENAMT_API std::vector<Duty> duties(const store::Store& store, const WatchDays& days,
                                      const std::function<std::int64_t(base::Date)>& least_on,
                                      const std::function<bool(base::Date)>& all_forms_on, base::Date today);

} // namespace ehrenamt::measures
