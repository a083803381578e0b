// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/stored.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::funding {

Holidays stored_holidays(const store::Store& store) {
    SQLite::Statement query{store.db(), "SELECT day FROM public_holiday ORDER BY day"};
    Holidays holidays;
    while (query.executeStep())
        if (const auto day = base::Date::parse(query.getColumn(0).getString()))
            holidays.insert(*day);
    return holidays;
}

std::optional<std::string> stored_rule_text(const store::Store& store, RuleFile file) {
    SQLite::Statement query{store.db(), "SELECT text FROM rule_file WHERE scope = ?"};
    query.bind(1, file == RuleFile::state ? "state" : "own");
    if (!query.executeStep())
        return std::nullopt;
    return query.getColumn(0).getString();
}

void store_rule_texts(store::Store& store, store::ChangeSet& change, const std::string& state,
                      const std::optional<std::string>& own) {
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO rule_file (scope, hash, text) VALUES (?, ?, ?)
        ON CONFLICT (scope) DO UPDATE SET hash = excluded.hash, text = excluded.text)"};
    const auto put = [&](const char* scope, const std::string& text) {
        insert.bind(1, scope);
        insert.bind(2, store::hex(store::sha256(text)));
        insert.bind(3, text);
        insert.exec();
        insert.reset();
        change.count("rule_files", 1);
    };
    put("state", state);
    if (own)
        put("own", *own);
}

} // namespace ehrenamt::funding
