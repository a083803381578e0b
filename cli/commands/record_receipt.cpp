// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "cli/parser.hpp"
#include "cli/typed_row.hpp"
#include "ehrenamt/measures/receipts.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using base::Problem;
using measures::ReceiptClaim;
using measures::ReceiptId;

struct RecordReceiptOptions : ImportOptions {
    std::string measure, line, paid_on, payee, reason, amount, document, person, reverse;
};

std::vector<ReceiptClaim> typed(const Context& context, const store::Store& store,
                                const RecordReceiptOptions& o) {
    TypedRow row{{{"measure", o.measure},
                  {"line", o.line},
                  {"paid_on", o.paid_on},
                  {"payee", o.payee},
                  {"reason", o.reason},
                  {"amount", o.amount},
                  {"document", o.document},
                  {"person", o.person}},
                 measures::receipt_fields()};
    auto claims = measures::read_receipts(store, row.reader(), context.today());
    row.require_good();
    if (claims.empty())
        throw base::Rejected{{{"usage.required",
                               message("is needed, or --from FILE, or --reverse ID"),
                               {"", 0, 0, "--measure"},
                               ""}}};
    return claims;
}

void report(Context& context, const store::Store& store, const std::vector<ReceiptClaim>& claims,
            const std::vector<ReceiptId>& ids) {
    domain::Cents costs;
    domain::Cents income;
    auto list = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < claims.size(); ++i) {
        (measures::is_income(claims[i].line) ? income : costs) += claims[i].amount;
        list.push_back({{"id", store::long_id(ids[i].value)}, {"document", claims[i].document}});
    }
    context.out.report(
        {ids.size() == 1
             ? message("receipt {0} entered: {1}, {2}", store.origin().shown(ids.front().value),
                       claims.front().amount, claims.front().document)
             : message("receipts entered: {0}; costs {1}, income {2}", ids.size(), costs, income)},
        {{"receipts_new", ids.size()},
         {"costs_cents", costs.value},
         {"income_cents", income.value},
         {"receipts", std::move(list)}});
}

void reverse(Context& context, store::Store& store, store::ChangeSet& change,
             const RecordReceiptOptions& options) {
    const auto id = store.origin().parse_id(options.reverse);
    if (!id)
        throw base::Error{base::ExitStatus::usage, id.problem().rule, id.problem().message};
    const auto counter = measures::reverse_receipt(store, change, {*id}, options.reason, context.today());
    context.out.report({message("receipt {0} taken back by the counter-entry {1}", store.origin().shown(*id),
                                store.origin().shown(counter.value))},
                       {{"reversed", store::long_id(*id)}, {"counter_entry", store::long_id(counter.value)}});
}

void check(const RecordReceiptOptions& o) {
    std::vector<Problem> problems;
    const bool typed = !(o.measure + o.line + o.paid_on + o.payee + o.amount + o.document + o.person).empty();
    if (!o.reverse.empty() && (typed || o.from))
        problems.push_back({"usage.together", message("goes with --reason alone"), {"", 0, 0, "--reverse"}});
    if (!o.reverse.empty() && o.reason.empty())
        problems.push_back(
            {"usage.required", message("is needed: why is the receipt taken back?"), {"", 0, 0, "--reason"}});
    if (o.from && (typed || !o.reason.empty()))
        problems.push_back({"usage.together",
                            message("goes without the options of a single receipt"),
                            {"", 0, 0, "--from"}});
    if (!problems.empty())
        throw UsageProblems{std::move(problems), "record-receipt"};
}

base::ExitStatus run(Context& context, const RecordReceiptOptions& options) {
    check(options);
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        if (!options.reverse.empty()) {
            reverse(context, store, change, options);
            return;
        }
        std::vector<ReceiptClaim> claims;
        if (options.from) {
            ImportFile file{context, options, measures::receipt_fields()};
            claims = measures::read_receipts(store, file.reader(), context.today());
            file.tell_verdict(context);
            status = file.settle(context);
        } else {
            claims = typed(context, store, options);
        }
        report(context, store, claims, measures::record_receipts(store, change, claims, context.today()));
    });
    return status;
}

} // namespace

Command record_receipt_command() {
    using O = RecordReceiptOptions;
    std::vector<std::string_view> lines;
    for (const auto& line : measures::receipt_lines())
        lines.push_back(line.key);
    return command<O>(
        "record-receipt", Group::funding, Effect::writes,
        _m("enter what was paid or taken for a measure, one receipt or many"),
        with_import_options<O>({
            option("--measure", "ID", &O::measure, _m("measure, by number or reference")),
            one_of(lines, option("--line", "LINE", &O::line, _m("what it is for"))),
            option("--paid-on", "DATE", &O::paid_on, _m("day of the payment")),
            option("--payee", "NAME", &O::payee, _m("who was paid, or of income who paid")),
            option("--reason", "TEXT", &O::reason,
                   _m("what it was paid for; with --reverse why it is taken back")),
            option("--amount", "EUR", &O::amount, _m("amount in euros, above zero")),
            option("--document", "REFERENCE", &O::document, _m("reference of the paper")),
            one_of({"no", "yes"},
                   option("--person", "ANSWER", &O::person,
                          _m("yes: the payee is a private person, kept apart; trainers are so anyway"))),
            option("--reverse", "ID", &O::reverse, _m("take a receipt back by a counter-entry")),
        }),
        run);
}

} // namespace ehrenamt::cli
