// SPDX-License-Identifier: EUPL-1.2
#include "cli/application.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/funding/stored.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using funding::PlacedFinding;
using funding::Severity;

base::MessageId severity_title(Severity severity) {
    switch (severity) {
    case Severity::error:
        return _m("error");
    case Severity::warning:
        return _m("warning");
    case Severity::info:
        break;
    }
    return _m("hint");
}

std::string written(const base::Argument& argument, const Catalogue& catalogue) {
    return catalogue.text(base::Message{"{0}", {argument}});
}

std::int64_t count(const PreparedApplication& prepared, Severity severity) {
    return std::count_if(prepared.findings.begin(), prepared.findings.end(),
                         [&](const PlacedFinding& placed) { return placed.finding.severity == severity; });
}

/// Findings that say the same of several measures, as one.
struct FindingGroup {
    const funding::Finding* finding = nullptr;
    std::vector<std::size_t> measures;
    std::string words;
};

std::vector<FindingGroup> grouped(const PreparedApplication& prepared, const Catalogue& catalogue) {
    std::vector<FindingGroup> groups;
    for (const auto& placed : prepared.findings) {
        const auto& finding = placed.finding;
        const auto measure = placed.measure;
        auto words = catalogue.text(finding.text);
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const FindingGroup& group) {
            return group.finding->severity == finding.severity &&
                   group.finding->rule.key == finding.rule.key && group.words == words &&
                   (group.measures.front() == 0) == (measure == 0);
        });
        if (same == groups.end())
            groups.push_back({&finding, {measure}, std::move(words)});
        else
            same->measures.push_back(measure);
    }
    return groups;
}

std::string subjects(const PreparedApplication& prepared, const std::vector<std::size_t>& measures,
                     const Catalogue& catalogue) {
    if (measures.size() == 1)
        return subject_of(prepared, measures.front(), catalogue);
    return catalogue.text(message("nos. {0}", fmt::format("{}", fmt::join(measures, ", "))));
}

/// `participants_min: mindestens 7 Teilnehmende je Maßnahme (A, https://…)`
std::string rule_line(const funding::Citation& rule) {
    std::string line = rule.key;
    if (!rule.clause.empty())
        line += ": " + rule.clause;
    if (!rule.source.empty())
        line += fmt::format(" ({}, {})", rule.evidence, rule.source);
    return line;
}

} // namespace

PreparedApplication prepare_application(const Context& context, const store::Store& store,
                                        const ApplicationOptions& options,
                                        funding::AdoptedProgramme programme,
                                        std::vector<std::string> statement) {
    auto rules = read_rule_files(context, store, options.rules);
    auto input = funding::application_input(store, programme, context.today());
    if (options.development)
        input.development_cost = *options.development;
    input.statement = std::move(statement);
    auto document = funding::make_application(std::move(input), rules.rules, funding::stored_holidays(store));
    auto findings = funding::check_application(document, rules.rules, context.today());
    return {std::move(programme), std::move(rules), std::move(document), std::move(findings)};
}

std::string subject_of(const PreparedApplication& prepared, std::size_t measure, const Catalogue& catalogue) {
    if (measure == 0)
        return std::string{catalogue.text(_m("the application"))};
    return catalogue.text(
        message("no. {0} “{1}”", measure, prepared.document.input.measures[measure - 1].facts.title));
}

Table finding_table(const PreparedApplication& prepared, const Catalogue& catalogue) {
    Table table{{{"severity", _m("severity")},
                 {"measure", _m("measure")},
                 {"measure_id", _m("no.")},
                 {"title", _m("title")},
                 {"rule", _m("rule")},
                 {"message", _m("finding")},
                 {"value", _m("value")},
                 {"limit", _m("limit")},
                 {"advice", _m("what to do")},
                 {"clause", _m("clause")},
                 {"source", _m("source")},
                 {"evidence", _m("evidence")}}};
    for (const auto& [measure, finding] : prepared.findings) {
        const auto* entry = measure == 0 ? nullptr : &prepared.document.input.measures[measure - 1];
        table.rows.push_back({std::string{name(finding.severity)},
                              entry != nullptr ? Cell{static_cast<std::int64_t>(measure)} : Cell{},
                              entry != nullptr ? Cell{entry->id} : Cell{},
                              entry != nullptr ? Cell{entry->facts.title} : Cell{}, finding.rule.key,
                              catalogue.text(finding.text), written(finding.value, catalogue),
                              written(finding.limit, catalogue), catalogue.text(finding.advice),
                              finding.rule.clause, finding.rule.source, finding.rule.evidence});
    }
    return table;
}

std::string finding_text(const PreparedApplication& prepared, const Catalogue& catalogue) {
    std::string text;
    const auto groups = grouped(prepared, catalogue);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto& [finding, measures, words] = groups[i];
        text += fmt::format("{}: {}: {}\n", catalogue.text(severity_title(finding->severity)),
                            base::printable(subjects(prepared, measures, catalogue)), base::printable(words));
        // Several findings by one rule and with one way out need both once.
        const bool goes_on = i + 1 < groups.size() && groups[i + 1].finding->rule.key == finding->rule.key &&
                             groups[i + 1].finding->advice.id == finding->advice.id;
        if (!goes_on)
            text += fmt::format("    {}\n    → {}\n", base::printable(rule_line(finding->rule)),
                                base::printable(catalogue.text(finding->advice)));
    }
    return text;
}

nlohmann::ordered_json finding_json(const PreparedApplication& prepared, const Catalogue& catalogue) {
    const auto& document = prepared.document;
    return {{"half_year", document.input.half_year.text()},
            {"measures", document.input.measures.size()},
            {"requested_cents", document.assessment.total.value},
            {"rule_set", {{"key", document.rule_set_key}, {"hash", document.rule_set_hash}}},
            {"errors", count(prepared, Severity::error)},
            {"warnings", count(prepared, Severity::warning)},
            {"hints", count(prepared, Severity::info)},
            {"findings", to_json(finding_table(prepared, catalogue))}};
}

base::Message application_summary(const PreparedApplication& prepared) {
    const auto& assessment = prepared.document.assessment;
    if (!assessment.frame)
        return message("{0}: measures: {1}, asked for: {2}; errors: {3}, warnings: {4}, hints: {5}",
                       prepared.document.input.half_year, assessment.shares.size(), assessment.total,
                       count(prepared, Severity::error), count(prepared, Severity::warning),
                       count(prepared, Severity::info));
    return message(
        "{0}: measures: {1}, asked for: {2} of a frame of {3}; errors: {4}, warnings: {5}, hints: {6}",
        prepared.document.input.half_year, assessment.shares.size(), assessment.total,
        assessment.frame->amount, count(prepared, Severity::error), count(prepared, Severity::warning),
        count(prepared, Severity::info));
}

} // namespace ehrenamt::cli
