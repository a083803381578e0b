// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/funding_rules.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/measures/feedback.hpp"
#include "ehrenamt/needs/demand.hpp"
#include "ehrenamt/publishing/demand_sheet.hpp"

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
    std::optional<std::filesystem::path> pdf;
};

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

/// Associations that a group must have to be shown outside, by the rule set. \throws base::Error if it does
/// not say
std::int64_t least_for_public(const Context& context, const store::Store& store) {
    const auto files = read_rule_files(context, store, std::nullopt);
    const auto place = associations::own_contact_point(store).municipality;
    const auto* rule = files.rules.at("small_cell_threshold", context.today(), place.text());
    if (rule == nullptr)
        throw base::Error{
            base::ExitStatus::failed, "demand.threshold",
            message("the funding rules name no small_cell_threshold, so nothing can be made fit for "
                    "the outside")};
    return rule->integer();
}

Percent rate(const needs::Demand& demand) {
    return Percent::of(demand.responses_of_invited, demand.round.invited);
}

/// A file may travel without what is said beside it: each of its rows has the response rate.
void add_rate(Table& table, const needs::Demand& demand) {
    table.columns.insert(table.columns.end(), {{"responses_of_invited", _m("answers of invited")},
                                               {"invited", _m("invited")},
                                               {"response_rate_percent", _m("response rate %")}});
    for (auto& row : table.rows)
        row.insert(row.end(), {demand.responses_of_invited, demand.round.invited, rate(demand)});
}

/// \param least  if the table is for the outside: what a group must have; figures within a group, which may
/// stand for
///               one association, are left out then
Table table_of(const needs::Demand& demand, needs::DemandBy by, std::optional<std::int64_t> least,
               const Catalogue& catalogue) {
    const bool topics = by == needs::DemandBy::topic;
    Table table{{{"key", heading_of(by)}, {"name", _m("name")}}};
    auto& columns = table.columns;
    if (topics)
        columns.push_back({"kind", _m("kind")});
    columns.insert(columns.end(), {{"associations", _m("assoc.")}, {"persons", _m("persons")}});
    if (!least)
        columns.insert(columns.end(), {{"persons_priority_1", _m("prio 1")},
                                       {"persons_priority_2", _m("prio 2")},
                                       {"persons_priority_3", _m("prio 3")},
                                       {"persons_evening", _m("evening")},
                                       {"persons_saturday", _m("Saturday")},
                                       {"persons_late", _m("late")}});
    if (demand.unmet_from && !least)
        columns.push_back({"persons_unmet_before", _m("unmet")});
    for (const auto& row : demand.rows) {
        std::vector<Cell> cells{row.key.empty() ? Cell{} : Cell{row.key},
                                !row.name.empty() ? Cell{row.name} : Cell{_m("not known")}};
        if (row.merged)
            cells[1] = catalogue.text(message("groups of fewer than {0}", least.value_or(0)));
        if (topics)
            cells.push_back(row.merged ? Cell{}
                                       : Cell{row.kind == "general" ? _m("general") : _m("specific")});
        cells.insert(cells.end(), {row.associations, row.persons});
        if (!least)
            cells.insert(cells.end(), {row.persons_by_priority[0], row.persons_by_priority[1],
                                       row.persons_by_priority[2], row.evening, row.saturday, row.late});
        if (demand.unmet_from && !least)
            cells.push_back(row.unmet_before);
        table.rows.push_back(std::move(cells));
    }
    return table;
}

base::Message rate_line(const Context& context, const needs::Demand& demand) {
    const auto& round = demand.round;
    return message("needs for {0}; answers: {1}; invited: {2}, of these answered: {3} ({4} %); "
                   "the figures are what was answered, not extrapolated",
                   round.half_year, round.responses, round.invited, demand.responses_of_invited,
                   rate(demand).text(context.out.catalogue().german() ? ',' : '.'));
}

/// What belongs to the figures wherever they go.
std::vector<base::Message> lines_of(const Context& context, const needs::Demand& demand,
                                    std::optional<std::int64_t> least, std::size_t merged) {
    std::vector<base::Message> lines{rate_line(context, demand)};
    if (!least) {
        lines.push_back(message("general topics: {0} {0|person|persons} of {1} {1|association|associations}; "
                                "specific: {2} {2|person|persons} of {3}",
                                demand.general.persons, demand.general.associations, demand.specific.persons,
                                demand.specific.associations));
        if (demand.late + demand.anonymous + demand.incomplete > 0)
            lines.push_back(message("of the answers came late: {0}; anonymous: {1}; not sent off: {2}",
                                    demand.late, demand.anonymous, demand.incomplete));
        if (demand.unmet_from)
            lines.push_back(message("unmet: persons named for {0} for whom its programme had no seat",
                                    *demand.unmet_from));
    }
    if (merged > 0)
        lines.push_back(message("merged or left out, because fewer than {1} {1|association "
                                "stands|associations stand} behind them: {0} {0|group|groups}",
                                merged, *least));
    return lines;
}

std::string text_of(const Context& context, const Table& table, const std::vector<base::Message>& lines) {
    std::string text = context.out.laid_out(table) + '\n';
    for (const auto& line : lines)
        text += context.out.catalogue().text(line) + '\n';
    return text;
}

nlohmann::ordered_json kind_json(const needs::DemandOfKind& kind, std::optional<std::int64_t> least) {
    if (least && kind.associations < *least)
        return nullptr;
    return {{"associations", kind.associations}, {"persons", kind.persons}};
}

nlohmann::ordered_json json_of(const needs::Demand& demand, const ShowDemandOptions& options,
                               const Table& table, std::optional<std::int64_t> least, std::size_t merged) {
    const auto& round = demand.round;
    nlohmann::ordered_json object{{"half_year", round.half_year.text()},
                                  {"invited", round.invited},
                                  {"responses", round.responses},
                                  {"responses_of_invited", demand.responses_of_invited},
                                  {"response_rate_percent", rate(demand).text()}};
    if (least) {
        object["groups_merged"] = merged;
        object["associations_least"] = *least;
    } else {
        object["responses_late"] = demand.late;
        object["responses_anonymous"] = demand.anonymous;
        object["responses_incomplete"] = demand.incomplete;
    }
    object["general"] = kind_json(demand.general, least);
    object["specific"] = kind_json(demand.specific, least);
    if (demand.unmet_from && !least)
        object["unmet_from"] = demand.unmet_from->text();
    object["by"] = options.by;
    object["demand"] = to_json(table);
    return object;
}

/// How far the earlier wish was met.
Cell met_of(const needs::ComparedTopic& topic) {
    if (topic.persons_before == 0 || !topic.seats)
        return {};
    return topic.unmet_before() <= 0 ? _m("met") : *topic.seats > 0 ? _m("in part") : _m("not met");
}

Table comparison_table(const std::vector<needs::ComparedTopic>& topics, std::optional<std::int64_t> least,
                       const Catalogue& catalogue) {
    const auto number = [](const std::optional<std::int64_t>& value) {
        return value ? Cell{*value} : Cell{};
    };
    Table table{{{"key", _m("topic")},
                 {"name", _m("name")},
                 {"change", _m("wish")},
                 {"met", _m("was met")},
                 {"associations_before", _m("assoc. before")},
                 {"persons_before", _m("persons before")},
                 {"seats", _m("seats given")},
                 {"unmet_before", _m("unmet")},
                 {"associations", _m("assoc.")},
                 {"persons", _m("persons")}}};
    for (const auto& topic : topics) {
        const bool merged = topic.key.empty();
        table.rows.push_back(
            {merged ? Cell{} : Cell{topic.key},
             merged ? catalogue.text(message("groups of fewer than {0}", least.value_or(0))) : topic.name,
             merged           ? Cell{}
             : topic.is_new() ? Cell{_m("new")}
             : topic.gone()   ? Cell{_m("gone")}
                              : Cell{_m("stays")},
             merged ? Cell{} : met_of(topic), topic.associations_before, topic.persons_before,
             number(topic.seats), number(topic.unmet_before()), topic.associations, topic.persons});
    }
    return table;
}

void compare(Context& context, const store::Store& store, const ShowDemandOptions& options,
             const needs::SurveyRound& now, std::optional<std::int64_t> least) {
    const auto before = needs::find_round(store, options.compare);
    if (before.half_year >= now.half_year)
        throw base::Error{base::ExitStatus::usage, "usage.together",
                          message("--compare: {0} is not before {1}", before.half_year, now.half_year)};
    auto topics = needs::compare_rounds(store, before, now);
    const auto merged = least ? needs::merge_small_topics(topics, *least) : 0;
    auto table = comparison_table(topics, least, context.out.catalogue());
    const auto demand_now = needs::demand(store, now, needs::DemandBy::topic);
    const auto demand_before = needs::demand(store, before, needs::DemandBy::topic);
    std::vector<base::Message> lines{rate_line(context, demand_before), rate_line(context, demand_now)};
    if (merged > 0)
        lines.push_back(message("merged or left out, because fewer than {1} {1|association "
                                "stands|associations stand} behind them: {0} {0|group|groups}",
                                merged, *least));
    const auto text = text_of(context, table, lines);
    const nlohmann::ordered_json object{{"half_year", now.half_year.text()},
                                        {"response_rate_percent", rate(demand_now).text()},
                                        {"compared_with", before.half_year.text()},
                                        {"response_rate_percent_before", rate(demand_before).text()},
                                        {"topics", to_json(table)}};
    table.columns.insert(table.columns.end(), {{"response_rate_percent_before", _m("response rate % before")},
                                               {"response_rate_percent", _m("response rate %")}});
    for (auto& row : table.rows)
        row.insert(row.end(), {rate(demand_before), rate(demand_now)});
    context.out.document(text, object, &table);
}

/// The sheet for the council: always with small groups merged.
void write_pdf(Context& context, const store::Store& store, const needs::SurveyRound& round,
               const std::filesystem::path& path) {
    const auto least = least_for_public(context, store);
    publishing::DemandSheet sheet{associations::own_contact_point(store).name, context.today(), least};
    for (const auto by : {needs::DemandBy::topic, needs::DemandBy::time, needs::DemandBy::format,
                          needs::DemandBy::municipality}) {
        sheet.parts.push_back({by, needs::demand(store, round, by)});
        needs::merge_small_groups(sheet.parts.back().demand, by, least);
    }
    context.out.file(path, publishing::demand_pdf(sheet), context.overwrite(), formats::Readers::everyone);
}

/// What participants of the year before wish for stands beside the demand and is in none of its figures:
/// nobody knows for how many persons a form speaks.
void add_wishes(const Context& context, const store::Store& store, const needs::SurveyRound& round,
                std::string& text, nlohmann::ordered_json& object) {
    const auto wishes = measures::topic_wishes(store, round.half_year, least_for_public(context, store));
    Table table{{{"topic", _m("topic")}, {"name", _m("name")}, {"forms", _m("forms")}}};
    for (const auto& wish : wishes)
        table.rows.push_back({wish.topic, wish.name, wish.forms});
    object["feedback_wishes"] = to_json(table);
    if (!wishes.empty())
        text += '\n' +
                context.out.catalogue().text(message("wished for in the feedback of the year before, in "
                                                     "none of the figures above:")) +
                '\n' + context.out.laid_out(table);
}

base::ExitStatus run(Context& context, const ShowDemandOptions& options) {
    const auto store = context.open_to_read();
    const auto round = needs::find_round(store, options.half_year);
    const auto least = options.for_public ? std::optional{least_for_public(context, store)} : std::nullopt;
    if (options.pdf)
        write_pdf(context, store, round, *options.pdf);
    if (options.compare) {
        compare(context, store, options, round, least);
        return base::ExitStatus::done;
    }
    const auto by = grouping(options.by);
    auto demand = needs::demand(store, round, by);
    const auto merged = least ? needs::merge_small_groups(demand, by, *least) : 0;
    auto table = table_of(demand, by, least, context.out.catalogue());
    auto text = text_of(context, table, lines_of(context, demand, least, merged));
    auto object = json_of(demand, options, table, least, merged);
    if (by == needs::DemandBy::topic)
        add_wishes(context, store, round, text, object);
    add_rate(table, demand);
    context.out.document(text, object, &table);
    return base::ExitStatus::done;
}

} // namespace

Command show_demand_command() {
    using O = ShowDemandOptions;
    return command<O>(
        "show-demand", Group::needs, Effect::reads, _m("what training is needed, by topic or place"),
        {option("--half-year", "2027-H1", &O::half_year,
                _m("the survey's half-year; else the newest survey")),
         one_of({"topic", "municipality", "field", "time", "format"},
                option("--by", "WHAT", &O::by, _m("what the rows are"))),
         option("--compare", "2026-H2", &O::compare,
                _m("beside an earlier survey: which wishes are new, were met, stay")),
         flag("--public", &O::for_public,
              _m("for the outside: groups too small to stay anonymous are merged")),
         option("--pdf", "FILE", &O::pdf,
                _m("write a page for the council as well, with a bar chart and small groups merged"))},
        run);
}

} // namespace ehrenamt::cli
