// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/municipalities.hpp"
#include "ehrenamt/associations/register_contact_points.hpp"
#include "ehrenamt/base/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace ehrenamt::associations {
namespace {

using base::message;
using base::printable;
using base::Problem;

constexpr int k_first_year = 2001; // of the programme
constexpr int k_last_year = 2999;

const std::vector<formats::Choice>& carriers() {
    static const std::vector<formats::Choice> k_choices = {
        {"association", {"Verein", "eingetragener Verein", "e.V.", "Freiwilligenagentur"}},
        {"town", {"Stadt", "Gemeinde", "Kommune"}},
        {"county", {"Kreis", "Landkreis"}},
        {"joint_municipalities", {"mehrere Kommunen", "Kommunalverbund", "Zweckverband"}},
        {"church_or_welfare", {"Kirche", "Wohlfahrtsverband", "kirchlicher Träger"}},
        {"municipality_without_contact_point", {"Kommune ohne Anlaufstelle"}}};
    return k_choices;
}

const std::vector<formats::Choice>& policies() {
    static const std::vector<formats::Choice> k_choices = {
        {"first_come", {"Windhund", "Reihenfolge", "Reihenfolge des Eingangs"}},
        {"pro_rata", {"anteilig"}},
        {"optimal", {"bestmöglich"}}};
    return k_choices;
}

/// The parts of a cell that holds several values.
std::vector<std::string_view> parts(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> found;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(separators), text.size());
        if (const auto part = base::trimmed(text.substr(0, end)); !part.empty())
            found.push_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

class ContactPointReader {
  public:
    explicit ContactPointReader(const store::Store& store) : m_store{store}, m_municipalities{store} {
        SQLite::Statement query{store.db(), "SELECT id, name FROM contact_point ORDER BY id"};
        while (query.executeStep())
            m_known.push_back(
                {{query.getColumn(0).getInt64()}, formats::heading_key(query.getColumn(1).getString())});
    }

    void read(formats::Row& row, std::vector<ContactPointClaim>& claims) {
        ContactPointClaim claim{.name = row.line_of_text("name")};
        claim.id = identify(row, claim.name);
        if (claim.name.empty() && row.text("id").empty())
            row.refuse("name", "field.blank", message("is needed"));
        read_area(row, claim);
        read_budget(row, claim);
        for (const auto* field : {"legal_basis", "street", "postcode", "place", "email", "phone", "website"})
            if (auto text = row.line_of_text(field); !text.empty())
                claim.texts[field] = std::move(text);
        if (const auto carrier = row.choice("carrier", carriers()))
            claim.texts["carrier"] = carriers()[*carrier].key;
        if (const auto policy = row.choice("allocation_policy", policies()))
            claim.texts["allocation_policy"] = policies()[*policy].key;
        read_recognised(row, claim);
        refuse_second(row, claim);
        if (row.ok())
            claims.push_back(std::move(claim));
    }

  private:
    struct Known {
        domain::ContactPointId id;
        std::string key;
    };

    std::optional<domain::ContactPointId> identify(formats::Row& row, const std::string& name) const {
        const auto by = [&](auto matches) -> std::optional<domain::ContactPointId> {
            const auto found = std::find_if(m_known.begin(), m_known.end(), matches);
            return found == m_known.end() ? std::nullopt : std::optional{found->id};
        };
        const auto named =
            by([key = formats::heading_key(name)](const Known& one) { return one.key == key; });
        const auto wanted =
            row.value("id", [&](std::string_view text) { return m_store.origin().parse_id(text); });
        if (!wanted)
            return named;
        const auto found = by([&](const Known& one) { return one.id.value == *wanted; });
        if (!found)
            row.refuse(
                "id", "contact_point.unknown",
                message("there is no contact point {0} in the register", m_store.origin().shown(*wanted)));
        else if (named && named->value != found->value)
            row.refuse("name", "contact_point.name_taken",
                       message("contact point {0} has this name", m_store.origin().shown(named->value)));
        return found;
    }

    void read_area(formats::Row& row, ContactPointClaim& claim) const {
        claim.municipality =
            row.value("municipality", [&](std::string_view text) -> base::Result<domain::Ags> {
                auto ags = m_municipalities.by_text(text);
                if (!ags)
                    return ags;
                const auto* now = m_municipalities.current(*ags);
                if (now == nullptr)
                    return Problem{"municipality.unknown",
                                   message("there is no municipality {0} in Hesse today", *ags)};
                return now->ags;
            });
        if (!claim.id && !claim.municipality && row.text("municipality").empty())
            row.refuse("municipality", "contact_point.municipality",
                       message("a new contact point needs the municipality that it sits in"));
        std::vector<domain::Ags> area;
        for (const auto part : parts(row.text("area"), "|;,")) {
            const auto found = m_municipalities.area(part);
            if (found)
                area.insert(area.end(), found->begin(), found->end());
            else
                row.refuse("area", found.problem().rule, found.problem().message);
        }
        std::sort(area.begin(), area.end());
        area.erase(std::unique(area.begin(), area.end()), area.end());
        if (!area.empty())
            claim.area = std::move(area);
    }

    static void read_budget(formats::Row& row, ContactPointClaim& claim) {
        for (const auto part : parts(row.text("budget"), "|;")) {
            const auto sign = part.find('=');
            const auto year = base::parse_integer(base::trimmed(part.substr(0, sign)));
            const auto amount =
                domain::Cents::parse(sign == part.npos ? "" : base::trimmed(part.substr(sign + 1)));
            if (!year || *year < k_first_year || *year > k_last_year || !amount || amount->value < 0)
                row.refuse("budget", "budget.format",
                           message("'{0}' is not a year with its amount; write 2027=8000", printable(part)));
            else if (!claim.budget.emplace(static_cast<int>(*year), *amount).second)
                row.refuse("budget", "budget.twice",
                           message("the year {0} has two amounts; give it one", std::to_string(*year)));
        }
    }

    static void read_recognised(formats::Row& row, ContactPointClaim& claim) {
        const auto text = row.text("recognised_since");
        if (text.empty())
            return;
        const auto year = base::parse_integer(text);
        const auto day = base::Date::parse(text);
        if (day)
            claim.texts["recognised_since"] = day->iso();
        else if (year && *year >= 1900 && *year <= k_last_year)
            claim.texts["recognised_since"] = std::to_string(*year);
        else
            row.refuse(
                "recognised_since", "contact_point.recognised",
                message("'{0}' is neither a day nor a year; write 2006-05-01 or 2006", printable(text)));
    }

    void refuse_second(formats::Row& row, const ContactPointClaim& claim) {
        const auto key = claim.id ? "#" + std::to_string(claim.id->value) : formats::heading_key(claim.name);
        const auto seen = m_lines.try_emplace(key, row.line());
        if (!seen.second && row.ok())
            row.refuse(
                "name", "contact_point.twice",
                message("this contact point stands already in {0} {1}", row.line_word(), seen.first->second));
    }

    const store::Store& m_store;
    Municipalities m_municipalities;
    std::vector<Known> m_known;
    std::map<std::string, std::size_t> m_lines;
};

} // namespace

const std::vector<formats::Field>& contact_point_fields() {
    using base::_m;
    static const std::vector<formats::Field> k_fields = {
        {"name", false, {"anlaufstelle", "bezeichnung"}, _m("name of the contact point")},
        {"id", false, {"nummer", "nr"}, _m("its number in this store, to give it another name")},
        {"municipality",
         false,
         {"gemeinde_ags", "gemeinde", "ags", "sitz"},
         _m("municipality that it sits in: key or name")},
        {"area",
         false,
         {"gebiet", "gebiet_ags", "zustaendigkeit"},
         _m("municipalities and districts that it serves, keys or names, parted by |")},
        {"carrier", false, {"traeger", "traegerart", "traegerschaft"}, _m("who carries it")},
        {"recognised_since", false, {"anerkannt_seit"}, _m("day or year since when it is recognised")},
        {"budget", false, {"verfuegungsrahmen"}, _m("budget frames, 2027=8000, parted by |")},
        {"allocation_policy",
         false,
         {"vergabe", "verteilungsregel"},
         _m("first_come, pro_rata or optimal: how it shares its budget out")},
        {"legal_basis", false, {"rechtsgrundlage"}, _m("legal basis of its data processing")},
        {"street", false, {"strasse", "anschrift"}, _m("street and number")},
        {"postcode", false, {"plz", "postleitzahl"}, _m("postcode")},
        {"place", false, {"ort"}, _m("place")},
        {"email", false, {"e_mail", "mail"}, _m("e-mail address of the office")},
        {"phone", false, {"telefon"}, _m("telephone of the office")},
        {"website", false, {"webseite", "homepage", "internet"}, _m("website")},
    };
    return k_fields;
}

std::vector<ContactPointClaim> read_contact_points(const store::Store& store, formats::ImportReader& import) {
    ContactPointReader reader{store};
    std::vector<ContactPointClaim> claims;
    while (auto* row = import.next())
        reader.read(*row, claims);
    return claims;
}

} // namespace ehrenamt::associations
