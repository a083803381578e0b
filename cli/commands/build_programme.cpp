// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/explanation.hpp"
#include "cli/programme_input.hpp"
#include "cli/progress.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/programme/check.hpp"
#include "ehrenamt/programme/nothing.hpp"
#include "ehrenamt/programme/order_of_receipt.hpp"
#include "ehrenamt/programme/proposals.hpp"
#include "ehrenamt/programme/write_model.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using base::Problem;
using programme::Goal;
using programme::Programme;

struct BuildProgrammeOptions {
    std::optional<domain::HalfYear> half_year;
    std::optional<domain::Cents> budget;
    std::optional<domain::Cents> development;
    std::vector<std::string> with;
    std::vector<std::string> without;
    std::optional<std::int64_t> at_most;
    std::optional<std::filesystem::path> rules;
    std::optional<std::filesystem::path> write_model;
    std::int64_t stage = 1;
    std::optional<std::int64_t> time_limit;
    std::string policy;
    bool overwrite = false;
};

constexpr std::int64_t k_stages = 4;
constexpr std::array k_barriers = {"demand", "minimum", "capacity",
                                   "budget", "at_most", "locks"};        // in the order of Barrier
constexpr std::array k_policies = {"optimal", "first_come", "pro_rata"}; // in the order of Policy

/// A course by the contact point's number of it, else by the store's.
std::optional<domain::CourseId> course_named(const ProgrammeInput& input, const store::Store& store,
                                             const std::string& text, const char* option,
                                             std::vector<Problem>& problems) {
    const auto id = store.origin().parse_id(text);
    for (const auto& offer : input.data.offers)
        if (offer.course.facts.reference == text || (id && offer.course.id.value == *id))
            return offer.course.id;
    for (const auto& barred : input.barred)
        if (barred.course.facts.reference == text || (id && barred.course.id.value == *id)) {
            problems.push_back({barred.rule, barred.reason, {"", 0, 0, option}, text});
            return {};
        }
    problems.push_back({"programme.course_unknown",
                        message("there is no course '{0}' in this half-year; see: ehrenamt list courses",
                                base::printable(text)),
                        {"", 0, 0, option},
                        text});
    return {};
}

/// Amounts in cents and counts alike; the upper bound is ten million euros.
void require_in_range(std::optional<std::int64_t> value, const char* option, std::vector<Problem>& problems) {
    constexpr std::int64_t k_most = 1'000'000'000;
    if (value && (*value < 0 || *value > k_most))
        problems.push_back({"number.range", message("is out of range"), {"", 0, 0, option}});
}

void read_limits(const store::Store& store, const BuildProgrammeOptions& options, ProgrammeInput& input) {
    std::vector<Problem> problems;
    auto& instance = input.data.instance;
    const auto own = associations::own_contact_point(store);
    const auto frame = associations::budget_frame(store, own.id, options.half_year->year());
    if (!options.budget && !frame)
        problems.push_back({"programme.no_budget",
                            message("the store knows no budget frame for {0}; give --budget",
                                    fmt::to_string(options.half_year->year())),
                            {"", 0, 0, "--budget"}});
    instance.budget = options.budget.value_or(frame.value_or(domain::Cents{}));
    instance.fixed_cost = options.development.value_or(domain::Cents{});
    instance.locks.at_most = options.at_most;
    require_in_range(instance.budget.value, "--budget", problems);
    require_in_range(instance.fixed_cost.value, "--development", problems);
    require_in_range(options.at_most, "--at-most", problems);
    if (options.time_limit && *options.time_limit < 1)
        problems.push_back({"number.range", message("must be at least 1"), {"", 0, 0, "--time-limit"}});
    if (options.stage < 1 || options.stage > k_stages)
        problems.push_back({"number.range", message("must be 1 to 4"), {"", 0, 0, "--stage"}});
    for (const auto& text : options.with)
        if (const auto id = course_named(input, store, text, "--with", problems))
            instance.locks.with.push_back(*id);
    for (const auto& text : options.without)
        if (const auto id = course_named(input, store, text, "--without", problems))
            instance.locks.without.push_back(*id);
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
}

std::int64_t value_of(const programme::Score& score, Goal goal) {
    return goal == Goal::weighted_persons ? score.weighted_persons
           : goal == Goal::associations   ? score.associations
           : goal == Goal::own_money      ? score.own_money
                                          : score.grant;
}

void write_model(Context& context, const BuildProgrammeOptions& options, const ProgrammeInput& input,
                 const Programme& programme) {
    const auto goal = static_cast<Goal>(options.stage - 1);
    const auto model = programme::build_model(input.data.instance, goal, programme.score);
    const auto text = programme::model_text(
        model, options.write_model->string(),
        {"ehrenamt: programme " + options.half_year->text() + ", goal " + model.objective_name,
         fmt::format("{} found: {}", programme.status == Programme::Status::optimal ? "optimum" : "best",
                     value_of(programme.score, goal))});
    if (!text)
        throw base::Rejected{{text.problem()}};
    context.out.file(*options.write_model, *text, options.overwrite, formats::Readers::everyone);
}

nlohmann::ordered_json score_json(const Programme& programme) {
    return {{"courses", std::count(programme.chosen.begin(), programme.chosen.end(), true)},
            {"weighted_persons", programme.score.weighted_persons},
            {"persons", programme.seating.persons},
            {"associations", programme.score.associations},
            {"grant_cents", programme.score.grant},
            {"own_money_cents", programme.score.own_money}};
}

/// Persons in each course.
std::vector<std::int64_t> attendance(const programme::Instance& instance, const Programme& programme) {
    std::vector<std::int64_t> persons(instance.candidates.size(), 0);
    for (std::size_t i = 0; i < instance.reach.size(); ++i)
        persons[instance.reach[i].candidate] += programme.seating.seats[i];
    return persons;
}

/// What others would make of the same data.
struct OtherWays {
    Programme receipt;
    programme::ProRata shared;
};

struct Built {
    const ProgrammeInput& input;
    const Programme& programme;
    const programme::Proposal& proposal;
    const OtherWays& others;
    bool same = false; ///< the store holds this proposal already
};

/// Of a programme without a course: the fewest limits that keep every course out.
std::optional<base::Message> nothing_line(const Built& built, const Catalogue& catalogue) {
    const auto& instance = built.input.data.instance;
    if (std::ranges::find(built.programme.chosen, true) != built.programme.chosen.end())
        return {};
    if (instance.candidates.empty())
        return built.input.barred.empty()
                   ? message("no course is registered for this half-year; see: ehrenamt register-course")
                   : message("no course can be funded");
    static const std::map<programme::Barrier, base::MessageId> k_names = {
        {programme::Barrier::demand, _m("nobody who asked for its topic can come")},
        {programme::Barrier::minimum, _m("too few can come for its minimum")},
        {programme::Barrier::capacity, _m("it has fewer places than its minimum")},
        {programme::Barrier::budget, _m("it takes more than the budget")},
        {programme::Barrier::at_most, _m("no course is allowed")},
        {programme::Barrier::locks, _m("it had to be left out")}};
    std::vector<std::string> names;
    for (const auto barrier : programme::why_nothing_fits(instance))
        names.emplace_back(catalogue.text(k_names.at(barrier)));
    return message("no course can be held; of each is true: {0}",
                   base::joined(names, std::string{catalogue.text(_m(" or "))}));
}

std::vector<base::Message> lines_of(const Built& built, const store::Store& store,
                                    const Catalogue& catalogue) {
    const auto& [input, programme, proposal, others, same] = built;
    const auto& instance = input.data.instance;
    const auto number = store.origin().shown(proposal.id.value);
    const auto courses = std::count(programme.chosen.begin(), programme.chosen.end(), true);
    std::vector<base::Message> lines{
        programme.interrupted
            ? message("the best programme for {0} that was found so far: {1} of {2} {2|course|courses}",
                      proposal.half_year, courses, instance.candidates.size())
        : same ? message("programme {0} of {1} proposes the same already; nothing was changed", number,
                         proposal.proposed_on)
               : message("programme {0} proposed for {1}: {2} of {3} {3|course|courses}", number,
                         proposal.half_year, courses, instance.candidates.size()),
        proof_of(proposal.policy, programme),
        message(
            "it serves {0} {0|person|persons} of {1} {1|association|associations} ({2} weighted by priority)",
            programme.seating.persons, programme.score.associations, programme.score.weighted_persons),
        message("it takes {0} of the budget of {1}, own money {2}",
                domain::Cents{programme.score.grant} + instance.fixed_cost, instance.budget,
                domain::Cents{programme.score.own_money})};
    if (const auto nothing = nothing_line(built, catalogue))
        lines.push_back(*nothing);
    const auto persons = attendance(instance, programme);
    for (std::size_t j = 0; j < persons.size(); ++j)
        if (const auto& facts = input.data.offers[j].course.facts; programme.chosen[j])
            lines.push_back(message("  {0} {1}: {2} {2|person|persons}, {3}", facts.reference, facts.title,
                                    persons[j], instance.candidates[j].grant));
    for (const auto& barred : input.barred)
        lines.push_back(message("{0} {1} cannot be funded: {2}", barred.course.facts.reference,
                                barred.course.facts.title, catalogue.text(barred.reason)));
    if (input.data.places_unknown > 0)
        lines.push_back(message("needs of associations whose place is not known, taken as near enough: {0}",
                                input.data.places_unknown));
    if (proposal.policy != programme::Policy::optimal)
        return lines;
    lines.push_back(receipt_line(others.receipt, instance.fixed_cost));
    lines.push_back(pro_rata_line(others.shared));
    return lines;
}

nlohmann::ordered_json json_of(const Built& built) {
    const auto& [input, programme, proposal, others, same] = built;
    const auto& instance = input.data.instance;
    nlohmann::ordered_json object{
        {"id", programme.interrupted ? nlohmann::ordered_json()
                                     : nlohmann::ordered_json(store::long_id(proposal.id.value))},
        {"half_year", proposal.half_year.text()},
        {"new", !same},
        {"interrupted", programme.interrupted},
        {"status", programme.status == Programme::Status::optimal ? "optimal" : "limit"},
        {"bound_weighted_persons", programme.bound},
        {"budget_cents", instance.budget.value},
        {"development_cents", instance.fixed_cost.value},
        {"programme", score_json(programme)},
        {"order_of_receipt", score_json(others.receipt)},
        {"pro_rata", score_json(others.shared.programme)},
        {"pro_rata_share_permille", others.shared.share_permille},
        {"policy", k_policies.at(static_cast<std::size_t>(proposal.policy))},
        {"inputs_hash", store::hex(proposal.inputs_hash)},
        {"rules", proposal.rules_key},
        {"rules_hash", proposal.rules_hash}};
    auto& courses = object["courses"] = nlohmann::ordered_json::array();
    const auto persons = attendance(instance, programme);
    for (std::size_t j = 0; j < persons.size(); ++j)
        if (const auto& course = input.data.offers[j].course; programme.chosen[j])
            courses.push_back({{"id", store::long_id(course.id.value)},
                               {"reference", course.facts.reference},
                               {"title", course.facts.title},
                               {"persons", persons[j]},
                               {"grant_cents", instance.candidates[j].grant.value},
                               {"own_money_cents", instance.candidates[j].own_money.value}});
    auto& limits = object["clashing_limits"] = nlohmann::ordered_json::array();
    for (const auto barrier : programme::why_nothing_fits(instance))
        limits.push_back(k_barriers.at(static_cast<std::size_t>(barrier)));
    auto& barred = object["barred"] = nlohmann::ordered_json::array();
    for (const auto& one : input.barred)
        barred.push_back({{"id", store::long_id(one.course.id.value)},
                          {"reference", one.course.facts.reference},
                          {"rule", one.rule}});
    return object;
}

/// The programme of the policy. Pro rata also changes what the courses cost. One of another policy keeps what
/// the best would serve as its bound.
Programme made_by(programme::Policy policy, programme::Instance& instance,
                  const programme::SolverOptions& solver) {
    if (policy == programme::Policy::pro_rata) {
        auto shared = programme::pro_rata(instance);
        instance = std::move(shared.instance);
        shared.programme.status = Programme::Status::limit;
        return std::move(shared.programme);
    }
    auto best = programme::optimise(instance, solver);
    if (policy == programme::Policy::optimal)
        return best;
    auto receipt = programme::in_order_of_receipt(instance);
    receipt.bound = best.bound;
    receipt.status = Programme::Status::limit;
    return receipt;
}

Programme watched(const Context& context, programme::Policy policy, programme::Instance& instance,
                  programme::SolverOptions solver) {
    Progress progress{context, message("looking for the best programme")};
    solver.watch = [&](std::int64_t best, std::int64_t bound) {
        const auto gap = gap_permille(best, bound);
        progress.rename(
            message("best so far {0}, at most {1}, gap {2}.{3} %", best, bound, gap / 10, gap % 10));
    };
    return made_by(policy, instance, solver);
}

/// After Ctrl-C: what was found goes out, the store stays as it was. \throws base::Error interrupted
[[noreturn]] void give_what_there_is(Context& context, const store::Store& store, const Built& built) {
    context.out.report(lines_of(built, store, context.out.catalogue()), json_of(built));
    context.out.stage();
    throw base::Error{base::ExitStatus::interrupted, "interrupted",
                      message("interrupted; nothing was written. With --time-limit the best so far is kept")};
}

base::ExitStatus run(Context& context, const BuildProgrammeOptions& options) {
    context.change([&](store::Store& store, store::ChangeSet& change) {
        auto input = programme_input(context, store, *options.half_year, options.rules);
        read_limits(store, options, input);
        programme::SolverOptions solver;
        if (options.time_limit)
            solver.seconds = static_cast<double>(*options.time_limit);
        const auto policy = options.policy == "first-come" ? programme::Policy::first_come
                            : options.policy == "pro-rata" ? programme::Policy::pro_rata
                                                           : programme::Policy::optimal;
        const OtherWays others{programme::in_order_of_receipt(input.data.instance),
                               programme::pro_rata(input.data.instance)};
        solver.interrupted = context.open_options().interrupted;
        auto programme = watched(context, policy, input.data.instance, solver);
        if (const auto broken = programme::broken_limits(input.data.instance, programme); !broken.empty())
            throw base::Error{base::ExitStatus::failed, "programme.check",
                              message("the programme breaks a limit: {0}", broken.front())};
        if (!programme.interrupted)
            context.check_interrupt();

        programme::Proposal proposal{{}, *options.half_year, input.round.id, context.today()};
        proposal.policy = policy;
        proposal.rules_key = input.rules_key;
        proposal.rules_hash = input.rules_hash;
        programme::take_decision(proposal, input.data.instance, programme);
        if (programme.interrupted)
            give_what_there_is(context, store, {input, programme, proposal, others, false});
        const auto newest = programme::newest_proposal(store, *options.half_year);
        const bool same = newest && newest->inputs_hash == proposal.inputs_hash &&
                          newest->rules_hash == proposal.rules_hash && newest->courses == proposal.courses &&
                          newest->policy == proposal.policy;
        if (same)
            proposal = *newest;
        else
            programme::insert(store, change, proposal);
        const Built built{input, programme, proposal, others, same};
        context.out.report(lines_of(built, store, context.out.catalogue()), json_of(built));
        if (options.write_model)
            write_model(context, options, input, programme);
    });
    return base::ExitStatus::done;
}

} // namespace

Command build_programme_command() {
    using O = BuildProgrammeOptions;
    return command<O>(
        "build-programme", Group::programme, Effect::writes,
        _m("propose the programme that serves the needs best, proven"),
        {
            required(option("--half-year", "2027-H1", &O::half_year, _m("the half-year that is planned"))),
            option("--budget", "EUR", &O::budget, _m("what may be spent; else the year's budget frame")),
            option("--development", "EUR", &O::development,
                   _m("what of it developing the programme takes; else nothing")),
            option("--with", "COURSE", &O::with, _m("a course that must be in: its reference or number")),
            option("--without", "COURSE", &O::without, _m("a course that must not be in")),
            option("--at-most", "N", &O::at_most, _m("not more courses than this")),
            option("--rules", "FILE", &O::rules, _m("a contact point's own funding rules")),
            option("--write-model", "FILE", &O::write_model,
                   _m("write the model for another solver, as .mps or .lp")),
            option("--stage", "N", &O::stage,
                   _m("which goal's model: 1 persons, 2 associations, 3 own money, 4 public money")),
            option("--time-limit", "SECONDS", &O::time_limit, _m("stop each step after this time")),
            one_of({"optimal", "first-come", "pro-rata"},
                   option("--policy", "POLICY", &O::policy, _m("how the money is given"))),
            flag("--overwrite", &O::overwrite, _m("replace a model file that exists")),
        },
        run);
}

} // namespace ehrenamt::cli
