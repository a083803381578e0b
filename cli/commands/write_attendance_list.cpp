// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/output_folder.hpp"
#include "cli/parser.hpp"
#include "ehrenamt/publishing/attendance_list.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct WriteAttendanceListOptions {
    std::string measure;
    std::optional<std::int64_t> session;
    std::int64_t empty_lines = 5;
    std::optional<std::filesystem::path> output, output_dir;
    bool overwrite = false;
};

[[noreturn]] void refuse(const std::string& rule, base::Message text, const char* option) {
    throw base::Rejected{{{rule, std::move(text), {"", 0, 0, option}, ""}}};
}

measures::Measure measure_of(const store::Store& store, const WriteAttendanceListOptions& options) {
    const auto id = measures::find_measure(store, options.measure);
    if (!id)
        refuse(id.problem().rule, id.problem().message, "--measure");
    auto measure = *measures::read_measure(store, *id);
    if (measure.state == "cancelled" || measure.state == "rejected")
        refuse("attendance.no_list",
               message("measure {0} is {1} and has no attendance list", store.origin().shown(id->value),
                       measures::state_word(measure.state)),
               "--measure");
    return measure;
}

std::vector<measures::MeasureSession> sessions_of(const store::Store& store, const measures::Measure& measure,
                                                  const std::optional<std::int64_t>& number) {
    if (!number)
        return measure.sessions;
    const auto found = std::ranges::find(measure.sessions, *number, &measures::MeasureSession::number);
    if (found == measure.sessions.end())
        refuse("attendance.session",
               message("which session? Measure {0} has {1}", store.origin().shown(measure.id.value),
                       measure.sessions.size()),
               "--session");
    return {*found};
}

publishing::AttendanceList list_of(const Context& context, const store::Store& store,
                                   const WriteAttendanceListOptions& options) {
    const auto measure = measure_of(store, options);
    return {associations::own_contact_point(store),
            measure,
            store::long_id(measure.id.value),
            context.today(),
            sessions_of(store, measure, options.session),
            publishing::signatories(
                measures::recipients(store, measure.id, {"confirmed", "attended", "no_show"})),
            static_cast<std::size_t>(options.empty_lines)};
}

/// Names are for the owner's eyes alone.
std::vector<std::string> write(Context& context, const WriteAttendanceListOptions& options,
                               const publishing::AttendanceList& list) {
    if (options.output) {
        context.out.file(*options.output, publishing::attendance_list_pdf(list), options.overwrite,
                         formats::Readers::owner);
        return {options.output->string()};
    }
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& session : list.sessions) {
        auto alone = list;
        alone.sessions = {session};
        files.emplace_back(fmt::format("anwesenheit-{}-{}.pdf", list.number, session.number),
                           publishing::attendance_list_pdf(alone));
    }
    return write_into(context, *options.output_dir, files, options.overwrite, formats::Readers::owner);
}

base::ExitStatus run(Context& context, const WriteAttendanceListOptions& options) {
    if (options.output.has_value() == options.output_dir.has_value())
        throw UsageProblems{{{"usage.either",
                              message("--output and --output-dir: give one of them"),
                              {"", 0, 0, "--output"}}},
                            "write-attendance-list"};
    const auto store = context.open_to_read();
    const auto list = list_of(context, store, options);
    const auto files = write(context, options, list);
    std::vector<base::Message> lines{message("attendance lists: {0} {0|session|sessions}, {1} with a place",
                                             list.sessions.size(), list.persons.size())};
    for (const auto& file : files)
        lines.push_back(message("written: {0}", file));
    context.out.report(lines, {{"measure", list.number},
                               {"sessions", list.sessions.size()},
                               {"persons", list.persons.size()},
                               {"files", files}});
    return base::ExitStatus::done;
}

} // namespace

Command write_attendance_list_command() {
    using O = WriteAttendanceListOptions;
    constexpr std::int64_t k_most_lines = 100;
    return command<O>(
        "write-attendance-list", Group::measures, Effect::none,
        _m("the list for signatures of each session of a measure (PDF)"),
        {required(option("--measure", "NUMBER", &O::measure, _m("number of the measure or of its course"))),
         option("--session", "NUMBER", &O::session, _m("only this session; else all")),
         within(0, k_most_lines,
                option("--empty-lines", "COUNT", &O::empty_lines,
                       _m("lines for those who come without having enrolled"))),
         option("--output,-o", "FILE", &O::output, _m("one PDF with all sessions")),
         option("--output-dir", "FOLDER", &O::output_dir,
                _m("a PDF for each session, in a folder that is made if need be")),
         flag("--overwrite", &O::overwrite, _m("replace files that exist"))},
        run);
}

} // namespace ehrenamt::cli
