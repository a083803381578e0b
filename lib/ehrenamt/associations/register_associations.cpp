// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/register_associations.hpp"

#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

namespace ehrenamt::associations {
namespace {

using base::message;
using base::Problem;
using base::Result;

bool has_register_entry(const Association& a) {
    return !a.register_number.empty();
}

bool same_register_entry(const Association& a, const Association& b) {
    return a.register_court == b.register_court && a.former_court == b.former_court &&
           a.register_number == b.register_number;
}

/// `17 (TSV Beispiel, Offenbach, VR 701)`
std::string described(const Association& a, const store::Origin& origin) {
    std::string text = fmt::format("{} ({}", origin.shown(a.id.value), a.name);
    if (a.municipality)
        text += ", " + a.municipality->text();
    if (has_register_entry(a))
        text += fmt::format(", {} VR {}", a.register_court, a.register_number);
    return text + ")";
}

Problem ambiguous(const std::vector<Association>& candidates, const store::Origin& origin) {
    std::vector<std::string> list;
    constexpr std::size_t k_most = Registry::k_most_namesakes;
    for (std::size_t i = 0; i < std::min(candidates.size(), k_most); ++i)
        list.push_back(described(candidates[i], origin));
    if (candidates.size() > k_most)
        list.emplace_back("…");
    return {
        "association.ambiguous",
        message(
            "it is not clear which association is meant; say its number or register entry. It could be {0}",
            base::joined(list, "; "))};
}

/// What a claim is about, if it is in the store: an association, or one that was merged into it.
struct Found {
    std::optional<Association> stored = {};
    std::optional<domain::AssociationId> merged_away = {};
};

Found survivor_of(const Alias& alias, const Registry& registry) {
    return {registry.by_id(alias.survivor), alias.was.id};
}

/// Those of the same name that the claim does not contradict. Without municipality a claim could mean any of
/// them; with it, only those there. Names of merged associations count like their survivor's own.
Result<Found> found_by_name(const AssociationClaim& claim, const Registry& registry,
                            const store::Origin& origin) {
    const auto& said = claim.said;
    const auto& key = claim.name_key;
    auto candidates = registry.namesakes(key, said);
    std::optional<domain::AssociationId> merged_away;
    bool same_place = candidates.size() == 1 && candidates.front().municipality == said.municipality;
    for (const auto* alias : registry.aliases().by_name(key)) {
        const bool named_already = std::any_of(candidates.begin(), candidates.end(),
                                               [&](const Association& a) { return a.id == alias->survivor; });
        if (named_already || contradict(said, alias->was))
            continue;
        candidates.push_back(*registry.by_id(alias->survivor));
        merged_away = alias->was.id;
        same_place = alias->was.municipality == said.municipality;
    }
    if (candidates.empty())
        return Found{};
    if (candidates.size() == 1 && same_place)
        return Found{candidates.front(), merged_away};
    return ambiguous(candidates, origin);
}

Result<Found> found(const AssociationClaim& claim, const Registry& registry, const store::Origin& origin) {
    const auto& said = claim.said;
    const auto& aliases = registry.aliases();
    if (!claim.own_number.empty()) {
        const auto id = origin.parse_id(claim.own_number);
        if (!id)
            return id.problem();
        if (const auto* alias = aliases.by_id({*id}))
            return survivor_of(*alias, registry);
        auto by_id = registry.by_id({*id});
        if (!by_id)
            return Problem{"association.unknown",
                           message("there is no association {0}", base::printable(claim.own_number))};
        return Found{std::move(by_id)};
    }
    // A merged association goes before its survivor, who may have taken its register entry over: what is said
    // of it is known and decided.
    if (has_register_entry(said)) {
        if (const auto* alias =
                aliases.by_register(said.register_court, said.former_court, said.register_number))
            return survivor_of(*alias, registry);
        if (auto by_entry =
                registry.by_register(said.register_court, said.former_court, said.register_number))
            return Found{std::move(by_entry)};
    }
    if (!said.external_id.empty()) {
        if (const auto* alias = aliases.by_source(said.source, said.external_id))
            return survivor_of(*alias, registry);
        if (auto by_source = registry.by_source(said.source, said.external_id))
            return Found{std::move(by_source)};
    }
    return found_by_name(claim, registry, origin);
}

/// By something that says which association it is whatever its name.
bool identified(const AssociationClaim& claim) {
    return !claim.own_number.empty() || has_register_entry(claim.said) || !claim.said.external_id.empty();
}

void take(std::string& stored, const std::string& said) {
    if (!said.empty())
        stored = said;
}

/// A list says another seat or postcode than the one that is stored.
bool moved(const Association& stored, const Association& said) {
    const auto differs = [](const std::string& a, const std::string& b) {
        return !a.empty() && !b.empty() && a != b;
    };
    return differs(stored.seat, said.seat) || differs(stored.postcode, said.postcode);
}

/// A municipality that follows from the place does not outdo the one that is stored, unless the place is
/// another.
void take_municipality(Association& stored, const AssociationClaim& claim, bool has_moved) {
    const auto& said = claim.said;
    if (!said.municipality)
        return;
    const bool derived = !claim.place.basis.empty();
    if (stored.municipality != said.municipality && (!stored.municipality || !derived || has_moved)) {
        stored.municipality = said.municipality;
        stored.municipality_basis = said.municipality_basis;
    } else if (stored.municipality == said.municipality && claim.basis_said) {
        stored.municipality_basis = said.municipality_basis;
    }
}

/// The stored association with all that was said put over it.
Association brought_together(Association stored, const AssociationClaim& claim) {
    const auto& said = claim.said;
    const bool has_moved = moved(stored, said);
    for (const auto& text : k_association_texts)
        take(stored.*text.member, said.*text.member);
    take_municipality(stored, claim, has_moved);
    if (has_register_entry(said)) {
        stored.register_court = said.register_court;
        stored.register_number = said.register_number;
        take(stored.former_court, said.former_court);
    }
    // Where an entry first came from stays; a second source would only take turns with it.
    if (!said.external_id.empty() && (stored.source.empty() || stored.source == said.source)) {
        stored.source = said.source;
        stored.external_id = said.external_id;
    }
    if (said.source_date)
        stored.source_date = said.source_date;
    return stored;
}

/// The fields in which two states of an association differ, in the order of k_association_texts.
std::vector<std::string_view> differences(const Association& a, const Association& b) {
    std::vector<std::string_view> fields;
    for (const auto& text : k_association_texts)
        if (a.*text.member != b.*text.member)
            fields.push_back(text.field);
    const auto add_if = [&](bool differs, std::string_view field) {
        if (differs)
            fields.push_back(field);
    };
    add_if(a.municipality != b.municipality, "municipality");
    add_if(a.municipality_basis != b.municipality_basis, "municipality_basis");
    add_if(a.register_court != b.register_court, "register_court");
    add_if(a.former_court != b.former_court, "former_court");
    add_if(a.register_number != b.register_number, "register_number");
    add_if(a.source != b.source, "source");
    add_if(a.external_id != b.external_id, "external_id");
    add_if(a.source_date != b.source_date, "source_date");
    return fields;
}

/// Who has the keys now that must be unique.
std::vector<Association> holders_of_keys(const Association& a, const Registry& registry) {
    std::vector<Association> holders;
    if (has_register_entry(a))
        if (auto holder = registry.by_register(a.register_court, a.former_court, a.register_number))
            holders.push_back(*std::move(holder));
    if (!a.external_id.empty())
        if (auto holder = registry.by_source(a.source, a.external_id))
            holders.push_back(*std::move(holder));
    return holders;
}

} // namespace

void make_new(Association& said) {
    if (said.kind.empty())
        said.kind = has_register_entry(said) ? "registered_association" : "other";
    if (said.status.empty())
        said.status = "active";
}

Result<Plan> plan(const AssociationClaim& claim, const Registry& registry, const store::Origin& origin) {
    const auto& said = claim.said;
    auto match = found(claim, registry, origin);
    if (!match)
        return match.problem();
    const auto* stored = &match->stored;
    if (!*stored)
        return Plan{};
    if (match->merged_away)
        return Plan{Outcome::same, match->stored, match->merged_away};
    if (has_register_entry(said) && has_register_entry(**stored) && claim.own_number.empty() &&
        !same_register_entry(said, **stored))
        return Problem{
            "association.conflict",
            message("{0} has another register entry; if it changed, say so with its number (column id)",
                    described(**stored, origin))};
    auto result = brought_together(**stored, claim);
    // Found by its name, which was only written another way: the way it is registered stays.
    if (!identified(claim))
        result.name = (*stored)->name;
    for (const auto& other : holders_of_keys(result, registry))
        if (other.id != result.id)
            return Problem{"association.conflict",
                           message("{0} has this register entry or number of the source already",
                                   described(other, origin))};
    auto changed = differences(result, **stored);
    const auto outcome = changed.empty() ? Outcome::same : Outcome::changed;
    return Plan{outcome, std::move(result), {}, std::move(changed)};
}

AssociationImport::AssociationImport(store::Store& store, formats::ImportReader& reader,
                                     const std::function<std::string(std::string_view)>& otherwise)
    : m_store{store}, m_reader{reader}, m_claims{reader, store, otherwise}, m_registry{store} {}

void AssociationImport::read(const std::function<void()>& pause, std::size_t expected) {
    // From so many rows on it is quicker to read all keys of the store once than to ask for each.
    constexpr std::size_t k_share = 32;
    const auto many = static_cast<std::size_t>(m_registry.count()) / k_share;
    if (expected >= many)
        m_known.emplace(m_store, m_registry.aliases());
    std::size_t read = 0;
    const auto between = [&] {
        hand_rejections_over();
        read = m_reader.rows_read();
        pause();
    };
    for (std::span<ReadRow> rows; m_claims.next(rows, between);) {
        if (!m_known && read >= many)
            m_known.emplace(m_store, m_registry.aliases());
        for (auto& row : rows)
            take_row(row);
    }
    hand_rejections_over();
    m_known.reset();
    m_seen = {};
}

void AssociationImport::take_row(ReadRow& row) {
    auto& claim = row.claim;
    const auto& keys = row.keys;
    if (keys.entry)
        m_seen.entries.expect(*keys.entry);
    if (keys.source)
        m_seen.sources.expect(*keys.source);
    if (m_known)
        m_known->expect(keys);
    auto planned =
        m_known && !m_known->may_hold(claim, keys) ? Plan{} : plan(claim, m_registry, m_store.origin());
    if (!planned) {
        auto problem = planned.problem();
        m_ambiguous += problem.rule == "association.ambiguous" ? 1 : 0;
        problem.place = m_claims.place(row);
        problem.value = claim.own_number.empty() ? claim.said.name : claim.own_number;
        return reject(row.where, std::move(problem));
    }
    look_for_twins(claim, keys, *planned, row.where);
    note_open_place(claim, row.where);
    for (const auto& value : claim.left_out)
        m_left_out[value].push_back(row.where.line);
    m_planned.push_back({row.where, kept(*std::move(planned), claim), claim.place.state, claim.place.basis,
                         claim.brought_forward, claim.number_without_source, claim.court_outside,
                         claim.court_without_number});
}

void AssociationImport::reject(const formats::RowPlace& where, Problem problem) {
    m_rejected_lines.insert(where.line);
    m_rejections.emplace_back(where, std::move(problem));
}

void AssociationImport::hand_rejections_over() {
    for (auto& [where, problem] : m_rejections)
        m_reader.reject(where, std::move(problem));
    m_rejections.clear();
}

/// Keeps what a person has to know to say where the association is.
void AssociationImport::note_open_place(const AssociationClaim& claim, const formats::RowPlace& where) {
    const bool open =
        claim.place.state == FoundPlace::State::ambiguous || claim.place.state == FoundPlace::State::unknown;
    if (!open)
        return;
    const auto& said = claim.said;
    const auto key = fmt::format("{}\x1f{}\x1f{}", claim.place_written, said.postcode, said.register_court);
    const auto [found, fresh] = m_open_index.emplace(key, m_open.size());
    if (fresh)
        m_open.push_back(
            {claim.place_written, said.postcode, said.register_court, claim.place.candidates, {}});
    m_open[found->second].lines.push_back(where.line);
}

/// A row to be added as its texts alone, one to be changed as it will stand; of one that stays, nothing.
AssociationImport::Kept AssociationImport::kept(Plan plan, AssociationClaim& claim) {
    Kept row{plan.outcome};
    if (plan.outcome == Outcome::added) {
        make_new(claim.said);
        row.place = m_new.keep(claim.said, claim.name_key);
    } else if (plan.outcome == Outcome::changed) {
        row.changed = std::make_unique<Plan>(std::move(plan));
    }
    return row;
}

void AssociationImport::look_for_twins(const AssociationClaim& claim, const ClaimKeys& keys, const Plan& plan,
                                       const formats::RowPlace& where) {
    if (keys.entry)
        tell_twice(m_seen.entries, *keys.entry, where);
    if (keys.source)
        tell_twice(m_seen.sources, *keys.source, where);
    if (!keys.entry && !keys.source) {
        const auto municipality = claim.said.municipality ? claim.said.municipality->text() : std::string{};
        tell_twice(m_seen.names_places, KeyTable::key({claim.name_key, municipality}), where);
    }
    if (plan.outcome != Outcome::added) {
        const auto number = fmt::to_string(plan.merged_away.value_or(plan.association->id).value);
        tell_twice(m_seen.stored, KeyTable::key({number}), where);
    }
}

/// The first of two rows is rejected together with the second: which of them is right only a person knows.
void AssociationImport::tell_twice(KeyTable& seen_keys, const KeyTable::Key& key,
                                   const formats::RowPlace& where) {
    const auto row = static_cast<std::uint32_t>(m_planned.size());
    const auto before = seen_keys.add(key, row);
    if (!before || *before == row)
        return;
    const auto& seen = m_planned[*before].where;
    const auto tell = [&](const formats::RowPlace& at, std::size_t other) {
        reject(at, {"association.twice",
                    message("the same association stands in {0} {1} too", m_reader.line_word(),
                            fmt::to_string(other)),
                    m_reader.place(at.line),
                    {}});
    };
    if (!m_rejected_lines.contains(seen.line))
        tell(seen, where.line);
    if (!m_rejected_lines.contains(where.line))
        tell(where, seen.line);
}

ImportSummary AssociationImport::summary() const {
    ImportSummary summary;
    summary.read = m_reader.rows_read();
    summary.rejected = m_reader.rows_rejected();
    summary.ambiguous = m_ambiguous;
    using State = FoundPlace::State;
    for (const auto& row : m_planned) {
        if (m_reader.is_rejected(row.where.line))
            continue;
        ++summary.accepted;
        summary.added += row.plan.outcome == Outcome::added ? 1 : 0;
        summary.changed += row.plan.outcome == Outcome::changed ? 1 : 0;
        summary.same += row.plan.outcome == Outcome::same ? 1 : 0;
        if (row.plan.changed)
            for (const auto field : row.plan.changed->changed)
                ++summary.changed_fields[field];
        if (!row.basis.empty())
            ++summary.derived[row.basis];
        summary.place_not_said += row.place == State::not_said ? 1 : 0;
        summary.place_ambiguous += row.place == State::ambiguous ? 1 : 0;
        summary.place_unknown += row.place == State::unknown ? 1 : 0;
        summary.outside_hesse += row.place == State::outside ? 1 : 0;
        summary.brought_forward += row.brought_forward ? 1 : 0;
        summary.number_without_source += row.number_without_source ? 1 : 0;
        summary.court_outside += row.court_outside ? 1 : 0;
        summary.court_without_number += row.court_without_number ? 1 : 0;
    }
    return summary;
}

std::vector<OpenPlace> AssociationImport::open_places() const {
    std::vector<OpenPlace> open;
    for (auto place : m_open) {
        std::erase_if(place.lines, [&](std::size_t line) { return m_reader.is_rejected(line); });
        if (!place.lines.empty())
            open.push_back(std::move(place));
    }
    return open;
}

std::vector<LeftOut> AssociationImport::left_out() const {
    std::vector<LeftOut> all;
    for (const auto& [value, lines] : m_left_out) {
        LeftOut one{value.first, value.second, lines};
        std::erase_if(one.lines, [&](std::size_t line) { return m_reader.is_rejected(line); });
        if (!one.lines.empty())
            all.push_back(std::move(one));
    }
    return all;
}

void AssociationImport::write(store::ChangeSet& change, base::Date today,
                              const std::function<void()>& pause) {
    constexpr std::size_t k_rows_between_pauses = 1000;
    std::size_t written = 0;
    std::int64_t changed = 0;
    std::vector<std::size_t> added;
    for (auto& row : m_planned) {
        if (m_reader.is_rejected(row.where.line))
            continue;
        if (written++ % k_rows_between_pauses == 0)
            pause();
        if (row.plan.outcome == Outcome::added) {
            added.push_back(row.plan.place);
        } else if (row.plan.outcome == Outcome::changed) {
            m_registry.update(*row.plan.changed->association);
            ++changed;
        }
    }
    m_planned.clear();
    m_new.insert(m_store, change, added, today, pause);
    change.count("associations_new", static_cast<std::int64_t>(added.size()));
    change.count("associations_changed", changed);
}

} // namespace ehrenamt::associations
