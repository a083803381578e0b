// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "ehrenamt/needs/demand.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct ShowDemandOptions {
    std::optional<domain::HalfYear> half_year;
    std::string by = "topic";
};

Table table_of(const needs::Demand& demand, needs::DemandBy by) {
    const bool topics = by == needs::DemandBy::topic;
    Table table;
    const auto heading = topics                                ? _m("topic")
                         : by == needs::DemandBy::municipality ? _m("municipality")
                                                               : _m("field");
    table.columns = {{"key", heading}, {"name", _m("name")}};
    if (topics)
        table.columns.push_back({"kind", _m("kind")});
    for (const Column& column :
         {Column{"associations", _m("assoc.")}, Column{"persons", _m("persons")},
          Column{"persons_priority_1", _m("prio 1")}, Column{"persons_priority_2", _m("prio 2")},
          Column{"persons_priority_3", _m("prio 3")}, Column{"persons_evening", _m("evening")},
          Column{"persons_saturday", _m("Saturday")}})
        table.columns.push_back(column);
    for (const auto& row : demand.rows) {
        std::vector<Cell> cells{row.key.empty() ? Cell{} : Cell{row.key},
                                row.name.empty() ? Cell{_m("not known")} : Cell{row.name}};
        if (topics)
            cells.emplace_back(row.kind == "general" ? _m("general") : _m("specific"));
        cells.insert(cells.end(),
                     {row.associations, row.persons, row.persons_by_priority[0], row.persons_by_priority[1],
                      row.persons_by_priority[2], row.evening, row.saturday});
        table.rows.push_back(std::move(cells));
    }
    return table;
}

/// In tenths of a percent, rounded down, so that no figure claims more than was answered.
std::string rate(std::int64_t part, std::int64_t whole, char mark) {
    const auto tenths = whole == 0 ? 0 : part * 1000 / whole;
    return fmt::format("{}{}{}", tenths / 10, mark, tenths % 10);
}

base::ExitStatus run(Context& context, const ShowDemandOptions& options) {
    const auto store = context.open_to_read();
    const auto round = needs::find_round(store, options.half_year);
    const auto by = options.by == "municipality" ? needs::DemandBy::municipality
                    : options.by == "field"      ? needs::DemandBy::field
                                                 : needs::DemandBy::topic;
    const auto demand = needs::demand(store, round, by);
    const auto table = table_of(demand, by);
    const auto percent = [&](char mark) { return rate(demand.responses_of_invited, round.invited, mark); };
    if (context.out.json()) {
        context.out.document("", {{"half_year", round.half_year.text()},
                                  {"invited", round.invited},
                                  {"responses", round.responses},
                                  {"responses_of_invited", demand.responses_of_invited},
                                  {"response_rate_percent", percent('.')},
                                  {"responses_late", demand.late},
                                  {"by", options.by},
                                  {"demand", to_json(table)}});
        return base::ExitStatus::done;
    }
    context.out.notice(message("needs for {0}; answers: {1}; invited: {2}, of these answered: {3} ({4} %); "
                               "the figures are what was answered, not extrapolated",
                               round.half_year, round.responses, round.invited, demand.responses_of_invited,
                               percent(context.out.catalogue().german() ? ',' : '.')));
    context.out.table(table);
    return base::ExitStatus::done;
}

} // namespace

Command show_demand_command() {
    using O = ShowDemandOptions;
    return command<O>(
        "show-demand", Group::needs, Effect::reads, _m("what training is needed, by topic or place"),
        {option("--half-year", "2027-H1", &O::half_year,
                _m("the survey's half-year; else the newest survey")),
         one_of({"topic", "municipality", "field"}, option("--by", "WHAT", &O::by, _m("what the rows are")))},
        run);
}

} // namespace ehrenamt::cli
