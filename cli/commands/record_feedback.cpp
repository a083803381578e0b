// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "cli/typed_row.hpp"
#include "ehrenamt/measures/feedback.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct RecordFeedbackOptions : ImportOptions {
    std::string measure, content, trainer, organisation, usefulness, overall, remark, wish;
};

std::vector<measures::FeedbackClaim> typed(const Context& context, const store::Store& store,
                                           const RecordFeedbackOptions& o) {
    TypedRow row{{{"measure", o.measure},
                  {"content", o.content},
                  {"trainer", o.trainer},
                  {"organisation", o.organisation},
                  {"usefulness", o.usefulness},
                  {"overall", o.overall},
                  {"remark", o.remark},
                  {"wish", o.wish}},
                 measures::feedback_fields()};
    if (o.measure.empty())
        throw base::Rejected{{{"usage.required", message("is needed"), {"", 0, 0, "--measure"}, ""}}};
    auto claims = measures::read_feedback(store, row.reader(), std::nullopt, context.today());
    row.require_good();
    return claims;
}

std::optional<domain::MeasureId> measure_of(const store::Store& store, const std::string& text) {
    if (text.empty())
        return std::nullopt;
    const auto id = store.origin().parse_id(text);
    if (!id)
        throw base::Error{base::ExitStatus::usage, id.problem().rule, id.problem().message};
    measures::feedback_form(store, {*id}); // there is such a measure
    return domain::MeasureId{*id};
}

base::ExitStatus run(Context& context, const RecordFeedbackOptions& options) {
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        std::vector<measures::FeedbackClaim> claims;
        if (options.from) {
            const auto measure = measure_of(store, options.measure);
            ImportFile file{context, options, measures::feedback_fields()};
            claims = measures::read_feedback(store, file.reader(), measure, context.today());
            file.tell_verdict(context);
            status = file.settle(context);
        } else {
            claims = typed(context, store, options);
        }
        const auto done = measures::record_feedback(store, change, claims, context.today());
        context.out.report(
            {message("feedback: {0} {0|form|forms} new, {1} read before", done.added, done.known)},
            {{"feedback_new", done.added}, {"feedback_known", done.known}});
    });
    return status;
}

} // namespace

Command record_feedback_command() {
    using O = RecordFeedbackOptions;
    return command<O>(
        "record-feedback", Group::measures, Effect::writes,
        _m("enter what participants say of a measure, without names, one form or many"),
        with_import_options<O>({
            option("--measure", "ID", &O::measure, _m("measure that the forms are about")),
            option("--content", "1-5", &O::content, _m("the content, 1 (not good) to 5 (very good)")),
            option("--trainer", "1-5", &O::trainer, _m("the trainer, 1 to 5")),
            option("--organisation", "1-5", &O::organisation, _m("the organisation, 1 to 5")),
            option("--usefulness", "1-5", &O::usefulness, _m("how useful it is, 1 to 5")),
            option("--overall", "1-5", &O::overall, _m("altogether, 1 to 5")),
            option("--remark", "TEXT", &O::remark, _m("what else was said")),
            option("--wish", "TEXT", &O::wish, _m("a topic that is wished for")),
        }),
        run);
}

} // namespace ehrenamt::cli
