// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/mapping.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ehrenamt::formats {

using base::message;

std::string heading_key(std::string_view heading) {
    std::string key;
    for (const char c : base::sort_key(heading)) {
        const bool ascii = static_cast<unsigned char>(c) < 0x80;
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        // ä is a after sort_key; written as ae it must become the same.
        const bool umlaut_e =
            c == 'e' && !key.empty() && std::string_view{"aou"}.find(key.back()) != std::string_view::npos;
        if (!ascii || (letter && !umlaut_e))
            key += c;
    }
    return key;
}

/// The headings of a file while they are being given to fields.
struct ColumnMapping::Check {
    const std::vector<std::string>& header;
    const std::string& file;
    std::vector<base::Problem>& problems;
    std::vector<std::string> keys = {};   ///< heading_key of each column
    std::vector<std::string> takers = {}; ///< field that took each column, or empty

    Check(const std::vector<std::string>& columns, const std::string& name, std::vector<base::Problem>& found)
        : header{columns}, file{name}, problems{found}, takers(columns.size()) {
        for (const auto& heading : header)
            keys.push_back(heading_key(heading));
    }

    [[nodiscard]] std::string headings() const {
        std::vector<std::string> quoted;
        for (const auto& heading : header)
            if (!heading.empty())
                quoted.push_back(fmt::format("'{}'", base::printable(heading)));
        constexpr std::size_t k_most = 40;
        if (quoted.size() > k_most) {
            quoted.resize(k_most);
            quoted.emplace_back("…");
        }
        return base::joined(quoted, ", ");
    }

    [[nodiscard]] std::vector<std::size_t> columns_of(const std::vector<std::string>& wanted) const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < keys.size(); ++i)
            if (!keys[i].empty() && std::find(wanted.begin(), wanted.end(), keys[i]) != wanted.end())
                found.push_back(i);
        return found;
    }

    void add(const char* rule, base::Message text, std::string_view value) {
        base::Problem problem{rule, std::move(text)};
        problem.place.file = file;
        problem.value = value;
        problems.push_back(std::move(problem));
    }

    std::optional<std::size_t> chosen(const std::string& field, const std::string& heading) {
        std::vector<std::size_t> exact;
        for (std::size_t i = 0; i < header.size(); ++i)
            if (header[i] == heading)
                exact.push_back(i);
        const auto found = exact.empty() ? columns_of({heading_key(heading)}) : exact;
        if (found.size() == 1)
            return found.front();
        if (found.size() > 1) {
            add("mapping.ambiguous",
                message(
                    "'{0}' stands over column {1} and over column {2}; give each column a name of its own",
                    heading, found[0] + 1, found[1] + 1),
                heading);
            return std::nullopt;
        }
        const std::vector<std::string_view> known(header.begin(), header.end());
        const auto near = base::nearest(heading, known);
        if (near.empty())
            add("mapping.column_missing",
                message("the file has no column '{0}' for {1}; it has {2}", heading, field, headings()),
                heading);
        else
            add("mapping.column_missing",
                message("the file has no column '{0}' for {1}; did you mean '{2}'? It has {3}", heading,
                        field, near, headings()),
                heading);
        return std::nullopt;
    }

    std::optional<std::size_t> guessed(const Field& field) {
        std::vector<std::string> wanted;
        if (std::find(field.weaker.begin(), field.weaker.end(), field.key) == field.weaker.end())
            wanted.push_back(heading_key(field.key));
        for (const auto synonym : field.synonyms)
            wanted.push_back(heading_key(synonym));
        auto found = columns_of(wanted);
        for (auto weaker = field.weaker.begin(); found.empty() && weaker != field.weaker.end(); ++weaker)
            found = columns_of({heading_key(*weaker)});
        if (found.size() > 1) {
            add("mapping.ambiguous",
                message("both '{0}' and '{1}' can be {2}; say which with --map {2}=COLUMN", header[found[0]],
                        header[found[1]], field.key),
                header[found[1]]);
            return std::nullopt;
        }
        if (found.empty() || !takers[found.front()].empty())
            return std::nullopt;
        take(found.front(), field.key);
        return found.front();
    }

    void known_field(const std::string& name, const std::vector<Field>& fields) {
        std::vector<std::string_view> known;
        for (const auto& field : fields)
            known.push_back(field.key);
        if (std::find(known.begin(), known.end(), name) != known.end())
            return;
        const auto all = base::joined({known.begin(), known.end()}, ", ");
        const auto near = base::nearest(name, known);
        add("mapping.unknown_field",
            near.empty()
                ? message("there is no field '{0}'; the fields are {1}", name, all)
                : message("there is no field '{0}'; did you mean {1}? The fields are {2}", name, near, all),
            name);
    }

    void take(std::size_t column, std::string_view field) {
        if (!takers[column].empty())
            add("mapping.column_twice",
                message("column '{0}' cannot be both {1} and {2}", header[column], takers[column], field),
                header[column]);
        takers[column] = field;
    }
};

ColumnMapping::ColumnMapping(const std::vector<Field>& fields, const std::vector<std::string>& header,
                             const std::string& file, MappingChoice choice,
                             std::vector<base::Problem>& problems)
    : m_choice{std::move(choice)} {
    Check check{header, file, problems};
    for (const auto& [name, heading] : m_choice.columns)
        check.known_field(name, fields);
    for (const auto& [name, values] : m_choice.values)
        check.known_field(name, fields);
    // First what the user chose, so that a guess never takes such a column.
    for (const auto& field : fields) {
        auto& taken = m_taken.emplace_back(Taken{std::string{field.key}});
        if (const auto wanted = m_choice.columns.find(taken.field); wanted != m_choice.columns.end())
            taken.column = check.chosen(wanted->first, wanted->second);
        if (taken.column)
            check.take(*taken.column, field.key);
        if (const auto values = m_choice.values.find(taken.field); values != m_choice.values.end())
            taken.values = &values->second;
    }
    bool headings_told = false; // once is enough
    for (std::size_t i = 0; i < fields.size(); ++i) {
        auto& taken = m_taken[i];
        if (m_choice.columns.contains(taken.field))
            continue;
        const std::size_t told = problems.size();
        if (!m_choice.exhaustive)
            taken.column = check.guessed(fields[i]);
        if (!fields[i].required || taken.column || problems.size() != told)
            continue;
        check.add(
            "mapping.required",
            std::exchange(headings_told, true)
                ? message("the file has no column for {0} either; say which it is with --map {0}=COLUMN",
                          taken.field)
                : message("the file has no column for {0}; say which it is with --map {0}=COLUMN. It has {1}",
                          taken.field, check.headings()),
            taken.field);
    }
    explain(check);
}

void ColumnMapping::explain(const Check& check) {
    const auto holds = [](const std::vector<std::string>& list, const std::string& text) {
        return std::find(list.begin(), list.end(), text) != list.end();
    };
    for (std::size_t i = 0; i < check.header.size(); ++i) {
        ColumnVerdict column{i + 1, check.header[i], check.takers[i]};
        if (column.field.empty())
            column.ignored = holds(m_choice.ignored, column.heading) ||
                             column.heading == k_reject_line_heading ||
                             column.heading == k_reject_reason_heading;
        else if (holds(m_choice.overridden, column.field))
            column.by = TakenBy::option;
        else if (m_choice.columns.contains(column.field))
            column.by = TakenBy::mapping_file;
        else
            column.by = check.keys[i] == heading_key(column.field) ? TakenBy::key : TakenBy::synonym;
        m_columns.push_back(std::move(column));
    }
}

std::vector<std::string> ColumnMapping::unused() const {
    std::vector<std::string> headings;
    for (const auto& column : m_columns)
        if (column.field.empty() && !column.ignored && !column.heading.empty())
            headings.push_back(column.heading);
    return headings;
}

const ColumnMapping::Taken* ColumnMapping::named(std::string_view name) const {
    const auto found =
        std::find_if(m_taken.begin(), m_taken.end(), [&](const Taken& entry) { return entry.field == name; });
    return found == m_taken.end() ? nullptr : &*found;
}

FieldKey ColumnMapping::key_of(std::string_view name) const {
    FieldKey key{name};
    if (const auto* const entry = named(name)) {
        key.m_name = entry->field;
        key.m_number = static_cast<std::size_t>(entry - m_taken.data());
    }
    return key;
}

std::optional<std::size_t> ColumnMapping::column(const FieldKey& field) const {
    const auto* const entry = taken(field);
    return entry == nullptr ? std::nullopt : entry->column;
}

std::string_view ColumnMapping::text(const FieldKey& field, const std::vector<CsvCell>& cells) const {
    const auto* const entry = taken(field);
    if (entry == nullptr || !entry->column)
        return {};
    const auto written = base::trimmed(cells[*entry->column].text);
    if (entry->values == nullptr)
        return written;
    const auto found = entry->values->find(std::string{written});
    return found == entry->values->end() ? written : std::string_view{found->second};
}

} // namespace ehrenamt::formats
