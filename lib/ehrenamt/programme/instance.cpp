// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/instance.hpp"

#include <algorithm>
#include <stdexcept>

namespace ehrenamt::programme {
namespace {

void require(bool condition, const char* what) {
    if (!condition)
        throw std::invalid_argument{what};
}

constexpr int k_minutes_per_day = 24 * 60;
constexpr std::int64_t k_most_persons = 10'000;
constexpr std::int64_t k_greatest_weight = 1'000;
constexpr std::int64_t k_most_cents = 1'000'000'000'000;

bool is_amount(domain::Cents amount) {
    return amount.value >= 0 && amount.value <= k_most_cents;
}

template <class Things>
bool ids_ascend(const Things& things) {
    return std::ranges::adjacent_find(things, [](const auto& a, const auto& b) { return a.id >= b.id; }) ==
           things.end();
}

} // namespace

void require_well_formed(const Instance& instance) {
    require(ids_ascend(instance.needs), "needs are not in ascending order");
    require(ids_ascend(instance.candidates), "candidates are not in ascending order");
    for (const auto& need : instance.needs)
        require(need.persons >= 1 && need.persons <= k_most_persons && need.weight >= 1 &&
                    need.weight <= k_greatest_weight,
                "a need's persons or weight are out of range");
    for (const auto& candidate : instance.candidates) {
        require(candidate.minimum >= 1 && candidate.minimum <= k_most_persons && candidate.capacity >= 0 &&
                    candidate.capacity <= k_most_persons,
                "a candidate's minimum or capacity is out of range");
        require(is_amount(candidate.grant) && is_amount(candidate.own_money), "an amount is out of range");
        for (const auto& session : candidate.sessions)
            require(session.start_minute >= 0 && session.minutes > 0 &&
                        session.start_minute + session.minutes <= k_minutes_per_day,
                    "a session leaves its day");
    }
    require(std::ranges::adjacent_find(instance.reach, std::ranges::greater_equal{}) == instance.reach.end(),
            "reach is not in ascending order");
    for (const auto& pair : instance.reach)
        require(pair.need < instance.needs.size() && pair.candidate < instance.candidates.size() &&
                    instance.needs[pair.need].topic == instance.candidates[pair.candidate].topic,
                "reach names a pair that cannot be");
    require(is_amount(instance.budget) && is_amount(instance.fixed_cost), "an amount is out of range");
}

std::optional<std::size_t> find_candidate(const Instance& instance, domain::CourseId id) {
    const auto found = std::ranges::lower_bound(instance.candidates, id, {}, &Candidate::id);
    if (found == instance.candidates.end() || found->id != id)
        return {};
    return static_cast<std::size_t>(found - instance.candidates.begin());
}

} // namespace ehrenamt::programme
