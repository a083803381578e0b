// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/municipality_changes.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::associations {
namespace {

/// ?1 old key, ?2 new key, ?3 day, ?4 kind, ?5 old name, ?6 new name, ?7 evidence, ?8 last day of the old
/// key.
int run(SQLite::Database& db, const MunicipalityChange& change, const char* sql) {
    SQLite::Statement statement{db, sql};
    const auto last_day = base::Date::parse(change.day)->plus_days(-1).iso();
    const std::string* const values[] = {&change.old_ags,  &change.new_ags,  &change.day,      &change.kind,
                                         &change.old_name, &change.new_name, &change.evidence, &last_day};
    int index = 0;
    const int wanted = statement.getBindParameterCount();
    for (const auto* value : values)
        if (++index <= wanted)
            statement.bind(index, *value);
    return statement.exec();
}

/// A new independent town is its own district.
constexpr const char* k_new_district = R"(
    INSERT INTO district (key, name, title, kind, region)
    SELECT substr(?2, 1, 5), substr(?6, 1, instr(?6 || ', ', ', ') - 1),
           'Stadt ' || substr(?6, 1, instr(?6 || ', ', ', ') - 1), 'independent_town', d.region
    FROM municipality m JOIN district d ON d.key = m.district
    WHERE m.ags = ?1 AND ?2 LIKE '%000' AND NOT EXISTS (SELECT 1 FROM district WHERE key = substr(?2, 1, 5)))";

constexpr const char* k_new_municipality = R"(
    WITH parts AS (
        SELECT m.* FROM municipality m JOIN planned_municipality_change p ON p.old_ags = m.ags
        WHERE p.new_ags = ?2 AND p.day = ?3)
    INSERT INTO municipality (ags, name, official_name, kind, district, inhabitants, inhabitants_on, latitude_e6,
                              longitude_e6, register_court, valid_from)
    SELECT ?2, substr(?6, 1, instr(?6 || ', ', ', ') - 1), ?6,
           CASE WHEN ?2 LIKE '%000' THEN 'kreisfreie Stadt' WHEN ?6 LIKE '%, Stadt%' THEN 'Stadt' ELSE largest.kind END,
           substr(?2, 1, 5),
           CASE WHEN whole.known AND whole.same_day THEN whole.inhabitants END,
           CASE WHEN whole.known AND whole.same_day THEN largest.inhabitants_on END,
           largest.latitude_e6, largest.longitude_e6, largest.register_court, ?3
    FROM (SELECT * FROM parts ORDER BY inhabitants DESC, ags LIMIT 1) largest,
         (SELECT count(inhabitants) = count(*) AS known, min(inhabitants_on) = max(inhabitants_on) AS same_day,
                 sum(inhabitants) AS inhabitants
          FROM parts) whole
    WHERE NOT EXISTS (SELECT 1 FROM municipality WHERE ags = ?2))";

constexpr const char* k_renamed = R"(
    UPDATE municipality SET name = substr(?6, 1, instr(?6 || ', ', ', ') - 1), official_name = ?6 WHERE ags = ?2)";

constexpr const char* k_end = "UPDATE municipality SET valid_to = date(?3, '-1 day') WHERE ags = ?1";

constexpr const char* k_known_from_now_on = R"(
    INSERT INTO municipality_change (old_ags, new_ags, day, kind, old_name, new_name, evidence)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))";

constexpr const char* k_no_longer_planned = R"(
    DELETE FROM planned_municipality_change WHERE old_ags = ?1 AND new_ags = ?2 AND old_name = ?5)";

/// A statement that moves rows, and the name under which they are counted; none: they are counted by another.
struct Move {
    const char* counted_as;
    const char* sql;
};

constexpr Move k_moves[] = {
    {nullptr, R"(INSERT INTO association_former_municipality (association, municipality, last_day)
                 SELECT id, ?1, ?8 FROM association WHERE municipality = ?1)"},
    {"associations", "UPDATE association SET municipality = ?2 WHERE municipality = ?1"},
    {nullptr, "UPDATE association_alias SET municipality = ?2 WHERE municipality = ?1"},
    {"contact_points", "UPDATE contact_point SET municipality = ?2 WHERE municipality = ?1"},
    {"contact_point_areas", R"(INSERT OR IGNORE INTO contact_point_area (contact_point, ags)
                               SELECT contact_point, ?2 FROM contact_point_area WHERE ags = ?1)"},
    {nullptr, "DELETE FROM contact_point_area WHERE ags = ?1"},
    // Two town halls of one name in one municipality must stay two.
    {nullptr, R"(UPDATE venue SET name = name || ' (' || ?5 || ')'
                 WHERE municipality = ?1 AND name IN (SELECT name FROM venue WHERE municipality = ?2))"},
    {"venues", "UPDATE venue SET municipality = ?2 WHERE municipality = ?1"},
    {"offers", "UPDATE offer SET municipality = ?2 WHERE municipality = ?1"},
    {"postcodes",
     R"(INSERT OR IGNORE INTO postcode (postcode, ags) SELECT postcode, ?2 FROM postcode WHERE ags = ?1)"},
    {nullptr, "DELETE FROM postcode WHERE ags = ?1"},
    {"place_spellings", "UPDATE place_spelling SET ags = ?2 WHERE ags = ?1"},
    {nullptr, R"(UPDATE known_contact_point SET municipality = iif(municipality = ?1, ?2, municipality),
                     area = replace(area, ?1, ?2)
                 WHERE municipality = ?1 OR instr(area, ?1) > 0)"},
};

} // namespace

void plan_municipality_changes(store::Store& store, const std::vector<MunicipalityChange>& changes) {
    for (const auto& change : changes)
        run(store.db(), change, R"(
            INSERT INTO planned_municipality_change (old_ags, new_ags, day, kind, old_name, new_name, evidence)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))");
}

bool municipality_changes_due(const store::Store& store, base::Date today) {
    SQLite::Statement query{store.db(), "SELECT 1 FROM planned_municipality_change WHERE day <= ? LIMIT 1"};
    query.bind(1, today.iso());
    return query.executeStep();
}

std::vector<CarriedOut> carry_out_changes(store::Store& store, store::ChangeSet& change, base::Date today) {
    auto& db = store.db();
    std::vector<CarriedOut> done;
    const Municipalities known{store};
    for (const auto& planned : known.changes())
        if (planned.planned && planned.day <= today.iso())
            done.push_back({planned, {}});
    // All that begins must be there before anything ends: a municipality is made of all its parts.
    for (const auto& one : done)
        if (!one.change.renames_only()) {
            run(db, one.change, k_new_district);
            run(db, one.change, k_new_municipality);
        }
    for (auto& one : done) {
        if (one.change.renames_only()) {
            run(db, one.change, k_renamed);
        } else {
            run(db, one.change, k_end);
            for (const auto& move : k_moves)
                if (const int rows = run(db, one.change, move.sql); move.counted_as != nullptr && rows > 0) {
                    one.moved[move.counted_as] += rows;
                    change.count(std::string{move.counted_as} + "_moved", rows);
                }
        }
        run(db, one.change, k_known_from_now_on);
        run(db, one.change, k_no_longer_planned);
        change.count("municipality_changes", 1);
    }
    return done;
}

} // namespace ehrenamt::associations
