// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/output_folder.hpp"
#include "cli/programme_choice.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/measures/measure.hpp"
#include "ehrenamt/measures/measures.hpp"
#include "ehrenamt/publishing/leaflet.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct AdoptProgrammeOptions : ProgrammeChoice {
    std::optional<std::filesystem::path> output_dir;
    std::string dialect = "plain";
    bool overwrite = false;
};

publishing::Leaflet leaflet_of(const store::Store& store, const programme::Proposal& proposal,
                               base::Date adopted_on) {
    publishing::Leaflet leaflet{associations::own_contact_point(store), proposal.id, proposal.half_year,
                                adopted_on};
    const auto courses = programme::courses(store, proposal.half_year);
    for (const auto& planned : measures::planned_courses(store, proposal.id)) {
        auto course = *std::ranges::find(courses, planned.course, &programme::Course::id);
        const auto measure = *measures::read_measure(store, {store.origin().id(planned.number)});
        course.facts.sessions.clear(); // they may have been moved since
        for (const auto& session : measure.sessions)
            course.facts.sessions.push_back(session.time);
        const auto& place = course.facts.municipality;
        auto name = place ? associations::municipality_name(store, *place) : std::string{};
        leaflet.courses.push_back(
            {std::move(course), std::move(name), planned.participants, measure.calendar_version()});
    }
    std::ranges::stable_sort(leaflet.courses, {}, [](const publishing::Leaflet::Course& entry) {
        return entry.course.facts.sessions.front();
    });
    return leaflet;
}

/// For the outside, so everybody may read the files. \returns their names
std::vector<std::string> write_files(Context& context, const AdoptProgrammeOptions& options,
                                     const publishing::Leaflet& leaflet) {
    const auto stem = "programm-" + leaflet.half_year.text();
    const std::vector<std::pair<std::string, std::string>> files = {
        {stem + ".pdf", publishing::leaflet_pdf(leaflet)},
        {stem + ".csv", publishing::leaflet_csv(leaflet, options.dialect == "excel-de")},
        {stem + ".json", publishing::leaflet_json(leaflet)},
        {stem + ".ics", publishing::leaflet_icalendar(leaflet)},
    };
    return write_into(context, *options.output_dir, files, options.overwrite, formats::Readers::everyone);
}

void report(Context& context, const store::Store& store, const programme::Proposal& proposal,
            std::vector<base::Message> lines, const std::vector<std::string>& files, bool changed) {
    nlohmann::ordered_json object{{"id", store::long_id(proposal.id.value)},
                                  {"half_year", proposal.half_year.text()},
                                  {"new", changed}};
    for (const auto& file : files)
        lines.push_back(message("written: {0}", file));
    auto& numbers = object["measures"] = nlohmann::ordered_json::array();
    for (const auto& planned : measures::planned_courses(store, proposal.id))
        numbers.push_back(store::long_id(store.origin().id(planned.number)));
    object["files"] = files;
    context.out.report(lines, object);
}

base::ExitStatus run(Context& context, const AdoptProgrammeOptions& options) {
    context.change([&](store::Store& store, store::ChangeSet& change) {
        const auto named = proposal_chosen(store, options);
        std::vector<std::string> files;
        if (named.adopted_on && options.output_dir) {
            files = write_files(context, options, leaflet_of(store, named, *named.adopted_on));
            report(context, store, named,
                   {message("programme {0} was adopted for {1} on {2} already; nothing was changed",
                            store.origin().shown(named.id.value), named.half_year, *named.adopted_on)},
                   files, false);
            return;
        }
        const auto [proposal, input, programme, receipt, shared] = chosen_programme(context, store, options);
        const auto measures = measures::adopt(store, change, proposal, context.today());
        if (options.output_dir)
            files = write_files(context, options, leaflet_of(store, proposal, context.today()));
        report(context, store, proposal,
               {message("programme {0} adopted for {1}: {2} {2|measure|measures} planned",
                        store.origin().shown(proposal.id.value), proposal.half_year, measures.size()),
                message("it serves {0} {0|person|persons} of {1} {1|association|associations} ({2} weighted "
                        "by priority)",
                        programme.seating.persons, programme.score.associations,
                        programme.score.weighted_persons)},
               files, true);
    });
    return base::ExitStatus::done;
}

} // namespace

Command adopt_programme_command() {
    using O = AdoptProgrammeOptions;
    return command<O>(
        "adopt-programme", Group::programme, Effect::writes,
        _m("make a proposed programme the half-year's, and its courses measures"),
        with_programme_choice<O>({
            option("--output-dir", "FOLDER", &O::output_dir,
                   _m("where leaflet (PDF), CSV, JSON and calendar go; made if it is not there")),
            one_of({"plain", "excel-de"},
                   option("--dialect", "DIALECT", &O::dialect,
                          _m("CSV for programs, or for a German spreadsheet (semicolon, decimal comma)"))),
            flag("--overwrite", &O::overwrite, _m("replace files that exist")),
        }),
        run);
}

} // namespace ehrenamt::cli
