// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/generation.hpp"
#include "cli/import_file.hpp"
#include "cli/parser.hpp"
#include "cli/typed_row.hpp"
#include "ehrenamt/programme/courses.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using programme::ReadCourses;
using programme::RecordedCourses;

struct RegisterCourseOptions : ImportOptions {
    std::string reference, title, topic, trainer, venue, municipality, capacity, minimum, first_day, start,
        sessions, every_days, ue_per_session, fee, material, other_costs, participant_fees, partner,
        no_supraregional_offer, topics;
    std::vector<std::string> patterns;
    std::optional<domain::HalfYear> half_year;
    bool allow_holidays = false;
    bool generate = false;
};

ReadCourses typed_course(const store::Store& store, const RegisterCourseOptions& o) {
    TypedRow row{{
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
                 },
                 programme::course_fields()};
    auto read = programme::read_courses(store, row.reader());
    row.require_good();
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

/// What goes with --generate alone, and what does not go with it.
void require_fitting(const RegisterCourseOptions& o) {
    std::vector<base::Problem> problems;
    const auto refuse = [&](const char* option, base::Message what, const char* rule = "usage.together") {
        problems.push_back({rule, std::move(what), {"", 0, 0, option}});
    };
    if (o.generate) {
        if (!o.half_year)
            refuse("--half-year", message("is needed for --generate"), "usage.required");
        if (o.patterns.empty())
            refuse("--pattern", message("is needed for --generate"), "usage.required");
        for (const auto& [option, text] :
             {std::pair{"--reference", &o.reference}, std::pair{"--title", &o.title},
              std::pair{"--topic", &o.topic}, std::pair{"--trainer", &o.trainer},
              std::pair{"--venue", &o.venue}, std::pair{"--municipality", &o.municipality},
              std::pair{"--first-day", &o.first_day}, std::pair{"--start", &o.start},
              std::pair{"--sessions", &o.sessions}, std::pair{"--every-days", &o.every_days},
              std::pair{"--ue-per-session", &o.ue_per_session}, std::pair{"--fee", &o.fee}})
            if (!text->empty())
                refuse(option, message("does not go with --generate"));
        if (o.from)
            refuse("--from", message("does not go with --generate"));
    } else {
        if (o.half_year)
            refuse("--half-year", message("goes with --generate only"));
        if (!o.patterns.empty())
            refuse("--pattern", message("goes with --generate only"));
        if (!o.topics.empty())
            refuse("--topics", message("goes with --generate only"));
    }
    if (!problems.empty())
        throw UsageProblems{std::move(problems), "register-course"};
}

GenerationOptions generation_options(const RegisterCourseOptions& o) {
    return {o.half_year.value(), o.patterns,    o.topics,           o.capacity, o.minimum,
            o.material,          o.other_costs, o.participant_fees, o.partner,  o.no_supraregional_offer,
            o.allow_holidays};
}

base::ExitStatus run(Context& context, const RegisterCourseOptions& options) {
    require_fitting(options);
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        if (options.generate) {
            generate_courses(context, store, change, generation_options(options));
            return;
        }
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
            flag("--generate", &O::generate,
                 _m("make courses from topics, trainers, venues and date patterns")),
            option("--half-year", "2027-H1", &O::half_year, _m("with --generate: of which half-year")),
            option("--pattern", "PATTERN", &O::patterns,
                   _m("with --generate: dates, as \"Tuesdays 18:30, 2 x 3 UE\"; several times")),
            option("--topics", "TOPICS", &O::topics,
                   _m("with --generate: topics separated by |; else those asked for")),
        }),
        run);
}

} // namespace ehrenamt::cli
