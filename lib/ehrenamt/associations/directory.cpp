// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/directory.hpp"

#include "ehrenamt/associations/aliases.hpp"
#include "ehrenamt/base/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace ehrenamt::associations {
namespace {

bool letter_or_digit(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
}

/// Words of letters and digits, with one space between them.
std::string words(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    for (const char c : text) {
        if (!letter_or_digit(c)) {
            gap = true;
            continue;
        }
        if (gap && !out.empty())
            out += ' ';
        gap = false;
        out += c;
    }
    return out;
}

void drop_legal_form(std::string& name) {
    for (const std::string_view form : {" e v", " ev", " eingetragener verein"})
        if (name.size() > form.size() && name.ends_with(form)) {
            name.resize(name.size() - form.size());
            return;
        }
}

std::vector<Known> rows(SQLite::Statement& query) {
    std::vector<Known> found;
    while (query.executeStep()) {
        const auto ags = domain::Ags::parse(query.getColumn(2).getString());
        found.push_back({{query.getColumn(0).getInt64()},
                         query.getColumn(1).getString(),
                         ags ? std::optional{*ags} : std::nullopt,
                         query.getColumn(3).getString() == "active"});
    }
    query.reset();
    return found;
}

} // namespace

std::string name_key(std::string_view name) {
    auto key = words(base::sort_key(name));
    drop_legal_form(key);
    return key.empty() ? std::string{name} : key; // a name of signs alone is its own key
}

struct Directory::Statements {
    SQLite::Statement by_id;
    SQLite::Statement by_register;
    SQLite::Statement by_name;
    Aliases aliases;

    std::optional<Known> known(domain::AssociationId id) {
        by_id.bind(1, id.value);
        auto found = rows(by_id);
        return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
    }
    /// Adds the alias's survivor unless it is there.
    void add_survivor(const Alias& alias, std::vector<Known>& found) {
        const auto same = [&](const Known& one) { return one.id == alias.survivor; };
        if (std::none_of(found.begin(), found.end(), same))
            found.push_back(*known(alias.survivor));
    }
};

Directory::Directory(const store::Store& store)
    : m_statements{new Statements{
          {store.db(), "SELECT id, name, municipality, status FROM association WHERE id = ?"},
          {store.db(), R"(SELECT id, name, municipality, status FROM association
                          WHERE register_court = ? AND register_number = ? ORDER BY ifnull(former_court, ''))"},
          {store.db(),
           "SELECT id, name, municipality, status FROM association WHERE name_key = ? ORDER BY id"},
          Aliases{store}}} {}

Directory::~Directory() = default;

std::optional<Known> Directory::by_id(domain::AssociationId id) {
    const auto* alias = m_statements->aliases.by_id(id);
    return m_statements->known(alias == nullptr ? id : alias->survivor);
}

std::vector<Known> Directory::by_register(std::string_view court, std::string_view number) {
    m_statements->by_register.bind(1, std::string{court});
    m_statements->by_register.bind(2, std::string{number});
    auto found = rows(m_statements->by_register);
    for (const auto& alias : m_statements->aliases.all())
        if (alias.was.register_court == court && alias.was.register_number == number)
            m_statements->add_survivor(alias, found);
    return found;
}

std::vector<Known> Directory::by_name(std::string_view name) {
    const auto key = name_key(name);
    m_statements->by_name.bind(1, key);
    auto found = rows(m_statements->by_name);
    for (const auto* alias : m_statements->aliases.by_name(key))
        m_statements->add_survivor(*alias, found);
    const auto active = [](const Known& one) { return one.active; };
    if (std::any_of(found.begin(), found.end(), active))
        std::erase_if(found, [&](const Known& one) { return !active(one); });
    return found;
}

bool Directory::has_name(const Known& association, std::string_view name) const {
    const auto key = name_key(name);
    const auto aliases = m_statements->aliases.by_name(key);
    return key == name_key(association.name) ||
           std::any_of(aliases.begin(), aliases.end(),
                       [&](const Alias* alias) { return alias->survivor == association.id; });
}

} // namespace ehrenamt::associations
