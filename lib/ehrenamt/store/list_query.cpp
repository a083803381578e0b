// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/list_query.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/store/search.hpp"
#include "ehrenamt/store/sql_functions.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace ehrenamt::store {
namespace {

/// SQL from the fixed table of kinds; every value of the user's is bound.
struct Generated {
    std::string sql;
    std::vector<ListValue> values = {};
};

std::string question_marks(std::size_t count) {
    std::string marks = "?";
    for (std::size_t i = 1; i < count; ++i)
        marks += ", ?";
    return marks;
}

/// The first text behind all that begin like this. \pre the text is digits
std::string behind(std::string begins) {
    return begins += static_cast<char>('9' + 1);
}

std::string one_of_keys(std::string_view sql, const ListCondition& condition, bool negated,
                        std::vector<ListValue>& values) {
    if (condition.begins) {
        values.emplace_back(*condition.begins);
        values.emplace_back(behind(*condition.begins));
        return negated ? fmt::format("({0} IS NULL OR {0} < ? OR {0} >= ?)", sql)
                       : fmt::format("({0} >= ? AND {0} < ?)", sql);
    }
    values.insert(values.end(), condition.values.begin(), condition.values.end());
    const auto marks = question_marks(condition.values.size());
    return negated ? fmt::format("({0} IS NULL OR {0} NOT IN ({1}))", sql, marks)
                   : fmt::format("({} IN ({}))", sql, marks);
}

std::string condition_sql(const ListColumn& column, const ListCondition& condition,
                          std::vector<ListValue>& values) {
    const auto compared = [&](std::string_view sign) {
        values.push_back(condition.values.front());
        return fmt::format("({} {} ?)", column.sql, sign);
    };
    switch (condition.comparison) {
    case Comparison::equal:
        return one_of_keys(column.sql, condition, false, values);
    case Comparison::not_equal:
        return one_of_keys(column.sql, condition, true, values);
    case Comparison::contains:
        values.push_back(condition.values.front());
        if (column.name_key.empty())
            return fmt::format("holds_text({}, ?)", column.sql);
        // The index on the key tells of most rows that they need not be looked at.
        values.push_back(condition.values.front());
        return fmt::format("may_hold_text({}, ?) AND holds_text({}, ?)", column.name_key, column.sql);
    case Comparison::contains_not:
        values.push_back(condition.values.front());
        return fmt::format("NOT ifnull(holds_text({}, ?), 0)", column.sql);
    case Comparison::less:
        return compared("<");
    case Comparison::at_most:
        return compared("<=");
    case Comparison::more:
        return compared(">");
    case Comparison::at_least:
        return compared(">=");
    case Comparison::known:
        return fmt::format("(ifnull({}, '') <> '')", column.sql);
    case Comparison::unknown:
        return fmt::format("(ifnull({}, '') = '')", column.sql);
    }
    return {};
}

std::string order_sql(const ListQuery& query) {
    std::string order;
    for (const auto& term : query.sort) {
        const auto& column = query.kind->columns[term.column];
        order += fmt::format(fmt::runtime(column.kind == ColumnKind::text ? "german_order({}){} NULLS LAST, "
                                                                          : "{}{} NULLS LAST, "),
                             column.sql, term.descending ? " DESC" : "");
    }
    return order += query.kind->order;
}

Generated generated(const ListQuery& query) {
    const auto& kind = *query.kind;
    std::vector<std::string_view> columns;
    for (const auto column : query.columns)
        columns.push_back(kind.columns[column].sql);
    Generated out;
    std::string where;
    for (const auto& condition : query.where)
        where += (where.empty() ? " WHERE " : " AND ") +
                 condition_sql(kind.columns[condition.column], condition, out.values);
    const auto also = [&](const std::string& condition, std::string value) {
        where += (where.empty() ? " WHERE " : " AND ") + condition;
        out.values.emplace_back(std::move(value));
    };
    if (!query.words.empty())
        also(std::string{kind.search}, match_expression(query.words));
    if (query.shown_on)
        also(fmt::format("({} >= ?)", kind.expiry), *query.shown_on);
    // Expressions and tables come from the fixed list of kinds; SQLite cannot bind them.
    out.sql = fmt::format("SELECT {} FROM {}{} ORDER BY {} LIMIT ?", fmt::join(columns, ", "), kind.tables,
                          where, order_sql(query));
    out.values.emplace_back(query.limit.value_or(-1));
    return out;
}

} // namespace

struct ListCursor::Statement {
    SQLite::Statement query;
    std::vector<ListValue> values; ///< bound without a copy

    Statement(const Store& store, Generated generated)
        : query{store.db(), generated.sql}, values{std::move(generated.values)} {
        int index = 1;
        for (const auto& value : values) {
            if (const auto* text = std::get_if<std::string>(&value))
                query.bindNoCopy(index, *text);
            else if (const auto* number = std::get_if<std::int64_t>(&value))
                query.bind(index, *number);
            ++index;
        }
    }
};

std::vector<std::size_t> all_columns(const ListKind& kind) {
    std::vector<std::size_t> columns(kind.columns.size());
    std::iota(columns.begin(), columns.end(), std::size_t{0});
    return columns;
}

ListCursor::ListCursor(const Store& store, const ListQuery& query) {
    add_text_functions(store.db().getHandle());
    m_statement = std::make_unique<Statement>(store, generated(query));
}

ListCursor::~ListCursor() = default;

bool ListCursor::next(ListRow& row) {
    auto& query = m_statement->query;
    if (!query.executeStep())
        return false;
    row.resize(static_cast<std::size_t>(query.getColumnCount()));
    int index = 0;
    for (auto& value : row) {
        const auto column = query.getColumn(index++);
        if (column.isNull()) {
            value = std::monostate{};
        } else if (column.isInteger()) {
            value = column.getInt64();
        } else {
            const std::string_view text{column.getText(), static_cast<std::size_t>(column.getBytes())};
            if (auto* room = std::get_if<std::string>(&value))
                room->assign(text);
            else
                value = std::string{text};
        }
    }
    return true;
}

std::optional<ListRow> show_row(const Store& store, const ListKind& kind, std::string_view key) {
    ListValue wanted{std::string{key}};
    const auto first = kind.columns.front().kind;
    if (first == ColumnKind::id) {
        const auto id = store.origin().parse_id(key);
        if (!id)
            throw base::Error{base::ExitStatus::usage, id.problem().rule, id.problem().message};
        wanted = *id;
    } else if (first == ColumnKind::number) {
        const auto number = base::parse_integer(key);
        if (!number)
            return std::nullopt;
        wanted = *number;
    }
    ListCursor cursor{store, {&kind, all_columns(kind), {{0, Comparison::equal, {wanted}}}, {}, 1}};
    ListRow row;
    return cursor.next(row) ? std::optional{std::move(row)} : std::nullopt;
}

} // namespace ehrenamt::store
