// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/domain/values.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::programme {

/// One meeting of a course: from `start_minute` after midnight for `minutes`, within one day. Two sessions
/// that only touch (one ends when the other begins) do not clash.
struct Session {
    base::Date day;
    int start_minute = 0;
    int minutes = 0;
    auto operator<=>(const Session&) const = default;
};

/// What one association asked for in one topic.
struct Need {
    domain::NeedId id;
    domain::AssociationId association;
    std::string topic;
    std::int64_t persons = 0;
    std::int64_t weight = 1; ///< what one of its persons counts; see weight_of_priority
};

/// A course that could be offered. `grant` is what it takes from the budget frame (with the flat for each
/// measure), `own_money` what is left for the contact point to pay.
struct Candidate {
    domain::CourseId id;
    std::string title;
    std::string topic;
    std::int64_t minimum = 1; ///< persons without whom it is not held
    std::int64_t capacity = 0;
    domain::Cents grant;
    domain::Cents own_money;
    std::vector<Session> sessions;
    std::optional<domain::TrainerId> trainer; ///< empty: not yet known, clashes with nothing
    std::optional<domain::VenueId> venue;     ///< empty: online
};

/// The need may attend the candidate: same topic, near enough, at a time that suits.
struct Reach {
    std::size_t need;
    std::size_t candidate;
    auto operator<=>(const Reach&) const = default;
};

/// What a person decided before the optimiser does.
struct Locks {
    std::vector<domain::CourseId> with;
    std::vector<domain::CourseId> without;
    std::optional<std::int64_t> at_most; ///< courses in the programme
};

/// Everything the programme depends on. Needs and candidates in ascending order of their ids: the order
/// decides between programmes that are equal in everything else.
struct Instance {
    std::vector<Need> needs;
    std::vector<Candidate> candidates;
    std::vector<Reach> reach; ///< ascending, no pair twice
    domain::Cents budget;
    domain::Cents fixed_cost; ///< taken from the budget once, for developing the programme
    Locks locks;
};

inline constexpr std::array<std::int64_t, 3> k_default_weights{3, 2, 1};

/// What a person of a need with this priority (1 = most urgent) counts.
/// \throws std::out_of_range for a priority the list does not have
[[nodiscard]] constexpr std::int64_t
weight_of_priority(int priority, const std::array<std::int64_t, 3>& weights = k_default_weights) {
    return weights.at(static_cast<std::size_t>(priority - 1));
}

/// \throws std::invalid_argument where the caller broke what is said above (order, ranges, topics of a pair)
EHRENAMT_API void require_well_formed(const Instance& instance);

/// Position of the candidate with this id, or empty.
EHRENAMT_API std::optional<std::size_t> find_candidate(const Instance& instance, domain::CourseId id);

/// How a programme is made; only the first asks which is best.
enum class Policy { optimal, first_come, pro_rata };

/// Which of the candidates are in a programme, by position.
using Selection = std::vector<bool>;

} // namespace ehrenamt::programme
