// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "ehrenamt/needs/survey_round.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct OpenSurveyOptions {
    std::optional<domain::HalfYear> half_year;
    std::optional<base::Date> closes;
};

base::ExitStatus run(Context& context, const OpenSurveyOptions& options) {
    context.change([&](store::Store& store, store::ChangeSet& change) {
        const auto round =
            needs::open_round(store, change, *options.half_year, context.today(), *options.closes);
        context.out.report({message("survey of needs for {0} opened, no. {1}", round.half_year,
                                    store.origin().shown(round.id.value)),
                            message("it closes on {0}; active associations of the area, all invited: {1}",
                                    round.closes_on, round.invited)},
                           {{"id", store::long_id(round.id.value)},
                            {"half_year", round.half_year.text()},
                            {"closes_on", round.closes_on.iso()},
                            {"invited", round.invited}});
    });
    return base::ExitStatus::done;
}

} // namespace

Command open_survey_command() {
    using O = OpenSurveyOptions;
    return command<O>(
        "open-survey", Group::needs, Effect::writes, _m("open a survey of needs for a half-year"),
        {required(option("--half-year", "2027-H1", &O::half_year, _m("the half-year that is planned"))),
         required(option("--closes", "DATE", &O::closes, _m("last day for answers")))},
        run);
}

} // namespace ehrenamt::cli
