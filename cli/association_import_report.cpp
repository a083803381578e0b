// SPDX-License-Identifier: EUPL-1.2
#include "cli/association_import_report.hpp"

#include "cli/import_verdict.hpp"
#include "cli/words.hpp"
#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

namespace ehrenamt::cli {
namespace {

using associations::LeftOut;
using associations::OpenPlace;
using base::message;

constexpr std::size_t k_most = 5; ///< of a kind that a person wants to read

template <class Counts>
std::vector<std::string> counts_of(const Counts& counts) {
    std::vector<std::string> texts;
    for (const auto& [what, how_many] : counts)
        texts.push_back(fmt::format("{} {}", what, how_many));
    return texts;
}

/// `(line 17)`, `(3 rows, the first in line 17)`
base::Message where(const std::vector<std::size_t>& lines, bool sheet) {
    const auto first = fmt::to_string(lines.front());
    if (lines.size() == 1)
        return sheet ? message("(row {0})", first) : message("(line {0})", first);
    return sheet ? message("({0} {0|row|rows}, the first is row {1})", lines.size(), first)
                 : message("({0} {0|row|rows}, the first in line {1})", lines.size(), first);
}

/// `Homberg: 06535009 Homberg (Ohm), 06634009 Homberg (Efze) (line 17)`
std::string described(const OpenPlace& place, bool sheet, const Catalogue& catalogue) {
    const auto written =
        place.postcode + (place.postcode.empty() || place.place.empty() ? "" : " ") + place.place;
    std::string text = "    " + base::printable(written);
    if (!place.candidates.empty())
        text += ": " + base::joined(place.candidates, ", ");
    return text + ' ' + catalogue.text(where(place.lines, sheet));
}

void add_open_places(std::vector<base::Message>& lines, const std::vector<OpenPlace>& places, bool ambiguous,
                     bool sheet, const Catalogue& catalogue) {
    std::size_t all = 0;
    for (const auto& place : places)
        if (place.candidates.empty() != ambiguous && all++ < k_most)
            lines.push_back(said(described(place, sheet, catalogue)));
    if (all > k_most)
        lines.push_back(
            said("    " +
                 catalogue.text(message("and {0} more places; --format json names them all", all - k_most))));
}

void add_left_out(std::vector<base::Message>& lines, const std::vector<LeftOut>& values, bool sheet,
                  const Catalogue& catalogue) {
    for (const std::string_view field : {"field", "kind"}) {
        std::size_t all = 0;
        std::vector<base::Message> named;
        for (const auto& one : values)
            if (one.field == field && all++ < k_most)
                named.push_back(said("    " + base::printable(one.value) + ' ' +
                                     catalogue.text(where(one.lines, sheet))));
        if (all == 0)
            continue;
        lines.push_back(
            field == "field"
                ? message("left out, because they are no field of engagement that is known: {0}", all)
                : message("left out, because they are no kind of association that is known: {0}", all));
        lines.insert(lines.end(), named.begin(), named.end());
        if (all > k_most)
            lines.push_back(said("    " + catalogue.text(message("and {0} more; --format json names them all",
                                                                 all - k_most))));
    }
}

} // namespace

AssociationImportReport::AssociationImportReport(const associations::AssociationImport& rows, bool sheet)
    : m_done{rows.summary()}, m_places{rows.open_places()}, m_left_out{rows.left_out()}, m_sheet{sheet} {}

std::vector<base::Message> AssociationImportReport::lines(const Catalogue& catalogue) const {
    const auto& done = m_done;
    std::vector<base::Message> lines{
        message("rows: {0} read, {1} accepted, {2} rejected", done.read, done.accepted, done.rejected),
        message("associations: {0} new, {1} changed, {2} the same", done.added, done.changed, done.same)};
    const auto append = [&](const std::vector<base::Message>& more) {
        lines.insert(lines.end(), more.begin(), more.end());
    };
    const auto add_if = [&](std::size_t count, const base::Message& line) {
        if (count > 0)
            lines.push_back(line);
    };
    if (!done.changed_fields.empty())
        append(listed("  " + catalogue.text(message("changed fields:")), counts_of(done.changed_fields)));
    if (done.added + done.changed == 0 && done.rejected == 0)
        lines.push_back(message("everything was there already; nothing was changed"));
    add_if(done.ambiguous,
           message("rejected, because more than one association could be meant: {0}", done.ambiguous));
    if (!done.derived.empty()) {
        std::vector<std::string> texts;
        for (const auto& [basis, how_many] : done.derived)
            texts.push_back(fmt::format("{} {}", municipality_basis_in_words(basis, catalogue), how_many));
        append(listed(catalogue.text(message("municipality told by:")), texts));
    }
    add_if(done.place_not_said,
           message("kept without a municipality, because none is named: {0}", done.place_not_said));
    add_if(done.outside_hesse,
           message("kept without a municipality, because it is not in Hesse: {0}", done.outside_hesse));
    add_if(done.place_ambiguous,
           message("kept without a municipality, because the place is not clear: {0}", done.place_ambiguous));
    add_open_places(lines, m_places, true, m_sheet, catalogue);
    add_if(done.place_unknown,
           message("kept without a municipality, because the place is not known: {0}", done.place_unknown));
    add_open_places(lines, m_places, false, m_sheet, catalogue);
    add_if(done.brought_forward, message("municipality keys that have ended, brought to their successor: {0}",
                                         done.brought_forward));
    add_if(done.number_without_source,
           message("numbers of another list left out, because no source is named: {0}",
                   done.number_without_source));
    add_if(done.court_outside,
           message("entries in registers outside Hesse, kept as they are written: {0}", done.court_outside));
    add_if(done.court_without_number,
           message("register courts left out, because no number of an entry stands beside them: {0}",
                   done.court_without_number));
    add_left_out(lines, m_left_out, m_sheet, catalogue);
    return lines;
}

nlohmann::ordered_json AssociationImportReport::json() const {
    const auto& done = m_done;
    using Json = nlohmann::ordered_json;
    Json object{{"rows_read", done.read},
                {"rows_accepted", done.accepted},
                {"rows_rejected", done.rejected},
                {"associations_new", done.added},
                {"associations_changed", done.changed},
                {"associations_same", done.same},
                {"associations_ambiguous", done.ambiguous},
                {"without_municipality", done.place_not_said},
                {"outside_hesse", done.outside_hesse},
                {"place_ambiguous", done.place_ambiguous},
                {"place_unknown", done.place_unknown},
                {"keys_brought_forward", done.brought_forward},
                {"numbers_without_source", done.number_without_source},
                {"courts_outside_hesse", done.court_outside},
                {"courts_without_number", done.court_without_number},
                {"changed_fields", Json::object()},
                {"municipality_by", Json::object()},
                {"open_places", Json::array()},
                {"values_left_out", Json::array()}};
    for (const auto& [field, count] : done.changed_fields)
        object["changed_fields"][std::string{field}] = count;
    for (const auto& [basis, count] : done.derived)
        object["municipality_by"][std::string{basis}] = count;
    for (const auto& place : m_places)
        object["open_places"].push_back({{"place", place.place},
                                         {"postcode", place.postcode},
                                         {"register_court", place.court},
                                         {"candidates", place.candidates},
                                         {"lines", place.lines}});
    for (const auto& [field, value, lines] : m_left_out)
        object["values_left_out"].push_back({{"field", field}, {"value", value}, {"lines", lines}});
    return object;
}

} // namespace ehrenamt::cli
