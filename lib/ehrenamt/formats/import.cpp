// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/import.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/csv_layout.hpp"
#include "ehrenamt/formats/csv_scan.hpp"
#include "ehrenamt/formats/xlsx_reader.hpp"

#include <algorithm>
#include <array>

namespace ehrenamt::formats {
namespace {

using base::message;

/// What the headings of a file could be called, by heading_key.
std::vector<std::string> known_headings(const std::vector<Field>& fields, const MappingChoice& mapping,
                                        const std::vector<std::string>& more) {
    std::vector<std::string> known;
    for (const auto& field : fields) {
        if (mapping.exhaustive)
            break;
        known.push_back(heading_key(field.key));
        for (const auto synonym : field.synonyms)
            known.push_back(heading_key(synonym));
    }
    for (const auto& [field, heading] : mapping.columns)
        known.push_back(heading_key(heading));
    for (const auto& heading : more)
        known.push_back(heading_key(heading));
    return known;
}

/// What spreadsheets show in place of a result, in English and German.
bool is_error_value(std::string_view cell) {
    constexpr std::array<std::string_view, 14> k_errors = {
        "#REF!",   "#BEZUG!", "#N/A",  "#NV",    "#NAME?", "#VALUE!", "#WERT!",
        "#DIV/0!", "#NULL!",  "#NUM!", "#ZAHL!", "#CALC!", "#SPILL!", "#ÜBERLAUF!"};
    return std::find(k_errors.begin(), k_errors.end(), cell) != k_errors.end();
}

bool is_word_for_total(std::string_view cell) {
    auto text = base::trimmed(cell);
    if (text.ends_with(':'))
        text.remove_suffix(1);
    constexpr std::array<std::string_view, 6> k_words = {"Summe",     "Gesamt", "Gesamtsumme",
                                                         "Insgesamt", "Total",  "Anzahl"};
    return std::find(k_words.begin(), k_words.end(), text) != k_words.end();
}

/// Asked of every record.
bool begins_as_total(const CsvRecord& record) {
    for (const auto& cell : record.cells)
        if (!cell.text.empty())
            return is_word_for_total(cell.text);
    return false;
}

/// `Summe;;1.234`: a word for a total, and beside it nothing but numbers.
bool is_total(const std::vector<std::string_view>& cells) {
    const auto filled = [](std::string_view cell) { return !base::trimmed(cell).empty(); };
    const auto is_number = [](std::string_view cell) {
        return cell.find_first_not_of("0123456789., ") == std::string_view::npos;
    };
    const auto word = std::find_if(cells.begin(), cells.end(), filled);
    return word != cells.end() && is_word_for_total(*word) && std::all_of(word + 1, cells.end(), is_number);
}

std::vector<std::string_view> texts_of(const CsvRecord& record) {
    std::vector<std::string_view> texts;
    for (const auto& cell : record.cells)
        texts.push_back(cell.text);
    return texts;
}

/// The cells of a record that the reader refused, roughly: enough to tell a remark from a record.
std::vector<std::string_view> rough_cells(std::string_view raw, char delimiter) {
    const auto closing = raw.starts_with('"') ? raw.rfind('"') : raw.npos;
    if (closing != raw.npos && closing > 0)
        if (const auto behind = raw.substr(closing + 1); behind.find_first_not_of(delimiter) == behind.npos)
            return {raw.substr(1, closing - 1)};
    return base::split(raw, delimiter);
}

bool holds_two_values(const CsvRecord& record) {
    std::size_t filled = 0;
    for (const auto& cell : record.cells)
        if (!base::trimmed(cell.text).empty() && ++filled == 2)
            return true;
    return false;
}

/// True for what is one line in NFC without runs of space for certain: combining marks begin with a byte from
/// 0xcc on. Without branches, so that a compiler can look at many bytes at once.
bool is_line(std::string_view text) {
    bool odd = false;
    char before = 'x';
    for (const char c : text) {
        odd |= (c == '\t') | (c == '\n') | ((c == ' ') & (before == ' ')) |
               (static_cast<unsigned char>(c) >= 0xcc);
        before = c;
    }
    return !odd;
}

/// Without headings there is nothing to map, and nothing to say about it that was not said.
std::vector<Field> if_readable(const CsvReader& reader, const std::vector<Field>& fields) {
    return reader.header().empty() ? std::vector<Field>{} : fields;
}

} // namespace

const std::vector<Choice>& no_or_yes() {
    static const std::vector<Choice> k_choices = {{"no", {"nein", "false"}}, {"yes", {"ja", "true"}}};
    return k_choices;
}

const Choice* find_choice(const std::vector<Choice>& choices, std::string_view text) {
    const auto written_as = [&](const auto& means) {
        return std::find_if(choices.begin(), choices.end(), [&](const Choice& choice) {
            return means(choice.key) || std::any_of(choice.synonyms.begin(), choice.synonyms.end(), means);
        });
    };
    auto found = written_as([&](std::string_view known) { return known == text; });
    if (found == choices.end())
        found = written_as(
            [wanted = heading_key(text)](std::string_view known) { return heading_key(known) == wanted; });
    return found == choices.end() ? nullptr : &*found;
}

std::string keys_of(const std::vector<Choice>& choices) {
    std::vector<std::string> keys;
    for (const auto& choice : choices)
        keys.emplace_back(choice.key);
    return base::joined(keys, ", ");
}

std::string_view Row::text(const FieldKey& field) const {
    return m_mapping->text(field, m_record.cells);
}

std::string Row::line_of_text(const FieldKey& field) const {
    std::string scratch;
    return std::string{line_view(field, scratch)};
}

std::string_view Row::line_view(const FieldKey& field, std::string& scratch) const {
    const auto cell = text(field);
    if (is_line(cell))
        return cell;
    scratch.clear();
    bool space = false;
    for (const char c : cell) {
        const bool is_space = c == ' ' || c == '\t' || c == '\n';
        if (is_space && !space)
            scratch += ' ';
        else if (!is_space)
            scratch += c;
        space = is_space;
    }
    scratch = base::composed(scratch);
    return scratch;
}

bool Row::shown_empty(FieldKey field) const {
    const auto column = m_mapping->column(field);
    return column && m_record.cells[*column].quoted && m_record.cells[*column].text.empty();
}

std::optional<std::int64_t> Row::integer(FieldKey field, std::int64_t least, std::int64_t most) {
    const auto number = value(field, base::parse_integer);
    if (!number || (*number >= least && *number <= most))
        return number;
    refuse(field, "number.between", message("{0} is not between {1} and {2}", *number, least, most));
    return std::nullopt;
}

std::optional<base::Date> Row::date(FieldKey field) {
    return value(field, base::Date::parse);
}

std::optional<std::size_t> Row::choice(FieldKey field, const std::vector<Choice>& choices) {
    const std::string_view cell = text(field);
    if (cell.empty())
        return std::nullopt;
    if (const auto* found = find_choice(choices, cell))
        return static_cast<std::size_t>(found - choices.data());
    refuse(field, "field.choice",
           message("'{0}' is not one of {1}", base::printable(cell), keys_of(choices)));
    return std::nullopt;
}

void Row::refuse(FieldKey field, std::string rule, base::Message text_of_problem) {
    m_problems.push_back(
        {std::move(rule), std::move(text_of_problem), place(field), std::string{text(field)}});
}

void Row::refuse_cell(std::size_t column, std::string rule, base::Message text_of_problem) {
    m_problems.push_back({std::move(rule), std::move(text_of_problem), m_reader->place(m_record, column),
                          std::string{base::trimmed(m_record.cells[column].text)}});
}

void Row::refuse_row(std::string rule, base::Message text_of_problem) {
    m_problems.push_back(
        {std::move(rule), std::move(text_of_problem), {m_reader->file(), m_record.line, 0, {}}});
}

base::Place Row::place(FieldKey field) const {
    if (const auto column = m_mapping->column(field))
        return m_reader->place(m_record, *column);
    base::Place row = m_reader->place(m_record, 0);
    return {std::move(row.file), m_record.line, 0, std::string{field.name()}};
}

std::size_t Row::line(const FieldKey& field) const {
    const auto column = m_mapping->column(field);
    return column ? m_reader->line(m_record, *column) : m_record.line;
}

base::Place ImportReader::place(std::size_t line, const FieldKey& field) const {
    if (const auto column = m_mapping.column(field))
        return place(line, *column);
    return {m_reader.file(), line, 0, std::string{field.name()}};
}

base::Place ImportReader::place(std::size_t line, std::size_t column) const {
    return {m_reader.file(), line, column + 1, m_reader.header()[column]};
}

ImportReader::ImportReader(std::string_view bytes, const ReadOptions& options,
                           const std::vector<Field>& fields, const MappingChoice& mapping)
    : m_source{open_source(bytes, options, known_headings(fields, mapping, options.headings))},
      m_reader{m_source.text, m_source.options},
      m_file_problems{m_source.problems.empty() ? m_reader.file_problems() : m_source.problems},
      m_mapping{if_readable(m_reader, fields), m_reader.header(), options.file,
                m_reader.header().empty() ? MappingChoice{} : mapping, m_file_problems},
      m_verdict{m_source.verdict} {
    for (const auto& field : fields)
        if (field.required && !m_reader.header().empty())
            m_required.push_back(m_mapping.key_of(field.key));
    for (const auto& column : m_mapping.columns())
        if (!column.field.empty())
            m_used_columns.push_back(column.column - 1);
    m_usable = m_file_problems.empty();
    m_verdict.delimiter = m_reader.dialect().delimiter;
    m_verdict.line_end = m_reader.dialect().line_end;
    m_verdict.columns = m_mapping.columns();
    if (m_reader.header().empty())
        m_verdict.heading_line = 0;
    m_row.m_reader = &m_reader;
    m_row.m_mapping = &m_mapping;
    m_row.m_line_word = m_verdict.kind == FileKind::csv ? base::_m("line") : base::_m("row");
}

void ImportReader::use_columns(const std::vector<std::string>& fields) {
    m_used_columns.clear();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        auto& column = m_verdict.columns[i];
        column.field = fields[i];
        column.by = fields[i].empty() ? TakenBy::nothing : TakenBy::key;
        if (!fields[i].empty())
            m_used_columns.push_back(i);
    }
}

void ImportReader::take_as_heading() {
    m_more_headings.push_back(m_row.m_record.raw);
    m_row.m_problems.clear();
    ++m_blank;
}

void ImportReader::finish_row() {
    if (m_has_row && !m_row.m_problems.empty()) {
        auto& rejected = m_rejected[m_row.m_record.line];
        rejected.line = m_row.m_record.line;
        rejected.raw = m_row.m_record.raw;
        rejected.problems.insert(rejected.problems.end(), m_row.m_problems.begin(), m_row.m_problems.end());
    }
    m_row.m_problems.clear();
    m_has_row = false;
}

void ImportReader::take_rejected() {
    for (; m_taken < m_reader.rejected().size(); ++m_taken) {
        const auto& bad = m_reader.rejected()[m_taken];
        if (maybe_footer(rough_cells(bad.raw, m_reader.dialect().delimiter))) {
            m_maybe_footers.push_back(bad);
        } else {
            no_footers_after_all();
            m_rejected.emplace(bad.line, bad);
        }
    }
}

/// A remark, or below a rule of `____` anything that fills no second cell.
bool ImportReader::maybe_footer(const std::vector<std::string_view>& cells) {
    if (m_verdict.kind == FileKind::json) // each object is a record, however little it says
        return false;
    if (is_total(cells))
        return true;
    std::size_t filled = 0;
    for (const auto cell : cells)
        filled += base::trimmed(cell).empty() ? 0 : 1;
    if (filled != 1)
        return false;
    const bool rule = std::any_of(cells.begin(), cells.end(), is_rule_line);
    const bool footer = m_behind_rule || looks_like_footer(cells);
    m_behind_rule = m_behind_rule || rule;
    return footer;
}

/// A record follows, so what looked like footers stands between records.
void ImportReader::no_footers_after_all() {
    m_behind_rule = false;
    for (auto& remark : m_maybe_footers) {
        if (remark.problems.empty())
            remark.problems.push_back({"row.remark",
                                       message("this looks like a remark between the records; delete it, or "
                                               "fill the cells of a record"),
                                       place(remark.line), scan::excerpt(remark.raw)});
        m_rejected.emplace(remark.line, std::move(remark));
    }
    m_maybe_footers.clear();
}

/// \returns false if the record is blank or perhaps a footer
bool ImportReader::accept_record() {
    const auto& record = m_row.m_record;
    if (!holds_two_values(record) || (begins_as_total(record) && is_total(texts_of(record)))) {
        if (record.blank()) {
            ++m_blank;
            return false;
        }
        if (maybe_footer(texts_of(record))) {
            m_maybe_footers.push_back({record.line, record.raw, {}});
            return false;
        }
    }
    if (!m_maybe_footers.empty() || m_behind_rule)
        no_footers_after_all();
    return true;
}

void ImportReader::check_cells() {
    for (const auto& field : m_required)
        if (m_row.text(field).empty())
            m_row.refuse(field, "field.blank", message("{0} is missing", field.name()));
    for (const auto column : m_used_columns) {
        const auto& cell = m_row.m_record.cells[column].text;
        if (!cell.starts_with('#'))
            continue;
        const auto shown = base::trimmed(cell);
        if (shown == k_formula_without_result)
            m_row.m_problems.push_back(
                {"cell.formula_error",
                 message("the formula in this cell has no stored result; open the file in a spreadsheet "
                         "program, save it and read it again"),
                 m_reader.place(m_row.m_record, column), std::string{shown}});
        else if (is_error_value(shown))
            m_row.m_problems.push_back({"cell.formula_error",
                                        message("the cell shows the error {0} of a formula; put the value "
                                                "there, or empty it",
                                                shown),
                                        m_reader.place(m_row.m_record, column), std::string{shown}});
    }
}

Row* ImportReader::next() {
    finish_row();
    if (!m_usable)
        return nullptr;
    while (m_rejected.size() < m_source.options.limits.rejected && m_reader.next(m_row.m_record)) {
        if (m_taken < m_reader.rejected().size())
            take_rejected();
        if (!accept_record())
            continue;
        m_has_row = true;
        check_cells();
        return &m_row;
    }
    end();
    return nullptr;
}

void ImportReader::end() {
    take_rejected();
    m_file_problems = m_reader.file_problems();
    if (m_rejected.size() >= m_source.options.limits.rejected && m_file_problems.empty())
        m_file_problems.push_back(
            {"csv.limit",
             message("reading stopped here: {0} {0|record|records} could not be read already",
                     m_rejected.size()),
             place(m_rejected.rbegin()->first)});
    for (const auto& footer : m_maybe_footers) {
        const auto cells = rough_cells(footer.raw, m_reader.dialect().delimiter);
        m_verdict.footers.push_back({footer.line, scan::excerpt(base::trimmed(cells.front()))});
    }
    m_usable = false;
}

void ImportReader::reject(const RowPlace& where, base::Problem problem) {
    auto& rejected = m_rejected[where.line];
    rejected.line = where.line;
    rejected.raw = where.raw;
    rejected.problems.push_back(std::move(problem));
}

std::vector<ProblemGroup> grouped(const std::vector<base::Problem>& problems) {
    std::vector<ProblemGroup> groups;
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> seen;
    for (std::size_t i = 0; i < problems.size(); ++i) {
        const auto [known, fresh] = seen.emplace(
            std::pair<std::string_view, std::string_view>{problems[i].rule, problems[i].place.field},
            groups.size());
        if (fresh)
            groups.push_back({i, 0});
        ++groups[known->second].count;
    }
    return groups;
}

std::vector<base::Problem> ImportReader::problems() const {
    std::vector<base::Problem> all = m_file_problems;
    for (const auto& [line, rejected] : m_rejected)
        all.insert(all.end(), rejected.problems.begin(), rejected.problems.end());
    return all;
}

void ImportReader::require_acceptable(bool accept_valid) const {
    if (!m_file_problems.empty() || (!m_rejected.empty() && !accept_valid))
        throw base::Rejected{problems()};
}

} // namespace ehrenamt::formats
