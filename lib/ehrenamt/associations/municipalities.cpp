// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/municipalities.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ehrenamt::associations {
namespace {

using base::message;
using base::Problem;

std::optional<base::Date> day_or_empty(const SQLite::Column& column) {
    if (column.isNull())
        return std::nullopt;
    return *base::Date::parse(column.getString());
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

Municipality municipality_of(SQLite::Statement& query) {
    Municipality one{.ags = *domain::Ags::parse(query.getColumn(0).getString()),
                     .name = query.getColumn(1).getString(),
                     .official_name = query.getColumn(2).getString(),
                     .kind = query.getColumn(3).getString(),
                     .district = query.getColumn(4).getString()};
    if (!query.isColumnNull(5))
        one.inhabitants = query.getColumn(5).getInt64();
    one.inhabitants_on = query.getColumn(6).getString();
    if (!query.isColumnNull(7) && !query.isColumnNull(8))
        one.place = Coordinates{query.getColumn(7).getInt64(), query.getColumn(8).getInt64()};
    one.valid_from = day_or_empty(query.getColumn(9));
    one.valid_to = day_or_empty(query.getColumn(10));
    return one;
}

} // namespace

double distance_km(Coordinates a, Coordinates b) {
    constexpr double k_radius_km = 6371.0088;
    constexpr double k_radians = std::numbers::pi / 180 / 1e6;
    const auto half_sine = [](double angle) { return std::sin(angle / 2) * std::sin(angle / 2); };
    const double first = static_cast<double>(a.latitude_e6) * k_radians;
    const double second = static_cast<double>(b.latitude_e6) * k_radians;
    const double turn = static_cast<double>(b.longitude_e6 - a.longitude_e6) * k_radians;
    const double h = half_sine(second - first) + std::cos(first) * std::cos(second) * half_sine(turn);
    return 2 * k_radius_km * std::asin(std::min(1.0, std::sqrt(h)));
}

Municipalities::Municipalities(const store::Store& store) {
    SQLite::Statement municipalities{store.db(), R"(
        SELECT ags, name, official_name, kind, district, inhabitants, inhabitants_on, latitude_e6, longitude_e6,
               valid_from, valid_to
        FROM municipality)"};
    while (municipalities.executeStep()) {
        auto one = municipality_of(municipalities);
        const auto ags = one.ags;
        m_all.emplace(ags, std::move(one));
    }
    SQLite::Statement districts{store.db(), "SELECT key, name, title FROM district"};
    while (districts.executeStep())
        m_districts[districts.getColumn(0).getString()] = {districts.getColumn(1).getString(),
                                                           districts.getColumn(2).getString()};
    SQLite::Statement changes{store.db(), R"(
        SELECT old_ags, new_ags, day, kind, old_name, new_name, evidence, 0 FROM municipality_change
        UNION ALL
        SELECT old_ags, new_ags, day, kind, old_name, new_name, evidence, 1 FROM planned_municipality_change
        ORDER BY 3, 1)"};
    while (changes.executeStep()) {
        auto& change = m_changes.emplace_back();
        int index = 0;
        for (auto* text : {&change.old_ags, &change.new_ags, &change.day, &change.kind, &change.old_name,
                           &change.new_name, &change.evidence})
            *text = changes.getColumn(index++).getString();
        change.planned = changes.getColumn(index).getInt() == 1;
    }
}

const Municipality* Municipalities::find(const domain::Ags& ags) const {
    const auto found = m_all.find(ags);
    return found == m_all.end() ? nullptr : &found->second;
}

const Municipality* Municipalities::current(const domain::Ags& ags) const {
    const auto* one = find(ags);
    // A key is never given again, so a chain is no longer than there are keys.
    for (std::size_t step = 0; one != nullptr && !one->valid() && step < m_all.size(); ++step) {
        const auto next = std::find_if(m_changes.begin(), m_changes.end(), [&](const MunicipalityChange& c) {
            return c.old_ags == one->ags.text() && !c.renames_only() && !c.planned;
        });
        one = next == m_changes.end() ? nullptr : find(*domain::Ags::parse(next->new_ags));
    }
    return one != nullptr && one->valid() ? one : nullptr;
}

std::vector<const Municipality*> Municipalities::named(std::string_view text) const {
    const auto key = formats::heading_key(text);
    std::vector<const Municipality*> found;
    for (const auto& [ags, one] : m_all)
        if (formats::heading_key(one.name) == key || formats::heading_key(one.official_name) == key)
            found.push_back(&one);
    const auto valid = [](const Municipality* one) { return one->valid(); };
    if (std::any_of(found.begin(), found.end(), valid))
        std::erase_if(found, [&](const Municipality* one) { return !valid(one); });
    return found;
}

/// Those whose name goes on behind the text: `Offenbach` of `Offenbach am Main`.
std::vector<const Municipality*> Municipalities::begun_with(std::string_view text) const {
    const auto begin = base::sort_key(text) + ' ';
    std::vector<const Municipality*> found;
    for (const auto& [ags, one] : m_all)
        if (one.valid() && base::sort_key(one.name).starts_with(begin))
            found.push_back(&one);
    return found;
}

base::Result<domain::Ags> Municipalities::by_text(std::string_view text) const {
    const std::string shown = base::printable(text);
    if (all_digits(text)) {
        auto ags = domain::Ags::parse(text);
        if (ags && find(*ags) == nullptr)
            return Problem{"municipality.unknown", message("there is no municipality {0} in Hesse", *ags)};
        return ags;
    }
    auto found = named(text);
    if (found.size() == 1)
        return found.front()->ags;
    if (found.empty())
        found = begun_with(text);
    if (found.size() == 1)
        return Problem{"municipality.unknown",
                       message("there is no municipality '{0}' in Hesse; did you mean '{1}'?", shown,
                               found.front()->name)};
    if (found.empty()) {
        std::vector<std::string_view> names;
        for (const auto& [ags, one] : m_all)
            names.push_back(one.name);
        const auto near = base::nearest(text, names);
        return Problem{
            "municipality.unknown",
            near.empty()
                ? message("there is no municipality '{0}' in Hesse; see: ehrenamt list municipalities", shown)
                : message("there is no municipality '{0}' in Hesse; did you mean '{1}'?", shown, near)};
    }
    std::vector<std::string> candidates;
    for (const auto* one : found)
        candidates.push_back(one->ags.text() + " (" + district_title(one->district) + ")");
    return Problem{"municipality.ambiguous",
                   message("'{0}' can be {1}; give the key", shown, base::joined(candidates, ", "))};
}

std::vector<domain::Ags> Municipalities::of_district(const std::string& key) const {
    std::vector<domain::Ags> found;
    for (const auto& [ags, one] : m_all)
        if (one.district == key && one.valid())
            found.push_back(ags);
    return found;
}

base::Result<std::vector<domain::Ags>> Municipalities::area(std::string_view text) const {
    constexpr std::size_t k_district_digits = 5;
    if (all_digits(text) && text.size() == k_district_digits) {
        auto all = of_district(std::string{text});
        if (all.empty())
            return Problem{"area.unknown", message("there is no district {0} in Hesse", std::string{text})};
        return all;
    }
    auto ags = by_text(text);
    if (ags) {
        const auto* now = current(*ags);
        if (now == nullptr)
            return Problem{"municipality.unknown",
                           message("there is no municipality {0} in Hesse today", *ags)};
        return std::vector{now->ags};
    }
    if (ags.problem().rule != "municipality.unknown" || all_digits(text))
        return ags.problem();
    const auto wanted = formats::heading_key(text);
    for (const auto& [key, district] : m_districts)
        if (formats::heading_key(district.name) == wanted || formats::heading_key(district.title) == wanted)
            return of_district(key);
    return ags.problem();
}

std::string Municipalities::district_title(const std::string& key) const {
    const auto found = m_districts.find(key);
    return found == m_districts.end() ? std::string{} : found->second.title;
}

} // namespace ehrenamt::associations
