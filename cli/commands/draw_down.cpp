// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/funding_rules.hpp"
#include "cli/parser.hpp"
#include "ehrenamt/funding/drawdowns.hpp"
#include "ehrenamt/funding/interest.hpp"
#include "ehrenamt/publishing/drawdown_letter.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using funding::Drawdown;
using funding::Grant;

struct DrawDownOptions {
    std::optional<domain::HalfYear> half_year;
    std::optional<domain::Cents> amount;
    std::optional<base::Date> payout;
    std::string received;
    std::optional<base::Date> on;
    std::optional<std::filesystem::path> rules;
    std::optional<std::filesystem::path> output;
    bool overwrite = false;
};

void check(const DrawDownOptions& options) {
    std::vector<base::Problem> problems;
    const auto refuse = [&](const char* rule, base::Message text, const char* option) {
        problems.push_back({rule, std::move(text), {"", 0, 0, option}});
    };
    if (!options.received.empty() && !options.on)
        refuse("usage.required", message("is needed: when did the money come?"), "--on");
    if (options.on && options.received.empty())
        refuse("usage.required", message("is needed: the money of which drawdown came?"), "--received");
    if (!options.received.empty() && (options.amount || options.payout || options.output))
        refuse("usage.either", message("goes without --amount, --payout and --output"), "--received");
    if (!problems.empty())
        throw UsageProblems{std::move(problems), "draw-down"};
}

/// The interest that money costs which was used late or is not used yet, or why it cannot be told.
base::Message cost_of(const funding::UnusedMoney& money, const Grant& grant, const RuleFiles& rules,
                      base::Date today) {
    const auto cost = funding::interest(money.amount, money.from, money.used_on.value_or(today), rules.rules,
                                        grant.contact_point);
    if (!cost)
        return cost.problem().message;
    return message("interest if the decision asks for it: {0}", *cost);
}

/// Money of earlier drawdowns that was not spent, each with what it costs if that is too late.
nlohmann::ordered_json tell_unused(Context& context, const store::Store& store, const Grant& grant,
                                   const RuleFiles& rules) {
    auto json = nlohmann::ordered_json::array();
    for (const auto& money : funding::unused_money(grant, context.today())) {
        nlohmann::ordered_json entry = {{"drawdown", store::long_id(money.drawdown.value)},
                                        {"amount_cents", money.amount.value},
                                        {"paid_on", money.from.iso()},
                                        {"use_until", money.use_until.iso()},
                                        {"late", money.late(context.today())}};
        const auto number = store.origin().shown(money.drawdown.value);
        if (!money.late(context.today())) {
            context.out.notice(message("of drawdown {0} {1} are not spent yet; last day: {2}", number,
                                       money.amount, money.use_until));
        } else if (money.used_on) {
            entry["used_on"] = money.used_on->iso();
            context.out.notice(
                message("of drawdown {0} {1} were spent on {2}, later than {3}; {4}", number, money.amount,
                        *money.used_on, money.use_until,
                        context.out.catalogue().text(cost_of(money, grant, rules, context.today()))));
        } else {
            context.out.notice(
                message("of drawdown {0} {1} are not spent, and {2} is over; {3}", number, money.amount,
                        money.use_until,
                        context.out.catalogue().text(cost_of(money, grant, rules, context.today()))));
        }
        json.push_back(std::move(entry));
    }
    return json;
}

void report(Context& context, const Grant& grant, const Drawdown& drawdown, base::Message line,
            nlohmann::ordered_json unused) {
    const auto left =
        grant.granted() - grant.drawn() - (drawdown.paid_on ? domain::Cents{} : drawdown.amount);
    context.out.report({std::move(line), message("granted: {0}, not drawn yet: {1}", grant.granted(), left)},
                       {{"id", store::long_id(drawdown.id.value)},
                        {"amount_cents", drawdown.amount.value},
                        {"use_until", drawdown.use_until.iso()},
                        {"granted_cents", grant.granted().value},
                        {"not_drawn_cents", left.value},
                        {"unused", std::move(unused)}});
}

void receive(Context& context, store::Store& store, store::ChangeSet& change, const DrawDownOptions& options,
             const RuleFiles& rules) {
    const auto id = store.origin().parse_id(options.received);
    if (!id)
        throw base::Error{base::ExitStatus::usage, id.problem().rule, id.problem().message};
    const auto grant = funding::grant_in_force(store, *options.half_year);
    const auto drawdown =
        funding::record_payout(store, change, grant, {*id}, *options.on, context.today(), rules.rules);
    report(context, grant, drawdown,
           message("drawdown {0}: {1} came on {2}, to be used by {3}", store.origin().shown(*id),
                   drawdown.amount, *options.on, drawdown.use_until),
           nlohmann::ordered_json::array());
}

void write_letter(Context& context, const store::Store& store, const DrawDownOptions& options,
                  const Grant& grant, const Drawdown& drawdown, const RuleFiles& rules) {
    if (!options.output)
        return;
    const auto* authority = rules.rules.at(funding::keys::k_authority, context.today(), grant.contact_point);
    const publishing::DrawdownLetter letter{
        associations::own_contact_point(store),
        authority == nullptr ? std::vector<std::string>{} : authority->list(), grant, drawdown,
        funding::cite(funding::use_within(rules.rules, drawdown.requested_on, grant.contact_point))};
    context.out.file(*options.output, publishing::drawdown_pdf(letter), options.overwrite,
                     formats::Readers::owner);
}

void draw(Context& context, store::Store& store, store::ChangeSet& change, const DrawDownOptions& options,
          const RuleFiles& rules) {
    const auto grant = funding::grant_in_force(store, *options.half_year);
    auto unused = tell_unused(context, store, grant, rules);
    const funding::DrawdownClaim claim{context.today(), options.payout.value_or(context.today()),
                                       options.amount};
    const auto drawdown = funding::record_drawdown(store, change, grant, claim, rules.rules,
                                                   {rules.state_text, rules.own_text});
    write_letter(context, store, options, grant, drawdown, rules);
    report(context, grant, drawdown,
           message("drawdown {0}: {1} asked for, to be used by {2}", store.origin().shown(drawdown.id.value),
                   drawdown.amount, drawdown.use_until),
           std::move(unused));
}

base::ExitStatus run(Context& context, const DrawDownOptions& options) {
    check(options);
    context.change([&](store::Store& store, store::ChangeSet& change) {
        const auto rules = read_rule_files(context, store, options.rules);
        if (options.received.empty())
            draw(context, store, change, options, rules);
        else
            receive(context, store, change, options, rules);
    });
    return base::ExitStatus::done;
}

} // namespace

Command draw_down_command() {
    using O = DrawDownOptions;
    return command<O>(
        "draw-down", Group::funding, Effect::writes, _m("ask for money of the grant, as much as is due"),
        {
            required(option("--half-year", "2027-H1", &O::half_year, _m("half-year of the decision"))),
            option("--amount", "EUR", &O::amount, _m("less than all that is due and not drawn")),
            option("--payout", "DATE", &O::payout, _m("when the money is expected; else today")),
            option("--output,-o", "FILE", &O::output, _m("the letter to the authority as PDF")),
            flag("--overwrite", &O::overwrite, _m("replace files that exist")),
            option("--received", "ID", &O::received, _m("instead: the money of that drawdown came")),
            option("--on", "DATE", &O::on, _m("with --received: on which day")),
            option("--rules", "FILE", &O::rules,
                   _m("the contact point's own funding rules, or another rule set")),
        },
        run);
}

} // namespace ehrenamt::cli
