// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/known_keys.hpp"

#include "ehrenamt/associations/directory.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::associations {
namespace {

std::string_view text(const SQLite::Column& value) {
    const auto* const bytes = static_cast<const char*>(value.getBlob());
    return bytes == nullptr ? std::string_view{}
                            : std::string_view{bytes, static_cast<std::size_t>(value.getBytes())};
}

/// A key that is to be added as soon as its place has come from memory.
struct Later {
    KeyTable* table;
    KeyTable::Key key;
};
constexpr std::size_t k_at_once = 32;

void add(std::vector<Later>& later) {
    for (const auto& [table, key] : later)
        table->add(key, 0);
    later.clear();
}

} // namespace

ClaimKeys keys_of(const Association& said) {
    ClaimKeys keys;
    if (!said.register_number.empty())
        keys.entry = KeyTable::key({said.register_court, said.former_court, said.register_number});
    if (!said.external_id.empty())
        keys.source = KeyTable::key({said.source, said.external_id});
    return keys;
}

KnownKeys::KnownKeys(const store::Store& store, const Aliases& aliases) {
    const auto count = store.db().execAndGet("SELECT count(*) FROM association").getInt64();
    for (auto* table : {&m_entries, &m_sources})
        table->reserve(static_cast<std::size_t>(count));
    SQLite::Statement query{store.db(), R"(
        SELECT name_key, register_number, register_court, former_court, external_id, source, municipality
        FROM association)"};
    std::vector<Later> later;
    const auto note = [&](KeyTable& table, std::initializer_list<std::string_view> parts) {
        later.push_back({&table, KeyTable::key(parts)});
        table.expect(later.back().key);
    };
    while (query.executeStep()) {
        const auto column = [&](int number) { return text(query.getColumn(number)); };
        if (query.isColumnNull(1)) {
            note(m_other_names, {column(0)});
            note(m_other_names_places, {column(0), column(6)});
        } else {
            note(m_entered_names, {column(0)});
            note(m_entries, {column(2), column(3), column(1)});
        }
        if (!query.isColumnNull(4))
            note(m_sources, {column(5), column(4)});
        if (later.size() >= k_at_once)
            add(later);
    }
    add(later);
    for (const auto& alias : aliases.all()) {
        const auto keys = keys_of(alias.was);
        if (keys.entry)
            m_entries.add(*keys.entry, 0);
        if (keys.source)
            m_sources.add(*keys.source, 0);
        const auto name = name_key(alias.was.name);
        const auto ags = alias.was.municipality ? alias.was.municipality->text() : std::string{};
        m_other_names.add(KeyTable::key({name}), 0);
        m_other_names_places.add(KeyTable::key({name, ags}), 0);
    }
}

void KnownKeys::expect(const ClaimKeys& keys) const {
    if (keys.entry)
        m_entries.expect(*keys.entry);
    if (keys.source)
        m_sources.expect(*keys.source);
}

bool KnownKeys::may_hold(const AssociationClaim& claim, const ClaimKeys& keys) const {
    if (!claim.own_number.empty() || (keys.entry && m_entries.contains(*keys.entry)) ||
        (keys.source && m_sources.contains(*keys.source)))
        return true;
    const auto name = KeyTable::key({claim.name_key});
    if (!keys.entry && m_entered_names.contains(name))
        return true;
    if (!m_other_names.contains(name) || !claim.said.municipality)
        return m_other_names.contains(name);
    const auto there = KeyTable::key({claim.name_key, claim.said.municipality->text()});
    const auto nowhere = KeyTable::key({claim.name_key, {}});
    return m_other_names_places.contains(there) || m_other_names_places.contains(nowhere);
}

} // namespace ehrenamt::associations
