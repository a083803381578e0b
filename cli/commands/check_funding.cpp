// SPDX-License-Identifier: EUPL-1.2
#include "cli/application.hpp"
#include "cli/commands.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct CheckFundingOptions : ApplicationOptions {
    std::string programme;
};

funding::AdoptedProgramme chosen(const store::Store& store, const CheckFundingOptions& options) {
    if (options.programme.empty())
        return funding::adopted_programme(store, options.half_year);
    if (options.half_year)
        throw base::Error{base::ExitStatus::usage, "usage.either",
                          message("--half-year and --programme: give one of them")};
    const auto id = store.origin().parse_id(options.programme);
    if (!id)
        throw base::Error{base::ExitStatus::usage, id.problem().rule, id.problem().message};
    return funding::programme_numbered(store, {*id});
}

base::ExitStatus run(Context& context, const CheckFundingOptions& options) {
    const auto store = context.open_to_read();
    const auto prepared = prepare_application(context, store, options, chosen(store, options));
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
    return command<CheckFundingOptions>(
        "check-funding", Group::funding, Effect::reads,
        _m("check the adopted programme against the funding rules"),
        with_application_options<CheckFundingOptions>(
            {option("--programme", "ID", &CheckFundingOptions::programme,
                    _m("a programme by its number, also one that is only proposed"))}),
        run);
}

} // namespace ehrenamt::cli
