// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/import.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/base/text.hpp"

#include <algorithm>

namespace ehrenamt::formats {
namespace {

using base::message;

CsvOptions for_import(CsvOptions options) {
    // Two columns of one name matter only if a field needs one of them; the mapping tells that.
    options.unique_headings = false;
    return options;
}

/// Without headings there is nothing to map, and nothing to say about it that was not said.
std::vector<Field> if_readable(const CsvReader& reader, const std::vector<Field>& fields) {
    return reader.header().empty() ? std::vector<Field>{} : fields;
}

} // namespace

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

std::string_view Row::text(std::string_view field) const {
    const auto column = m_mapping->column(field);
    if (!column)
        return {};
    return m_mapping->meaning(field, base::trimmed(m_record.cells[*column].text));
}

std::string Row::line_of_text(std::string_view field) const {
    std::string line;
    bool space = false;
    for (const char c : text(field)) {
        const bool is_space = c == ' ' || c == '\t' || c == '\n';
        if (is_space && !space)
            line += ' ';
        else if (!is_space)
            line += c;
        space = is_space;
    }
    return base::composed(line);
}

bool Row::shown_empty(std::string_view field) const {
    const auto column = m_mapping->column(field);
    return column && m_record.cells[*column].quoted && m_record.cells[*column].text.empty();
}

std::optional<std::int64_t> Row::integer(std::string_view field, std::int64_t least, std::int64_t most) {
    const auto number = value(field, base::parse_integer);
    if (!number || (*number >= least && *number <= most))
        return number;
    refuse(field, "number.between", message("{0} is not between {1} and {2}", *number, least, most));
    return std::nullopt;
}

std::optional<base::Date> Row::date(std::string_view field) {
    return value(field, base::Date::parse);
}

std::optional<std::size_t> Row::choice(std::string_view field, const std::vector<Choice>& choices) {
    const std::string_view cell = text(field);
    if (cell.empty())
        return std::nullopt;
    if (const auto* found = find_choice(choices, cell))
        return static_cast<std::size_t>(found - choices.data());
    refuse(field, "field.choice",
           message("'{0}' is not one of {1}", base::printable(cell), keys_of(choices)));
    return std::nullopt;
}

void Row::refuse(std::string_view field, std::string rule, base::Message text_of_problem) {
    m_problems.push_back(
        {std::move(rule), std::move(text_of_problem), place(field), std::string{text(field)}});
}

base::Place Row::place(std::string_view field) const {
    if (const auto column = m_mapping->column(field))
        return m_reader->place(m_record, *column);
    base::Place row = m_reader->place(m_record, 0);
    return {std::move(row.file), m_record.line, 0, std::string{field}};
}

ImportReader::ImportReader(std::string_view bytes, const CsvOptions& options,
                           const std::vector<Field>& fields, const MappingChoice& mapping)
    : m_reader{bytes, for_import(options)},
      m_file_problems{m_reader.file_problems()},
      m_mapping{if_readable(m_reader, fields), m_reader.header(), options.file,
                m_reader.header().empty() ? MappingChoice{} : mapping, m_file_problems} {
    for (const auto& field : fields)
        if (field.required)
            m_required.emplace_back(field.key);
    if (!m_file_problems.empty() && !m_reader.header().empty())
        look_for_headings_below(bytes, options, fields, mapping);
    m_usable = m_file_problems.empty();
    const auto& dialect = m_reader.dialect();
    m_verdict.file = options.file;
    m_verdict.bom = dialect.bom;
    m_verdict.delimiter = dialect.delimiter;
    m_verdict.line_end = dialect.line_end;
    m_verdict.columns = m_mapping.columns();
    m_row.m_reader = &m_reader;
    m_row.m_mapping = &m_mapping;
}

/// Many programs write titles above the headings; a clerk is helped by hearing which line they stand on.
void ImportReader::look_for_headings_below(std::string_view bytes, const CsvOptions& options,
                                           const std::vector<Field>& fields, const MappingChoice& mapping) {
    constexpr std::size_t k_lines = 15;
    std::size_t at = bytes.find('\n');
    for (std::size_t line = 2; line < k_lines && at != bytes.npos; ++line, at = bytes.find('\n', at + 1)) {
        const CsvReader below{bytes.substr(at + 1), for_import(options)};
        std::vector<base::Problem> problems = below.file_problems();
        if (!below.header().empty())
            ColumnMapping{fields, below.header(), options.file, mapping, problems};
        if (problems.empty() && !below.header().empty()) {
            m_file_problems.push_back(
                {"mapping.headings_below",
                 message("the headings seem to stand in line {0}; delete the lines above it",
                         std::to_string(line)),
                 {options.file, line, 0, {}},
                 {}});
            return;
        }
    }
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
    for (; m_taken < m_reader.rejected().size(); ++m_taken)
        m_rejected.emplace(m_reader.rejected()[m_taken].line, m_reader.rejected()[m_taken]);
}

Row* ImportReader::next() {
    finish_row();
    if (!m_usable)
        return nullptr;
    while (m_reader.next(m_row.m_record)) {
        if (m_row.m_record.blank()) {
            ++m_blank;
            continue;
        }
        m_has_row = true;
        take_rejected();
        for (const auto& field : m_required)
            if (m_row.text(field).empty())
                m_row.refuse(field, "field.blank", message("{0} is missing", field));
        return &m_row;
    }
    take_rejected();
    m_file_problems = m_reader.file_problems();
    m_usable = false;
    return nullptr;
}

void ImportReader::reject(const RowPlace& where, base::Problem problem) {
    auto& rejected = m_rejected[where.line];
    rejected.line = where.line;
    rejected.raw = where.raw;
    rejected.problems.push_back(std::move(problem));
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
