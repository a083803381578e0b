// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/duplicates.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <unordered_map>

namespace ehrenamt::associations {
namespace {

Candidate read(SQLite::Statement& query) {
    const auto text = [&](int column) { return query.getColumn(column).getString(); };
    Candidate one;
    one.facts.id = {query.getColumn(0).getInt64()};
    one.facts.name = text(1);
    one.facts.status = text(2);
    one.facts.seat = text(3);
    if (!query.isColumnNull(4))
        one.facts.municipality = *domain::Ags::parse(text(4));
    one.facts.register_court = text(5);
    one.facts.former_court = text(6);
    one.facts.register_number = text(7);
    one.facts.phone = text(8);
    one.facts.email = text(9);
    one.facts.website = text(10);
    one.facts.source = text(11);
    one.facts.external_id = text(12);
    one.place = text(13);
    if (!query.isColumnNull(14) && !query.isColumnNull(15))
        one.position = {query.getColumn(14).getInt(), query.getColumn(15).getInt()};
    return one;
}

} // namespace

std::vector<Candidate> duplicate_candidates(const store::Store& store) {
    std::vector<Candidate> all;
    std::unordered_map<std::int64_t, std::size_t> places;
    SQLite::Statement query{store.db(), R"(
        SELECT a.id, a.name, a.status, a.seat, a.municipality, a.register_court, a.former_court, a.register_number,
               a.phone, a.email, a.website, a.source, a.external_id, m.name, m.latitude_e6, m.longitude_e6
        FROM association a LEFT JOIN municipality m ON m.ags = a.municipality ORDER BY a.id)"};
    while (query.executeStep()) {
        all.push_back(read(query));
        places.emplace(all.back().facts.id.value, all.size() - 1);
    }
    SQLite::Statement names{store.db(), R"(
        SELECT association, name FROM former_name UNION SELECT survivor, name FROM association_alias ORDER BY 1, 2)"};
    while (names.executeStep())
        if (const auto at = places.find(names.getColumn(0).getInt64()); at != places.end())
            all[at->second].other_names.push_back(names.getColumn(1).getString());
    return all;
}

} // namespace ehrenamt::associations
