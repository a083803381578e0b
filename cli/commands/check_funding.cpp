// SPDX-License-Identifier: EUPL-1.2
#include "cli/application.hpp"
#include "cli/commands.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;

struct CheckFundingOptions : ApplicationOptions {};

base::ExitStatus run(Context& context, const CheckFundingOptions& options) {
    const auto store = context.open_to_read();
    const auto prepared = prepare_application(context, store, options);
    const auto& catalogue = context.out.catalogue();
    if (context.out.json())
        context.out.document({}, finding_json(prepared, catalogue));
    else if (context.out.for_a_person())
        context.out.document(
            finding_text(prepared, catalogue) + catalogue.text(application_summary(prepared)) + '\n', {});
    else
        context.out.table(finding_table(prepared, catalogue));
    return funding::has_error(prepared.findings) ? base::ExitStatus::violations : base::ExitStatus::done;
}

} // namespace

Command check_funding_command() {
    return command<CheckFundingOptions>("check-funding", Group::funding, Effect::reads,
                                        _m("check the adopted programme against the funding rules"),
                                        with_application_options<CheckFundingOptions>({}), run);
}

} // namespace ehrenamt::cli
