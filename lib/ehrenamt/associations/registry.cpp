// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/registry.hpp"

#include "ehrenamt/associations/directory.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <string_view>
#include <utility>

namespace ehrenamt::associations {
namespace {

#define COLUMNS                                                                                              \
    "id, name, kind, status, seat, municipality, municipality_basis, register_court, former_court, "         \
    "register_number, field, email, source, external_id, source_date, street, postcode, phone, website "

constexpr const char* k_by_id = "SELECT " COLUMNS "FROM association WHERE id = ?";
constexpr const char* k_by_register = "SELECT " COLUMNS R"(FROM association
    WHERE register_court = ?1 AND ifnull(former_court, '') = ?2 AND register_number = ?3)";
constexpr const char* k_by_source = "SELECT " COLUMNS "FROM association WHERE source = ? AND external_id = ?";
constexpr const char* k_by_name = "SELECT " COLUMNS "FROM association WHERE name_key = ? ORDER BY id";
constexpr const char* k_by_name_there =
    "SELECT " COLUMNS "FROM association WHERE municipality = ?2 AND name_key = ?1 UNION ALL "
    "SELECT " COLUMNS "FROM association WHERE municipality IS NULL AND name_key = ?1 ORDER BY id";
constexpr const char* k_insert = R"(
    INSERT INTO association (id, name, kind, status, seat, municipality, municipality_basis, register_court,
                             former_court, register_number, field, email, source, external_id, source_date,
                             street, postcode, phone, website, name_key, recorded_on)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21))";
constexpr const char* k_update = R"(
    UPDATE association SET name = ?2, kind = ?3, status = ?4, seat = ?5, municipality = ?6, municipality_basis = ?7,
                           register_court = ?8, former_court = ?9, register_number = ?10, field = ?11, email = ?12,
                           source = ?13, external_id = ?14, source_date = ?15, street = ?16, postcode = ?17,
                           phone = ?18, website = ?19, name_key = ?20
    WHERE id = ?1)";

#undef COLUMNS

Association row(SQLite::Statement& query) {
    const auto text = [&](int column) { return query.getColumn(column).getString(); };
    Association found;
    found.id = {query.getColumn(0).getInt64()};
    found.name = text(1);
    found.kind = text(2);
    found.status = text(3);
    found.seat = text(4);
    if (!query.isColumnNull(5))
        found.municipality = *domain::Ags::parse(text(5));
    found.municipality_basis = text(6);
    found.register_court = text(7);
    found.former_court = text(8);
    found.register_number = text(9);
    found.field = text(10);
    found.email = text(11);
    found.source = text(12);
    found.external_id = text(13);
    if (!query.isColumnNull(14))
        found.source_date = *base::Date::parse(text(14));
    found.street = text(15);
    found.postcode = text(16);
    found.phone = text(17);
    found.website = text(18);
    return found;
}

void bind_known(SQLite::Statement& statement, int index, const std::string& text) {
    if (text.empty())
        statement.bind(index);
    else
        statement.bindNoCopy(index, text);
}

/// Binds everything but the day of recording. \param texts owns what SQLite only looks at
void bind_all(SQLite::Statement& statement, const Association& a, std::vector<std::string>& texts) {
    texts = {a.municipality ? a.municipality->text() : "", a.source_date ? a.source_date->iso() : "",
             name_key(a.name)};
    statement.bind(1, a.id.value);
    const std::string* const in_order[] = {
        &a.name,           &a.kind,         &a.status,          &a.seat,     &texts[0], &a.municipality_basis,
        &a.register_court, &a.former_court, &a.register_number, &a.field,    &a.email,  &a.source,
        &a.external_id,    &texts[1],       &a.street,          &a.postcode, &a.phone,  &a.website,
        &texts[2]};
    int index = 2;
    for (const auto* text : in_order)
        bind_known(statement, index++, *text);
}

/// Gives a statement back ready for its next use, whatever happens.
struct Resetting {
    SQLite::Statement& statement;
    ~Resetting() { statement.tryReset(); }
};

std::optional<Association> one(SQLite::Statement& query) {
    const Resetting resetting{query};
    if (!query.executeStep())
        return std::nullopt;
    return row(query);
}

std::vector<Association> all(SQLite::Statement& query) {
    std::vector<Association> found;
    while (query.executeStep())
        found.push_back(row(query));
    return found;
}

} // namespace

struct Registry::Statements {
    SQLite::Statement by_id, by_register, by_source, by_name, by_name_there, insert, update;
    std::vector<std::string> texts = {};
    explicit Statements(SQLite::Database& db)
        : by_id{db, k_by_id},
          by_register{db, k_by_register},
          by_source{db, k_by_source},
          by_name{db, k_by_name},
          by_name_there{db, k_by_name_there},
          insert{db, k_insert},
          update{db, k_update} {}
};

Registry::Registry(store::Store& store)
    : m_store{store}, m_statements{std::make_unique<Statements>(store.db())}, m_aliases{store} {}
Registry::~Registry() = default;

std::optional<Association> Registry::by_id(domain::AssociationId id) const {
    m_statements->by_id.bind(1, id.value);
    return one(m_statements->by_id);
}

std::optional<Association> Registry::by_register(const std::string& court, const std::string& former_court,
                                                 const std::string& number) const {
    if (m_keys && !m_keys->contains('r', std::array<std::string_view, 3>{court, former_court, number}))
        return std::nullopt;
    auto& query = m_statements->by_register;
    query.bindNoCopy(1, court);
    query.bindNoCopy(2, former_court);
    query.bindNoCopy(3, number);
    return one(query);
}

std::optional<Association> Registry::by_source(const std::string& source,
                                               const std::string& external_id) const {
    if (m_keys && !m_keys->contains('s', std::array<std::string_view, 2>{source, external_id}))
        return std::nullopt;
    m_statements->by_source.bindNoCopy(1, source);
    m_statements->by_source.bindNoCopy(2, external_id);
    return one(m_statements->by_source);
}

std::vector<Association> Registry::by_name(const std::string& key) const {
    auto& query = m_statements->by_name;
    const Resetting resetting{query};
    query.bindNoCopy(1, key);
    return all(query);
}

std::vector<Association> Registry::by_name(const std::string& key, domain::Ags municipality) const {
    const auto ags = municipality.text();
    const auto known = [&](std::string_view place) {
        return m_keys->contains('n', std::array<std::string_view, 2>{key, place});
    };
    if (m_keys && !known(ags) && !known({}))
        return {};
    auto& query = m_statements->by_name_there;
    const Resetting resetting{query};
    query.bindNoCopy(1, key);
    query.bindNoCopy(2, ags);
    return all(query);
}

std::int64_t Registry::count() const {
    return m_store.db().execAndGet("SELECT count(*) FROM association").getInt64();
}

void Registry::read_keys() {
    auto keys = std::make_unique<KeyTable>();
    SQLite::Statement query{m_store.db(), R"(
        SELECT name_key, register_number, register_court, former_court, external_id, source, municipality
        FROM association)"};
    const auto text = [&](int column) {
        const auto value = query.getColumn(column);
        const auto* const bytes = static_cast<const char*>(value.getBlob());
        return bytes == nullptr ? std::string_view{}
                                : std::string_view{bytes, static_cast<std::size_t>(value.getBytes())};
    };
    while (query.executeStep()) {
        keys->add('n', std::array{text(0), text(6)}, 0);
        if (!query.isColumnNull(1))
            keys->add('r', std::array{text(2), text(3), text(1)}, 0);
        if (!query.isColumnNull(4))
            keys->add('s', std::array{text(5), text(4)}, 0);
    }
    m_keys = std::move(keys);
}

void Registry::insert(store::ChangeSet& change, Association& association, base::Date recorded_on) {
    forget_keys();
    association.id = change.next_id<domain::AssociationId>();
    auto& statement = m_statements->insert;
    const Resetting resetting{statement};
    bind_all(statement, association, m_statements->texts);
    const std::string day = recorded_on.iso();
    statement.bindNoCopy(21, day);
    statement.exec();
}

void Registry::update(const Association& association) {
    forget_keys();
    auto& statement = m_statements->update;
    const Resetting resetting{statement};
    bind_all(statement, association, m_statements->texts);
    statement.exec();
}

} // namespace ehrenamt::associations
