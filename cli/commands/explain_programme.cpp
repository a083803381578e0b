// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/explanation.hpp"
#include "cli/programme_choice.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;

struct ExplainProgrammeOptions : ProgrammeChoice {
    std::optional<std::int64_t> time_limit;
};

base::ExitStatus run(Context& context, const ExplainProgrammeOptions& options) {
    const auto store = context.open_to_read();
    const auto [proposal, input, programme, receipt, shared] = chosen_programme(context, store, options);
    programme::SolverOptions solver;
    if (options.time_limit)
        solver.seconds = static_cast<double>(*options.time_limit);
    const auto& instance = input.data.instance;
    const auto reasons = programme::explain(instance, programme, solver);
    context.check_interrupt();
    const Explained explained{input, proposal, programme, receipt, shared, reasons};
    if (context.out.json())
        context.out.document({}, explanation_json(explained));
    else
        context.out.document(explanation_text(explained, store, context.out.catalogue()), {});
    return base::ExitStatus::done;
}

} // namespace

Command explain_programme_command() {
    using O = ExplainProgrammeOptions;
    return command<O>(
        "explain-programme", Group::programme, Effect::reads,
        _m("say why each course is in a programme or not"),
        with_programme_choice<O>({
            option("--time-limit", "SECONDS", &O::time_limit, _m("stop each step after this time")),
        }),
        run);
}

} // namespace ehrenamt::cli
