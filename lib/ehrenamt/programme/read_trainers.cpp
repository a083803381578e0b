// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/needs/responses.hpp"
#include "ehrenamt/programme/read_fields.hpp"
#include "ehrenamt/programme/trainers.hpp"

#include <algorithm>
#include <map>

namespace ehrenamt::programme {
namespace {

using base::message;

constexpr std::int64_t k_most_km = 1000;

class TrainerReader {
  public:
    explicit TrainerReader(const store::Store& store)
        : m_store{store}, m_municipalities{store}, m_known{trainers(store)} {}

    void read(formats::Row& row, std::vector<TrainerClaim>& claims) {
        TrainerClaim claim;
        const auto name = row.line_of_text("name");
        const auto* before = known(row, name);
        if (before != nullptr) {
            claim.id = before->id;
            claim.facts = before->facts;
        }
        auto& facts = claim.facts;
        if (!name.empty())
            facts.name = name;
        read_topics(row, facts);
        read_fee(row, facts);
        read_place(row, facts);
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
    /// By number, else by name; a new name with a number is a new name of that trainer.
    const Trainer* known(formats::Row& row, const std::string& name) {
        const auto id =
            row.value("id", [&](std::string_view text) { return m_store.origin().parse_id(text); });
        const auto found = std::ranges::find_if(m_known, [&](const Trainer& trainer) {
            return id ? trainer.id.value == *id : trainer.facts.name == name;
        });
        if (found != m_known.end())
            return &*found;
        if (id)
            row.refuse("id", "trainer.unknown",
                       message("there is no trainer {0}", m_store.origin().shown(*id)));
        else if (name.empty() && row.text("id").empty())
            row.refuse("name", "field.blank", message("is needed"));
        return nullptr;
    }

    void read_topics(formats::Row& row, TrainerFacts& facts) const {
        const auto text = row.text("topics");
        if (text.empty())
            return;
        std::vector<std::string> topics;
        for (const auto part : base::split(text, '|')) {
            const auto topic = needs::find_topic(m_store, std::string{base::trimmed(part)});
            if (topic)
                topics.push_back(*topic);
            else
                row.refuse("topics", topic.problem().rule, topic.problem().message);
        }
        std::ranges::sort(topics);
        topics.erase(std::unique(topics.begin(), topics.end()), topics.end());
        facts.topics = std::move(topics);
    }

    static void read_fee(formats::Row& row, TrainerFacts& facts) {
        const auto per_ue = row.value("fee_per_ue", parse_cost);
        const auto flat = row.value("fee_flat", parse_cost);
        if (per_ue && flat)
            row.refuse("fee_flat", "trainer.two_fees",
                       message("give one of the two: a fee for each UE, or one for the whole course"));
        if (!per_ue && !flat)
            return;
        facts.fee_per_ue = per_ue;
        facts.fee_flat = flat;
    }

    void read_place(formats::Row& row, TrainerFacts& facts) const {
        if (auto ags = row.value("municipality", [&](std::string_view text) {
                return find_municipality(m_municipalities, text);
            }))
            facts.municipality = *std::move(ags);
        if (const auto km = row.integer("travel_km", 0, k_most_km))
            facts.travel_km = km;
        if (const auto answer = row.choice("online", formats::no_or_yes()))
            facts.online = *answer == 1;
    }

    static void require_enough(formats::Row& row, const TrainerFacts& facts) {
        if (facts.topics.empty() && row.text("topics").empty())
            row.refuse("topics", "field.blank", message("is needed"));
        if (!facts.fee_per_ue && !facts.fee_flat && row.text("fee_per_ue").empty() &&
            row.text("fee_flat").empty())
            row.refuse("fee_per_ue", "trainer.no_fee",
                       message("is needed, or a fee for the whole course; 0 if nothing is asked"));
        if (facts.travel_km && !facts.municipality && row.text("municipality").empty())
            row.refuse("municipality", "field.blank", message("is needed for a travel limit"));
    }

    void refuse_second(formats::Row& row, const TrainerClaim& claim) {
        const auto seen = m_lines.try_emplace(claim.facts.name, row.line());
        if (!seen.second)
            row.refuse("name", "trainer.twice",
                       message("this name stands already in {0} {1}", row.line_word(), seen.first->second));
        const auto named = std::ranges::find_if(
            m_known, [&](const Trainer& other) { return other.facts.name == claim.facts.name; });
        if (named != m_known.end() && claim.id != named->id)
            row.refuse("name", "trainer.name_taken",
                       message("the trainer {0} has this name", m_store.origin().shown(named->id.value)));
    }

    const store::Store& m_store;
    associations::Municipalities m_municipalities;
    std::vector<Trainer> m_known;
    std::map<std::string, std::size_t> m_lines;
};

} // namespace

const std::vector<formats::Field>& trainer_fields() {
    using base::_m;
    static const std::vector<formats::Field> k_fields = {
        {"name", false, {"kursleitung", "trainer", "referent", "referentin"}, _m("name")},
        {"id", false, {"nr", "trainer_nr"}, _m("number of a trainer in this store, to change the name")},
        {"topics", false, {"themen", "thema", "topic"}, _m("topics, keys or German names, separated by |")},
        {"fee_per_ue", false, {"honorar_je_ue", "honorar"}, _m("fee for each unit of 45 minutes")},
        {"fee_flat", false, {"honorar_pauschal", "pauschale"}, _m("fee for a whole course, however long")},
        {"municipality",
         false,
         {"gemeinde", "gemeinde_ags", "wohnort", "ort", "ags"},
         _m("municipality that the trainer comes from, key or name")},
        {"travel_km", false, {"umkreis_km", "fahrweg_km"}, _m("how far a venue may be from there, in km")},
        {"online", false, {}, _m("yes: holds courses online, too; else no")},
        {"free", false, {"frei", "freie_zeiten", "verfuegbar", "free_times"}, _m("when; else always")},
    };
    return k_fields;
}

std::vector<TrainerClaim> read_trainers(const store::Store& store, formats::ImportReader& import) {
    TrainerReader reader{store};
    std::vector<TrainerClaim> claims;
    while (auto* row = import.next())
        reader.read(*row, claims);
    return claims;
}

} // namespace ehrenamt::programme
