// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <toml++/toml.h>

#include <utility>

namespace ehrenamt::formats {
namespace {

using base::message;
using base::Problem;

base::Place place_of(const toml::source_region& region, const std::string& file) {
    return {file, region.begin.line, region.begin.column, {}};
}

/// Takes the entries of a table whose values are all texts.
std::map<std::string, std::string> texts(const toml::table& table, const std::string& file,
                                         std::vector<Problem>& problems) {
    std::map<std::string, std::string> out;
    for (const auto& [key, node] : table) {
        const auto* const text = node.as_string();
        if (text != nullptr)
            out.emplace(key.str(), text->get());
        else
            problems.push_back({"mapping.syntax", message("'{0}' must be a text in quotes", key.str()),
                                place_of(node.source(), file), std::string{key.str()}});
    }
    return out;
}

void read_entry(std::string_view key, const toml::node& node, const std::string& file, MappingChoice& choice,
                std::vector<Problem>& problems) {
    if (key == "source" && node.is_string()) {
        choice.source = node.as_string()->get();
    } else if (key == "columns" && node.is_table()) {
        choice.columns = texts(*node.as_table(), file, problems);
    } else if (key == "values" && node.is_table()) {
        for (const auto& [field, values] : *node.as_table())
            if (values.is_table())
                choice.values.emplace(field.str(), texts(*values.as_table(), file, problems));
            else
                problems.push_back({"mapping.syntax", message("'{0}' must be a table of texts", field.str()),
                                    place_of(values.source(), file), std::string{field.str()}});
    } else if (key == "ignore" && node.is_table() && (*node.as_table())["columns"].is_array()) {
        for (const auto& heading : *(*node.as_table())["columns"].as_array())
            choice.ignored.push_back(heading.value_or(std::string{}));
    } else {
        problems.push_back({"mapping.unknown_key",
                            message("'{0}' has no meaning here; a mapping file has source, [columns], "
                                    "[values.FIELD] and [ignore] with a list of columns",
                                    key),
                            place_of(node.source(), file), std::string{key}});
    }
}

} // namespace

MappingChoice read_mapping(std::string_view toml, const std::string& file) {
    MappingChoice choice;
    choice.exhaustive = true;
    std::vector<Problem> problems;
    try {
        const toml::table root = toml::parse(toml, file);
        for (const auto& [key, node] : root)
            read_entry(key.str(), node, file, choice, problems);
    } catch (const toml::parse_error& error) {
        problems.push_back({"mapping.syntax",
                            message("this is not TOML: {0}", error.description()),
                            place_of(error.source(), file),
                            {}});
    }
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    return choice;
}

std::optional<Problem> add_override(MappingChoice& choice, std::string_view assignment) {
    const auto equals = assignment.find('=');
    const auto field = base::trimmed(assignment.substr(0, equals));
    const auto heading =
        equals == assignment.npos ? std::string_view{} : base::trimmed(assignment.substr(equals + 1));
    if (field.empty() || heading.empty())
        return Problem{
            "mapping.syntax",
            message("'{0}' is no assignment; expected FIELD=COLUMN OF THE FILE", base::printable(assignment)),
            {},
            std::string{assignment}};
    choice.columns.insert_or_assign(std::string{field}, std::string{heading});
    choice.overridden.emplace_back(field);
    return std::nullopt;
}

} // namespace ehrenamt::formats
