// SPDX-License-Identifier: EUPL-1.2
#include "cli/sheet.hpp"

#include "ehrenamt/formats/xlsx_writer.hpp"

namespace ehrenamt::cli {
namespace {

void put(formats::XlsxWriter& writer, const Cell& cell) {
    std::visit(Overloaded{
                   [&](std::monostate) { writer.empty(); },
                   [&](const std::string& text) { writer.text(text); },
                   [&](std::int64_t number) { writer.number(number); },
                   [&](domain::Cents amount) { writer.euros(amount.value); },
                   [&](base::Date day) { writer.date(day); },
                   [&](bool yes) { writer.yes_no(yes); },
                   [&](Percent share) { writer.percent(share.tenths); },
                   [&](const auto&) { writer.text(neutral(cell)); },
               },
               cell);
}

} // namespace

void write_sheet(const std::string& path, const std::string& name, const std::vector<Column>& columns,
                 const std::function<bool(std::vector<Cell>&)>& next) {
    std::vector<std::string> headings;
    for (const auto& column : columns)
        headings.push_back(file_heading(column));
    formats::XlsxWriter writer{path, name, "ehrenamt", headings};
    std::vector<Cell> cells;
    while (next(cells)) {
        for (const auto& cell : cells)
            put(writer, cell);
        writer.end_row();
    }
    writer.finish();
}

} // namespace ehrenamt::cli
