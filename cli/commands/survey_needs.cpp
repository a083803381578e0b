// SPDX-License-Identifier: EUPL-1.2
#include "cli/answer_file.hpp"
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "cli/parser.hpp"
#include "cli/progress.hpp"
#include "ehrenamt/needs/responses.hpp"
#include "ehrenamt/needs/survey/review.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using base::Problem;

struct SurveyNeedsOptions : AnswerOptions {
    std::optional<domain::HalfYear> half_year;
    std::string association;
    std::string topic;
    std::string reference;
    std::optional<std::int64_t> persons;
    std::int64_t priority = 2;
    std::string time = "any";
    std::optional<std::int64_t> travel_km;
    std::optional<std::filesystem::path> review;
    bool from_review = false;
    std::optional<std::filesystem::path> write_mapping;
    std::optional<std::filesystem::path> structure;
};

/// One need typed on the command line.
needs::NeedRow typed_need(const store::Store& store, const SurveyNeedsOptions& options, base::Date today) {
    std::vector<Problem> problems;
    for (const auto& [name, missing] :
         {std::pair{"--association", options.association.empty()},
          std::pair{"--topic", options.topic.empty()}, std::pair{"--persons", !options.persons.has_value()}})
        if (missing)
            problems.push_back({"usage.required", message("is needed, or --from FILE"), {"", 0, 0, name}});
    if (!problems.empty())
        throw UsageProblems{std::move(problems), "survey-needs"};
    const auto association = needs::find_association(store, options.association);
    const auto topic = needs::find_topic(store, options.topic);
    for (const auto& [name, problem] :
         {std::pair{"--association", association ? nullptr : &association.problem()},
          std::pair{"--topic", topic ? nullptr : &topic.problem()}})
        if (problem != nullptr) {
            problems.push_back(*problem);
            problems.back().place.field = name;
        }
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    needs::NeedRow need{options.reference.empty() ? store::long_id(association->value) : options.reference,
                        options.received.value_or(today), *association, *topic, *options.persons};
    need.priority = options.priority;
    need.time = options.time == "evening"    ? needs::TimeWish::evening
                : options.time == "saturday" ? needs::TimeWish::saturday
                                             : needs::TimeWish::any;
    need.travel_km = options.travel_km;
    return need;
}

void report(Context& context, const needs::SurveyRound& round, const needs::RecordedNeeds& done) {
    std::vector<base::Message> lines{
        message("needs for {0}; new answers: {1}; needs new: {2}, changed: {3}, the same: {4}",
                round.half_year, done.responses_new, done.needs_new, done.needs_changed, done.needs_same)};
    if (done.responses_new + done.needs_new + done.needs_changed == 0)
        lines.push_back(message("everything was there already; nothing was changed"));
    if (done.responses_late > 0)
        lines.push_back(message("came after the close on {1} and count as late: {0}", done.responses_late,
                                round.last_day()));
    if (done.outside_area > 0)
        lines.push_back(
            message("come from outside the contact point's area and are kept: {0}", done.outside_area));
    context.out.report(lines, {{"half_year", round.half_year.text()},
                               {"responses_new", done.responses_new},
                               {"responses_late", done.responses_late},
                               {"responses_outside_area", done.outside_area},
                               {"needs_new", done.needs_new},
                               {"needs_changed", done.needs_changed},
                               {"needs_same", done.needs_same}});
}

/// Rows of needs from the plain form, or one typed.
base::ExitStatus record_rows(Context& context, store::Store& store, store::ChangeSet& change,
                             const needs::SurveyRound& round, const SurveyNeedsOptions& options,
                             ImportFile* file) {
    auto status = base::ExitStatus::done;
    std::vector<needs::NeedRow> rows;
    if (file != nullptr) {
        const Progress reading{context, message("reading")};
        rows = needs::read_responses(store, file->reader(), context.today());
        file->tell_verdict(context);
        status = file->settle(context);
    } else {
        rows.push_back(typed_need(store, options, context.today()));
    }
    auto done = needs::record_needs(store, change, round, rows);
    if (!done.problems.empty())
        throw base::Rejected{std::move(done.problems)};
    report(context, round, done);
    return status;
}

/// The list of what a person has to decide; it names associations, so it is for its owner alone.
void write_review(Context& context, const store::Store& store, const needs::SurveyRound& round,
                  const std::filesystem::path& path) {
    const auto points = needs::survey::open_points(store, round);
    context.out.file(path, needs::survey::review_file(points, formats::CsvStyle::excel_de), false,
                     formats::Readers::owner);
    context.out.report(
        {message("open points of {0}: {1}; fill in the last column of {2} and read it with: ehrenamt "
                 "survey-needs --from-review --from FILE",
                 round.half_year, points.size(), path.string())},
        {{"half_year", round.half_year.text()}, {"open_points", points.size()}});
}

base::ExitStatus carry_out_review(Context& context, store::Store& store, store::ChangeSet& change,
                                  const needs::SurveyRound& round, const SurveyNeedsOptions& options) {
    ImportFile file{context, options, needs::survey::review_fields()};
    needs::survey::Decided counts;
    const auto decisions = needs::survey::read_decisions(store, round, file.reader(), counts);
    file.tell_verdict(context);
    const auto status = file.settle(context);
    needs::survey::decide(store, change, decisions, context.today(), counts);
    std::vector<base::Message> lines{
        message("decided for {0}: numbers of persons: {1}, topics: {2}, no topic of the catalogue: {3}",
                round.half_year, counts.persons, counts.matched, counts.none)};
    if (counts.waiting > 0)
        lines.push_back(message("still waiting for a decision: {0}", counts.waiting));
    if (counts.done > 0)
        lines.push_back(message("were decided before and stay as they are: {0}", counts.done));
    context.out.report(lines, {{"half_year", round.half_year.text()},
                               {"persons_decided", counts.persons},
                               {"topics_matched", counts.matched},
                               {"topics_none", counts.none},
                               {"waiting", counts.waiting},
                               {"decided_before", counts.done}});
    return status;
}

base::ExitStatus run(Context& context, const SurveyNeedsOptions& options) {
    auto status = base::ExitStatus::done;
    if ((options.from_review || options.write_mapping) && !options.from)
        throw UsageProblems{{{"usage.required", message("is needed for this"), {"", 0, 0, "--from"}}},
                            "survey-needs"};
    context.change([&](store::Store& store, store::ChangeSet& change) {
        const auto round = needs::find_round(store, options.half_year);
        if (options.review) {
            write_review(context, store, round, *options.review);
            return;
        }
        if (options.from_review) {
            status = carry_out_review(context, store, change, round, options);
            return;
        }
        if (options.write_mapping) {
            AnswerFile{context, store, round, options}.write_mapping(context, *options.write_mapping,
                                                                     options.structure);
            return;
        }
        if (!options.from && options.answer.empty()) {
            status = record_rows(context, store, change, round, options, nullptr);
            return;
        }
        AnswerFile answers{context, store, round, options};
        status = answers.rows_are_needs()
                     ? record_rows(context, store, change, round, options, &answers.file())
                     : answers.record(context, store, change);
    });
    return status;
}

} // namespace

Command survey_needs_command() {
    using O = SurveyNeedsOptions;
    return command<O>(
        "survey-needs", Group::needs, Effect::writes,
        _m("record what training associations need, one or many"),
        with_answer_options<O>({
            option("--half-year", "2027-H1", &O::half_year,
                   _m("the survey's half-year; else the newest survey")),
            option("--association", "NAME", &O::association,
                   _m("who answers: a number of the store, „M1114 VR 1960“, or a name")),
            option("--topic", "TOPIC", &O::topic, _m("key or German name of a topic")),
            within(1, 10'000, option("--persons", "N", &O::persons, _m("how many persons would come"))),
            within(1, 3, option("--priority", "N", &O::priority, _m("1 most urgent to 3"))),
            one_of({"any", "evening", "saturday"},
                   option("--time", "WHEN", &O::time, _m("when they can come"))),
            within(0, 1'000,
                   option("--travel-km", "KM", &O::travel_km,
                          _m("how far they would travel, as the crow flies"))),
            option("--review", "FILE", &O::review,
                   _m("write what somebody has to decide: unclear numbers, topics in own words")),
            flag("--from-review", &O::from_review, _m("the file holds decisions of such a list")),
            option("--write-mapping", "FILE", &O::write_mapping,
                   _m("draft a mapping for the file, to be completed by hand")),
            option("--structure", "FILE", &O::structure,
                   _m("the questionnaire itself, for the draft: LimeSurvey's .lss or .txt, or an XLSForm")),
            option("--reference", "TEXT", &O::reference,
                   _m("number of the answer; else the association's own")),
        }),
        run);
}

} // namespace ehrenamt::cli
