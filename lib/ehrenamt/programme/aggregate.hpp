// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/programme/instance.hpp"

namespace ehrenamt::programme {

/// An instance whose courses are counted instead of told apart: those that differ in nothing but their dates
/// are one option, to be had several times, and needs that can attend the same are one group. What trainers
/// and rooms can do is counted by the times at which their courses clash. Every programme of the instance is
/// one of the aggregate, for the same persons; not every one of the aggregate can be given dates.
struct Aggregate {
    /// Where persons sit: as many to a course, the same groups.
    struct Kind {
        std::int64_t minimum = 1;
        std::int64_t capacity = 0;
        std::vector<std::size_t> groups; ///< that can attend
    };
    /// Courses of one kind, trainer, room and price.
    struct Option {
        std::size_t kind = 0;
        std::vector<std::size_t> members; ///< positions in the instance, ascending
        std::int64_t least = 0;           ///< how many of them must be in
    };
    struct Group {
        std::int64_t persons = 0;
        std::int64_t weight = 1;
    };
    struct Topic {
        std::vector<std::size_t> kinds;
        std::vector<std::size_t> options;
        std::vector<std::size_t> groups;
    };
    /// A limit that topics share: the sum of what each option takes, times how many are in, is at most that.
    struct Shared {
        std::int64_t limit = 0;
        std::vector<std::pair<std::size_t, std::int64_t>> takes; ///< option, ascending, and how much
    };
    std::vector<Kind> kinds;
    std::vector<Option> options;
    std::vector<Group> groups;
    std::vector<Topic> topics;
    std::vector<Shared> shared; ///< the budget is the first
};

/// Courses that cannot be held at all (too few persons can come, or they are locked out) are left away.
EHRENAMT_API Aggregate aggregate(const Instance& instance);

/// What a shared limit costs: one price per limit, so that topics can be looked at by themselves. In units
/// of 1 / k_price_unit weighted persons, not below 0.
using Prices = std::vector<std::int64_t>;
inline constexpr std::int64_t k_price_unit = 1'000'000;

} // namespace ehrenamt::programme
