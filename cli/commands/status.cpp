// SPDX-License-Identifier: EUPL-1.2
#include "cli/at_risk.hpp"
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/funding_rules.hpp"
#include "cli/parser.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/associations/offers.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/funding/granted_deadlines.hpp"
#include "ehrenamt/funding/stored.hpp"
#include "ehrenamt/needs/survey_round.hpp"
#include "ehrenamt/statistics/overview.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

constexpr int k_days_ahead = 365;

struct StatusOptions : AtRiskOptions {};

/// Nominal and shifted day side by side: only the former is safe where the authority set a fixed date.
Table deadline_table(const std::vector<funding::Deadline>& deadlines, base::Date today,
                     const Catalogue& catalogue) {
    Table table{{{"duty", _m("duty")},
                 {"nominal", _m("nominal day")},
                 {"shifted", _m("next working day")},
                 {"days_left", _m("days left")},
                 {"evidence", _m("evidence")}}};
    for (const auto& deadline : deadlines)
        table.rows.push_back({catalogue.text(deadline_title(deadline)), deadline.nominal, deadline.shifted,
                              std::int64_t{base::days_between(today, deadline.nominal)},
                              deadline.rule.uncertain
                                  ? Cell{catalogue.text(message("{0}, uncertain", deadline.rule.evidence))}
                                  : Cell{deadline.rule.evidence}});
    return table;
}

nlohmann::ordered_json deadline_json(const funding::Deadline& deadline, base::Date today) {
    return {{"applies_to", deadline.applies_to},   {"funding_year", deadline.funding_year},
            {"subject", deadline.subject},         {"nominal", deadline.nominal.iso()},
            {"shifted", deadline.shifted.iso()},   {"days_left", base::days_between(today, deadline.nominal)},
            {"rule", deadline.rule.key},           {"clause", deadline.rule.clause},
            {"source", deadline.rule.source},      {"evidence", deadline.rule.evidence},
            {"uncertain", deadline.rule.uncertain}};
}

Table stock_table(const std::vector<statistics::Stock>& stocks) {
    Table table{{{"what", _m("what there is")}, {"count", _m("count")}}};
    for (const auto& stock : stocks)
        table.rows.push_back({stock.name, stock.count});
    return table;
}

base::Message round_line(const needs::SurveyRound& round, base::Date today) {
    return round.late(today) || round.closed_on
               ? message("survey for {0}: closed on {1}; answers: {2}, associations invited: {3}",
                         round.half_year, round.last_day(), round.responses, round.invited)
               : message("survey for {0}: runs until {1}; answers: {2}, associations invited: {3}",
                         round.half_year, round.closes_on, round.responses, round.invited);
}

/// Those of the year's applications, and those that come with what was granted; in order of time.
std::vector<funding::Deadline> all_deadlines(const store::Store& store, const funding::RuleSet& rules,
                                             const associations::ContactPoint& own, base::Date today) {
    auto deadlines = funding::upcoming(today, k_days_ahead, rules, own.municipality.text(),
                                       funding::stored_holidays(store));
    const auto granted = funding::granted_deadlines(store, rules, today);
    deadlines.insert(deadlines.end(), granted.begin(), granted.end());
    std::ranges::stable_sort(deadlines, {}, &funding::Deadline::nominal);
    return deadlines;
}

base::ExitStatus run(Context& context, const StatusOptions& options) {
    if (options.days && !asked(options))
        throw UsageProblems{
            {{"usage.together", message("goes with --at-risk or --calendar only"), {"", 0, 0, "--days"}}},
            "status"};
    const auto store = context.open_to_read();
    const auto own = associations::own_contact_point(store);
    const auto rules = read_rule_files(context, store, std::nullopt).rules;
    const auto deadlines = all_deadlines(store, rules, own, context.today());
    if (asked(options))
        return tell_at_risk(context, store, options, rules, deadlines);
    const auto& catalogue = context.out.catalogue();
    const auto stocks = statistics::stocks(store);
    nlohmann::ordered_json object{{"contact_point", own.name}, {"today", context.today().iso()}};
    for (const auto& stock : stocks)
        object["stock"][std::string{stock.key}] = stock.count;
    auto text = base::printable(catalogue.text(message("{0}, as on {1}", own.name, context.today()))) +
                "\n\n" + context.out.laid_out(stock_table(stocks)) + '\n';
    constexpr int k_expiry_days = 30;
    const auto expiring = associations::offers_expiring(store, context.today(), k_expiry_days);
    object["offers_expiring"] = expiring;
    if (expiring > 0)
        text += catalogue.text(
                    message("offers that expire within {0} {0|day|days}: {1}; see: ehrenamt list offers",
                            k_expiry_days, expiring)) +
                "\n\n";
    object["rounds"] = nlohmann::ordered_json::array();
    for (const auto& round : needs::rounds(store)) {
        text += catalogue.text(round_line(round, context.today())) + '\n';
        object["rounds"].push_back({{"half_year", round.half_year.text()},
                                    {"opened_on", round.opened_on.iso()},
                                    {"closes_on", round.closes_on.iso()},
                                    {"runs", !round.closed_on && !round.late(context.today())},
                                    {"invited", round.invited},
                                    {"responses", round.responses}});
    }
    object["deadlines"] = nlohmann::ordered_json::array();
    for (const auto& deadline : deadlines)
        object["deadlines"].push_back(deadline_json(deadline, context.today()));
    const auto table = deadline_table(deadlines, context.today(), catalogue);
    text += (object["rounds"].empty() ? "" : "\n") + context.out.laid_out(table);
    context.out.document(text, object, &table);
    return base::ExitStatus::done;
}

} // namespace

Command status_command() {
    using O = StatusOptions;
    constexpr std::int64_t k_most_days = 1000;
    return command<O>(
        "status", Group::store, Effect::reads, _m("what is there, what runs, and which deadlines come next"),
        {flag("--at-risk", &O::at_risk,
              _m("only what is due for measures: enrolments, agreements, rooms, lists, feedback; 4 if "
                 "anything is")),
         within(0, k_most_days,
                option("--days", "N", &O::days,
                       _m("days before the first session, or after the last; else what the rules say"))),
         option("--calendar", "FILE", &O::calendar,
                _m("write duties and deadlines as a calendar (iCalendar)"))},
        run);
}

} // namespace ehrenamt::cli
