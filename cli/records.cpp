// SPDX-License-Identifier: EUPL-1.2
#include "cli/records.hpp"

#include "cli/words.hpp"

namespace ehrenamt::cli {
namespace {

using store::ColumnKind;

Cell number_cell(std::int64_t number, ColumnKind kind) {
    switch (kind) {
    case ColumnKind::id:
        return RecordId{number};
    case ColumnKind::cents:
        return domain::Cents{number};
    case ColumnKind::yes_no:
        return number != 0;
    default:
        return number;
    }
}

void put(Cell& cell, const store::ListValue& value, ColumnKind kind) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        cell = number_cell(*number, kind);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        if (kind == ColumnKind::day)
            if (const auto day = base::Date::parse(*text)) {
                cell = *day;
                return;
            }
        if (auto* room = std::get_if<std::string>(&cell))
            *room = *text;
        else
            cell = *text;
    } else {
        cell = std::monostate{};
    }
}

} // namespace

std::vector<Column> columns_of(const store::ListQuery& query) {
    std::vector<Column> columns;
    for (const auto number : query.columns) {
        const auto& column = query.kind->columns[number];
        columns.push_back({column.key, column.heading, column.kind == ColumnKind::cents});
    }
    return columns;
}

void to_cells(const store::ListQuery& query, const store::ListRow& row, std::vector<Cell>& cells,
              bool for_a_person) {
    cells.resize(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto& column = query.kind->columns[query.columns[i]];
        put(cells[i], row[i], column.kind);
        if (const auto* key = std::get_if<std::string>(&cells[i]);
            key != nullptr && for_a_person && !column.choices.empty())
            cells[i] = key_in_words(*key);
    }
}

void list_records(Context& context, const store::Store& store, const store::ListQuery& query) {
    store::ListCursor cursor{store, query};
    store::ListRow row;
    context.out.rows(columns_of(query), [&](std::vector<Cell>& cells) {
        if (!cursor.next(row))
            return false;
        to_cells(query, row, cells, context.out.for_a_person());
        return true;
    });
}

} // namespace ehrenamt::cli
