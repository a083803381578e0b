// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/former_names.hpp"

#include "ehrenamt/associations/aliases.hpp"
#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/associations/registry.hpp"
#include "ehrenamt/base/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::associations {
namespace {

using base::_m;
using base::message;
using base::Problem;
using base::Result;

constexpr std::size_t k_rows_between_pauses = 1000;

/// Finds whom a row is about.
struct Owner {
    const store::Origin& origin;
    Registry registry;
    Aliases aliases;

    [[nodiscard]] Result<domain::AssociationId> by_number(const std::string& number) const {
        const auto id = origin.parse_id(number);
        if (!id)
            return id.problem();
        if (const auto* alias = aliases.by_id({*id}))
            return alias->survivor;
        if (registry.by_id({*id}))
            return domain::AssociationId{*id};
        return Problem{"association.unknown",
                       message("there is no association {0}", base::printable(number))};
    }

    [[nodiscard]] Result<domain::AssociationId> by_source(const std::string& source,
                                                          const std::string& external_id) const {
        if (const auto* alias = aliases.by_source(source, external_id))
            return alias->survivor;
        if (const auto found = registry.by_source(source, external_id))
            return found->id;
        return Problem{"association.unknown",
                       message("no association has the number '{0}' of the source '{1}'; register it first",
                               base::printable(external_id), base::printable(source))};
    }
};

} // namespace

std::vector<FormerName> former_names(const store::Store& store, domain::AssociationId id) {
    SQLite::Statement query{
        store.db(), "SELECT name, until, source FROM former_name WHERE association = ? ORDER BY name"};
    query.bind(1, id.value);
    std::vector<FormerName> names;
    while (query.executeStep()) {
        FormerName one{id, query.getColumn(0).getString(), {}, query.getColumn(2).getString()};
        if (!query.isColumnNull(1))
            one.until = *base::Date::parse(query.getColumn(1).getString());
        names.push_back(std::move(one));
    }
    return names;
}

const std::vector<formats::Field>& former_name_fields() {
    static const std::vector<formats::Field> k_fields = {
        {"former_name", true, {"früherer Name", "frueherer_name"}, _m("a name that it had before")},
        {"id", false, {}, _m("number of the association in this store")},
        {"source", false, {"Quelle"}, _m("where the entry comes from")},
        {"external_id", false, {"Nummer in der Quelle"}, _m("its number there")},
        {"until", false, {"bis"}, _m("day on which the name ended")},
    };
    return k_fields;
}

FormerNamesImport::FormerNamesImport(store::Store& store, formats::ImportReader& reader)
    : m_store{store}, m_reader{reader} {}

void FormerNamesImport::read(const std::function<void()>& pause) {
    const Owner owner{m_store.origin(), Registry{m_store}, Aliases{m_store}};
    while (formats::Row* row = m_reader.next()) {
        if (m_planned.size() % k_rows_between_pauses == 0)
            pause();
        const auto number = std::string{row->text("id")};
        const auto external_id = std::string{row->text("external_id")};
        const auto source =
            row->text("source").empty() ? m_reader.mapping().source() : std::string{row->text("source")};
        const auto until = row->date("until");
        if (number.empty() && (external_id.empty() || source.empty())) {
            row->refuse("former_name", "former_name.whose",
                        message("whose name this was is not said; give id, or source and external_id"));
            continue;
        }
        const auto id = number.empty() ? owner.by_source(source, external_id) : owner.by_number(number);
        if (!id)
            row->refuse(number.empty() ? "external_id" : "id", id.problem().rule, id.problem().message);
        if (row->ok())
            m_planned.push_back({row->where(), {*id, row->line_of_text("former_name"), until, source}});
    }
}

FormerNamesSummary FormerNamesImport::write(store::ChangeSet& change, base::Date today) {
    FormerNamesSummary summary{m_reader.rows_read(), m_reader.rows_accepted(), m_reader.rows_rejected()};
    SQLite::Statement insert{m_store.db(), R"(
        INSERT INTO former_name (association, name, name_key, until, known_on, source)
        SELECT ?1, ?2, ?3, ?4, ?5, nullif(?6, '')
        WHERE NOT EXISTS (SELECT 1 FROM association WHERE id = ?1 AND name = ?2)
        ON CONFLICT DO NOTHING)"};
    for (const auto& [where, former] : m_planned) {
        if (m_reader.is_rejected(where.line))
            continue;
        insert.bind(1, former.association.value);
        insert.bind(2, former.name);
        insert.bind(3, name_key(former.name));
        if (former.until)
            insert.bind(4, former.until->iso());
        else
            insert.bind(4);
        insert.bind(5, today.iso());
        insert.bind(6, former.source);
        (insert.exec() > 0 ? summary.added : summary.same) += 1;
        insert.reset();
    }
    change.count("former_names_new", static_cast<std::int64_t>(summary.added));
    return summary;
}

} // namespace ehrenamt::associations
