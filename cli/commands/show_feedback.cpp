// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/funding_rules.hpp"
#include "cli/parser.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/measures/feedback.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <functional>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::Error;
using base::ExitStatus;
using base::message;
using measures::FeedbackSummary;

struct ShowFeedbackOptions {
    std::string measure;
    bool texts = false;
};

std::int64_t small_group(const funding::RuleSet& rules, base::Date today, const std::string& seat) {
    if (const auto* rule = rules.at(funding::keys::k_small_cell, today, seat))
        return rule->integer();
    throw Error{
        ExitStatus::failed, "demand.threshold",
        message("the funding rules name no small_cell_threshold, so nothing can be made fit for others")};
}

Cell mean(const FeedbackSummary::Rating& rating) {
    constexpr std::int64_t k_tenths = 10;
    return rating.mean_tenths
               ? Cell{fmt::format("{}.{}", *rating.mean_tenths / k_tenths, *rating.mean_tenths % k_tenths)}
               : Cell{};
}

Table table_of(const std::vector<FeedbackSummary>& summaries,
               const std::function<bool(base::Date)>& required) {
    Table table{{{"measure", _m("no.")},
                 {"title", _m("measure")},
                 {"returned", _m("forms")},
                 {"participants", _m("participants")},
                 {"required", _m("forms required")},
                 {"content", _m("content")},
                 {"trainer", _m("trainer")},
                 {"organisation", _m("organisation")},
                 {"usefulness", _m("usefulness")},
                 {"overall", _m("altogether")}}};
    for (const auto& summary : summaries) {
        auto& row = table.rows.emplace_back();
        row = {RecordId{summary.measure.value}, summary.title, summary.returned, summary.participants,
               required(summary.last_day)};
        for (const auto& rating : summary.ratings)
            row.push_back(mean(rating));
    }
    return table;
}

Table texts_of(const measures::FeedbackTexts& texts) {
    Table table{{{"kind", _m("kind")}, {"text", _m("text")}}};
    for (const auto& remark : texts.remarks)
        table.rows.push_back({std::string{"remark"}, remark});
    for (const auto& wish : texts.wishes)
        table.rows.push_back({std::string{"wish"}, wish});
    return table;
}

std::optional<domain::MeasureId> measure_of(const store::Store& store, const ShowFeedbackOptions& options) {
    if (options.texts && options.measure.empty())
        throw UsageProblems{{{"usage.required", message("is needed: whose texts?"), {"", 0, 0, "--measure"}}},
                            "show-feedback"};
    if (options.measure.empty())
        return std::nullopt;
    const auto id = store.origin().parse_id(options.measure);
    if (!id)
        throw Error{ExitStatus::usage, id.problem().rule, id.problem().message};
    return domain::MeasureId{*id};
}

ExitStatus run(Context& context, const ShowFeedbackOptions& options) {
    const auto store = context.open_to_read();
    const auto measure = measure_of(store, options);
    const auto seat = associations::own_contact_point(store).municipality.text();
    const auto rules = read_rule_files(context, store, std::nullopt).rules;
    const auto least = small_group(rules, context.today(), seat);
    const auto summaries = measures::feedback_summaries(store, measure, least, context.today());
    if (options.texts) {
        context.out.table(texts_of(measures::feedback_texts(store, *measure, least)));
        return ExitStatus::done;
    }
    const auto required = [&](base::Date day) {
        const auto* rule = rules.at(funding::keys::k_questionnaire, day, seat);
        return rule != nullptr && rule->flag();
    };
    context.out.table(table_of(summaries, required));
    bool missing = false;
    for (const auto& summary : summaries)
        missing = missing || (required(summary.last_day) && summary.last_day < context.today() &&
                              summary.returned < summary.participants);
    return missing ? ExitStatus::violations : ExitStatus::done;
}

} // namespace

Command show_feedback_command() {
    using O = ShowFeedbackOptions;
    return command<O>("show-feedback", Group::measures, Effect::reads,
                      _m("means and wishes of measures, never of few; 4 if required forms are missing"),
                      {option("--measure", "ID", &O::measure, _m("only this measure")),
                       flag("--texts", &O::texts, _m("what was said and wished for, in alphabetical order"))},
                      run);
}

} // namespace ehrenamt::cli
