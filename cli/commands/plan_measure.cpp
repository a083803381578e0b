// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "ehrenamt/measures/enrolments.hpp"
#include "ehrenamt/measures/plan.hpp"
#include "ehrenamt/programme/read_fields.hpp"
#include "ehrenamt/publishing/measure_calendar.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct PlanMeasureOptions {
    std::vector<std::string> courses, sessions;
    std::vector<std::int64_t> drop;
    std::string measure, trainer, fee, travel, vat, allowance, partner, participant_fee, places_by, draw_seed,
        decision, state;
    std::optional<domain::HalfYear> half_year;
    std::optional<base::Date> agreed_on, decided_on;
    std::optional<std::int64_t> capacity, participants;
    std::optional<std::filesystem::path> calendar;
    bool overwrite = false;
};

/// Reads what needs the store; each problem at its option.
class Reading {
  public:
    template <class T>
    std::optional<T> take(const char* option, base::Result<T> value) {
        if (value)
            return *std::move(value);
        refuse(option, value.problem());
        return std::nullopt;
    }
    void refuse(const char* option, base::Problem problem) {
        problem.place.field = option;
        m_problems.push_back(std::move(problem));
    }
    void require_good() {
        if (!m_problems.empty())
            throw base::Rejected{std::move(m_problems)};
    }

  private:
    std::vector<base::Problem> m_problems;
};

std::optional<std::string> given(const std::string& text) {
    return text.empty() ? std::optional<std::string>{} : text;
}

void read_agreement(Reading& reading, const PlanMeasureOptions& o, measures::PlanChange& wanted) {
    const bool facts = !o.fee.empty() || !o.travel.empty() || !o.vat.empty() || !o.allowance.empty();
    if (!o.agreed_on && !facts)
        return;
    if (!o.agreed_on)
        return reading.refuse("--agreed-on", {"usage.required", message("an agreement has a day")});
    if (o.fee.empty())
        return reading.refuse("--fee",
                              {"usage.required", message("an agreement has a fee; 0 if nothing is paid")});
    measures::Agreement agreement{*o.agreed_on, {}, {}, o.vat, o.allowance};
    agreement.fee = reading.take("--fee", programme::parse_cost(o.fee)).value_or(domain::Cents{});
    if (!o.travel.empty())
        agreement.travel =
            reading.take("--travel", programme::parse_cost(o.travel)).value_or(domain::Cents{});
    wanted.agreement = agreement;
}

measures::PlanChange read(const store::Store& store, const PlanMeasureOptions& o) {
    Reading reading;
    measures::PlanChange wanted;
    for (const auto& text : o.sessions)
        if (const auto session = reading.take("--session", measures::parse_session(store, text)))
            wanted.sessions.push_back(*session);
    wanted.drop = o.drop;
    if (!o.trainer.empty())
        wanted.trainer = reading.take("--trainer", measures::find_trainer(store, o.trainer));
    read_agreement(reading, o, wanted);
    wanted.partner = given(o.partner);
    if (o.participant_fee == "free")
        wanted.participant_fee = domain::Cents{};
    else if (!o.participant_fee.empty())
        wanted.participant_fee = reading.take("--participant-fee", programme::parse_cost(o.participant_fee));
    wanted.capacity = o.capacity;
    wanted.participants = o.participants;
    if (!o.places_by.empty())
        wanted.places_by = measures::places_by(o.places_by);
    wanted.draw_seed = given(o.draw_seed);
    wanted.decision_number = given(o.decision);
    wanted.decided_on = o.decided_on;
    wanted.state = given(o.state);
    reading.require_good();
    return wanted;
}

/// New measures of the courses named. \returns all measures that are meant
std::vector<domain::MeasureId> meant(const Context& context, store::Store& store, store::ChangeSet& change,
                                     const PlanMeasureOptions& o, std::vector<base::Message>& lines) {
    Reading reading;
    std::vector<domain::MeasureId> all;
    if (!o.measure.empty())
        if (const auto id = reading.take("--measure", measures::find_measure(store, o.measure)))
            all.push_back(*id);
    for (const auto& text : o.courses) {
        const auto course = reading.take("--course", measures::find_course(store, text));
        if (!course)
            continue;
        const auto id = measures::plan_course(store, change, *course, o.participants, context.today());
        const auto measure = *measures::read_measure(store, id);
        for (auto& problem : measures::clashes(store, id, measure.sessions, measure.trainer))
            reading.refuse("--course", std::move(problem));
        lines.push_back(message("measure {0} planned: {1}", store.origin().shown(id.value), measure.title));
        all.push_back(id);
    }
    reading.require_good();
    return all;
}

void plan_one(const Context& context, store::Store& store, store::ChangeSet& change, domain::MeasureId id,
              const measures::PlanChange& wanted, std::vector<base::Message>& lines, bool is_new) {
    const auto before = *measures::read_measure(store, id);
    if (auto problems = measures::objections(store, before, wanted, context.today()); !problems.empty())
        throw base::Rejected{std::move(problems)};
    const auto done = measures::carry_out(store, change, before, wanted, context.today());
    const auto number = store.origin().shown(id.value);
    if (!is_new)
        lines.push_back(done.changed
                            ? message("measure {0} changed: {1}", number, before.title)
                            : message("measure {0} is planned like this already: {1}", number, before.title));
    if (done.moved && !is_new)
        lines.push_back(
            message("a date or place moved: tell those who are enrolled (ehrenamt enrol --measure {0} "
                    "--letters FOLDER --letter invitation)",
                    number));
    const auto now = *measures::read_measure(store, id);
    for (const auto& one : measures::give_places(store, change, now, context.note().at))
        if (one.state == "confirmed")
            lines.push_back(message("enrolment {0} moves up from the waiting list: confirmed",
                                    store.origin().shown(one.enrolment.value)));
    for (const auto& warning : done.warnings)
        context.out.notice(warning);
}

/// Measures whose sessions are in the calendar: those meant, else a trainer's, else a half-year's.
std::vector<measures::Measure> in_calendar(const store::Store& store, const PlanMeasureOptions& o,
                                           const std::vector<domain::MeasureId>& meant) {
    std::vector<measures::Measure> list;
    for (const auto id : meant)
        list.push_back(*measures::read_measure(store, id));
    if (!list.empty())
        return list;
    Reading reading;
    std::optional<domain::TrainerId> trainer;
    if (!o.trainer.empty())
        trainer = reading.take("--trainer", measures::find_trainer(store, o.trainer));
    reading.require_good();
    return measures::measures_of(store, o.half_year ? o.half_year->text() : std::string{}, trainer);
}

base::ExitStatus run(Context& context, const PlanMeasureOptions& options) {
    const bool named = !options.measure.empty() || !options.courses.empty();
    if (!named && !options.calendar)
        throw base::Error{
            base::ExitStatus::usage, "usage.required",
            message("say what is planned: --course NUMBER for a new measure, --measure NUMBER for one "
                    "that there is, or --calendar FILE")};
    context.change([&](store::Store& store, store::ChangeSet& change) {
        std::vector<base::Message> lines;
        nlohmann::ordered_json object;
        const auto all = meant(context, store, change, options, lines);
        if (named) {
            auto wanted = read(store, options);
            for (const auto id : all)
                plan_one(context, store, change, id, wanted, lines, options.measure.empty());
        }
        auto& list = object["measures"] = nlohmann::ordered_json::array();
        for (const auto id : all)
            list.push_back(store::long_id(id.value));
        if (options.calendar) {
            const auto shown = in_calendar(store, options, all);
            context.out.file(
                *options.calendar,
                publishing::measure_calendar(shown, associations::own_contact_point(store), context.today()),
                options.overwrite, formats::Readers::everyone);
            lines.push_back(message("calendar of {0} {0|measure|measures} written: {1}", shown.size(),
                                    options.calendar->string()));
            object["calendar"] = options.calendar->string();
        }
        context.out.report(lines, object);
    });
    return base::ExitStatus::done;
}

} // namespace

Command plan_measure_command() {
    using O = PlanMeasureOptions;
    constexpr std::int64_t k_most = programme::k_most_persons_in_course;
    return command<O>(
        "plan-measure", Group::measures, Effect::writes,
        _m("plan a measure apart from a programme, or change one: dates, trainer, fee, places, state"),
        {
            option("--course", "NUMBER", &O::courses, _m("make this registered course a measure")),
            option("--measure", "NUMBER", &O::measure, _m("change this measure: its number or its course's")),
            option("--session", "TEXT", &O::sessions,
                   _m("move or add a session: \"2 2027-03-14 18:00-20:15 Rathaus\", or online")),
            within(1, 100, option("--drop-session", "NUMBER", &O::drop, _m("a session that is not to be"))),
            option("--trainer", "NAME", &O::trainer, _m("who holds it: name or number")),
            option("--agreed-on", "DATE", &O::agreed_on, _m("day of the agreement with the trainer")),
            option("--fee", "EUR", &O::fee, _m("agreed fee for the whole measure")),
            option("--travel", "EUR", &O::travel, _m("agreed travel costs")),
            one_of({"small_business", "exempt", "liable"},
                   option("--vat", "KIND", &O::vat, _m("the trainer's value added tax"))),
            one_of({"none", "trainer", "volunteer"},
                   option("--allowance", "KIND", &O::allowance,
                          _m("allowance that the trainer uses (§ 3 Nr. 26, 26a EStG)"))),
            option("--partner", "NAME", &O::partner, _m("education provider that it is held with")),
            option("--participant-fee", "EUR", &O::participant_fee,
                   _m("what each person pays; free for nothing")),
            within(1, k_most, option("--capacity", "NUMBER", &O::capacity, _m("places"))),
            within(1, k_most,
                   option("--participants", "NUMBER", &O::participants, _m("participants planned"))),
            one_of({"receipt", "priority", "not_served_first", "draw"},
                   option("--places-by", "ORDER", &O::places_by, _m("who gets a place first"))),
            option("--draw-seed", "TEXT", &O::draw_seed,
                   _m("what the draw is worked out from; publish it before")),
            option("--decision", "NUMBER", &O::decision, _m("number of the decision that grants the money")),
            option("--decided-on", "DATE", &O::decided_on, _m("day of the decision")),
            one_of({"planned", "requested", "accepted", "in_application", "granted", "rejected", "announced",
                    "running", "held"},
                   option("--state", "STATE", &O::state, _m("the next step of the measure"))),
            option("--calendar", "FILE", &O::calendar,
                   _m("write sessions as iCalendar: of the measure, else of --trainer, else of --half-year")),
            option("--half-year", "HALF-YEAR", &O::half_year,
                   _m("which half-year the calendar shows: 2027-H1")),
            flag("--overwrite", &O::overwrite, _m("replace files that exist")),
        },
        run);
}

} // namespace ehrenamt::cli
