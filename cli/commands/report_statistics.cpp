// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/words.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/statistics/indicators.hpp"
#include "ehrenamt/statistics/periods.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using statistics::Cut;
using statistics::Unit;

struct ReportOptions {
    std::optional<domain::Month> month;
    std::optional<statistics::Quarter> quarter;
    std::optional<domain::HalfYear> half_year;
    std::optional<statistics::Year> year;
    std::optional<base::Date> from;
    std::optional<base::Date> to;
    std::string by = "none";
};

Cut cut_of(const std::string& by) {
    return by == "field"          ? Cut::field
           : by == "municipality" ? Cut::municipality
           : by == "kind"         ? Cut::kind
                                  : Cut::none;
}

base::MessageId unit_name(Unit unit) {
    switch (unit) {
    case Unit::persons:
        return _m("persons");
    case Unit::cents:
        return _m("euros");
    case Unit::minutes:
        return _m("minutes");
    case Unit::count:
        break;
    }
    return _m("count");
}

Cell value(std::int64_t number, Unit unit) {
    return unit == Unit::cents ? Cell{domain::Cents{number}} : Cell{number};
}

/// A kind is a key, a person reads its word.
Cell group_cell(const std::string& group, Cut cut, bool for_a_person) {
    if (group.empty())
        return _m("not known");
    return cut == Cut::kind && for_a_person ? key_in_words(group) : Cell{group};
}

Table table_of(const std::vector<statistics::Figure>& figures, Cut cut, bool for_a_person) {
    Table table{{{"indicator", _m("indicator")}, {"name", _m("name")}}};
    if (cut != Cut::none)
        table.columns.push_back({"group", _m("group")});
    for (const Column& column : {Column{"value", _m("value")}, Column{"previous", _m("previous period")},
                                 Column{"difference", _m("difference")}, Column{"unit", _m("unit")}})
        table.columns.push_back(column);
    for (const auto& figure : figures) {
        const auto unit = figure.indicator->unit;
        std::vector<Cell> cells{std::string{figure.indicator->key}, figure.indicator->name};
        if (cut != Cut::none)
            cells.push_back(group_cell(figure.group, cut, for_a_person));
        for (const auto number : {figure.value, figure.previous, figure.value - figure.previous})
            cells.push_back(value(number, unit));
        cells.emplace_back(unit_name(unit));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

base::Result<statistics::ReportPeriod> chosen(const ReportOptions& options) {
    if (options.month)
        return statistics::report_period(*options.month);
    if (options.quarter)
        return statistics::report_period(*options.quarter);
    if (options.half_year)
        return statistics::report_period(*options.half_year);
    if (options.year)
        return statistics::report_period(*options.year);
    return statistics::report_period(*options.from, *options.to);
}

/// Exactly one period, which has begun.
statistics::ReportPeriod period_asked(const ReportOptions& o, base::Date today) {
    const int given = int{o.month.has_value()} + int{o.quarter.has_value()} + int{o.half_year.has_value()} +
                      int{o.year.has_value()} + int{o.from || o.to};
    if (given != 1)
        throw base::Error{
            base::ExitStatus::usage, given == 0 ? "usage.required" : "usage.either",
            message("name one period: --month, --quarter, --half-year, --year, or --from with --to")};
    if (o.from.has_value() != o.to.has_value())
        throw base::Error{base::ExitStatus::usage, "usage.required",
                          message("--from and --to need each other: the first day and the last")};
    auto asked = chosen(o);
    if (!asked)
        throw base::Error{base::ExitStatus::usage, asked.problem().rule, asked.problem().message};
    if (asked->period.first > today)
        throw base::Error{
            base::ExitStatus::usage, "period.future",
            message(
                "{0} begins on {1}, after today ({2}): there are no figures yet; choose an earlier period",
                asked->text, asked->period.first, today)};
    return *std::move(asked);
}

nlohmann::ordered_json period_json(const statistics::ReportPeriod& asked) {
    nlohmann::ordered_json json;
    if (asked.kind != "days")
        json[asked.kind] = asked.text;
    json["first_day"] = asked.period.first.iso();
    json["last_day"] = asked.period.last.iso();
    return json;
}

base::ExitStatus run(Context& context, const ReportOptions& options) {
    const auto asked = period_asked(options, context.today());
    const auto store = context.open_to_read();
    const auto cut = cut_of(options.by);
    const auto table = table_of(statistics::report(store, asked.period, asked.previous, cut), cut,
                                context.out.for_a_person());
    if (!context.out.json()) {
        context.out.notice(
            message("figures for {0}, for the house: small numbers are not protected; not for publication",
                    asked.text));
        context.out.table(table);
        return base::ExitStatus::done;
    }
    const auto& before = asked.previous;
    context.out.document(
        "", {{"contact_point", associations::own_contact_point(store).name},
             {"period", period_json(asked)},
             {"previous_period", {{"first_day", before.first.iso()}, {"last_day", before.last.iso()}}},
             {"by", options.by},
             {"internal", true},
             {"chain_head", store::hex(store::chain_head(store))},
             {"figures", to_json(table)}});
    return base::ExitStatus::done;
}

} // namespace

Command report_statistics_command() {
    using O = ReportOptions;
    return command<O>("report-statistics", Group::reporting, Effect::reads, _m("the figures of a period"),
                      {option("--month", "2026-12", &O::month, _m("the month")),
                       option("--quarter", "2026-Q4", &O::quarter, _m("the quarter")),
                       option("--half-year", "2027-H1", &O::half_year, _m("the half-year")),
                       option("--year", "2027", &O::year, _m("the calendar year")),
                       option("--from", "DATE", &O::from, _m("the first day of any period; with --to")),
                       option("--to", "DATE", &O::to, _m("its last day")),
                       one_of({"none", "field", "municipality", "kind"},
                              option("--by", "WHAT", &O::by, _m("what the figures are broken down by")))},
                      run);
}

} // namespace ehrenamt::cli
