// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/overlap.hpp"

#include <algorithm>

namespace ehrenamt::programme {
namespace {

bool run_together(const Session& one, const Session& other) {
    return one.day == other.day && one.start_minute < other.start_minute + other.minutes &&
           other.start_minute < one.start_minute + one.minutes;
}

bool run_together(const Candidate& one, const Candidate& other) {
    return std::ranges::any_of(one.sessions, [&](const Session& session) {
        return std::ranges::any_of(other.sessions,
                                   [&](const Session& its) { return run_together(session, its); });
    });
}

} // namespace

bool needs_same_trainer(const Candidate& one, const Candidate& other) {
    return one.trainer && one.trainer == other.trainer && run_together(one, other);
}

bool needs_same_room(const Candidate& one, const Candidate& other) {
    return one.venue && one.venue == other.venue && run_together(one, other);
}

} // namespace ehrenamt::programme
