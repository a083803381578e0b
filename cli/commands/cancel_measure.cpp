// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/letters.hpp"
#include "ehrenamt/measures/cancel.hpp"

#include <nlohmann/json.hpp>

#include <set>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct CancelMeasureOptions {
    std::string measure, reason;
    std::optional<std::filesystem::path> letters;
    bool overwrite = false;
};

/// Everybody who has to be told.
std::vector<base::Message> to_inform(const measures::Measure& measure, const measures::Cancelled& done) {
    std::vector<base::Message> lines{
        message("to be told: {0} {0|person|persons} enrolled", done.enrolments.size())};
    if (!measure.trainer_name.empty())
        lines.push_back(done.agreements > 0 ? message("to be told: the trainer {0}, whose agreement ends",
                                                      measure.trainer_name)
                                            : message("to be told: the trainer {0}", measure.trainer_name));
    std::set<std::string> venues;
    for (const auto& session : measure.sessions)
        if (session.venue)
            venues.insert(session.venue_name + ", " + session.municipality);
    for (const auto& venue : venues)
        lines.push_back(message("to be told: the venue {0}", venue));
    if (!measure.partner.empty())
        lines.push_back(message("to be told: the partner {0}", measure.partner));
    if (!measure.decision_number.empty())
        lines.push_back(message("to be told: who granted the money, decision {0}", measure.decision_number));
    return lines;
}

base::ExitStatus run(Context& context, const CancelMeasureOptions& options) {
    context.change([&](store::Store& store, store::ChangeSet& change) {
        const auto id = measures::find_measure(store, options.measure);
        if (!id)
            throw base::Rejected{{{id.problem().rule, id.problem().message, {"", 0, 0, "--measure"}, ""}}};
        const auto before = *measures::read_measure(store, *id);
        const auto done = measures::cancel_measure(store, change, before, options.reason, context.note().at,
                                                   context.today());
        std::vector<base::Message> lines{
            message("measure {0} cancelled: {1}", store.origin().shown(id->value), before.title)};
        for (auto& line : to_inform(before, done))
            lines.push_back(std::move(line));
        nlohmann::ordered_json object{{"measure", store::long_id(id->value)},
                                      {"enrolments", done.enrolments.size()},
                                      {"agreements", done.agreements}};
        if (options.letters) {
            const auto files = write_letters(
                context, store, {*options.letters, "cancellation", options.overwrite}, done.enrolments);
            lines.push_back(message("letters written: {0}, with a list for a mail merge; nothing was sent",
                                    files.letters));
            object["files"] = files.names;
        }
        context.out.report(lines, object);
    });
    return base::ExitStatus::done;
}

} // namespace

Command cancel_measure_command() {
    using O = CancelMeasureOptions;
    return command<O>(
        "cancel-measure", Group::measures, Effect::writes,
        _m("cancel a measure, free trainer and room, and tell who must be told"),
        {
            required(
                option("--measure", "NUMBER", &O::measure, _m("number of the measure or of its course"))),
            required(option("--reason", "TEXT", &O::reason, _m("why; it stands in the letters"))),
            option("--letters", "FOLDER", &O::letters,
                   _m("write letters (.eml) and a list for a mail merge there; nothing is sent")),
            flag("--overwrite", &O::overwrite, _m("replace files that exist")),
        },
        run);
}

} // namespace ehrenamt::cli
