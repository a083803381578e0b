// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "ehrenamt/needs/survey_round.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct CloseSurveyOptions {
    std::optional<domain::HalfYear> half_year;
};

base::ExitStatus run(Context& context, const CloseSurveyOptions& options) {
    context.change([&](store::Store& store, store::ChangeSet& change) {
        const auto round =
            needs::close_round(store, change, needs::find_round(store, options.half_year), context.today());
        context.out.report(
            {message("survey of needs for {0} closed on {1}; answers: {2}, associations invited: {3}",
                     round.half_year, *round.closed_on, round.responses, round.invited),
             message("answers that come from tomorrow on are taken as late")},
            {{"id", store::long_id(round.id.value)},
             {"half_year", round.half_year.text()},
             {"closed_on", round.closed_on->iso()},
             {"invited", round.invited},
             {"responses", round.responses}});
    });
    return base::ExitStatus::done;
}

} // namespace

Command close_survey_command() {
    using O = CloseSurveyOptions;
    return command<O>("close-survey", Group::needs, Effect::writes,
                      _m("close a survey of needs; later answers count as late"),
                      {option("--half-year", "2027-H1", &O::half_year,
                              _m("the survey's half-year; else the newest survey"))},
                      run);
}

} // namespace ehrenamt::cli
