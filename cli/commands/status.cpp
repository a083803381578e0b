// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/funding_rules.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/funding/stored.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

constexpr int k_days_ahead = 365;

struct StatusOptions {};

/// Nominal and shifted day side by side: only the former is safe where the authority set a fixed date.
Table deadline_table(const std::vector<funding::Deadline>& deadlines, base::Date today,
                     const Catalogue& catalogue) {
    Table table{{{"duty", _m("duty")},
                 {"nominal", _m("nominal day")},
                 {"shifted", _m("next working day")},
                 {"days_left", _m("days left")},
                 {"evidence", _m("evidence")},
                 {"rule", _m("rule")}}};
    for (const auto& deadline : deadlines)
        table.rows.push_back({catalogue.text(deadline_title(deadline)), deadline.nominal, deadline.shifted,
                              std::int64_t{base::days_between(today, deadline.nominal)},
                              deadline.rule.uncertain
                                  ? Cell{catalogue.text(message("{0}, uncertain", deadline.rule.evidence))}
                                  : Cell{deadline.rule.evidence},
                              deadline.rule.key});
    return table;
}

nlohmann::ordered_json deadline_json(const funding::Deadline& deadline, base::Date today) {
    return {{"applies_to", deadline.applies_to},
            {"funding_year", deadline.funding_year},
            {"nominal", deadline.nominal.iso()},
            {"shifted", deadline.shifted.iso()},
            {"days_left", base::days_between(today, deadline.nominal)},
            {"rule", deadline.rule.key},
            {"clause", deadline.rule.clause},
            {"source", deadline.rule.source},
            {"evidence", deadline.rule.evidence},
            {"uncertain", deadline.rule.uncertain}};
}

base::ExitStatus run(Context& context, const StatusOptions&) {
    const auto store = context.open_to_read();
    const auto own = associations::own_contact_point(store);
    const auto rules = read_rule_files(context, store, std::nullopt).rules;
    const auto deadlines = funding::upcoming(context.today(), k_days_ahead, rules, own.municipality.text(),
                                             funding::stored_holidays(store));
    nlohmann::ordered_json object{{"contact_point", own.name}, {"today", context.today().iso()}};
    object["deadlines"] = nlohmann::ordered_json::array();
    for (const auto& deadline : deadlines)
        object["deadlines"].push_back(deadline_json(deadline, context.today()));
    const auto& catalogue = context.out.catalogue();
    context.out.document(catalogue.text(message("{0}, as on {1}", own.name, context.today())) + "\n\n" +
                             to_text(deadline_table(deadlines, context.today(), catalogue), catalogue,
                                     store.origin(), 0, false),
                         object);
    return base::ExitStatus::done;
}

} // namespace

Command status_command() {
    return command<StatusOptions>("status", Group::store, Effect::reads,
                                  _m("what is there, what runs, and which deadlines come next"), {}, run);
}

} // namespace ehrenamt::cli
