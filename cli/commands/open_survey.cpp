// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "ehrenamt/formats/csv_writer.hpp"
#include "ehrenamt/needs/invitation.hpp"
#include "ehrenamt/needs/questionnaire.hpp"
#include "ehrenamt/needs/survey_round.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct OpenSurveyOptions {
    std::optional<domain::HalfYear> half_year;
    std::optional<base::Date> closes;
    std::optional<std::string> topics;
    std::optional<std::filesystem::path> access_codes;
    std::optional<std::filesystem::path> without_email;
};

/// For the mailing; the only place where a code stands beside its association.
std::string codes_csv(const std::vector<needs::Invited>& invited, const std::vector<std::string>& codes) {
    formats::CsvWriter csv;
    csv.text("association").text("email").text("code").end_record();
    for (std::size_t i = 0; i < invited.size(); ++i)
        csv.text(invited[i].name).text(invited[i].email).text(codes[i]).end_record();
    return csv.take();
}

std::string letters_csv(const std::vector<needs::Invited>& invited) {
    formats::CsvWriter csv;
    csv.text("id")
        .text("association")
        .text("street")
        .text("postcode")
        .text("place")
        .text("phone")
        .end_record();
    for (const auto& one : invited)
        if (one.email.empty())
            csv.text(store::long_id(one.id.value))
                .text(one.name)
                .text(one.street)
                .text(one.postcode)
                .text(one.place)
                .text(one.phone)
                .end_record();
    return csv.take();
}

/// Lists that name associations are for their owner alone, and never written over.
void write_list(Context& context, const std::optional<std::filesystem::path>& path, const std::string& csv) {
    if (path)
        context.out.file(*path, csv, false, formats::Readers::owner);
}

base::ExitStatus run(Context& context, const OpenSurveyOptions& options) {
    context.change([&](store::Store& store, store::ChangeSet& change) {
        const auto topics =
            options.topics ? needs::choose_topics(store, *options.topics) : std::vector<std::string>{};
        const auto round =
            needs::open_round(store, change, *options.half_year, context.today(), *options.closes, topics);
        const auto invited = needs::invited_associations(store);
        const auto without_email = std::count_if(invited.begin(), invited.end(),
                                                 [](const needs::Invited& one) { return one.email.empty(); });
        const auto asked = needs::asked_topics(store, round.id).size();
        if (options.access_codes)
            write_list(context, options.access_codes,
                       codes_csv(invited, needs::issue_access_codes(store, change, round, invited.size(),
                                                                    needs::system_random)));
        if (options.without_email)
            write_list(context, options.without_email, letters_csv(invited));
        std::vector<base::Message> lines{
            message("survey of needs for {0} opened, no. {1}", round.half_year,
                    store.origin().shown(round.id.value)),
            message("it closes on {0}; active associations of the area, all invited: {1}", round.closes_on,
                    round.invited),
            message("topics asked for: {0}; invited without an e-mail address: {1}", asked, without_email)};
        if (round.invited == 0)
            lines.push_back(
                message("nobody is invited: no active association of the area is registered yet"));
        if (options.access_codes)
            lines.push_back(message("the access codes stand in {0} and nowhere else; keep that file until "
                                    "the invitations are out, then destroy it",
                                    options.access_codes->string()));
        context.out.report(lines, {{"id", store::long_id(round.id.value)},
                                   {"half_year", round.half_year.text()},
                                   {"closes_on", round.closes_on.iso()},
                                   {"invited", round.invited},
                                   {"topics", asked},
                                   {"invited_without_email", without_email},
                                   {"access_codes", options.access_codes ? round.invited : 0}});
    });
    return base::ExitStatus::done;
}

} // namespace

Command open_survey_command() {
    using O = OpenSurveyOptions;
    return command<O>(
        "open-survey", Group::needs, Effect::writes, _m("open a survey of needs for a half-year"),
        {required(option("--half-year", "2027-H1", &O::half_year, _m("the half-year that is planned"))),
         required(option("--closes", "DATE", &O::closes, _m("last day for answers"))),
         option("--topics", "LIST", &O::topics,
                _m("topics to ask for, parted by commas: keys, names, general, specific; else all")),
         option("--access-codes", "FILE", &O::access_codes,
                _m("make a code for each invited association and write them for the mailing")),
         option("--without-email", "FILE", &O::without_email,
                _m("list the invited associations that have no e-mail address"))},
        run);
}

} // namespace ehrenamt::cli
