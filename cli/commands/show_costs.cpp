// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/parser.hpp"
#include "cli/words.hpp"
#include "ehrenamt/measures/receipts.hpp"
#include "ehrenamt/publishing/settlement.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::Error;
using base::ExitStatus;
using base::message;

struct ShowCostsOptions {
    std::string measure;
    std::optional<domain::HalfYear> half_year;
    std::optional<std::filesystem::path> agreement, settlement;
};

Cell known(const std::optional<domain::Cents>& amount) {
    return amount ? Cell{*amount} : Cell{};
}

Table table_of(const std::vector<measures::MeasureAccount>& accounts, bool for_a_person) {
    Table table{{{"measure", _m("no.")},
                 {"title", _m("measure")},
                 {"state", _m("state")},
                 {"costs", _m("costs"), true},
                 {"income", _m("income"), true},
                 {"own", _m("costs less income"), true},
                 {"participants", _m("participants")},
                 {"minutes", _m("minutes")},
                 {"cost_per_participant", _m("for each participant"), true},
                 {"cost_per_ue", _m("for each UE"), true}}};
    if (!for_a_person)
        for (const auto& line : measures::receipt_lines())
            table.columns.push_back({line.key, _m("what it is for"), true});
    for (const auto& account : accounts) {
        table.rows.push_back({RecordId{account.measure.value}, account.title,
                              for_a_person ? key_in_words(account.state) : Cell{account.state},
                              account.costs(), account.income(), account.costs() - account.income(),
                              account.participants, account.teaching_time.minutes,
                              known(account.cost_per_participant()), known(account.cost_per_ue())});
        if (!for_a_person)
            for (const auto& line : measures::receipt_lines())
                table.rows.back().emplace_back(account.of_line(line.key));
    }
    return table;
}

std::optional<domain::MeasureId> measure_of(const store::Store& store, const ShowCostsOptions& options) {
    if (options.measure.empty())
        return std::nullopt;
    const auto id = store.origin().parse_id(options.measure);
    if (!id)
        throw Error{ExitStatus::usage, id.problem().rule, id.problem().message};
    return domain::MeasureId{*id};
}

/// Both name a person, so they are for their owner alone.
void write_papers(Context& context, const store::Store& store, const ShowCostsOptions& options,
                  domain::MeasureId measure) {
    const publishing::SettlementPapers papers{associations::own_contact_point(store),
                                              measures::agreed_measure(store, measure), context.today()};
    if (papers.measure.agreements.empty())
        throw Error{ExitStatus::failed, "agreement.none",
                    message("no agreement with a trainer is recorded for measure {0}",
                            store.origin().shown(measure.value))};
    if (options.agreement)
        context.out.file(*options.agreement, publishing::fee_agreement_pdf(papers), context.overwrite(),
                         formats::Readers::owner);
    if (options.settlement)
        context.out.file(*options.settlement, publishing::settlement_pdf(papers), context.overwrite(),
                         formats::Readers::owner);
}

ExitStatus run(Context& context, const ShowCostsOptions& options) {
    if ((options.agreement || options.settlement) && options.measure.empty())
        throw UsageProblems{
            {{"usage.required", message("is needed: whose papers?"), {"", 0, 0, "--measure"}}}, "show-costs"};
    const auto store = context.open_to_read();
    const auto measure = measure_of(store, options);
    if (options.agreement || options.settlement)
        write_papers(context, store, options, *measure);
    context.out.table(
        table_of(measures::measure_accounts(store, measure, options.half_year), context.out.for_a_person()));
    return ExitStatus::done;
}

} // namespace

Command show_costs_command() {
    using O = ShowCostsOptions;
    return command<O>(
        "show-costs", Group::funding, Effect::reads,
        _m("costs and income of measures, for each participant and each UE; a trainer's papers"),
        {option("--measure", "ID", &O::measure, _m("only this measure")),
         option("--half-year", "2027-H1", &O::half_year, _m("only measures of this half-year")),
         option("--agreement", "FILE", &O::agreement,
                _m("write the fee agreement of each trainer of the measure (PDF)")),
         option("--settlement", "FILE", &O::settlement,
                _m("write the settlement sheet of each trainer of the measure (PDF)"))},
        run);
}

} // namespace ehrenamt::cli
