// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/list_check.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

namespace ehrenamt::associations {
namespace {

using base::_m;
using base::message;
using base::Problem;
using formats::heading_key;

/// Parts of headings as heading_key gives them.
constexpr auto k_persons = std::to_array<std::string_view>({
    "vorsitz",    "vorstand",    "ansprech",    "kontaktperson", "kontaktname", "prasident", "kassier",
    "kassenwart", "schatzmeist", "schriftfuhr", "geschaftsfuhr", "vorname",     "nachname",  "familienname",
    "zuname",     "geburt",      "vertret",     "contactperson", "chair",       "treasurer", "firstname",
    "lastname",   "surname",     "familyname",  "dateofbirth",   "birthday",    "secretary", "abteilungsleit",
    "jugendleit", "jugendwart",  "betreur",     "inhaber",       "privat",      "mobil",     "handy",
});

bool has_column(const formats::Verdict& verdict, std::initializer_list<std::string_view> parts) {
    return std::any_of(verdict.columns.begin(), verdict.columns.end(), [&](const auto& column) {
        const auto key = heading_key(column.heading);
        return std::any_of(parts.begin(), parts.end(),
                           [&](std::string_view part) { return key.find(part) != key.npos; });
    });
}

std::size_t heading_line(const formats::Verdict& verdict) {
    return std::max<std::size_t>(verdict.heading_line, 1);
}

bool takes(const formats::Verdict& verdict, std::string_view field) {
    return std::any_of(verdict.columns.begin(), verdict.columns.end(),
                       [&](const auto& column) { return column.field == field; });
}

/// The beginning of a title line, or the first heading.
bool begins_with(const formats::Verdict& verdict, std::string_view mark) {
    const auto begins = [&](std::string_view text) { return text.substr(0, 40).find(mark) != text.npos; };
    return std::any_of(verdict.titles.begin(), verdict.titles.end(),
                       [&](const auto& title) { return begins(title.text); }) ||
           (!verdict.columns.empty() && begins(verdict.columns.front().heading));
}

/// What the file is instead, if that is plain to see.
std::optional<base::MessageId> known_as(const formats::Verdict& verdict) {
    if (begins_with(verdict, "GENESIS-Tabelle"))
        return _m("a GENESIS table of official statistics");
    if (begins_with(verdict, "EXTF") || begins_with(verdict, "DTVF"))
        return _m("a DATEV export");
    const bool municipalities = has_column(verdict, {"gemeinde", "municipality"}) &&
                                has_column(verdict, {"bevolkerung", "einwohner", "flache", "population"});
    if (municipalities && !takes(verdict, "name"))
        return _m("a table of municipalities");
    const bool days =
        has_column(verdict, {"startdate", "beginn"}) && has_column(verdict, {"enddate", "ende"});
    if (days && !takes(verdict, "seat") && !takes(verdict, "postcode") && !takes(verdict, "municipality"))
        return _m("a calendar");
    return std::nullopt;
}

/// A column called only `Name` says nothing of what is named; something else has to.
std::optional<Problem> only_a_name(const formats::Verdict& verdict) {
    std::size_t others = 0;
    const formats::ColumnVerdict* bare = nullptr;
    bool chosen = false;
    bool persons = false;
    for (const auto& column : verdict.columns) {
        const bool by_word =
            heading_key(column.heading) == "name" || heading_key(column.heading) == "bezeichnung";
        chosen =
            chosen || column.by == formats::TakenBy::option || column.by == formats::TakenBy::mapping_file;
        if (column.field == "name" && by_word)
            bare = &column;
        else if (!column.field.empty() && column.field != "id" && column.field != "status" &&
                 column.field != "kind")
            ++others;
        const auto key = heading_key(column.heading);
        persons = persons || key == "vorname" || key == "firstname" || key.find("geburt") != key.npos ||
                  key == "anrede";
    }
    if (chosen || bare == nullptr || (others > 0 && !persons))
        return std::nullopt;
    return Problem{
        "list.other",
        message("this seems to be no list of associations: '{0}' could name anything, and no other column is "
                "one that such a list has; if it is one, say so with --map name={0}",
                base::printable(bare->heading)),
        {verdict.file, heading_line(verdict), bare->column, bare->heading},
        {}};
}

} // namespace

bool names_persons(std::string_view heading) {
    const auto key = heading_key(heading);
    return std::any_of(k_persons.begin(), k_persons.end(),
                       [&](std::string_view part) { return key.find(part) != key.npos; });
}

std::vector<Problem> list_problems(const formats::Verdict& verdict) {
    std::vector<Problem> problems;
    const auto heading = base::Place{verdict.file, verdict.heading_line, 0, {}};
    if (const auto other = known_as(verdict)) {
        problems.push_back(
            {"list.other", message("this is {0}, no list of associations", *other), heading, {}});
        return problems;
    }
    if (auto problem = only_a_name(verdict))
        problems.push_back(*std::move(problem));
    for (const auto& column : verdict.columns)
        if (!column.field.empty() && names_persons(column.heading))
            problems.push_back({"mapping.persons",
                                message("'{0}' is data of persons and cannot be {1} of an association",
                                        base::printable(column.heading), column.field),
                                {verdict.file, heading_line(verdict), column.column, column.heading},
                                {}});
    return problems;
}

} // namespace ehrenamt::associations
