// SPDX-License-Identifier: EUPL-1.2
#include "cli/typed_row.hpp"

#include "ehrenamt/base/error.hpp"

#include <algorithm>

namespace ehrenamt::cli {
namespace {

std::string quoted(const std::string& text) {
    std::string cell{'"'};
    for (const char c : text)
        cell += c == '"' ? std::string{"\"\""} : std::string{c};
    return cell + '"';
}

std::string as_file(const std::vector<std::pair<std::string, std::string>>& cells) {
    std::string header;
    std::string row;
    for (const auto& [field, text] : cells) {
        header += (header.empty() ? "" : ",") + field;
        row += (row.empty() ? "" : ",") + quoted(text);
    }
    return header + '\n' + row + '\n';
}

} // namespace

TypedRow::TypedRow(const std::vector<std::pair<std::string, std::string>>& cells,
                   const std::vector<formats::Field>& fields)
    : m_bytes{as_file(cells)}, m_reader{m_bytes, {.file = "", .delimiter = ','}, fields} {}

void TypedRow::require_good() const {
    auto problems = m_reader.problems();
    for (auto& problem : problems) {
        std::replace(problem.place.field.begin(), problem.place.field.end(), '_', '-');
        problem.place = {"", 0, 0, problem.place.field.empty() ? "" : "--" + problem.place.field};
    }
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
}

} // namespace ehrenamt::cli
