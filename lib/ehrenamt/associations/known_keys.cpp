// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/known_keys.hpp"

#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/base/worker.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
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

} // namespace

/// Some rows of the store, copied so that a second thread makes keys of them while SQLite reads the next.
struct KnownKeys::Rows {
    enum Column : std::size_t { name, number, court, former_court, external_id, source, municipality, count };
    static constexpr std::size_t k_most = 2048;
    using Texts = std::array<std::string_view, count>;

    std::string bytes = {};
    std::vector<std::array<std::size_t, count>> ends = {};

    void add(SQLite::Statement& query) {
        auto& row = ends.emplace_back();
        for (std::size_t i = 0; i < count; ++i) {
            bytes += text(query.getColumn(static_cast<int>(i)));
            row[i] = bytes.size();
        }
    }
    [[nodiscard]] Texts texts(std::size_t row) const {
        Texts all;
        std::size_t begin = row == 0 ? 0 : ends[row - 1].back();
        for (std::size_t i = 0; i < count; ++i) {
            all[i] = std::string_view{bytes}.substr(begin, ends[row][i] - begin);
            begin = ends[row][i];
        }
        return all;
    }
    void clear() {
        bytes.clear();
        ends.clear();
    }
};

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
    Rows batches[2];
    auto* filling = &batches[0];
    base::Worker worker;
    const auto hand_over = [&] {
        worker.wait();
        worker.start([this, &rows = *filling] { add(rows); });
        filling = filling == &batches[0] ? &batches[1] : &batches[0];
        filling->clear();
    };
    while (query.executeStep()) {
        filling->add(query);
        if (filling->ends.size() == Rows::k_most)
            hand_over();
    }
    hand_over();
    worker.wait();
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

/// Each key is added when its place has come from memory, which takes longer than to make some others.
void KnownKeys::add(const Rows& rows) {
    struct Later {
        KeyTable* table;
        KeyTable::Key key;
    };
    constexpr std::size_t k_at_once = 32;
    std::vector<Later> later;
    const auto note = [&](KeyTable& table, std::initializer_list<std::string_view> parts) {
        later.push_back({&table, KeyTable::key(parts)});
        table.expect(later.back().key);
    };
    const auto add_noted = [&] {
        for (const auto& [table, key] : later)
            table->add(key, 0);
        later.clear();
    };
    for (std::size_t i = 0; i < rows.ends.size(); ++i) {
        const auto row = rows.texts(i);
        if (row[Rows::number].empty()) {
            note(m_other_names, {row[Rows::name]});
            note(m_other_names_places, {row[Rows::name], row[Rows::municipality]});
        } else {
            note(m_entered_names, {row[Rows::name]});
            note(m_entries, {row[Rows::court], row[Rows::former_court], row[Rows::number]});
        }
        if (!row[Rows::external_id].empty())
            note(m_sources, {row[Rows::source], row[Rows::external_id]});
        if (later.size() >= k_at_once)
            add_noted();
    }
    add_noted();
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
