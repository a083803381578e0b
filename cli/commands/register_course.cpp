// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "ehrenamt/programme/courses.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using programme::ReadCourses;
using programme::RecordedCourses;

struct RegisterCourseOptions : ImportOptions {
    std::string reference, title, topic, trainer, venue, municipality, capacity, minimum, first_day, start,
        sessions, every_days, ue_per_session, fee, material, other_costs, participant_fees, partner,
        no_supraregional_offer;
    bool allow_holidays = false;
};

std::string quoted(const std::string& text) {
    std::string cell{'"'};
    for (const char c : text)
        cell += c == '"' ? std::string{"\"\""} : std::string{c};
    return cell + '"';
}

/// The options as a file of one row, so that they are read and checked by the same code as a list.
std::string as_rows(const RegisterCourseOptions& o) {
    const std::vector<std::pair<std::string, std::string>> cells = {
        {"reference", o.reference},
        {"title", o.title},
        {"topic", o.topic},
        {"trainer", o.trainer},
        {"venue", o.venue},
        {"municipality", o.municipality},
        {"capacity", o.capacity},
        {"minimum", o.minimum},
        {"first_day", o.first_day},
        {"start", o.start},
        {"sessions", o.sessions},
        {"every_days", o.every_days},
        {"ue_per_session", o.ue_per_session},
        {"fee", o.fee},
        {"material", o.material},
        {"other_costs", o.other_costs},
        {"participant_fees", o.participant_fees},
        {"partner", o.partner},
        {"no_supraregional_offer", o.no_supraregional_offer},
        {"allow_holidays", o.allow_holidays ? "yes" : ""},
    };
    std::string header;
    std::string row;
    for (const auto& [field, text] : cells) {
        header += (header.empty() ? "" : ",") + field;
        row += (row.empty() ? "" : ",") + quoted(text);
    }
    return header + '\n' + row + '\n';
}

ReadCourses typed_course(const store::Store& store, const RegisterCourseOptions& options) {
    const auto bytes = as_rows(options);
    formats::ImportReader import{bytes, {.file = "", .delimiter = ','}, programme::course_fields()};
    auto read = programme::read_courses(store, import);
    auto problems = import.problems();
    for (auto& problem : problems) {
        std::replace(problem.place.field.begin(), problem.place.field.end(), '_', '-');
        problem.place = {"", 0, 0, "--" + problem.place.field};
    }
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    return read;
}

void report(Context& context, const ReadCourses& read, const RecordedCourses& done) {
    std::vector<base::Message> lines{message("courses: {0} new, {1} changed, {2} the same", done.courses_new,
                                             done.courses_changed, done.courses_same)};
    if (done.courses_new + done.courses_changed == 0)
        lines.push_back(message("everything was there already; nothing was changed"));
    else
        lines.push_back(message("new with them: {0} {0|trainer|trainers}, {1} {1|venue|venues}",
                                done.trainers_new, done.venues_new));
    auto moved = nlohmann::ordered_json::array();
    for (const auto& [reference, move] : read.moved) {
        lines.push_back(message("{0}: {1} is a holiday ({2}); the session is on {3}", reference, move.from,
                                move.holiday, move.to));
        moved.push_back({{"reference", reference},
                         {"from", move.from.iso()},
                         {"to", move.to.iso()},
                         {"holiday", move.holiday}});
    }
    context.out.report(lines, {{"courses_new", done.courses_new},
                               {"courses_changed", done.courses_changed},
                               {"courses_same", done.courses_same},
                               {"trainers_new", done.trainers_new},
                               {"venues_new", done.venues_new},
                               {"sessions_moved", moved}});
}

base::ExitStatus run(Context& context, const RegisterCourseOptions& options) {
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        ReadCourses read;
        if (options.from) {
            ImportFile file{context, options, programme::course_fields()};
            read = programme::read_courses(store, file.reader());
            file.tell_verdict(context);
            status = file.settle(context);
        } else {
            read = typed_course(store, options);
        }
        auto done = programme::record_courses(store, change, read.courses, context.today());
        if (!done.problems.empty())
            throw base::Rejected{std::move(done.problems)};
        report(context, read, done);
    });
    return status;
}

} // namespace

Command register_course_command() {
    using O = RegisterCourseOptions;
    return command<O>(
        "register-course", Group::programme, Effect::writes,
        _m("enter courses that could be offered, one or many"),
        with_import_options<O>({
            option("--reference", "TEXT", &O::reference, _m("your number of the course")),
            option("--title", "TEXT", &O::title, _m("title")),
            option("--topic", "TOPIC", &O::topic, _m("key or German name of a topic")),
            option("--trainer", "NAME", &O::trainer, _m("who holds it")),
            option("--venue", "NAME", &O::venue, _m("where it is held, or online")),
            option("--municipality", "AGS", &O::municipality, _m("municipality key of the venue")),
            option("--capacity", "N", &O::capacity, _m("places")),
            option("--minimum", "N", &O::minimum, _m("fewest participants; else the funding rules'")),
            option("--first-day", "DATE", &O::first_day, _m("day of the first session")),
            option("--start", "HH:MM", &O::start, _m("hour of beginning, 18:00")),
            option("--sessions", "N", &O::sessions, _m("number of sessions; else one")),
            option("--every-days", "N", &O::every_days, _m("days from one session to the next; else seven")),
            option("--ue-per-session", "N", &O::ue_per_session, _m("units of 45 minutes in each session")),
            option("--fee", "EUR", &O::fee, _m("trainer's fee for the whole course")),
            option("--material", "EUR", &O::material, _m("material for the whole course")),
            option("--other-costs", "EUR", &O::other_costs, _m("room and other costs of the whole course")),
            option("--participant-fees", "EUR", &O::participant_fees,
                   _m("income expected from all participants together")),
            option("--partner", "NAME", &O::partner,
                   _m("education provider that a general course is run with")),
            option("--no-supraregional-offer", "TEXT", &O::no_supraregional_offer,
                   _m("specific course: why no supra-regional offer serves")),
            flag("--allow-holidays", &O::allow_holidays, _m("sessions may be on public and school holidays")),
        }),
        run);
}

} // namespace ehrenamt::cli
