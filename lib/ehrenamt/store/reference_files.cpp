// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/reference_files.hpp"

#include "ehrenamt/base/error.hpp"

namespace ehrenamt::store {

const std::vector<ReferenceFile>& reference_files() {
    static const std::vector<ReferenceFile> k_files = {
        {"hessen_kreise.csv",
         "district",
         "districts",
         R"(INSERT INTO district (key, name, title, kind, region)
            VALUES (?1, ?2, ?3, iif(?4 = 'kreisfreie Stadt', 'independent_town', 'county'), ?5))",
         {"kreis_ags", "name", "bezeichnung", "typ", "regierungsbezirk"}},
        {"amtsgerichte_he.csv",
         "court",
         "courts",
         "INSERT INTO court (code, name, registers, register_court) VALUES (?1, ?2, 0, nullif(?3, ''))",
         {"xjustiz_code", "name", "registergericht_xjustiz_abgeleitet"}},
        {"registergerichte_he.csv",
         "court",
         "register_courts",
         "UPDATE court SET registers = 1 WHERE code = ?1",
         {"xjustiz_code"},
         {{"xjustiz_code", "SELECT 1 FROM court WHERE code = ?"}}},
        {"hessen_gemeinden.csv",
         "municipality",
         "municipalities",
         R"(INSERT INTO municipality (ags, name, official_name, kind, district, inhabitants, inhabitants_on,
                                      latitude_e6, longitude_e6, register_court, valid_from)
            VALUES (?1, ?2, ?3, ?4, ?5, CAST(?6 AS INTEGER), ?7, CAST(round(?8 * 1000000) AS INTEGER),
                    CAST(round(?9 * 1000000) AS INTEGER), nullif(?10, ''), nullif(?11, '')))",
         {"ags", "name", "name_amtlich", "typ", "kreis_ags", "einwohner", "einwohner_stand", "lat", "lon",
          "registergericht_xjustiz", "gueltig_ab"},
         {{"kreis_ags", "SELECT 1 FROM district WHERE key = ?"},
          {"registergericht_xjustiz", "SELECT 1 FROM court WHERE code = ?"}}},
        // Keys that ended stay known, so that old files are understood; renamed places keep their key.
        {"gemeinde_aenderungen.csv",
         "municipality",
         "former_municipalities",
         R"(INSERT INTO municipality (ags, name, official_name, kind, district, valid_to)
            SELECT ?2, ?3, ?3, 'ehemalige Gemeinde', substr(?2, 1, 5), date(?1, '-1 day') WHERE ?2 <> ?4)",
         {"datum", "ags_alt", "name_alt", "ags_neu"}},
        {"gemeinde_aenderungen.csv",
         "municipality_change",
         "municipality_changes",
         R"(INSERT INTO municipality_change (day, kind, old_ags, old_name, new_ags, new_name, evidence)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))",
         {"datum", "art", "ags_alt", "name_alt", "ags_neu", "name_neu", "beleg"}},
        {"plz_ags_he.csv",
         "postcode",
         "postcodes",
         "INSERT INTO postcode (postcode, ags) VALUES (?1, ?2)",
         {"plz", "ags"},
         {{"ags", "SELECT 1 FROM municipality WHERE ags = ?"}},
         Vanished::removed},
        {"sitz_schreibweisen_he.csv",
         "place_spelling",
         "place_spellings",
         R"(INSERT INTO place_spelling (spelling, register_court, ags, seen, basis)
            SELECT ?1, ?2, ?3, CAST(?4 AS INTEGER), ?5 WHERE ?3 <> '')",
         {"sitz_verbatim", "registergericht_xjustiz", "gemeinde_ags_abgeleitet", "anzahl", "zuordnung_art"},
         {{"gemeinde_ags_abgeleitet", "SELECT 1 FROM municipality WHERE ags = ?"}},
         Vanished::removed},
        {"engagement_fields.csv",
         "engagement_field",
         "engagement_fields",
         "INSERT INTO engagement_field (key, number, name_de, name_en) VALUES (?1, CAST(?2 AS INTEGER), ?3, "
         "?4)",
         {"schluessel", "nr", "name_de", "name_en"}},
        {"gemeinnuetzige_zwecke.csv",
         "charitable_purpose",
         "charitable_purposes",
         "INSERT INTO charitable_purpose (key, number, name, reference) VALUES (?1, ?2, ?3, ?4)",
         {"schluessel", "nr", "kurztext", "fundstelle"}},
        {"finanzaemter_he.csv",
         "tax_office",
         "tax_offices",
         "INSERT INTO tax_office (number, name, postcode, place) VALUES (?1, ?2, ?3, ?4)",
         {"bufa_nr", "bezeichnung", "plz", "ort"}},
        {"topics.csv",
         "topic",
         "topics",
         R"(INSERT INTO topic (key, name, kind, field, typical_minutes, ue_evidence, sources)
            VALUES (?1, ?2, iif(?3 = 'allgemein', 'general', 'specific'), nullif(?4, ''),
                    CAST(nullif(?5, '') AS INTEGER) * 45, ?6, ?7))",
         {"schluessel", "bezeichnung", "art", "engagementfeld", "ue_typisch", "ue_beleg", "quellen"},
         {{"engagementfeld", "SELECT 1 FROM engagement_field WHERE key = ?"}}},
        {"feiertage_he.csv",
         "public_holiday",
         "public_holidays",
         "INSERT INTO public_holiday (day, name) VALUES (?1, ?2)",
         {"datum", "name"},
         {},
         Vanished::removed_between},
        {"ferien_he.csv",
         "school_holiday",
         "school_holidays",
         "INSERT INTO school_holiday (first_day, last_day, name) VALUES (?1, ?2, ?3 || ' ' || ?4)",
         {"beginn", "ende", "name", "schuljahr"},
         {},
         Vanished::removed_between},
        {"anlaufstellen.csv",
         "known_contact_point",
         "known_contact_points",
         R"(INSERT INTO known_contact_point (number, name, carrier, municipality, area, role, verified, as_of, source, note)
            VALUES (CAST(?1 AS INTEGER), ?2, ?3, nullif(?4, ''), ?5, ?6, ?7 = 'verifiziert', ?8, ?9, ?10))",
         {"lfd", "name", "traeger_art", "gemeinde_ags", "gebiet_ags", "rolle", "pruefung", "stand", "quelle",
          "hinweis"},
         {{"gemeinde_ags", "SELECT 1 FROM municipality WHERE ags = ?"}},
         Vanished::removed},
    };
    return k_files;
}

std::vector<std::size_t> columns_of(const formats::CsvReader& reader, const ReferenceFile& file) {
    std::vector<std::size_t> places;
    for (const auto name : file.columns) {
        const auto column = reader.find_column(name);
        if (!column)
            throw base::Rejected{{{"csv.heading_missing",
                                   base::message("the column '{0}' is missing", name),
                                   {reader.file(), 1, 0, std::string{name}}}}};
        places.push_back(*column);
    }
    return places;
}

} // namespace ehrenamt::store
