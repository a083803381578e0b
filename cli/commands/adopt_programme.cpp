// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/programme_choice.hpp"
#include "ehrenamt/measures/measures.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct AdoptProgrammeOptions : ProgrammeChoice {};

base::ExitStatus run(Context& context, const AdoptProgrammeOptions& options) {
    context.change([&](store::Store& store, store::ChangeSet& change) {
        const auto chosen = chosen_programme(context, store, options);
        const auto& proposal = chosen.proposal;
        const auto measures = measures::adopt(store, change, proposal, context.today());
        auto numbers = nlohmann::ordered_json::array();
        for (const auto id : measures)
            numbers.push_back(store::long_id(id.value));
        context.out.report(
            {message("programme {0} adopted for {1}: {2} {2|measure|measures} planned",
                     store.origin().shown(proposal.id.value), proposal.half_year, measures.size()),
             message("it serves {0} {0|person|persons} of {1} {1|association|associations} ({2} weighted by "
                     "priority)",
                     chosen.programme.seating.persons, chosen.programme.score.associations,
                     chosen.programme.score.weighted_persons)},
            {{"id", store::long_id(proposal.id.value)},
             {"half_year", proposal.half_year.text()},
             {"measures", numbers}});
    });
    return base::ExitStatus::done;
}

} // namespace

Command adopt_programme_command() {
    return command<AdoptProgrammeOptions>(
        "adopt-programme", Group::programme, Effect::writes,
        _m("make a proposed programme the half-year's, and its courses measures"),
        with_programme_choice<AdoptProgrammeOptions>({}), run);
}

} // namespace ehrenamt::cli
