// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/words.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/statistics/indicators.hpp"

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

base::ExitStatus run(Context& context, const ReportOptions& options) {
    const auto store = context.open_to_read();
    const auto period = options.month->period();
    const auto before = domain::Month::containing(period.first.plus_days(-1)).period();
    const auto cut = cut_of(options.by);
    const auto table =
        table_of(statistics::report(store, period, before, cut), cut, context.out.for_a_person());
    if (!context.out.json()) {
        context.out.notice(
            message("figures for {0}, for the house: small numbers are not protected; not for publication",
                    *options.month));
        context.out.table(table);
        return base::ExitStatus::done;
    }
    context.out.document(
        "", {{"contact_point", associations::own_contact_point(store).name},
             {"period",
              {{"month", options.month->text()},
               {"first_day", period.first.iso()},
               {"last_day", period.last.iso()}}},
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
    return command<O>("report-statistics", Group::reporting, Effect::reads, _m("the figures of a month"),
                      {required(option("--month", "2026-12", &O::month, _m("the month"))),
                       one_of({"none", "field", "municipality", "kind"},
                              option("--by", "WHAT", &O::by, _m("what the figures are broken down by")))},
                      run);
}

} // namespace ehrenamt::cli
