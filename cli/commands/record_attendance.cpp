// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/measures/attendance.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct RecordAttendanceOptions : ImportOptions {
    std::string measure;
    std::optional<std::int64_t> session;
    std::vector<std::string> present, count;
    bool nobody = false;
    bool enrol_late = false;
};

/// Numbers typed quickly, `11,13,15=60`, as a list that is read like any other.
std::string as_list(const RecordAttendanceOptions& o) {
    std::string list = "enrolment,minutes\n";
    for (const auto& text : o.present)
        for (const auto part : base::split(text, ',')) {
            const auto equals = part.find('=');
            list += '"';
            list += base::trimmed(part.substr(0, equals));
            list += "\",";
            if (equals != part.npos)
                list += base::trimmed(part.substr(equals + 1));
            list += '\n';
        }
    return list;
}

/// Each problem at the option that it is about.
std::vector<measures::SessionAttendance> typed(const store::Store& store, const RecordAttendanceOptions& o,
                                               const measures::AttendanceDefaults& defaults) {
    const auto list = as_list(o);
    formats::ImportReader reader{list, {.file = "", .delimiter = ','}, measures::attendance_fields()};
    auto sessions = measures::read_attendance(store, reader, defaults);
    auto problems = reader.problems();
    for (auto& problem : problems)
        problem.place = {"", 0, 0, problem.place.field == "session" ? "--session" : "--present"};
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    return sessions;
}

std::vector<measures::GroupCount> read_counts(const RecordAttendanceOptions& o) {
    std::vector<measures::GroupCount> counts;
    std::vector<base::Problem> problems;
    for (const auto& text : o.count) {
        auto count = measures::parse_group_count(text);
        if (count) {
            counts.push_back(*std::move(count));
            continue;
        }
        problems.push_back(count.problem());
        problems.back().place.field = "--count";
    }
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    return counts;
}

void check(const RecordAttendanceOptions& o) {
    const int ways = (o.from ? 1 : 0) + (o.present.empty() ? 0 : 1) + (o.nobody ? 1 : 0);
    if (ways != 1)
        throw base::Error{
            base::ExitStatus::usage, "usage.either",
            message("say who was there: --from FILE, --present NUMBERS or --nobody, one of them")};
    if (!o.from && (o.measure.empty() || !o.session))
        throw base::Error{base::ExitStatus::usage, "usage.required",
                          message("say of which session: --measure NUMBER and --session NUMBER")};
    if (!o.count.empty() && o.from)
        throw base::Error{base::ExitStatus::usage, "usage.together",
                          message("--count is of one session: --measure and --session, not --from")};
}

std::vector<measures::SessionAttendance> read(Context& context, const store::Store& store,
                                              const RecordAttendanceOptions& o, base::ExitStatus& status) {
    measures::AttendanceDefaults defaults{{}, o.session, context.today(), context.note().at, o.enrol_late};
    if (!o.measure.empty()) {
        const auto id = measures::find_measure(store, o.measure);
        if (!id)
            throw base::Rejected{{{id.problem().rule, id.problem().message, {"", 0, 0, "--measure"}, ""}}};
        defaults.measure = *id;
    }
    if (o.from) {
        ImportFile file{context, o, measures::attendance_fields()};
        auto sessions = measures::read_attendance(store, file.reader(), defaults);
        file.tell_verdict(context);
        status = file.settle(context);
        return sessions;
    }
    if (!o.nobody)
        return typed(store, o, defaults);
    if (const auto problem = measures::not_recordable(store, *defaults.measure, *o.session, context.today()))
        throw base::Rejected{{*problem}};
    return {{*defaults.measure, *o.session, {}}};
}

base::ExitStatus run(Context& context, const RecordAttendanceOptions& options) {
    check(options);
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        const auto counts = read_counts(options);
        const auto sessions = read(context, store, options, status);
        const auto done = measures::record_attendance(store, change, sessions, context.note().at);
        if (!counts.empty())
            if (auto problems =
                    measures::record_counts(store, sessions.front().measure, *options.session, counts);
                !problems.empty())
                throw base::Rejected{std::move(problems)};
        std::vector<base::Message> lines{
            message("attendance of {0} {0|session|sessions}: {1} present, {2} absent", done.sessions,
                    done.present, done.absent)};
        if (done.late > 0)
            lines.push_back(message("enrolled late, with a mark: {0}", done.late));
        for (const auto id : done.held) {
            const auto measure = *measures::read_measure(store, id);
            const auto there = measures::attended(store, id);
            lines.push_back(
                message("measure {0} is held: {1} attended", store.origin().shown(id.value), there));
            if (measure.minimum && there < *measure.minimum)
                context.out.notice(message("measure {0}: {1} attended, fewer than the minimum of {2}",
                                           store.origin().shown(id.value), there, *measure.minimum));
        }
        context.out.report(lines, {{"sessions", done.sessions},
                                   {"present", done.present},
                                   {"absent", done.absent},
                                   {"enrolled_late", done.late},
                                   {"changed", done.changed}});
    });
    return status;
}

} // namespace

Command record_attendance_command() {
    using O = RecordAttendanceOptions;
    return command<O>(
        "record-attendance", Group::measures, Effect::writes,
        _m("record who was in a session of a measure, from a list or by numbers"),
        with_import_options<O>({
            option("--measure", "NUMBER", &O::measure, _m("number of the measure or of its course")),
            within(1, 100, option("--session", "NUMBER", &O::session, _m("number of the session"))),
            option(
                "--present", "NUMBERS", &O::present,
                _m("enrolments that were there: 11,13,15=60 (60 minutes); all others with a place were not")),
            flag("--nobody", &O::nobody, _m("nobody was there")),
            option("--count", "GROUP=N", &O::count,
                   _m("how many of a group were there: gender:female=5, age:18-26=3")),
            flag("--enrol-late", &O::enrol_late, _m("enrol those who came without a place, with a mark")),
        }),
        run);
}

} // namespace ehrenamt::cli
