// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "ehrenamt/associations/review.hpp"
#include "ehrenamt/base/text.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using associations::Merger;
using associations::ReviewSummary;
using base::_m;
using base::message;
using base::Problem;
using domain::AssociationId;

struct MergeAssociationsOptions : ImportOptions {
    std::string keep;
    std::vector<std::string> merge;
};

/// The number under which an association stands now; told at its option if there is none.
std::optional<AssociationId> current(const store::Store& store, const Merger& merger, const std::string& text,
                                     const char* option, std::vector<Problem>& problems) {
    const auto id = store.origin().parse_id(text);
    if (id)
        if (const auto found = merger.current({*id}))
            return found;
    problems.push_back(
        id ? Problem{"association.unknown", message("there is no association {0}", base::printable(text))}
           : id.problem());
    problems.back().place.field = option;
    return std::nullopt;
}

void merge_named(Context& context, store::Store& store, store::ChangeSet& change,
                 const MergeAssociationsOptions& options) {
    Merger merger{store, change, context.today()};
    std::vector<Problem> problems;
    const auto survivor = current(store, merger, options.keep, "--keep", problems);
    std::int64_t merged = 0;
    for (const auto& text : options.merge) {
        const auto absorbed = current(store, merger, text, "--merge", problems);
        if (!survivor || !absorbed || *survivor == *absorbed)
            continue;
        for (auto& problem : merger.merge(*survivor, *absorbed)) {
            problem.place.field = "--merge";
            problem.value = text;
            problems.push_back(std::move(problem));
        }
        ++merged;
    }
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    const auto name = associations::Registry{store}.by_id(*survivor)->name;
    const auto number = store.origin().shown(survivor->value);
    context.out.report({merged > 0 ? message("merged into association {0}, {1}: {2}", number, name, merged)
                                   : message("all of them are association {0}, {1}, already", number, name)},
                       {{"id", store::long_id(survivor->value)}, {"merged", merged}});
}

void report(Context& context, const ReviewSummary& done) {
    context.out.report(
        {message("pairs: {0} merged, {1} told apart, {2} done already, {3} undecided, {4} rejected",
                 done.merged, done.told_apart, done.done_already, done.undecided, done.rejected)},
        {{"rows_read", done.read},
         {"merged", done.merged},
         {"told_apart", done.told_apart},
         {"done_already", done.done_already},
         {"undecided", done.undecided},
         {"rows_rejected", done.rejected}});
}

void require_one_way(const MergeAssociationsOptions& options) {
    const bool named = !options.keep.empty() || !options.merge.empty();
    if (options.from && named)
        throw base::Error{base::ExitStatus::usage, "usage.either",
                          message("--from and --keep exclude each other; leave one out")};
    if (!options.from && (options.keep.empty() || options.merge.empty()))
        throw base::Error{base::ExitStatus::usage, "usage.required",
                          message("give --from FILE, or --keep NUMBER and --merge NUMBER")};
}

base::ExitStatus run(Context& context, const MergeAssociationsOptions& options) {
    require_one_way(options);
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        if (!options.from) {
            merge_named(context, store, change, options);
            return;
        }
        ImportFile file{context, options, associations::review_fields()};
        const auto done = associations::carry_out(store, change, file.reader(), context.today(),
                                                  [&](double) { context.check_interrupt(); });
        status = file.settle(context);
        report(context, done);
    });
    return status;
}

} // namespace

Command merge_associations_command() {
    using O = MergeAssociationsOptions;
    return command<O>(
        "merge-associations", Group::registration, Effect::writes,
        _m("make one of associations that are the same; nothing that was known of them is lost"),
        with_import_options<O>({
            option("--keep", "NUMBER", &O::keep, _m("the association that stays")),
            option("--merge", "NUMBER", &O::merge, _m("an association that is the same; may be repeated")),
        }),
        run);
}

} // namespace ehrenamt::cli
