// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/progress.hpp"
#include "ehrenamt/store/verify.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct VerifyOptions {};

/// Damage that keeps the store from being opened is a finding like any other.
store::Verification verified(Context& context) {
    try {
        WatchedSteps steps{context};
        return store::verify(context.open_to_read(), steps.watch());
    } catch (const std::exception& exception) {
        const auto error = store::explain(exception);
        if (!error.rule().starts_with("store.damaged"))
            throw;
        store::Verification result;
        result.findings.push_back({error.rule(), error.message()});
        return result;
    }
}

base::ExitStatus run(Context& context, const VerifyOptions&) {
    const auto result = verified(context);
    const auto& catalogue = context.out.catalogue();
    nlohmann::ordered_json object{{"sound", result.findings.empty()},
                                  {"tables", result.tables},
                                  {"rows", result.rows},
                                  {"change_sets", result.change_sets},
                                  {"chain_head", result.chain_head},
                                  {"findings", nlohmann::ordered_json::array()}};
    std::string text;
    Table findings{{{"rule", _m("rule")}, {"message", _m("finding")}}};
    for (const auto& finding : result.findings) {
        object["findings"].push_back(problem_json(finding, catalogue));
        findings.rows.push_back({finding.rule, problem_line(finding, catalogue)});
        text += problem_line(finding, catalogue) + '\n';
    }
    text += catalogue.text(result.findings.empty()
                               ? message("the store is sound: rows {0}, tables {1}, change sets {2}",
                                         result.rows, result.tables, result.change_sets)
                               : message("the store is damaged; restore the newest sound backup")) +
            '\n';
    if (!(context.quiet() && result.findings.empty()))
        context.out.document(text, object, &findings);
    return result.findings.empty() ? base::ExitStatus::done : base::ExitStatus::violations;
}

} // namespace

Command verify_store_command() {
    return command<VerifyOptions>("verify-store", Group::store, Effect::reads,
                                  _m("check every row, reference and change of the store"), {}, run);
}

} // namespace ehrenamt::cli
