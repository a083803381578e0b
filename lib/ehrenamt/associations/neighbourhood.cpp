// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/neighbourhood.hpp"

#include "ehrenamt/associations/directory.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <set>
#include <utility>

namespace ehrenamt::associations {
namespace {

struct PointWithArea {
    ServingPoint point;
    std::set<std::string> area; ///< keys of municipalities (8 digits) and districts (5 digits)
};

std::set<std::string> keys_in(const std::string& text) {
    std::set<std::string> keys;
    std::string key;
    for (const char c : text + ' ')
        if (c >= '0' && c <= '9')
            key += c;
        else if (!key.empty())
            keys.insert(std::exchange(key, {}));
    return keys;
}

std::optional<domain::Ags> ags_or_empty(const std::string& text) {
    auto ags = domain::Ags::parse(text);
    return ags ? std::optional{*std::move(ags)} : std::nullopt;
}

std::vector<PointWithArea> registered_points(const store::Store& store) {
    SQLite::Statement query{store.db(), R"(
        SELECT c.id, c.name, c.municipality, c.own,
               (SELECT group_concat(a.ags, ' ') FROM contact_point_area a WHERE a.contact_point = c.id)
        FROM contact_point c ORDER BY c.own DESC, c.id)"};
    std::vector<PointWithArea> points;
    while (query.executeStep())
        points.push_back({{.id = domain::ContactPointId{query.getColumn(0).getInt64()},
                           .name = query.getColumn(1).getString(),
                           .municipality = ags_or_empty(query.getColumn(2).getString()),
                           .own = query.getColumn(3).getInt() == 1},
                          keys_in(query.getColumn(4).getString())});
    return points;
}

/// The published list, without what the register has itself and without bodies of other kinds.
void add_published(const store::Store& store, std::vector<PointWithArea>& points) {
    std::set<std::string> names;
    for (const auto& one : points)
        names.insert(name_key(one.point.name));
    SQLite::Statement query{store.db(), R"(
        SELECT name, municipality, area, verified FROM known_contact_point
        WHERE role LIKE 'Anlaufstelle %' OR role LIKE 'Verbundkommune %' ORDER BY number)"};
    while (query.executeStep()) {
        const auto name = query.getColumn(0).getString();
        if (names.insert(name_key(name)).second)
            points.push_back({{.name = name,
                               .municipality = ags_or_empty(query.getColumn(1).getString()),
                               .proven = query.getColumn(3).getInt() == 1},
                              keys_in(query.getColumn(2).getString())});
    }
}

bool serves(const PointWithArea& one, const Municipality& municipality) {
    return one.area.contains(municipality.ags.text()) || one.area.contains(municipality.district);
}

template <class Item>
void keep_nearest(std::vector<Item>& items, std::size_t wanted) {
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.km < b.km; });
    if (items.size() > wanted)
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(wanted), items.end());
}

std::int64_t associations_in(const store::Store& store, const Municipality& centre) {
    SQLite::Statement query{store.db(), R"(
        SELECT (SELECT count(*) FROM association WHERE municipality = ?1 AND status = 'active')
             + (SELECT count(*) FROM association_former_municipality f JOIN association a ON a.id = f.association
                WHERE f.municipality = ?1 AND a.status = 'active'))"};
    query.bind(1, centre.ags.text());
    query.executeStep();
    return query.getColumn(0).getInt64();
}

} // namespace

Neighbourhood neighbourhood(const store::Store& store, const Municipalities& municipalities,
                            const Municipality& centre, std::size_t wanted) {
    Neighbourhood around;
    auto points = registered_points(store);
    add_published(store, points);
    for (auto& one : points) {
        const auto* const seat =
            one.point.municipality ? municipalities.find(*one.point.municipality) : nullptr;
        if (seat != nullptr && seat->place && centre.place)
            one.point.km = distance_km(*centre.place, *seat->place);
        if (serves(one, centre))
            around.serving.push_back(one.point);
        else if (one.point.km)
            around.near_points.push_back(one.point);
    }
    keep_nearest(around.near_points, wanted);
    for (const auto& [ags, municipality] : municipalities.all()) {
        const auto& one = municipality; // clang 14 lets no lambda see a binding
        if (centre.place && one.place && one.valid() && ags != centre.ags)
            around.near.push_back(
                {&one, distance_km(*centre.place, *one.place),
                 std::any_of(points.begin(), points.end(), [&](const auto& p) { return serves(p, one); })});
    }
    keep_nearest(around.near, wanted);
    around.associations = associations_in(store, centre);
    return around;
}

} // namespace ehrenamt::associations
