// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/register_named.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehrenamt::needs::survey {
namespace {

using associations::Known;
using base::message;
using base::printable;
using base::Problem;

// Each search compares with every name; a file of nothing but unknown names shall still end.
constexpr std::size_t k_most_searches = 200;

const char* kind_of(const Answer& answer) {
    if (answer.legal_form == "registered_association")
        return "registered_association";
    if (answer.legal_form == "initiative")
        return "initiative";
    if (answer.legal_form.empty() || answer.legal_form == "other")
        return "other";
    return "carrier";
}

} // namespace

NamedAssociations::NamedAssociations(store::Store& store)
    : m_store{store},
      m_directory{store},
      m_by_postcode{store.db(), "SELECT min(ags), count(*) FROM postcode WHERE postcode = ?"},
      m_in_area{store.db(), R"(
          SELECT count(*) FROM association a WHERE a.id = ? AND (a.municipality IS NULL OR EXISTS (
              SELECT 1 FROM contact_point_area p JOIN contact_point c ON c.id = p.contact_point AND c.own = 1
              WHERE p.ags = a.municipality)))"} {}

std::optional<domain::Ags> NamedAssociations::municipality(const std::string& place) {
    if (place.empty())
        return std::nullopt;
    std::string name = place;
    const bool postcode = place.size() >= 5 && place.find_first_not_of("0123456789") >= 5;
    if (postcode) {
        m_by_postcode.reset();
        m_by_postcode.bind(1, place.substr(0, 5));
        if (m_by_postcode.executeStep() && m_by_postcode.getColumn(1).getInt() == 1)
            return *domain::Ags::parse(m_by_postcode.getColumn(0).getString());
        name = base::trimmed(std::string_view{place}.substr(5));
    }
    if (!m_municipalities)
        m_municipalities.emplace(m_store);
    const auto found = name.empty() ? base::Result<domain::Ags>{Problem{}} : m_municipalities->by_text(name);
    if (!found)
        return std::nullopt;
    const auto* const current = m_municipalities->current(*found);
    return current == nullptr ? std::nullopt : std::optional{current->ags};
}

std::string NamedAssociations::nearest(const std::string& name) {
    if (++m_searches > k_most_searches)
        return {};
    if (m_names.empty()) {
        SQLite::Statement all{m_store.db(), "SELECT name, name_key FROM association WHERE status = 'active'"};
        while (all.executeStep()) {
            m_names.push_back(all.getColumn(0).getString());
            m_keys.push_back(all.getColumn(1).getString());
        }
    }
    const std::vector<std::string_view> keys(m_keys.begin(), m_keys.end());
    const auto meant = base::nearest(associations::name_key(name), keys);
    const auto at = std::find(m_keys.begin(), m_keys.end(), meant);
    return meant.empty() || at == m_keys.end() ? std::string{}
                                               : m_names[static_cast<std::size_t>(at - m_keys.begin())];
}

base::Result<domain::AssociationId> NamedAssociations::find(const Answer& answer) {
    auto found = m_directory.by_name(answer.name);
    if (found.size() > 1)
        if (const auto seat = municipality(answer.place))
            if (std::count_if(found.begin(), found.end(),
                              [&](const Known& one) { return one.municipality == seat; }) == 1)
                std::erase_if(found, [&](const Known& one) { return one.municipality != seat; });
    if (found.size() == 1)
        return found.front().id;
    if (found.empty()) {
        const auto meant = nearest(answer.name);
        return Problem{
            "association.unknown",
            meant.empty()
                ? message("the association '{0}' is not in the register; correct the name, or enter it "
                          "by --register-missing",
                          printable(answer.name))
                : message("the association '{0}' is not in the register; is it '{1}'? Correct the "
                          "name, or enter it by --register-missing",
                          printable(answer.name), meant),
            {},
            answer.name};
    }
    std::vector<std::string> candidates;
    for (const auto& one : found)
        candidates.push_back(fmt::format("{} ({}{})", one.name, store::long_id(one.id.value),
                                         one.municipality ? ", " + one.municipality->text() : ""));
    return Problem{"association.ambiguous",
                   message("'{0}' may be one of several: {1}; add its municipality under PLACE",
                           printable(answer.name), base::joined(candidates, ", ")),
                   {},
                   answer.name};
}

bool NamedAssociations::in_area(domain::AssociationId association) {
    m_in_area.reset();
    m_in_area.bind(1, association.value);
    return m_in_area.executeStep() && m_in_area.getColumn(0).getInt64() > 0;
}

domain::AssociationId NamedAssociations::enter(store::ChangeSet& change, const Answer& answer) {
    const auto id = change.next_id<domain::AssociationId>();
    const auto seat = municipality(answer.place);
    SQLite::Statement insert{m_store.db(), R"(
        INSERT INTO association (id, name, name_key, kind, status, seat, municipality, field, recorded_on)
        VALUES (?, ?, ?, ?, 'active', nullif(?, ''), nullif(?, ''), nullif(?, ''), ?))"};
    insert.bind(1, id.value);
    insert.bind(2, answer.name);
    insert.bind(3, associations::name_key(answer.name));
    insert.bind(4, kind_of(answer));
    insert.bind(5, answer.place);
    insert.bind(6, seat ? seat->text() : std::string{});
    insert.bind(7, std::string{answer.field});
    insert.bind(8, answer.received_on.iso());
    insert.exec();
    return id;
}

} // namespace ehrenamt::needs::survey
