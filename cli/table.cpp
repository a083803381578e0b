// SPDX-License-Identifier: EUPL-1.2
#include "cli/table.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/csv.hpp"
#include "ehrenamt/formats/csv_writer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace ehrenamt::cli {
namespace {

template <class... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

std::string shown(const Cell& cell, const Catalogue& catalogue, const std::optional<store::Origin>& origin) {
    const auto in_language = [&](base::Argument argument) {
        return catalogue.text(base::Message{"{0}", {std::move(argument)}});
    };
    return std::visit(
        Overloaded{
            [](std::monostate) { return std::string{}; },
            [](const std::string& text) { return base::printable(text); },
            [&](std::int64_t number) { return in_language(base::arg(number)); },
            [&](domain::Cents amount) { return in_language(domain::as_argument(amount)); },
            [&](base::Date day) { return in_language(base::as_argument(day)); },
            [&](bool yes) { return std::string{catalogue.text(yes ? base::_m("yes") : base::_m("no"))}; },
            [&](RecordId id) { return origin ? origin->shown(id.value) : store::long_id(id.value); },
            [&](base::MessageId term) { return std::string{catalogue.text(term)}; },
        },
        cell);
}

bool right_aligned(const Cell& cell) {
    return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<domain::Cents>(cell) ||
           std::holds_alternative<RecordId>(cell);
}

std::string cut(const std::string& text, std::size_t width) {
    std::string out = text;
    while (!out.empty() && base::display_width(out) + 1 > width) {
        do
            out.pop_back();
        while (!out.empty() && base::find_invalid_utf8(out) != out.npos);
    }
    return out + "…";
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const auto have = base::display_width(text);
    const std::string space(width > have ? width - have : 0, ' ');
    return right ? space + text : text + space;
}

/// Takes from the widest column that holds texts until the line fits; no column falls below 12.
void fit(std::vector<std::size_t>& widths, const std::vector<bool>& text, std::size_t limit) {
    constexpr std::size_t k_least = 12;
    const auto line = [&] { return std::accumulate(widths.begin(), widths.end(), 2 * (widths.size() - 1)); };
    while (line() > limit) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i)
            if (text[i] && widths[i] > k_least && (widest == widths.size() || widths[i] > widths[widest]))
                widest = i;
        if (widest == widths.size())
            return;
        --widths[widest];
    }
}

std::string trimmed_line(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line + '\n';
}

/// The value as a file carries it, without any language.
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
                      },
                      cell);
}

std::string csv_heading(const Column& column) {
    return std::string{column.key} + (column.money ? "_eur" : "");
}

} // namespace

std::string to_text(const Table& table, const Catalogue& catalogue,
                    const std::optional<store::Origin>& origin, std::size_t width, bool bold) {
    const auto count = table.columns.size();
    std::vector<std::vector<std::string>> cells;
    std::vector<std::size_t> widths(count, 0);
    std::vector<bool> right(count, !table.rows.empty());
    std::vector<bool> text(count, true);
    for (std::size_t i = 0; i < count; ++i)
        widths[i] = base::display_width(catalogue.text(table.columns[i].heading));
    for (const auto& row : table.rows) {
        auto& line = cells.emplace_back();
        for (std::size_t i = 0; i < count; ++i) {
            line.push_back(shown(row[i], catalogue, origin));
            widths[i] = std::max(widths[i], base::display_width(line.back()));
            right[i] = right[i] && (right_aligned(row[i]) || row[i].index() == 0);
            text[i] = text[i] && (std::holds_alternative<std::string>(row[i]) || row[i].index() == 0);
        }
    }
    if (width > 0)
        fit(widths, text, width);
    std::string head;
    for (std::size_t i = 0; i < count; ++i)
        head += (i > 0 ? "  " : "") +
                padded(std::string{catalogue.text(table.columns[i].heading)}, widths[i], right[i]);
    head = trimmed_line(head);
    std::string out = bold ? "\x1b[1m" + head.substr(0, head.size() - 1) + "\x1b[0m\n" : head;
    for (const auto& line : cells) {
        std::string row;
        for (std::size_t i = 0; i < count; ++i) {
            const bool wide = base::display_width(line[i]) > widths[i];
            row +=
                (i > 0 ? "  " : "") + padded(wide ? cut(line[i], widths[i]) : line[i], widths[i], right[i]);
        }
        out += trimmed_line(row);
    }
    return out;
}

std::string to_csv(const Table& table, bool excel_de) {
    formats::CsvWriter writer{excel_de ? formats::CsvStyle::excel_de : formats::CsvStyle::plain};
    for (const auto& column : table.columns)
        writer.text(csv_heading(column));
    writer.end_record();
    for (const auto& row : table.rows) {
        for (const auto& cell : row) {
            if (std::holds_alternative<std::monostate>(cell))
                writer.empty();
            else if (const auto* number = std::get_if<std::int64_t>(&cell))
                writer.number(*number);
            else if (const auto* amount = std::get_if<domain::Cents>(&cell))
                writer.decimal(amount->decimal());
            else if (const auto* day = std::get_if<base::Date>(&cell))
                writer.date(*day);
            else
                writer.text(neutral(cell));
        }
        writer.end_record();
    }
    return writer.take();
}

std::string to_tsv(const Table& table) {
    std::string out;
    const auto add = [&out](std::string text, bool first) {
        std::replace_if(
            text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
        if (!first)
            out += '\t';
        out += formats::spreadsheet_would_run(text) && text.find_first_not_of("-0123456789.") != text.npos
                   ? "'" + text
                   : text;
    };
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        add(csv_heading(table.columns[i]), i == 0);
    out += '\n';
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            add(neutral(row[i]), i == 0);
        out += '\n';
    }
    return out;
}

nlohmann::ordered_json to_json(const Table& table) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& row : table.rows) {
        nlohmann::ordered_json object;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string key =
                std::string{table.columns[i].key} + (table.columns[i].money ? "_cents" : "");
            std::visit(Overloaded{
                           [&](std::monostate) { object[key] = nullptr; },
                           [&](std::int64_t number) { object[key] = number; },
                           [&](domain::Cents amount) { object[key] = amount.value; },
                           [&](bool yes) { object[key] = yes; },
                           [&](const auto&) { object[key] = neutral(row[i]); },
                       },
                       row[i]);
        }
        list.push_back(std::move(object));
    }
    return list;
}

} // namespace ehrenamt::cli
