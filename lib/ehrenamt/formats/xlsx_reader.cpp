// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/xlsx_reader.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/csv_scan.hpp"
#include "ehrenamt/formats/csv_writer.hpp"
#include "ehrenamt/formats/xlsx_workbook.hpp"
#include "ehrenamt/formats/xml_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace ehrenamt::formats {
namespace {

using base::message;

/// What a sheet has that a clerk may not see.
struct Oddities {
    std::size_t hidden_rows = 0;
    bool hidden_columns = false;
    std::size_t merged = 0;
};

/// Column of a reference such as `BC17`, from 0.
std::size_t column_of(std::string_view reference) {
    std::size_t column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z' || column > 1'000'000)
            break;
        column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
    }
    return column == 0 ? std::numeric_limits<std::size_t>::max() : column - 1;
}

std::size_t whole_number(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty()
               ? value
               : std::numeric_limits<std::size_t>::max();
}

/// Writes the cells of a sheet as lines of text while they come.
class CellReader : public XmlHandler {
  public:
    CellReader(const Workbook& book, std::string part, const CsvLimits& limits, SheetText& out)
        : m_book{book}, m_part{std::move(part)}, m_limits{limits}, m_out{out} {}

    Oddities oddities;

    void start(std::string_view element, const XmlAttributes& of) override {
        if (element == "c")
            begin_cell(of);
        else if (element == "row")
            begin_row(of);
        else if (element == "v" || (element == "t" && !m_phonetic))
            m_in_value = true;
        else if (element == "f")
            m_formula = true;
        else if (element == "rPh")
            m_phonetic = true;
        else if (element == "col")
            oddities.hidden_columns = oddities.hidden_columns || of.is_true("hidden");
        else if (element == "mergeCell")
            ++oddities.merged;
        m_has_value = m_has_value || m_in_value;
    }

    void end(std::string_view element) override {
        if (element == "c")
            end_cell();
        else if (element == "row")
            end_row();
        else if (element == "v" || element == "t")
            m_in_value = false;
        else if (element == "rPh")
            m_phonetic = false;
    }

    void text(std::string_view piece) override {
        // One byte more than a cell may have, so that the reader of the text refuses it.
        if (m_in_value)
            m_value +=
                piece.substr(0, m_limits.cell_bytes + 1 - std::min(m_value.size(), m_limits.cell_bytes));
    }

  private:
    void begin_row(const XmlAttributes& of) {
        const auto given = of["r"];
        const std::size_t row = given.empty() ? m_row + 1 : whole_number(given);
        constexpr std::size_t k_last_row = 1'048'576;
        if (m_in_cell || m_filled > 0 || row <= m_row || row > k_last_row)
            refuse_damaged(m_part);
        m_row = row;
        m_next_column = 0;
        m_filled = 0;
        m_hidden = of.is_true("hidden");
    }

    void begin_cell(const XmlAttributes& of) {
        const auto reference = of["r"];
        m_column = reference.empty() ? m_next_column : column_of(reference);
        constexpr std::size_t k_last_column = 16'384;
        if (m_in_cell || m_row == 0 || m_column < m_next_column || m_column >= k_last_column)
            refuse_damaged(m_part);
        m_in_cell = true;
        m_next_column = m_column + 1;
        m_type = of["t"];
        const auto style = of["s"];
        m_style = style.empty() ? 0 : whole_number(style);
        m_value.clear();
        m_formula = m_has_value = m_in_value = false;
    }

    void end_cell() {
        m_in_cell = false;
        std::string shown = shown_value();
        if (shown.empty())
            return;
        if (m_column >= m_limits.columns)
            throw WorkbookRefused{{"xlsx.limit", message("the sheet has more than {0} columns; delete what "
                                                         "does not belong to the list",
                                                         m_limits.columns)}};
        if (m_cells.size() <= m_column)
            m_cells.resize(m_column + 1);
        for (; m_filled < m_column; ++m_filled)
            m_cells[m_filled].clear();
        m_cells[m_filled++] = std::move(shown);
    }

    [[nodiscard]] std::string shown_value() const {
        if (m_formula && !m_has_value)
            return std::string{k_formula_without_result};
        if (m_type == "s") {
            const auto index = whole_number(m_value);
            if (m_value.empty())
                return {};
            if (index >= m_book.texts.size())
                refuse_damaged(m_part);
            return std::string{m_book.texts[index].substr(0, m_limits.cell_bytes + 1)};
        }
        if (m_type == "inlineStr" || m_type == "str") {
            std::string text;
            append_unescaped(text, m_value);
            return text;
        }
        if (m_type == "b")
            return m_value == "1" ? "true" : m_value == "0" ? "false" : m_value;
        if (m_type == "d") {
            const auto midnight = m_value.find("T00:00:00");
            return midnight == m_value.npos ? m_value : m_value.substr(0, midnight);
        }
        if (m_type == "e" || m_value.empty())
            return m_value;
        const auto style = m_style < m_book.styles.size() ? m_book.styles[m_style] : NumberStyle{};
        return shown_number(m_value, style, m_book.from_1904);
    }

    void end_row() {
        if (m_filled == 0)
            return;
        const std::size_t start = m_out.text.size();
        for (std::size_t i = 0; i < m_filled; ++i) {
            if (i > 0)
                m_out.text += k_sheet_delimiter;
            append_csv_cell(m_out.text, scan::is_number(m_cells[i]) ? m_cells[i] : guarded(m_cells[i]),
                            k_sheet_delimiter);
        }
        const std::size_t lines = 1 + scan::line_breaks(std::string_view{m_out.text}.substr(start));
        m_out.text += "\r\n";
        m_out.row_of_line.insert(m_out.row_of_line.end(), lines, static_cast<std::uint32_t>(m_row));
        m_out.columns = std::max(m_out.columns, m_filled);
        oddities.hidden_rows += m_hidden ? 1 : 0;
        m_filled = 0;
        if (m_out.text.size() > m_limits.file_bytes)
            throw WorkbookRefused{
                {"xlsx.limit",
                 message("the sheet holds more than {0} bytes of text; split it", m_limits.file_bytes)}};
    }

    const Workbook& m_book;
    const std::string m_part;
    const CsvLimits& m_limits;
    SheetText& m_out;

    std::size_t m_row = 0;
    bool m_hidden = false;
    std::vector<std::string> m_cells; ///< of the row, up to m_filled
    std::size_t m_filled = 0;
    std::size_t m_column = 0;
    std::size_t m_next_column = 0;
    std::string m_type;
    std::size_t m_style = 0;
    std::string m_value;
    bool m_in_cell = false; ///< cells within cells would count twice
    bool m_formula = false;
    bool m_has_value = false;
    bool m_in_value = false;
    bool m_phonetic = false;
};

std::string names_of(const std::vector<SheetEntry>& sheets, std::string_view without = {}) {
    std::vector<std::string> names;
    constexpr std::size_t k_most = 20;
    for (const auto& sheet : sheets)
        if (sheet.name != without && names.size() < k_most)
            names.push_back(fmt::format("'{}'", base::printable(sheet.name)));
    return base::joined(names, ", ");
}

const SheetEntry& chosen_sheet(const Workbook& book, const std::string& wanted) {
    for (const auto& sheet : book.sheets)
        if (wanted.empty() ? !sheet.hidden : sheet.name == wanted)
            return sheet;
    if (wanted.empty())
        throw WorkbookRefused{{"sheet.none", message("the workbook has no sheet that is shown")}};
    throw WorkbookRefused{{"sheet.unknown", message("the workbook has no sheet '{0}'; it has {1}",
                                                    base::printable(wanted), names_of(book.sheets))}};
}

void tell(SheetText& out, const Oddities& oddities, const Workbook& book) {
    if (book.sheets.size() > 1)
        out.notices.push_back(message("the workbook has other sheets, which are not read: {0}; --sheet takes "
                                      "another one",
                                      names_of(book.sheets, out.name)));
    if (oddities.hidden_rows > 0)
        out.notices.push_back(message("hidden rows, read like the others: {0}", oddities.hidden_rows));
    if (oddities.hidden_columns)
        out.notices.push_back(message("columns are hidden; they are read like the others"));
    if (oddities.merged > 0)
        out.notices.push_back(
            message("merged cells: {0}; the first cell of each holds the value, the others are empty",
                    oddities.merged));
}

} // namespace

SheetText read_sheet(std::string_view bytes, const std::string& wanted, const CsvLimits& limits) {
    SheetText out;
    try {
        ZipArchive archive{bytes, limits.file_bytes};
        const auto book = read_workbook(archive);
        const auto& sheet = chosen_sheet(book, wanted);
        out.name = sheet.name;
        CellReader reader{book, sheet.part, limits, out};
        read_xml(archive, sheet.part, reader);
        if (out.text.empty())
            throw WorkbookRefused{{"sheet.empty", message("the sheet '{0}' is empty; the workbook has {1}; "
                                                          "--sheet says which is to be read",
                                                          base::printable(out.name), names_of(book.sheets))}};
        tell(out, reader.oddities, book);
    } catch (const WorkbookRefused& refused) {
        out.problem = refused.problem;
        out.text.clear();
    }
    return out;
}

} // namespace ehrenamt::formats
