// SPDX-License-Identifier: EUPL-1.2
#include "cli/row_format.hpp"

#include "cli/text_rows.hpp"
#include "ehrenamt/formats/csv.hpp"
#include "ehrenamt/formats/csv_writer.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

class CsvRows : public RowFormat {
  public:
    CsvRows(std::vector<Column> columns, bool excel_de)
        : m_columns{std::move(columns)},
          m_writer{excel_de ? formats::CsvStyle::excel_de : formats::CsvStyle::plain} {}

    void begin(std::string& out) override {
        for (const auto& column : m_columns)
            m_writer.text(file_heading(column));
        finish(out);
    }
    void row(const std::vector<Cell>& cells, std::string& out) override {
        for (const auto& cell : cells) {
            if (const auto* text = std::get_if<std::string>(&cell))
                m_writer.text(*text);
            else if (std::holds_alternative<std::monostate>(cell))
                m_writer.empty();
            else if (const auto* number = std::get_if<std::int64_t>(&cell))
                m_writer.number(*number);
            else if (const auto* amount = std::get_if<domain::Cents>(&cell))
                m_writer.decimal(amount->decimal());
            else if (const auto* share = std::get_if<Percent>(&cell))
                m_writer.decimal(share->text());
            else if (const auto* day = std::get_if<base::Date>(&cell))
                m_writer.date(*day);
            else
                m_writer.text(neutral(cell));
        }
        finish(out);
    }
    void end(std::string& /*out*/) override {}

  private:
    void finish(std::string& out) {
        m_writer.end_record();
        out += m_writer.take();
    }
    std::vector<Column> m_columns;
    formats::CsvWriter m_writer;
};

/// A tab between cells; tabs and line breaks in texts become spaces. Only a text that begins with a quote is
/// quoted, so that it reads back.
class TsvRows : public RowFormat {
  public:
    explicit TsvRows(std::vector<Column> columns) : m_columns{std::move(columns)} {}

    void begin(std::string& out) override {
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            add(out, file_heading(m_columns[i]), i == 0, true);
        out += '\n';
    }
    void row(const std::vector<Cell>& cells, std::string& out) override {
        for (std::size_t i = 0; i < cells.size(); ++i)
            add(out, neutral(cells[i]), i == 0, std::holds_alternative<std::string>(cells[i]));
        out += '\n';
    }
    void end(std::string& /*out*/) override {}

  private:
    static void add(std::string& out, std::string cell, bool first, bool text) {
        std::replace_if(
            cell.begin(), cell.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
        out += first ? "" : "\t";
        if (text)
            cell = formats::guarded(cell);
        if (cell.starts_with('"'))
            formats::append_csv_cell(out, cell, '\t');
        else
            out += cell;
    }
    std::vector<Column> m_columns;
};

class JsonRows : public RowFormat {
  public:
    JsonRows(std::vector<Column> columns, bool lines) : m_columns{std::move(columns)}, m_lines{lines} {}

    void begin(std::string& out) override { out += m_lines ? "" : "["; }
    void row(const std::vector<Cell>& cells, std::string& out) override {
        const auto object = to_json(m_columns, cells);
        if (m_lines) {
            out += object.dump() + '\n';
            return;
        }
        out += m_any ? ",\n  " : "\n  ";
        m_any = true;
        for (const char c :
             object.dump(2)) { // line breaks stand only between the members: in texts they are \n
            out += c;
            if (c == '\n')
                out += "  ";
        }
    }
    void end(std::string& out) override {
        if (!m_lines)
            out += m_any ? "\n]\n" : "]\n";
    }

  private:
    std::vector<Column> m_columns;
    bool m_lines;
    bool m_any = false;
};

} // namespace

std::unique_ptr<RowFormat> row_format(const std::vector<Column>& columns, const RowStyle& style) {
    if (style.format == "csv")
        return std::make_unique<CsvRows>(columns, style.excel_de);
    if (style.format == "tsv")
        return std::make_unique<TsvRows>(columns);
    if (style.format == "json" || style.format == "jsonl")
        return std::make_unique<JsonRows>(columns, style.format == "jsonl");
    return std::make_unique<TextRows>(columns, style);
}

std::string written(const Table& table, const RowStyle& style) {
    const auto format = row_format(table.columns, style);
    std::string out;
    format->begin(out);
    for (const auto& row : table.rows)
        format->row(row, out);
    format->end(out);
    return out;
}

} // namespace ehrenamt::cli
