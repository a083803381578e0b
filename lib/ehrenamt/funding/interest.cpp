// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/interest.hpp"

#include <algorithm>

namespace ehrenamt::funding {
namespace {

constexpr std::int64_t k_basis_points = 10000;
/// Common multiple of 365 and 366, so that days of both kinds of year add up without a fraction.
constexpr std::int64_t k_day_parts = std::int64_t{365} * 366;

std::int64_t parts_of_a_day(int year) {
    const auto days = base::days_between(base::Date::of(year, 1, 1), base::Date::of(year + 1, 1, 1));
    return k_day_parts / days;
}

} // namespace

base::Result<domain::Cents> interest(domain::Cents amount, base::Date from, base::Date until,
                                     const RuleSet& rules, std::string_view contact_point) {
    std::int64_t weighted = 0; // basis points × parts of a year
    for (auto day = from; day < until; day = day.plus_days(1)) {
        const auto in_force = rules.in_force(day, contact_point);
        const Rule* base_rate = in_force.find(keys::k_base_rate);
        const Rule* margin = in_force.find(keys::k_interest_margin);
        if (base_rate == nullptr || margin == nullptr)
            return base::Problem{"interest.no_rate",
                                 base::message("no base rate is known for {0}; add it to the rule file", day),
                                 {},
                                 day.iso()};
        weighted +=
            std::max<std::int64_t>(0, base_rate->integer() + margin->integer()) * parts_of_a_day(day.year());
    }
    __extension__ using Wide = __int128;
    const Wide whole = static_cast<Wide>(k_basis_points) * k_day_parts;
    return domain::Cents{
        static_cast<std::int64_t>((static_cast<Wide>(amount.value) * weighted * 2 + whole) / (2 * whole))};
}

} // namespace ehrenamt::funding
