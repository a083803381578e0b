// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/associations/municipalities.hpp"
#include "ehrenamt/associations/offers.hpp"
#include "ehrenamt/associations/references.hpp"
#include "ehrenamt/base/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <map>

namespace ehrenamt::associations {
namespace {

using base::message;
using base::printable;
using base::Problem;
using base::Result;

const std::vector<formats::Choice>& durations() {
    static const std::vector<formats::Choice> k_choices = {
        {"permanent", {"dauerhaft", "unbefristet", "laufend"}},
        {"limited", {"befristet", "auf Zeit", "punktuell", "punktuell und auf Zeit"}},
        {"one_off", {"einmalig"}}};
    return k_choices;
}

/// `2`, `2,5`, `1.75` hours as minutes.
Result<std::int64_t> parse_hours(std::string_view text) {
    constexpr std::int64_t k_most_hours = 1000;
    const auto hundredths = domain::Cents::parse(text); // the same form: at most two decimals, either mark
    if (!hundredths || text.find("€") != text.npos || hundredths->value <= 0 ||
        hundredths->value > k_most_hours * 100 || hundredths->value * 60 % 100 != 0)
        return Problem{"offer.hours",
                       message("'{0}' is no number of hours, in whole minutes and up to {1}; write 2,5",
                               printable(text), k_most_hours)};
    return hundredths->value * 60 / 100;
}

/// An e-mail address, or seven digits in a row as telephone numbers are written.
bool names_a_contact(std::string_view text) {
    constexpr int k_digits_of_a_number = 7;
    int digits = 0;
    for (const char c : text) {
        if (c == '@')
            return true;
        if (c >= '0' && c <= '9')
            digits += digits > 0 || c == '0' ? 1 : 0;
        else if (std::string_view{" -/()+"}.find(c) == std::string_view::npos)
            digits = 0;
        if (digits >= k_digits_of_a_number)
            return true;
    }
    return false;
}

class OfferReader {
  public:
    OfferReader(const store::Store& store, base::Date today)
        : m_store{store},
          m_today{today},
          m_directory{store},
          m_municipalities{store},
          m_references{store},
          m_of_association{store.db(), "SELECT municipality, field FROM association WHERE id = ?"} {}

    void read(formats::Row& row, std::vector<OfferClaim>& claims) {
        OfferClaim claim;
        const auto title = row.line_of_text("title");
        const auto association = read_association(row);
        identify(row, claim, association, title);
        if (!row.ok())
            return;
        const auto before = claim.id ? find_offer(m_store, *claim.id) : std::nullopt;
        claim.offer = before.value_or(Offer{});
        if (association)
            claim.offer.association = *association;
        if (!title.empty())
            claim.offer.title = title;
        read_texts(row, claim.offer);
        read_days(row, claim.offer);
        read_place(row, claim.offer);
        if (before)
            leave_to_association(*before, claim.offer);
        read_expiry(row, claim, before);
        refuse_second(row, claim.offer);
        claim.same = before == claim.offer;
        if (row.ok())
            claims.push_back(std::move(claim));
    }

  private:
    std::optional<domain::AssociationId> read_association(formats::Row& row) {
        return row.value("association", [&](std::string_view text) -> Result<domain::AssociationId> {
            const std::string shown = printable(text);
            if (const auto id = m_store.origin().parse_id(text)) {
                if (m_directory.by_id({*id}))
                    return domain::AssociationId{*id};
                return Problem{"offer.association", message("there is no association {0}", shown)};
            }
            const auto found = m_directory.by_name(text);
            if (found.size() == 1)
                return found.front().id;
            if (found.empty())
                return Problem{
                    "offer.association",
                    message("there is no association '{0}'; see: ehrenamt list associations", shown)};
            std::vector<std::string> candidates;
            for (const auto& one : found)
                candidates.push_back(m_store.origin().shown(one.id.value) +
                                     (one.municipality ? " (" + one.municipality->text() + ")" : ""));
            return Problem{"offer.association_ambiguous", message("'{0}' can be {1}; give the number", shown,
                                                                  base::joined(candidates, ", "))};
        });
    }

    /// By its number, else by association and title.
    void identify(formats::Row& row, OfferClaim& claim, std::optional<domain::AssociationId> association,
                  const std::string& title) {
        const auto wanted =
            row.value("id", [&](std::string_view text) { return m_store.origin().parse_id(text); });
        if (wanted) {
            claim.id = OfferId{*wanted};
            if (!find_offer(m_store, *claim.id))
                row.refuse("id", "offer.unknown",
                           message("there is no offer {0}", m_store.origin().shown(*wanted)));
            return;
        }
        if (!row.text("id").empty())
            return;
        for (const auto* field : {"association", "title"})
            if (row.text(field).empty())
                row.refuse(field, "field.blank", message("is needed"));
        if (!association)
            return;
        const auto found = titled(*association, title);
        if (found.size() > 1)
            row.refuse(
                "title", "offer.ambiguous",
                message("the association has several offers of this title; give the number of the one"));
        else if (found.size() == 1)
            claim.id = found.front();
    }

    std::vector<OfferId> titled(domain::AssociationId association, const std::string& title) {
        SQLite::Statement query{m_store.db(),
                                "SELECT id, title FROM offer WHERE association = ? ORDER BY id"};
        query.bind(1, association.value);
        std::vector<OfferId> found;
        while (query.executeStep())
            if (formats::heading_key(query.getColumn(1).getString()) == formats::heading_key(title))
                found.push_back({query.getColumn(0).getInt64()});
        return found;
    }

    void read_texts(formats::Row& row, Offer& offer) const {
        if (auto text = row.line_of_text("text"); !text.empty())
            offer.text = std::move(text);
        for (const auto* field : {"title", "text"})
            if (names_a_contact(row.text(field)))
                row.refuse(
                    field, "offer.contact",
                    message("holds an e-mail address or a telephone number; who is interested turns to the "
                            "association"));
        if (auto field = row.value("field", [&](std::string_view text) { return m_references.field(text); }))
            offer.field = *std::move(field);
        for (const auto& [field, member] :
             {std::pair{"online", &offer.online}, std::pair{"public", &offer.is_public}})
            if (const auto answer = row.choice(field, formats::no_or_yes()))
                *member = *answer == 1;
        if (const auto answer = row.choice("accessible", formats::no_or_yes()))
            offer.accessible = *answer == 1;
    }

    static void read_days(formats::Row& row, Offer& offer) {
        const auto first = row.date("first_day");
        const auto last = row.date("last_day");
        const auto duration = row.choice("duration", durations());
        if (first)
            offer.first_day = first;
        if (last)
            offer.last_day = last;
        if (duration)
            offer.duration = durations()[*duration].key;
        else if (last && offer.duration == "permanent")
            offer.duration = offer.first_day == last ? "one_off" : "limited";
        if (offer.duration == "one_off" && !offer.last_day)
            offer.last_day = offer.first_day;
        if (const auto minutes = row.value("hours", parse_hours))
            offer.minutes = minutes;
        if (!row.ok())
            return;
        if (offer.duration == "permanent" && duration)
            offer.last_day.reset();
        if (offer.duration == "permanent" && last)
            row.refuse("last_day", "offer.days", message("a permanent offer has no last day"));
        else if (offer.duration != "permanent" && !offer.last_day)
            row.refuse("last_day", "offer.days", message("an offer for a limited time needs its last day"));
        else if (offer.first_day && offer.last_day && *offer.last_day < *offer.first_day)
            row.refuse(
                "last_day", "offer.days",
                message("the last day {0} lies before the first, {1}", *offer.last_day, *offer.first_day));
    }

    void read_place(formats::Row& row, Offer& offer) const {
        const auto ags = row.value("municipality", [&](std::string_view text) -> Result<domain::Ags> {
            auto found = m_municipalities.by_text(text);
            if (!found)
                return found;
            const auto* now = m_municipalities.current(*found);
            if (now == nullptr)
                return Problem{"municipality.unknown",
                               message("there is no municipality {0} in Hesse today", *found)};
            return now->ags;
        });
        if (ags)
            offer.municipality = ags;
    }

    /// An export names what an offer takes from its association; said again, that is no change.
    void leave_to_association(const Offer& before, Offer& offer) {
        m_of_association.reset();
        m_of_association.bind(1, offer.association.value);
        if (!m_of_association.executeStep())
            return;
        const auto municipality = m_of_association.getColumn(0).getString();
        if (!before.municipality && offer.municipality && offer.municipality->text() == municipality)
            offer.municipality.reset();
        if (before.field.empty() && offer.field == m_of_association.getColumn(1).getString())
            offer.field.clear();
    }

    void read_expiry(formats::Row& row, OfferClaim& claim, const std::optional<Offer>& before) const {
        constexpr int k_days_of_a_year = 365;
        auto& offer = claim.offer;
        if (const auto day = row.date("expires_on"))
            offer.expires_on = *day;
        else if (!before || before->last_day != offer.last_day)
            offer.expires_on = offer.last_day ? *offer.last_day : m_today.plus_days(k_days_of_a_year);
        if (row.ok() && !before && offer.expires_on < m_today)
            row.refuse(row.text("expires_on").empty() ? "last_day" : "expires_on", "offer.expired",
                       message("the offer would have expired on {0} already", offer.expires_on));
    }

    void refuse_second(formats::Row& row, const Offer& offer) {
        const auto seen =
            m_lines.try_emplace({offer.association.value, formats::heading_key(offer.title)}, row.line());
        if (!seen.second && row.ok())
            row.refuse("title", "offer.twice",
                       message("this offer stands already in {0} {1}", row.line_word(), seen.first->second));
    }

    const store::Store& m_store;
    base::Date m_today;
    Directory m_directory;
    Municipalities m_municipalities;
    References m_references;
    SQLite::Statement m_of_association;
    std::map<std::pair<std::int64_t, std::string>, std::size_t> m_lines;
};

} // namespace

const std::vector<formats::Field>& offer_fields() {
    using base::_m;
    static const std::vector<formats::Field> k_fields = {
        {"association",
         false,
         {"verein", "verein_nr", "organisation"},
         _m("number or name of the association")},
        {"title", false, {"titel", "ueberschrift", "angebot"}, _m("what is looked for, in a line")},
        {"id", false, {"angebot_nr", "nr"}, _m("number of an offer in this store, to change its title")},
        {"text", false, {"beschreibung"}, _m("what is to be done")},
        {"duration", false, {"dauer", "art"}, _m("permanent, limited or one_off")},
        {"first_day", false, {"von", "beginn", "ab"}, _m("first day")},
        {"last_day", false, {"bis", "ende"}, _m("last day of an offer for a limited time")},
        {"hours", false, {"stunden", "zeitaufwand"}, _m("hours a week; of a one-off offer in all")},
        {"municipality",
         false,
         {"gemeinde", "gemeinde_ags", "ort", "ags"},
         _m("where it is, key or name; else as the association")},
        {"online", false, {}, _m("yes: can be done from anywhere")},
        {"field",
         false,
         {"engagementfeld", "bereich"},
         _m("field of engagement, key or name; else as the association")},
        {"accessible", false, {"barrierefrei"}, _m("yes or no; blank: not known")},
        {"public", false, {"oeffentlich", "veroeffentlichen"}, _m("yes: may be published; else no")},
        {"expires_on", false, {"gueltig_bis", "ablauf"}, _m("last day on which it is shown")},
    };
    return k_fields;
}

std::vector<OfferClaim> read_offers(const store::Store& store, formats::ImportReader& import,
                                    base::Date today) {
    OfferReader reader{store, today};
    std::vector<OfferClaim> claims;
    while (auto* row = import.next())
        reader.read(*row, claims);
    return claims;
}

} // namespace ehrenamt::associations
