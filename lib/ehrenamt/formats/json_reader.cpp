// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/json_reader.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/xlsx_reader.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace ehrenamt::formats {
namespace {

using base::message;

struct Cell {
    bool given = false;
    std::string text = {};
};

/// Takes what the parser finds. Every function answers whether to go on; without that there is a problem.
class Records : public nlohmann::json_sax<nlohmann::json> {
  public:
    Records(bool in_list, const CsvLimits& limits) : m_in_list{in_list}, m_limits{limits} {}

    /// Names of all fields so far, in the order in which they came.
    [[nodiscard]] const std::vector<std::string>& fields() const { return m_fields; }
    [[nodiscard]] const std::optional<base::Problem>& problem() const { return m_problem; }

    /// \param each  is given the cells of each record, by field; false ends the reading
    void read(std::string_view bytes, const std::function<bool(const std::vector<Cell>& cells)>& each) {
        m_each = &each;
        m_record = 0;
        m_line = 1;
        if (m_in_list)
            parse(bytes);
        else
            read_lines(bytes);
    }

    bool null() override { return take({}); }
    bool boolean(bool value) override { return take({true, value ? "true" : "false"}); }
    bool number_integer(number_integer_t value) override { return take({true, fmt::to_string(value)}); }
    bool number_unsigned(number_unsigned_t value) override { return take({true, fmt::to_string(value)}); }
    bool number_float(number_float_t /*value*/, const string_t& digits) override {
        return take({true, digits});
    }
    bool string(string_t& text) override { return take({true, std::move(text)}); }
    bool binary(binary_t& /*bytes*/) override { return no_records(); }

    bool start_array(std::size_t /*count*/) override {
        if (m_depth > record_depth())
            return nested();
        return m_in_list && m_depth++ == 0 ? true : no_records();
    }
    bool end_array() override {
        --m_depth;
        return true;
    }
    bool start_object(std::size_t /*count*/) override {
        if (m_depth > record_depth())
            return nested();
        if (m_depth++ != record_depth())
            return no_records();
        ++m_record;
        m_cells.clear();
        return true;
    }
    bool end_object() override {
        --m_depth;
        return (*m_each)(m_cells);
    }
    bool key(string_t& name) override {
        const auto [known, fresh] = m_columns.emplace(name, m_fields.size());
        if (fresh) {
            m_fields.push_back(name);
            m_seen.push_back(0);
        }
        if (m_fields.size() > m_limits.columns)
            return fail("csv.limit", message("the records have more than {0} fields", m_limits.columns));
        m_column = known->second;
        if (m_seen[m_column] == m_record)
            return fail("json.twice",
                        message("record {0} has the field '{1}' twice", m_record, base::printable(name)));
        m_seen[m_column] = m_record;
        m_cells.resize(std::max(m_cells.size(), m_column + 1));
        return true;
    }
    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*error*/) override {
        const auto before = m_text.substr(0, std::min(position, m_text.size()));
        m_line += static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
        fail("json.damaged",
             message("this is no JSON from here on; expected is a list of records, or one record a line"));
        m_problem->place.line = m_line;
        return false;
    }

  private:
    [[nodiscard]] int record_depth() const { return m_in_list ? 1 : 0; }

    void parse(std::string_view text) {
        m_text = text;
        m_depth = 0;
        std::fill(m_seen.begin(), m_seen.end(), 0);
        nlohmann::json::sax_parse(text.begin(), text.end(), this);
    }
    void read_lines(std::string_view bytes) {
        for (std::size_t line = 1; !bytes.empty() && !m_problem; ++line) {
            const auto end = std::min(bytes.find('\n'), bytes.size());
            const auto text = base::trimmed(bytes.substr(0, end));
            m_line = line;
            if (!text.empty())
                parse(text);
            bytes.remove_prefix(std::min(end + 1, bytes.size()));
        }
    }

    bool take(Cell cell) {
        if (m_depth <= record_depth())
            return no_records();
        m_cells[m_column] = std::move(cell);
        return true;
    }
    bool fail(const char* rule, base::Message text) {
        m_problem = base::Problem{rule, std::move(text)};
        return false;
    }
    bool no_records() {
        return fail("json.records",
                    message("this JSON is not a list of records; expected is a list of objects, or "
                            "one object a line, as export writes them"));
    }
    bool nested() {
        return fail(
            "json.nested",
            message("record {0} has a list or an object in the field '{1}'; expected is a text, a number, "
                    "true, false or null",
                    m_record, base::printable(m_fields[m_column])));
    }

    bool m_in_list;
    const CsvLimits& m_limits;
    const std::function<bool(const std::vector<Cell>&)>* m_each = nullptr;
    std::optional<base::Problem> m_problem;
    std::string_view m_text; ///< being parsed
    std::size_t m_line = 1;  ///< in which it begins
    int m_depth = 0;
    std::size_t m_record = 0; ///< at hand, from 1
    std::vector<Cell> m_cells;
    std::size_t m_column = 0;
    std::vector<std::string> m_fields;
    std::map<std::string, std::size_t> m_columns;
    std::vector<std::size_t> m_seen; ///< by field: the last record that had it
};

void append_cell(std::string& line, const Cell& cell) {
    if (!cell.given)
        return;
    line += '"';
    for (const char c : cell.text)
        line.append(c == '"' ? 2 : 1, c);
    line += '"';
}

void append_line(JsonText& out, const std::vector<Cell>& cells, std::uint32_t row) {
    const auto begin = out.text.size();
    for (std::size_t i = 0; i < out.fields; ++i) {
        if (i > 0)
            out.text += k_sheet_delimiter;
        if (i < cells.size())
            append_cell(out.text, cells[i]);
    }
    out.text += "\r\n";
    const auto lines =
        std::count(out.text.begin() + static_cast<std::ptrdiff_t>(begin), out.text.end(), '\n');
    out.row_of_line.insert(out.row_of_line.end(), static_cast<std::size_t>(lines), row);
}

} // namespace

JsonText read_json(std::string_view bytes, const CsvLimits& limits) {
    constexpr std::string_view k_bom = "\xef\xbb\xbf";
    if (bytes.starts_with(k_bom))
        bytes.remove_prefix(k_bom.size());
    // Once for the fields, once for the cells: no record has to be kept meanwhile.
    Records records{base::trimmed(bytes).starts_with('['), limits};
    records.read(bytes, [](const auto&) { return true; });
    JsonText out;
    out.fields = records.fields().size();
    out.problem = records.problem();
    if (!out.problem && out.fields == 0)
        out.problem = base::Problem{"json.records", message("there are no records in this JSON")};
    if (out.problem)
        return out;
    std::vector<Cell> headings;
    for (const auto& field : records.fields())
        headings.push_back({true, field});
    append_line(out, headings, 0);
    std::uint32_t record = 0;
    records.read(bytes, [&](const std::vector<Cell>& cells) {
        append_line(out, cells, ++record);
        return out.text.size() <= limits.file_bytes;
    });
    if (out.text.size() > limits.file_bytes)
        out.problem = base::Problem{
            "csv.limit", message("as a table the records have more than {0} bytes", limits.file_bytes)};
    return out;
}

} // namespace ehrenamt::formats
