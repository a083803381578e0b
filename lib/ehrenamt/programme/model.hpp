// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/instance.hpp"
#include "ehrenamt/programme/linear_model.hpp"

namespace ehrenamt::programme {

/// What a programme is judged by, the more important first. The last two settle what would be open after
/// the first three: public money is not spent where it gains nobody, and then the course that was
/// registered earlier is in.
enum class Goal { weighted_persons, associations, own_money, grant, order };

/// The value of each goal for one programme; `order` has none.
struct Score {
    std::int64_t weighted_persons = 0;
    std::int64_t associations = 0;
    std::int64_t own_money = 0; ///< cents
    std::int64_t grant = 0;     ///< cents, without the fixed cost
    auto operator<=>(const Score&) const = default;
};

/// The model for one goal. The goals before it are held at the values that `reached` names, so that the
/// best programmes of the earlier goals are all that is left.
///
/// Columns: per candidate a binary `course_`; per pair of `Instance::reach` the persons `seats_`; from the
/// second goal on per association `served_` between 0 and 1. Only the first are integer: for fixed courses
/// the rest is a flow in a network with whole-numbered capacities, whose corners are whole-numbered.
/// Rows: see build_model's steps; the strong links `seats ≤ persons × course` per pair make the relaxation
/// tight enough to be solved in a blink.
/// \param block for Goal::order: first and one past the last candidate that the objective compares, at most
///        k_order_block of them; the last counts 1, the one before 2, then 4, …
EHRENAMT_API LinearModel build_model(const Instance& instance, Goal goal, const Score& reached,
                                     std::pair<std::size_t, std::size_t> block = {0, 0});

/// So few that the sum of their powers of two stays far below what a double holds exactly, also after the
/// solver's scaling.
inline constexpr std::size_t k_order_block = 16;

/// Column of a candidate is its position; of a pair its position behind the candidates.
EHRENAMT_API std::size_t column_of_pair(const Instance& instance, std::size_t pair);

} // namespace ehrenamt::programme
