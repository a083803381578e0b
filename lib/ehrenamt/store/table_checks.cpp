// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/table_checks.hpp"

#include "ehrenamt/store/digest.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <cctype>
#include <iterator>

namespace ehrenamt::store {
namespace {

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Where the quoted text, the comment or the single character that begins at `at` ends.
std::size_t past_token(std::string_view sql, std::size_t at) {
    const auto past = [&](std::size_t end, std::size_t size) {
        return end == sql.npos ? sql.size() : end + size;
    };
    const char c = sql[at];
    if (c == '\'' || c == '"' || c == '`')
        return past(sql.find(c, at + 1), 1); // a doubled one begins the next
    if (c == '[')
        return past(sql.find(']', at), 1);
    if (sql.substr(at, 2) == "--")
        return past(sql.find('\n', at), 1);
    if (sql.substr(at, 2) == "/*")
        return past(sql.find("*/", at + 2), 2);
    return at + 1;
}

std::size_t past_parentheses(std::string_view sql, std::size_t open) {
    int depth = 0;
    for (auto at = open; at < sql.size(); at = past_token(sql, at)) {
        depth += sql[at] == '(' ? 1 : sql[at] == ')' ? -1 : 0;
        if (depth == 0)
            return at + 1;
    }
    return sql.size();
}

bool says_check(std::string_view word) {
    constexpr std::string_view k_check = "CHECK";
    return word.size() == k_check.size() &&
           std::equal(word.begin(), word.end(), k_check.begin(),
                      [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; });
}

std::vector<std::string> rules_of(const SQLite::Database& db, const std::string& table) {
    SQLite::Statement query{db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?"};
    query.bind(1, table);
    return query.executeStep() ? check_expressions(query.getColumn(0).getString())
                               : std::vector<std::string>{};
}

/// True if a rule has the name of one of the columns in it, be it as part of another word.
bool is_about(const std::string& rule, const std::vector<std::string_view>& columns) {
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return std::any_of(columns.begin(), columns.end(), [&](std::string_view column) {
        return std::search(rule.begin(), rule.end(), column.begin(), column.end(), same) != rule.end();
    });
}

} // namespace

std::vector<std::string> check_expressions(std::string_view create_table) {
    std::vector<std::string> checks;
    for (std::size_t at = 0; at < create_table.size();) {
        if (!is_word(create_table[at])) {
            at = past_token(create_table, at);
            continue;
        }
        auto end = at;
        while (end < create_table.size() && is_word(create_table[end]))
            ++end;
        const auto open =
            says_check(create_table.substr(at, end - at)) ? create_table.find('(', end) : create_table.npos;
        at = end;
        if (open != create_table.npos) {
            at = past_parentheses(create_table, open);
            checks.emplace_back(create_table.substr(open, at - open));
        }
    }
    return checks;
}

ChecksAtOnce::ChecksAtOnce(SQLite::Database& db, const std::string& table)
    : m_db{db}, m_table{table}, m_rules{rules_of(db, table)} {
    m_db.exec("PRAGMA ignore_check_constraints = ON");
    m_broken = query(m_rules);
}

ChecksAtOnce::~ChecksAtOnce() {
    m_db.tryExec("PRAGMA ignore_check_constraints = OFF");
}

std::optional<SQLite::Statement> ChecksAtOnce::query(const std::vector<std::string>& rules) const {
    if (rules.empty())
        return std::nullopt;
    // Names and rules come from the schema; SQLite cannot bind them. A rule that gives NULL is kept.
    return std::make_optional<SQLite::Statement>(
        m_db, fmt::format("SELECT 1 FROM {} WHERE rowid BETWEEN ? AND ? AND NOT ({}) LIMIT 1",
                          quoted_name(m_table), fmt::join(rules, " AND ")));
}

void ChecksAtOnce::require(std::optional<SQLite::Statement>& broken, std::int64_t first,
                           std::int64_t last) const {
    if (!broken)
        return;
    broken->reset();
    broken->bind(1, first);
    broken->bind(2, last);
    if (broken->executeStep())
        throw SQLite::Exception{"CHECK constraint failed: " + m_table, SQLITE_CONSTRAINT};
    broken->reset();
}

void ChecksAtOnce::check(std::int64_t first, std::int64_t last, const std::vector<std::string_view>& filled) {
    if (filled.size() != m_filled) {
        m_filled = filled.size();
        std::vector<std::string> rules;
        std::copy_if(m_rules.begin(), m_rules.end(), std::back_inserter(rules),
                     [&](const std::string& rule) { return is_about(rule, filled); });
        m_broken_filled = query(rules);
    }
    require(m_broken, first, first);
    require(m_broken_filled, first, last);
}

} // namespace ehrenamt::store
