// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/reference.hpp"

#include "ehrenamt/formats/csv.hpp"
#include "ehrenamt/formats/input_file.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace ehrenamt::store {
namespace {

using base::message;

/// How one file becomes rows: each column of the file named here is bound in this order. What has to be
/// turned around (empty to NULL, degrees to millionths) is said in the statement.
struct Load {
    const char* file;
    const char* counted_as;
    const char* statement;
    std::vector<std::string_view> columns;
};

const std::vector<Load>& loads() {
    static const std::vector<Load> k_loads = {
        {"hessen_kreise.csv",
         "districts",
         R"(INSERT INTO district (key, name, title, kind, region)
            VALUES (?1, ?2, ?3, iif(?4 = 'kreisfreie Stadt', 'independent_town', 'county'), ?5))",
         {"kreis_ags", "name", "bezeichnung", "typ", "regierungsbezirk"}},
        {"amtsgerichte_he.csv",
         "courts",
         "INSERT INTO court (code, name, registers, register_court) VALUES (?1, ?2, 0, nullif(?3, ''))",
         {"xjustiz_code", "name", "registergericht_xjustiz_abgeleitet"}},
        {"registergerichte_he.csv",
         "register_courts",
         "UPDATE court SET registers = 1 WHERE code = ?1",
         {"xjustiz_code"}},
        {"hessen_gemeinden.csv",
         "municipalities",
         R"(INSERT INTO municipality (ags, name, official_name, kind, district, inhabitants, inhabitants_on,
                                      latitude_e6, longitude_e6, register_court, valid_from)
            VALUES (?1, ?2, ?3, ?4, ?5, CAST(?6 AS INTEGER), ?7, CAST(round(?8 * 1000000) AS INTEGER),
                    CAST(round(?9 * 1000000) AS INTEGER), nullif(?10, ''), nullif(?11, '')))",
         {"ags", "name", "name_amtlich", "typ", "kreis_ags", "einwohner", "einwohner_stand", "lat", "lon",
          "registergericht_xjustiz", "gueltig_ab"}},
        // Keys that ended stay known, so that old files are understood; renamed places keep their key.
        {"gemeinde_aenderungen.csv",
         "former_municipalities",
         R"(INSERT INTO municipality (ags, name, official_name, kind, district, valid_to)
            SELECT ?2, ?3, ?3, 'ehemalige Gemeinde', substr(?2, 1, 5), date(?1, '-1 day') WHERE ?2 <> ?4)",
         {"datum", "ags_alt", "name_alt", "ags_neu"}},
        {"gemeinde_aenderungen.csv",
         "municipality_changes",
         R"(INSERT INTO municipality_change (day, kind, old_ags, old_name, new_ags, new_name, evidence)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))",
         {"datum", "art", "ags_alt", "name_alt", "ags_neu", "name_neu", "beleg"}},
        {"plz_ags_he.csv",
         "postcodes",
         "INSERT INTO postcode (postcode, ags) VALUES (?1, ?2)",
         {"plz", "ags"}},
        {"sitz_schreibweisen_he.csv",
         "place_spellings",
         R"(INSERT INTO place_spelling (spelling, register_court, ags, seen, basis)
            SELECT ?1, ?2, ?3, CAST(?4 AS INTEGER), ?5 WHERE ?3 <> '')",
         {"sitz_verbatim", "registergericht_xjustiz", "gemeinde_ags_abgeleitet", "anzahl", "zuordnung_art"}},
        {"engagement_fields.csv",
         "engagement_fields",
         "INSERT INTO engagement_field (key, number, name_de, name_en) VALUES (?1, CAST(?2 AS INTEGER), ?3, "
         "?4)",
         {"schluessel", "nr", "name_de", "name_en"}},
        {"gemeinnuetzige_zwecke.csv",
         "charitable_purposes",
         "INSERT INTO charitable_purpose (key, number, name, reference) VALUES (?1, ?2, ?3, ?4)",
         {"schluessel", "nr", "kurztext", "fundstelle"}},
        {"finanzaemter_he.csv",
         "tax_offices",
         "INSERT INTO tax_office (number, name, postcode, place) VALUES (?1, ?2, ?3, ?4)",
         {"bufa_nr", "bezeichnung", "plz", "ort"}},
        {"topics.csv",
         "topics",
         R"(INSERT INTO topic (key, name, kind, field, typical_minutes, ue_evidence, sources)
            VALUES (?1, ?2, iif(?3 = 'allgemein', 'general', 'specific'), nullif(?4, ''),
                    CAST(nullif(?5, '') AS INTEGER) * 45, ?6, ?7))",
         {"schluessel", "bezeichnung", "art", "engagementfeld", "ue_typisch", "ue_beleg", "quellen"}},
        {"feiertage_he.csv",
         "public_holidays",
         "INSERT INTO public_holiday (day, name) VALUES (?1, ?2)",
         {"datum", "name"}},
        {"ferien_he.csv",
         "school_holidays",
         "INSERT INTO school_holiday (first_day, last_day, name) VALUES (?1, ?2, ?3 || ' ' || ?4)",
         {"beginn", "ende", "name", "schuljahr"}},
        {"anlaufstellen.csv",
         "known_contact_points",
         R"(INSERT INTO known_contact_point (number, name, carrier, municipality, area, role, verified, as_of, source, note)
            VALUES (CAST(?1 AS INTEGER), ?2, ?3, nullif(?4, ''), ?5, ?6, ?7 = 'verifiziert', ?8, ?9, ?10))",
         {"lfd", "name", "traeger_art", "gemeinde_ags", "gebiet_ags", "rolle", "pruefung", "stand", "quelle",
          "hinweis"}},
    };
    return k_loads;
}

std::vector<std::size_t> find_columns(const formats::CsvReader& reader, const Load& load) {
    std::vector<std::size_t> places;
    for (const auto name : load.columns) {
        const auto column = reader.find_column(name);
        if (!column)
            throw base::Rejected{{{"csv.heading_missing",
                                   message("the column '{0}' is missing", name),
                                   {load.file, 1, 0, std::string{name}}}}};
        places.push_back(*column);
    }
    return places;
}

std::int64_t load_file(SQLite::Database& db, const std::filesystem::path& folder, const Load& load) {
    const auto bytes = formats::read_input((folder / load.file).string());
    formats::CsvReader reader{bytes, {.file = load.file}};
    const auto columns = find_columns(reader, load);
    SQLite::Statement statement{db, load.statement};
    formats::CsvRecord record;
    std::int64_t rows = 0;
    while (reader.next(record)) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            statement.bind(static_cast<int>(i) + 1, std::string{record.cells[columns[i]].text});
        rows += statement.exec();
        statement.reset();
    }
    if (auto problems = reader.problems(); !problems.empty())
        throw base::Rejected{std::move(problems)};
    return rows;
}

} // namespace

void load_reference(Store& store, const std::filesystem::path& folder, ChangeSet& change) {
    for (const auto& load : loads())
        change.count(load.counted_as, load_file(store.db(), folder / "reference", load));
}

} // namespace ehrenamt::store
