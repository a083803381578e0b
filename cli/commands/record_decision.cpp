// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "cli/parser.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/funding/decisions.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using base::Problem;
using domain::Cents;
using funding::DecisionResult;

struct RecordDecisionOptions : ImportOptions {
    std::optional<domain::HalfYear> half_year;
    std::string number;
    std::optional<base::Date> on;
    std::string result;
    std::vector<std::string> measures;
    std::optional<Cents> development;
    std::optional<Cents> total;
    std::vector<std::string> conditions;
    std::optional<base::Date> proof_by;
};

DecisionResult result_named(std::string_view word) {
    const auto names = funding::decision_result_names();
    return static_cast<DecisionResult>(std::ranges::find(names, word) - names.begin());
}

/// `3=250,00`; a measure named twice is a mistake.
std::map<std::int64_t, Cents> typed_amounts(const RecordDecisionOptions& options) {
    std::map<std::int64_t, Cents> amounts;
    std::vector<Problem> problems;
    for (const auto& text : options.measures) {
        const auto at = text.find('=');
        const auto number = base::parse_integer(std::string_view{text}.substr(0, at));
        const auto amount = Cents::parse(at == text.npos ? "" : std::string_view{text}.substr(at + 1));
        if (!number || !amount)
            problems.push_back({"usage.value",
                                message("number in the overview and amount are meant, such as 3=250.00"),
                                {"", 0, 0, "--measure"},
                                text});
        else if (!amounts.emplace(*number, *amount).second)
            problems.push_back({"decision.twice_named",
                                message("measure {0} is named twice", *number),
                                {"", 0, 0, "--measure"},
                                text});
    }
    if (!problems.empty())
        throw UsageProblems{std::move(problems), "record-decision"};
    return amounts;
}

funding::DecisionClaim claim_of(Context& context, const RecordDecisionOptions& options) {
    if (options.from && !options.measures.empty())
        throw UsageProblems{{{"usage.either", message("goes without --measure"), {"", 0, 0, "--from"}}},
                            "record-decision"};
    funding::DecisionClaim claim{
        options.number,      *options.on,   result_named(options.result), {},
        options.development, options.total, options.conditions,           options.proof_by};
    if (!options.from) {
        claim.measures = typed_amounts(options);
        return claim;
    }
    ImportFile file{context, options, funding::decision_fields()};
    claim.measures = funding::read_granted(file.reader());
    file.tell_verdict(context);
    file.settle(context);
    return claim;
}

nlohmann::ordered_json json_of(const funding::Decision& decision) {
    auto lines = nlohmann::ordered_json::array();
    for (const auto& line : decision.lines) {
        nlohmann::ordered_json entry = {{"line", line.number == 0 ? "development" : "measure"}};
        if (line.number != 0) {
            entry["number"] = line.number;
            entry["title"] = line.title;
        }
        entry["requested_cents"] = line.requested.value;
        entry["granted_cents"] = line.granted.value;
        lines.push_back(std::move(entry));
    }
    return {{"id", store::long_id(decision.id.value)},
            {"requested_cents", decision.requested().value},
            {"granted_cents", decision.granted().value},
            {"lines", std::move(lines)}};
}

/// Only where less was granted than was asked for.
void add_differences(const funding::Decision& decision, std::vector<base::Message>& lines) {
    for (const auto& line : decision.lines) {
        if (line.granted == line.requested)
            continue;
        if (line.number == 0)
            lines.push_back(message("development of the programme: {0} of {1}, {2} less", line.granted,
                                    line.requested, line.requested - line.granted));
        else
            lines.push_back(message("no. {0} “{1}”: {2} of {3}, {4} less", line.number, line.title,
                                    line.granted, line.requested, line.requested - line.granted));
    }
}

base::ExitStatus run(Context& context, const RecordDecisionOptions& options) {
    context.change([&](store::Store& store, store::ChangeSet& change) {
        const auto claim = claim_of(context, options);
        const auto decision =
            funding::record_decision(store, change, *options.half_year, claim, context.today());
        std::vector<base::Message> lines{message("{0}: decision {1} of {2} entered: {3} of {4} granted",
                                                 *options.half_year, claim.number, claim.decided_on,
                                                 decision.granted(), decision.requested())};
        add_differences(decision, lines);
        context.out.report(lines, json_of(decision));
    });
    return base::ExitStatus::done;
}

} // namespace

Command record_decision_command() {
    using O = RecordDecisionOptions;
    const auto names = funding::decision_result_names();
    return command<O>(
        "record-decision", Group::funding, Effect::writes,
        _m("enter what the authority decided about a submitted application"),
        with_import_options<O>({
            required(option("--half-year", "2027-H1", &O::half_year,
                            _m("half-year of the application that was submitted"))),
            required(option("--number", "TEXT", &O::number, _m("number or file number of the decision"))),
            required(option("--on", "DATE", &O::on, _m("day of the decision"))),
            required(one_of({names.begin(), names.end()},
                            option("--result", "WORD", &O::result, _m("what was decided")))),
            option("--measure", "NO=EUR", &O::measures,
                   _m("of a partial decision: what a measure was granted; may be given several times")),
            option("--development", "EUR", &O::development,
                   _m("of a partial decision: what was granted for drawing up the programme")),
            option("--total", "EUR", &O::total, _m("sum that the decision names; compared with its lines")),
            option("--condition", "TEXT", &O::conditions,
                   _m("a condition of the decision; may be given several times")),
            option("--proof-by", "DATE", &O::proof_by, _m("until when the decision wants the proof of use")),
        }),
        run);
}

} // namespace ehrenamt::cli
