// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/deadlines.hpp"

#include <algorithm>

namespace ehrenamt::funding {
namespace {

constexpr unsigned k_saturday = 6;
constexpr int k_most_offset = 5;

bool earlier(const Deadline& a, const Deadline& b) {
    return a.nominal != b.nominal ? a.nominal < b.nominal : a.rule.key < b.rule.key;
}

} // namespace

base::Date next_working_day(base::Date day, const Holidays& holidays) {
    while (day.iso_weekday() >= k_saturday || holidays.contains(day))
        day = day.plus_days(1);
    return day;
}

std::vector<Deadline> deadlines(int funding_year, const RuleSet& rules, std::string_view contact_point,
                                const Holidays& holidays) {
    std::vector<Deadline> result;
    const auto in_force = rules.in_force(base::Date::of(funding_year, 1, 1), contact_point);
    for (const Rule* rule : in_force.of_kind(RuleKind::deadline)) {
        const auto day = parse_day_month(rule->text());
        if (!day)
            continue;
        const auto nominal = base::Date::of(funding_year + rule->year_offset, day->month, day->day);
        const auto shifted = rule->shifts ? next_working_day(nominal, holidays) : nominal;
        result.push_back({rule->applies_to, funding_year, nominal, shifted, rule->severity, cite(*rule)});
    }
    std::sort(result.begin(), result.end(), earlier);
    return result;
}

std::vector<Deadline> upcoming(base::Date today, int horizon_days, const RuleSet& rules,
                               std::string_view contact_point, const Holidays& holidays) {
    std::vector<Deadline> result;
    const auto last = today.plus_days(horizon_days);
    // Year offsets reach five years, see the reader; days are known from 1900 to 2999.
    const int first_year = std::max(today.year() - k_most_offset, 1900 + k_most_offset);
    const int last_year = std::min(last.year() + k_most_offset, 2999 - k_most_offset - 1);
    for (int year = first_year; year <= last_year; ++year)
        for (auto& deadline : deadlines(year, rules, contact_point, holidays))
            if (today <= deadline.shifted && deadline.nominal <= last)
                result.push_back(std::move(deadline));
    std::sort(result.begin(), result.end(), earlier);
    return result;
}

std::optional<Deadline> application_deadline(domain::HalfYear half, const RuleSet& rules,
                                             std::string_view contact_point, const Holidays& holidays) {
    const std::string wanted = half.half() == 1 ? "application_h1" : "application_h2";
    for (auto& deadline : deadlines(half.year(), rules, contact_point, holidays))
        if (deadline.applies_to == wanted)
            return std::move(deadline);
    return std::nullopt;
}

} // namespace ehrenamt::funding
