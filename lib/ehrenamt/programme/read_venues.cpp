// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/programme/read_fields.hpp"
#include "ehrenamt/programme/venues.hpp"

#include <algorithm>
#include <map>

namespace ehrenamt::programme {
namespace {

using base::message;

class VenueReader {
  public:
    explicit VenueReader(const store::Store& store)
        : m_store{store}, m_municipalities{store}, m_known{venues(store)} {}

    void read(formats::Row& row, std::vector<VenueClaim>& claims) {
        VenueClaim claim;
        const auto name = row.line_of_text("name");
        auto municipality = row.value(
            "municipality", [&](std::string_view text) { return find_municipality(m_municipalities, text); });
        const auto* before = known(row, name, municipality);
        if (before != nullptr) {
            claim.id = before->id;
            claim.facts = before->facts;
        }
        auto& facts = claim.facts;
        if (!name.empty())
            facts.name = name;
        if (municipality)
            facts.municipality = *std::move(municipality);
        if (const auto capacity = row.integer("capacity", 1, k_most_persons_in_course))
            facts.capacity = capacity;
        if (const auto cost = row.value("cost", parse_cost))
            facts.cost = *cost;
        if (const auto answer = row.choice("accessible", formats::no_or_yes()))
            facts.accessible = *answer == 1;
        if (auto free = row.value("free", parse_free_times))
            facts.free = *std::move(free);
        claim.same = before != nullptr && before->facts == facts;
        if (!claim.same)
            require_enough(row, facts);
        if (row.ok())
            refuse_second(row, claim);
        if (row.ok())
            claims.push_back(std::move(claim));
    }

  private:
    /// By number, else by name and municipality; the name alone will do if one venue has it.
    const Venue* known(formats::Row& row, const std::string& name,
                       const std::optional<domain::Ags>& municipality) {
        const auto id =
            row.value("id", [&](std::string_view text) { return m_store.origin().parse_id(text); });
        if (!id && !row.text("id").empty())
            return nullptr;
        std::vector<const Venue*> found;
        for (const auto& venue : m_known)
            if (id ? venue.id.value == *id
                   : venue.facts.name == name && (!municipality || venue.facts.municipality == municipality))
                found.push_back(&venue);
        if (found.size() > 1)
            row.refuse("municipality", "venue.ambiguous",
                       message("several municipalities have a venue of this name; name the municipality"));
        else if (found.empty() && id)
            row.refuse("id", "venue.unknown", message("there is no venue {0}", m_store.origin().shown(*id)));
        return found.size() == 1 ? found.front() : nullptr;
    }

    static void require_enough(formats::Row& row, const VenueFacts& facts) {
        if (!row.ok())
            return;
        if (base::sort_key(facts.name) == "online")
            row.refuse("name", "venue.online", message("online is no room and needs no entry"));
        if (facts.name.empty())
            row.refuse("name", "field.blank", message("is needed"));
        if (!facts.municipality)
            row.refuse("municipality", "field.blank", message("is needed"));
        if (!facts.capacity)
            row.refuse("capacity", "field.blank", message("is needed"));
    }

    void refuse_second(formats::Row& row, const VenueClaim& claim) {
        const auto& facts = claim.facts;
        const auto seen = m_lines.try_emplace({facts.name, facts.municipality->text()}, row.line());
        if (!seen.second)
            row.refuse("name", "venue.twice",
                       message("this venue stands already in {0} {1}", row.line_word(), seen.first->second));
        const auto named = std::ranges::find_if(m_known, [&](const Venue& other) {
            return other.facts.name == facts.name && other.facts.municipality == facts.municipality;
        });
        if (named != m_known.end() && claim.id != named->id)
            row.refuse("name", "venue.name_taken",
                       message("the venue {0} has this name there", m_store.origin().shown(named->id.value)));
    }

    const store::Store& m_store;
    associations::Municipalities m_municipalities;
    std::vector<Venue> m_known;
    std::map<std::pair<std::string, std::string>, std::size_t> m_lines;
};

} // namespace

const std::vector<formats::Field>& venue_fields() {
    using base::_m;
    static const std::vector<formats::Field> k_fields = {
        {"name", false, {"raum", "venue", "veranstaltungsort", "bezeichnung"}, _m("name of the room")},
        {"id", false, {"nr", "raum_nr"}, _m("number of a venue in this store, to change the name")},
        {"municipality",
         false,
         {"gemeinde", "gemeinde_ags", "ort", "ags"},
         _m("municipality of the venue, key or name")},
        {"capacity", false, {"plaetze", "kapazitaet", "places"}, _m("persons that it holds")},
        {"cost", false, {"kosten", "miete", "kosten_je_termin"}, _m("what each session in it costs")},
        {"accessible", false, {"barrierefrei"}, _m("yes or no; blank: not known")},
        {"free", false, {"frei", "freie_zeiten", "verfuegbar", "free_times"}, _m("when; else always")},
    };
    return k_fields;
}

std::vector<VenueClaim> read_venues(const store::Store& store, formats::ImportReader& import) {
    VenueReader reader{store};
    std::vector<VenueClaim> claims;
    while (auto* row = import.next())
        reader.read(*row, claims);
    return claims;
}

} // namespace ehrenamt::programme
