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
    std::optional<domain::HalfYear> compare;
    bool for_public = false;
};

/// Groups of fewer associations are merged in what is for the outside.
constexpr std::int64_t k_least_for_public = 3;

needs::DemandBy grouping(const std::string& word) {
    return word == "municipality" ? needs::DemandBy::municipality
           : word == "field"      ? needs::DemandBy::field
           : word == "time"       ? needs::DemandBy::time
           : word == "format"     ? needs::DemandBy::format
                                  : needs::DemandBy::topic;
}

base::MessageId heading_of(needs::DemandBy by) {
    switch (by) {
    case needs::DemandBy::topic:
        break;
    case needs::DemandBy::municipality:
        return _m("municipality");
    case needs::DemandBy::field:
        return _m("field");
    case needs::DemandBy::time:
        return _m("time");
    case needs::DemandBy::format:
        return _m("format");
    }
    return _m("topic");
}

/// In tenths of a percent, rounded down, so that no figure claims more than was answered.
std::string rate(std::int64_t part, std::int64_t whole, char mark = '.') {
    const auto tenths = whole == 0 ? 0 : part * 1000 / whole;
    return fmt::format("{}{}{}", tenths / 10, mark, tenths % 10);
}

/// A file may travel without what is said beside it: each of its rows has the
/// response rate.
void add_rate(Table& table, const needs::SurveyRound& round, const needs::Demand& demand) {
    table.columns.insert(table.columns.end(), {{"responses_of_invited", _m("answers of invited")},
                                               {"invited", _m("invited")},
                                               {"response_rate_percent", _m("response rate %")}});
    for (auto& row : table.rows)
        row.insert(row.end(), {demand.responses_of_invited, round.invited,
                               rate(demand.responses_of_invited, round.invited)});
}

Table table_of(const needs::Demand& demand, needs::DemandBy by, bool merged) {
    const bool topics = by == needs::DemandBy::topic;
    Table table;
    table.columns = {{"key", heading_of(by)}, {"name", _m("name")}};
    if (topics)
        table.columns.push_back({"kind", _m("kind")});
    for (const Column& column :
         {Column{"associations", _m("assoc.")}, Column{"persons", _m("persons")},
          Column{"persons_priority_1", _m("prio 1")}, Column{"persons_priority_2", _m("prio 2")},
          Column{"persons_priority_3", _m("prio 3")}, Column{"persons_evening", _m("evening")},
          Column{"persons_saturday", _m("Saturday")}, Column{"persons_late", _m("late")}})
        table.columns.push_back(column);
    for (const auto& row : demand.rows) {
        const bool rest = merged && &row == &demand.rows.back();
        std::vector<Cell> cells{row.key.empty() ? Cell{} : Cell{row.key},
                                !row.name.empty() ? Cell{row.name}
                                : rest            ? Cell{_m("groups of fewer than 3")}
                                                  : Cell{_m("not known")}};
        if (topics)
            cells.push_back(rest ? Cell{} : Cell{row.kind == "general" ? _m("general") : _m("specific")});
        cells.insert(cells.end(),
                     {row.associations, row.persons, row.persons_by_priority[0], row.persons_by_priority[1],
                      row.persons_by_priority[2], row.evening, row.saturday, row.late});
        table.rows.push_back(std::move(cells));
    }
    return table;
}

Table comparison_table(const std::vector<needs::ComparedTopic>& topics) {
    Table table{{{"key", _m("topic")},
                 {"name", _m("name")},
                 {"change", _m("wish")},
                 {"associations_before", _m("assoc. before")},
                 {"persons_before", _m("persons before")},
                 {"seats", _m("seats given")},
                 {"unmet_before", _m("unmet")},
                 {"associations", _m("assoc.")},
                 {"persons", _m("persons")}}};
    for (const auto& topic : topics)
        table.rows.push_back({topic.key, topic.name,
                              topic.is_new() ? _m("new")
                              : topic.gone() ? _m("gone")
                                             : _m("stays"),
                              topic.associations_before, topic.persons_before, topic.seats,
                              topic.unmet_before(), topic.associations, topic.persons});
    return table;
}

base::Message rate_line(const Context& context, const needs::SurveyRound& round,
                        const needs::Demand& demand) {
    return message(
        "needs for {0}; answers: {1}; invited: {2}, of these answered: {3} ({4} %); "
        "the figures are what was answered, not extrapolated",
        round.half_year, round.responses, round.invited, demand.responses_of_invited,
        rate(demand.responses_of_invited, round.invited, context.out.catalogue().german() ? ',' : '.'));
}

base::ExitStatus compare(Context& context, const store::Store& store, const needs::SurveyRound& now,
                         const needs::SurveyRound& before) {
    const auto table = comparison_table(needs::compare_rounds(store, before, now));
    const auto demand_now = needs::demand(store, now, needs::DemandBy::topic);
    const auto demand_before = needs::demand(store, before, needs::DemandBy::topic);
    if (context.out.json()) {
        context.out.document(
            "", {{"half_year", now.half_year.text()},
                 {"response_rate_percent", rate(demand_now.responses_of_invited, now.invited)},
                 {"compared_with", before.half_year.text()},
                 {"response_rate_percent_before", rate(demand_before.responses_of_invited, before.invited)},
                 {"topics", to_json(table)}});
        return base::ExitStatus::done;
    }
    context.out.notice(rate_line(context, before, demand_before));
    context.out.notice(rate_line(context, now, demand_now));
    context.out.table(table);
    return base::ExitStatus::done;
}

base::ExitStatus run(Context& context, const ShowDemandOptions& options) {
    const auto store = context.open_to_read();
    const auto round = needs::find_round(store, options.half_year);
    if (options.compare)
        return compare(context, store, round, needs::find_round(store, options.compare));
    const auto by = grouping(options.by);
    auto demand = needs::demand(store, round, by);
    const auto merged = options.for_public ? needs::merge_small_groups(demand, by, k_least_for_public) : 0;
    auto table = table_of(demand, by, merged > 0);
    const auto percent = rate(demand.responses_of_invited, round.invited);
    if (context.out.json()) {
        context.out.document("", {{"half_year", round.half_year.text()},
                                  {"invited", round.invited},
                                  {"responses", round.responses},
                                  {"responses_of_invited", demand.responses_of_invited},
                                  {"response_rate_percent", percent},
                                  {"responses_late", demand.late},
                                  {"responses_anonymous", demand.anonymous},
                                  {"responses_incomplete", demand.incomplete},
                                  {"by", options.by},
                                  {"demand", to_json(table)}});
        return base::ExitStatus::done;
    }
    context.out.notice(rate_line(context, round, demand));
    if (demand.late + demand.anonymous + demand.incomplete > 0)
        context.out.notice(message("of the answers came late: {0}; anonymous: {1}; not sent off: {2}",
                                   demand.late, demand.anonymous, demand.incomplete));
    if (merged > 0)
        context.out.notice(message("merged, because fewer than {1} associations "
                                   "stand behind them: {0} groups",
                                   merged, k_least_for_public));
    if (!context.out.for_a_person())
        add_rate(table, round, demand);
    context.out.table(table);
    return base::ExitStatus::done;
}

} // namespace

Command show_demand_command() {
    using O = ShowDemandOptions;
    return command<O>("show-demand", Group::needs, Effect::reads,
                      _m("what training is needed, by topic or place"),
                      {option("--half-year", "2027-H1", &O::half_year,
                              _m("the survey's half-year; else the newest survey")),
                       one_of({"topic", "municipality", "field", "time", "format"},
                              option("--by", "WHAT", &O::by, _m("what the rows are"))),
                       option("--compare", "2026-H2", &O::compare,
                              _m("beside an earlier survey: which wishes are new, were met, stay")),
                       flag("--public", &O::for_public,
                            _m("for the outside: groups too small to stay anonymous are "
                               "merged"))},
                      run);
}

} // namespace ehrenamt::cli
