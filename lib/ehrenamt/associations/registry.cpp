// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/registry.hpp"

#include "ehrenamt/associations/directory.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <tuple>
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
// ?2: a register entry is said (1) or not (0); ?3: the source, if a number there is said. With those that
// have the same ones the association would have been found already.
#define NOT_CONTRADICTED "AND (?2 = 0 OR register_number IS NULL) AND (source <> ?3) IS NOT 0 "
constexpr const char* k_namesakes =
    "SELECT " COLUMNS "FROM association WHERE name_key = ?1 " NOT_CONTRADICTED "ORDER BY id LIMIT ?4";
constexpr const char* k_namesakes_there =
    "SELECT " COLUMNS "FROM association WHERE municipality = ?5 AND name_key = ?1 " NOT_CONTRADICTED
    "UNION ALL "
    "SELECT " COLUMNS "FROM association WHERE municipality IS NULL AND name_key = ?1 " NOT_CONTRADICTED
    "ORDER BY id LIMIT ?4";
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

#undef NOT_CONTRADICTED
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

} // namespace

bool contradict(const Association& a, const Association& b) {
    const bool other_entry = !a.register_number.empty() && !b.register_number.empty() &&
                             std::tie(a.register_court, a.former_court, a.register_number) !=
                                 std::tie(b.register_court, b.former_court, b.register_number);
    const bool other_number =
        !a.external_id.empty() && a.source == b.source && a.external_id != b.external_id;
    const bool elsewhere = a.municipality && b.municipality && a.municipality != b.municipality;
    return other_entry || other_number || elsewhere;
}

struct Registry::Statements {
    SQLite::Statement by_id, by_register, by_source, namesakes, namesakes_there, insert, update;
    std::vector<std::string> texts = {};
    explicit Statements(SQLite::Database& db)
        : by_id{db, k_by_id},
          by_register{db, k_by_register},
          by_source{db, k_by_source},
          namesakes{db, k_namesakes},
          namesakes_there{db, k_namesakes_there},
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
    auto& query = m_statements->by_register;
    query.bindNoCopy(1, court);
    query.bindNoCopy(2, former_court);
    query.bindNoCopy(3, number);
    return one(query);
}

std::optional<Association> Registry::by_source(const std::string& source,
                                               const std::string& external_id) const {
    m_statements->by_source.bindNoCopy(1, source);
    m_statements->by_source.bindNoCopy(2, external_id);
    return one(m_statements->by_source);
}

std::vector<Association> Registry::namesakes(const std::string& key, const Association& said) const {
    auto& query = said.municipality ? m_statements->namesakes_there : m_statements->namesakes;
    const Resetting resetting{query};
    const auto ags = said.municipality ? said.municipality->text() : std::string{};
    query.bindNoCopy(1, key);
    query.bind(2, said.register_number.empty() ? 0 : 1);
    bind_known(query, 3, said.external_id.empty() ? said.external_id : said.source);
    query.bind(4, k_most_namesakes + 1);
    if (said.municipality)
        query.bindNoCopy(5, ags);
    std::vector<Association> found;
    while (query.executeStep())
        found.push_back(row(query));
    return found;
}

std::int64_t Registry::count() const {
    return m_store.db().execAndGet("SELECT count(*) FROM association").getInt64();
}

void Registry::insert(store::ChangeSet& change, Association& association, base::Date recorded_on) {
    association.id = change.next_id<domain::AssociationId>();
    auto& statement = m_statements->insert;
    const Resetting resetting{statement};
    bind_all(statement, association, m_statements->texts);
    const std::string day = recorded_on.iso();
    statement.bindNoCopy(21, day);
    statement.exec();
}

void Registry::update(const Association& association) {
    auto& statement = m_statements->update;
    const Resetting resetting{statement};
    bind_all(statement, association, m_statements->texts);
    statement.exec();
}

} // namespace ehrenamt::associations
