// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/read_association.hpp"

namespace ehrenamt::associations {

using base::_m;

const std::vector<formats::Field>& association_fields() {
    static const std::vector<formats::Field> k_fields = {
        {"id", false, {}, _m("its number in this store")},
        {"name",
         true,
         {"Verein", "Vereinsname", "Vereinsbezeichnung", "Name des Vereins", "Verein / Initiative",
          "Verein / Organisation", "Vereinsname 1", "Organisation", "Organisationsname",
          "Name der Organisation", "Initiative", "association", "association name", "name of the association",
          "club", "club name", "organization", "company name"},
         _m("its name"),
         {"name", "Name 1", "Bezeichnung", "Einrichtung"}},
        {"municipality",
         false,
         {"AGS", "Gemeindeschlüssel", "Amtlicher Gemeindeschlüssel", "Gemeindekennziffer", "Gemeindenummer",
          "ARS", "Regionalschlüssel", "municipality key"},
         _m("key of its municipality, 8 digits, or its name"),
         {"Gemeinde", "Kommune", "Stadt / Gemeinde", "Gemeindename", "municipality_name"}},
        {"municipality_basis", false, {}, _m("how the municipality was derived")},
        {"register_court",
         false,
         {"Registergericht", "Amtsgericht", "Gericht", "AG", "court", "register court"},
         _m("court that keeps the register")},
        {"former_court", false, {"früheres Gericht"}, _m("court that kept it before")},
        {"register_number",
         false,
         {"VR", "VR-Nummer", "VR-Nr.", "Registernummer", "Register-Nr.", "Vereinsregister",
          "Vereinsregisternummer", "Vereinsregister-Nr.", "Reg.-Nr.", "Nr. im Vereinsregister",
          "Vereinsregistereintrag", "Registereintrag", "Registerblatt", "register no.",
          "registration number"},
         _m("number of the register entry")},
        {"seat",
         false,
         {"Sitz", "Vereinssitz", "Sitz des Vereins", "registered office"},
         _m("seat as the source spells it"),
         {"Ort", "Ortsname", "PLZ / Ort", "PLZ und Ort", "Wohnort", "Stadt", "place", "town", "city"}},
        {"street",
         false,
         {"Straße", "Str.", "Straße und Hausnummer", "Straße / Hausnummer", "Straße, Nr.",
          "Straße, Haus-Nr."},
         _m("street and number"),
         {"Anschrift", "Adresse", "address"}},
        {"postcode",
         false,
         {"PLZ", "Postleitzahl", "postal code", "zip", "zip code"},
         _m("postcode, 5 digits")},
        {"status", false, {"Zustand", "Vereinsstatus"}, _m("active or deleted")},
        {"field",
         false,
         {"Engagementfeld", "Engagementbereich", "Handlungsfeld", "Tätigkeitsfeld", "Themenfeld",
          "field of engagement"},
         _m("field of engagement"),
         {"Bereich", "Sparte", "Kategorie", "category", "sector"}},
        {"kind",
         false,
         {"Rechtsform", "Organisationsform", "legal form"},
         _m("registered association, initiative, fire brigade …"),
         {"Art", "Typ", "type"}},
        {"phone",
         false,
         {"Telefon", "Tel.", "Telefonnummer", "Telefon-Nr.", "Tel.-Nr.", "Rufnummer", "Fon", "telephone",
          "phone number"},
         _m("telephone number of the association"),
         {"Festnetz"}},
        {"email",
         false,
         {"E-Mail", "Mail", "E-Mail-Adresse", "Mailadresse", "Mail-Adresse", "email address"},
         _m("e-mail address of the association")},
        {"website",
         false,
         {"Internet", "Homepage", "Webseite", "Internetseite", "Internetadresse", "Internetauftritt", "web",
          "web site"},
         _m("website of the association"),
         {"www", "URL"}},
        {"source", false, {"Quelle"}, _m("where the entry comes from")},
        {"external_id", false, {"Nummer in der Quelle", "number in the source"}, _m("its number there")},
        {"source_date", false, {"Stand", "Datenstand", "as of"}, _m("day of the source")},
    };
    return k_fields;
}

std::string_view key_of(AssociationField field) {
    return association_fields()[static_cast<std::size_t>(field)].key;
}

AssociationTexts::AssociationTexts(const std::function<std::string(std::string_view key)>& text,
                                   std::array<std::string, k_association_fields>& kept) {
    for (std::size_t i = 0; i < k_association_fields; ++i) {
        kept[i] = text(association_fields()[i].key);
        m_texts[i] = kept[i];
    }
}

} // namespace ehrenamt::associations
