// SPDX-License-Identifier: EUPL-1.2
#include "cli/table.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ehrenamt::cli {

std::string file_heading(const Column& column) {
    return std::string{column.key} + (column.money ? "_eur" : "");
}

std::string Percent::text(char mark) const {
    constexpr std::int64_t k_ten = 10;
    return fmt::format("{}{}{}", tenths / k_ten, mark, tenths % k_ten);
}

std::string neutral(const Cell& cell) {
    return std::visit(Overloaded{
                          [](std::monostate) { return std::string{}; },
                          [](const std::string& text) { return text; },
                          [](std::int64_t number) { return fmt::to_string(number); },
                          [](domain::Cents amount) { return amount.decimal(); },
                          [](base::Date day) { return day.iso(); },
                          [](bool yes) { return std::string{yes ? "true" : "false"}; },
                          [](RecordId id) { return store::long_id(id.value); },
                          [](base::MessageId term) { return std::string{term.text}; },
                          [](Percent share) { return share.text(); },
                      },
                      cell);
}

nlohmann::ordered_json to_json(const std::vector<Column>& columns, const std::vector<Cell>& cells) {
    nlohmann::ordered_json object;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string key = std::string{columns[i].key} + (columns[i].money ? "_cents" : "");
        std::visit(Overloaded{
                       [&](std::monostate) { object[key] = nullptr; },
                       [&](std::int64_t number) { object[key] = number; },
                       [&](domain::Cents amount) { object[key] = amount.value; },
                       [&](bool yes) { object[key] = yes; },
                       [&](const auto&) { object[key] = neutral(cells[i]); },
                   },
                   cells[i]);
    }
    return object;
}

nlohmann::ordered_json to_json(const Table& table) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& row : table.rows)
        list.push_back(to_json(table.columns, row));
    return list;
}

} // namespace ehrenamt::cli
