// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/aliases.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>

namespace ehrenamt::associations {
namespace {

std::string joint(std::string_view a, std::string_view b, std::string_view c = "") {
    return fmt::format("{}\x1f{}\x1f{}", a, b, c);
}

const Alias* at(const std::vector<Alias>& aliases, const std::unordered_map<std::string, std::size_t>& index,
                const std::string& key) {
    const auto found = index.find(key);
    return found == index.end() ? nullptr : &aliases[found->second];
}

} // namespace

Aliases::Aliases(const store::Store& store) {
    SQLite::Statement query{store.db(), R"(
        SELECT id, survivor, name, status, municipality, register_court, former_court, register_number, source,
               external_id, merged_on, change_set, name_key
        FROM association_alias ORDER BY id)"};
    while (query.executeStep()) {
        const auto text = [&](int column) { return query.getColumn(column).getString(); };
        Alias alias{{}, {query.getColumn(1).getInt64()}, text(10), query.getColumn(11).getInt64()};
        auto& was = alias.was;
        was.id = {query.getColumn(0).getInt64()};
        was.name = text(2);
        was.status = text(3);
        if (!query.isColumnNull(4))
            was.municipality = *domain::Ags::parse(text(4));
        was.register_court = text(5);
        was.former_court = text(6);
        was.register_number = text(7);
        was.source = text(8);
        was.external_id = text(9);
        const auto place = m_aliases.size();
        m_by_id.emplace(was.id.value, place);
        m_by_name.emplace(text(12), place);
        if (!was.register_number.empty())
            m_by_register.emplace(joint(was.register_court, was.former_court, was.register_number), place);
        if (!was.source.empty())
            m_by_source.emplace(joint(was.source, was.external_id), place);
        m_aliases.push_back(std::move(alias));
    }
}

const Alias* Aliases::by_id(domain::AssociationId id) const {
    const auto found = m_by_id.find(id.value);
    return found == m_by_id.end() ? nullptr : &m_aliases[found->second];
}

const Alias* Aliases::by_register(const std::string& court, const std::string& former_court,
                                  const std::string& number) const {
    return empty() ? nullptr : at(m_aliases, m_by_register, joint(court, former_court, number));
}

const Alias* Aliases::by_source(const std::string& source, const std::string& external_id) const {
    return empty() ? nullptr : at(m_aliases, m_by_source, joint(source, external_id));
}

std::vector<const Alias*> Aliases::by_name(const std::string& name_key) const {
    std::vector<const Alias*> found;
    const auto [first, last] = m_by_name.equal_range(name_key);
    for (auto at = first; at != last; ++at)
        found.push_back(&m_aliases[at->second]);
    std::sort(found.begin(), found.end(),
              [](const Alias* a, const Alias* b) { return a->was.id < b->was.id; });
    return found;
}

} // namespace ehrenamt::associations
