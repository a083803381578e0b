// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/explanation.hpp"
#include "cli/programme_choice.hpp"
#include "cli/progress.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct ExplainProgrammeOptions : ProgrammeChoice {
    std::optional<std::int64_t> time_limit;
    std::optional<std::filesystem::path> pdf;
};

base::ExitStatus run(Context& context, const ExplainProgrammeOptions& options) {
    const auto store = context.open_to_read();
    const auto [proposal, input, programme, receipt, shared] = chosen_programme(context, store, options);
    programme::SolverOptions solver;
    if (options.time_limit)
        solver.seconds = static_cast<double>(*options.time_limit);
    solver.interrupted = context.open_options().interrupted;
    const auto reasons = [&, &instance = input.data.instance, &chosen = programme] {
        const Progress progress{context, message("working out the reasons")};
        return programme::explain(instance, chosen, solver);
    }();
    context.check_interrupt();
    const Explained explained{input, proposal, programme, receipt, shared, reasons};
    if (options.pdf)
        context.out.file(*options.pdf,
                         publishing::council_pdf(council_paper(explained, store, context.today())),
                         context.overwrite(), formats::Readers::everyone);
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
            option("--pdf", "FILE", &O::pdf, _m("write a paper for the council as well, with a chart")),
        }),
        run);
}

} // namespace ehrenamt::cli
