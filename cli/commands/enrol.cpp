// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "cli/import_verdict.hpp"
#include "cli/letters.hpp"
#include "cli/typed_row.hpp"
#include "ehrenamt/measures/enrolments.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using measures::Enrolled;
using measures::Placed;

struct EnrolOptions : ImportOptions {
    std::string measure, name, organisation, email, phone, received_at, priority, consent, legal_basis,
        dietary, accessibility, reason, letter;
    std::vector<std::string> cancel, no_show;
    std::optional<std::filesystem::path> letters;
    bool another_person = false;
    bool force = false;
    bool give_places = false;
    bool overwrite = false;
};

base::Error usage(const char* rule, base::Message text) {
    return {base::ExitStatus::usage, rule, std::move(text)};
}

void check(const EnrolOptions& o) {
    const bool takes_in = o.from || !o.name.empty();
    const bool takes_back = !o.cancel.empty() || !o.no_show.empty();
    const int asked = (takes_in ? 1 : 0) + (takes_back ? 1 : 0) + (o.give_places ? 1 : 0);
    if (asked > 1)
        throw usage("usage.either",
                    message("enrol somebody, take enrolments back, or give places: one at a time"));
    if (asked == 0 && !o.letters)
        throw usage(
            "usage.required",
            message("say who is enrolled: --name or --from FILE; or --cancel, --no-show, --give-places, "
                    "--letters"));
    if (o.from && !o.name.empty())
        throw usage("usage.either", message("--from and --name: give one of them"));
    if (o.force != (!o.reason.empty() && takes_in))
        throw usage("enrol.force",
                    message("--force goes with --reason, and only to enrol: say why somebody gets a "
                            "place though none is free"));
    if ((o.give_places || asked == 0) && o.measure.empty())
        throw usage("usage.required", message("say of which measure: --measure NUMBER"));
    if (asked == 0 && o.letter.empty())
        throw usage("usage.required",
                    message("say which letters: --letter confirmation, invitation, reminder or "
                            "cancellation"));
}

measures::Measure measure_named(const store::Store& store, const std::string& text) {
    const auto id = measures::find_measure(store, text);
    if (!id)
        throw base::Rejected{{{id.problem().rule, id.problem().message, {"", 0, 0, "--measure"}, ""}}};
    return *measures::read_measure(store, *id);
}

/// What is to be said and written of a change.
struct Outcome {
    std::vector<base::Message> lines;
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    std::vector<Placed> placed;
    std::vector<measures::EnrolmentId> concerned; ///< who gets a letter
};

nlohmann::ordered_json json_of(const std::vector<Placed>& placed) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& one : placed) {
        nlohmann::ordered_json entry{{"id", store::long_id(one.enrolment.value)},
                                     {"measure", store::long_id(one.measure.value)},
                                     {"state", one.state},
                                     {"why", one.why}};
        if (one.waiting > 0)
            entry["waiting_place"] = one.waiting;
        list.push_back(std::move(entry));
    }
    return list;
}

base::Message line_of(const store::Store& store, const Placed& one) {
    const auto number = store.origin().shown(one.enrolment.value);
    if (one.why == "moved_up")
        return message("enrolment {0} moves up from the waiting list: confirmed", number);
    if (one.why == "overbooked")
        return message("enrolment {0}: confirmed, beyond the places that there are", number);
    if (one.state == "confirmed")
        return message("enrolment {0}: confirmed", number);
    if (one.state == "waiting")
        return message("enrolment {0}: place {1} on the waiting list, for all places are taken", number,
                       one.waiting);
    if (one.state == "no_show")
        return message("enrolment {0}: did not come", number);
    return message("enrolment {0}: cancelled", number);
}

std::vector<measures::EnrolmentClaim> read(Context& context, const store::Store& store, const EnrolOptions& o,
                                           base::ExitStatus& status, Outcome& outcome) {
    measures::EnrolmentDefaults defaults{{}, context.note().at, context.today(), o.another_person};
    if (!o.measure.empty())
        defaults.measure = measure_named(store, o.measure).id;
    if (o.from) {
        ImportFile file{context, o, measures::enrolment_fields()};
        auto claims = measures::read_enrolments(store, file.reader(), defaults);
        auto lines = verdict_lines(file.reader().verdict(), context.out.catalogue());
        lines.push_back(message("rows: {0} read, {1} accepted, {2} rejected", file.reader().rows_read(),
                                file.reader().rows_accepted(), file.reader().rows_rejected()));
        status = file.settle(context);
        outcome.lines = std::move(lines);
        outcome.object["rows_read"] = file.reader().rows_read();
        outcome.object["rows_rejected"] = file.reader().rows_rejected();
        outcome.object["verdict"] = verdict_json(file.reader().verdict(), context.out.catalogue());
        return claims;
    }
    TypedRow row{{{"name", o.name},
                  {"organisation", o.organisation},
                  {"email", o.email},
                  {"phone", o.phone},
                  {"received_at", o.received_at},
                  {"priority", o.priority},
                  {"consent", o.consent},
                  {"legal_basis", o.legal_basis},
                  {"dietary", o.dietary},
                  {"accessibility", o.accessibility}},
                 measures::enrolment_fields()};
    auto claims = measures::read_enrolments(store, row.reader(), defaults);
    row.require_good();
    return claims;
}

void tell_one(const store::Store& store, const measures::EnrolmentClaim& claim, const Enrolled& done,
              Outcome& outcome) {
    const auto number = store.origin().shown(done.added.front().value);
    if (claim.known) {
        outcome.lines.push_back(message("is enrolled already, as {0}; nothing was changed", number));
        return;
    }
    const auto measure = *measures::read_measure(store, claim.measure);
    outcome.lines.push_back(message("enrolled as {0} in measure {1}, {2}", number,
                                    store.origin().shown(claim.measure.value), measure.title));
    const auto placed = std::ranges::find(done.placed, done.added.front(), &Placed::enrolment);
    if (placed == done.placed.end())
        outcome.lines.push_back(
            message("places are not given yet; then: ehrenamt enrol --measure {0} --give-places",
                    store.origin().shown(claim.measure.value)));
    if (claim.late)
        outcome.lines.push_back(message("marked as late: the measure has begun"));
}

void tell_many(const Enrolled& done, Outcome& outcome) {
    const auto count = [&](std::string_view state) {
        return std::ranges::count(done.placed, state, &Placed::state);
    };
    const auto added = std::ssize(done.added) - done.same;
    outcome.lines.push_back(message("enrolments: {0} new, {1} known already", added, done.same));
    outcome.lines.push_back(
        message("places: {0} confirmed, {1} on the waiting list, {2} not decided yet", count("confirmed"),
                count("waiting"),
                added - std::ssize(done.placed) + std::ranges::count(done.placed, "moved_up", &Placed::why)));
}

void take_in(Context& context, store::Store& store, store::ChangeSet& change, const EnrolOptions& o,
             base::ExitStatus& status, Outcome& outcome) {
    const auto claims = read(context, store, o, status, outcome);
    const auto done = measures::record_enrolments(store, change, claims, context.note().at,
                                                  o.force ? o.reason : std::string{});
    if (o.from)
        tell_many(done, outcome);
    else
        tell_one(store, claims.front(), done, outcome);
    auto& list = outcome.object["enrolments"] = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < claims.size(); ++i)
        list.push_back(
            {{"id", store::long_id(done.added[i].value)}, {"outcome", claims[i].known ? "same" : "added"}});
    outcome.placed = done.placed;
    if (!o.from)
        for (const auto& one : done.placed)
            outcome.lines.push_back(line_of(store, one));
    for (std::size_t i = 0; i < claims.size(); ++i)
        if (!claims[i].known)
            outcome.concerned.push_back(done.added[i]);
}

void take_back(Context& context, store::Store& store, store::ChangeSet& change, const EnrolOptions& o,
               Outcome& outcome) {
    std::vector<base::Problem> problems;
    const auto each = [&](const std::vector<std::string>& numbers, const char* option, auto work) {
        for (const auto& text : numbers) {
            const auto found = measures::find_enrolment(store, text);
            auto placed = found ? work(store, change, *found, context.note().at, context.today(), o.reason)
                                : base::Result<std::vector<Placed>>{found.problem()};
            if (placed) {
                outcome.placed.insert(outcome.placed.end(), placed->begin(), placed->end());
                continue;
            }
            problems.push_back(placed.problem());
            problems.back().place.field = option;
        }
    };
    each(o.cancel, "--cancel", measures::cancel_enrolment);
    each(o.no_show, "--no-show", measures::mark_no_show);
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    for (const auto& one : outcome.placed)
        outcome.lines.push_back(line_of(store, one));
}

void give(Context& context, store::Store& store, store::ChangeSet& change, const EnrolOptions& o,
          Outcome& outcome) {
    const auto measure = measure_named(store, o.measure);
    outcome.placed =
        measures::give_places_together(store, change, measure, context.note().at, context.today());
    outcome.lines.push_back(message("places of measure {0} given out: {1} confirmed, {2} on the waiting list",
                                    store.origin().shown(measure.id.value),
                                    std::ranges::count(outcome.placed, "confirmed", &Placed::state),
                                    std::ranges::count(outcome.placed, "waiting", &Placed::state)));
    for (const auto& one : outcome.placed)
        outcome.lines.push_back(line_of(store, one));
}

base::ExitStatus run(Context& context, const EnrolOptions& options) {
    check(options);
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        Outcome outcome;
        if (options.from || !options.name.empty())
            take_in(context, store, change, options, status, outcome);
        else if (options.give_places)
            give(context, store, change, options, outcome);
        else if (!options.cancel.empty() || !options.no_show.empty())
            take_back(context, store, change, options, outcome);
        for (const auto& one : outcome.placed)
            outcome.concerned.push_back(one.enrolment);
        if (options.letters) {
            const LetterChoice choice{*options.letters, options.letter, options.overwrite};
            const auto files =
                options.measure.empty() || !outcome.concerned.empty()
                    ? write_letters(context, store, choice, outcome.concerned)
                    : write_letters(context, store, choice, measure_named(store, options.measure));
            outcome.lines.push_back(message(
                "letters written: {0}, with a list for a mail merge; nothing was sent", files.letters));
            outcome.object["files"] = files.names;
        }
        outcome.object["places"] = json_of(outcome.placed);
        context.out.report(outcome.lines, outcome.object);
    });
    return status;
}

} // namespace

Command enrol_command() {
    using O = EnrolOptions;
    return command<O>(
        "enrol", Group::measures, Effect::writes,
        _m("enrol people in measures, and keep places and waiting lists"),
        with_import_options<O>({
            option("--measure", "NUMBER", &O::measure, _m("number of the measure or of its course")),
            option("--name", "NAME", &O::name, _m("name of the person: \"Beispiel, Anna\"")),
            option("--organisation", "NAME", &O::organisation,
                   _m("association of the register (number or name), or another organisation")),
            option("--email", "ADDRESS", &O::email, _m("e-mail address")),
            option("--phone", "NUMBER", &O::phone, _m("phone number")),
            option("--received-at", "TIME", &O::received_at,
                   _m("when it was received: \"2027-01-05 14:30\"; else now")),
            option("--priority", "1-3", &O::priority, _m("1 (most urgent) to 3; else 2")),
            option("--consent", "ANSWER", &O::consent, _m("consent to keeping the data: yes, or its day")),
            option("--legal-basis", "TEXT", &O::legal_basis, _m("legal basis; else the contact point's")),
            option("--dietary", "TEXT", &O::dietary, _m("dietary needs; kept apart")),
            option("--accessibility", "TEXT", &O::accessibility, _m("accessibility needs; kept apart")),
            flag("--another-person", &O::another_person,
                 _m("somebody else than the person of the same name")),
            option("--cancel", "NUMBER", &O::cancel, _m("take an enrolment back; the next one moves up")),
            option("--no-show", "NUMBER", &O::no_show, _m("note that somebody with a place did not come")),
            flag("--give-places", &O::give_places,
                 _m("give out the places of a measure that gives them together")),
            flag("--force", &O::force, _m("give a place though none is free")),
            option("--reason", "TEXT", &O::reason, _m("why: with --force, --cancel or --no-show")),
            option("--letters", "FOLDER", &O::letters,
                   _m("write letters (.eml) and a list for a mail merge there; nothing is sent")),
            one_of({"confirmation", "invitation", "reminder", "cancellation"},
                   option("--letter", "KIND", &O::letter, _m("which letter; else what happened"))),
            flag("--overwrite", &O::overwrite, _m("replace files that exist")),
        }),
        run);
}

} // namespace ehrenamt::cli
