// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/records.hpp"

namespace ehrenamt::cli {
namespace {

using base::_m;

struct ExportOptions {
    std::string kind;
};

/// Every column of every record, in the order of the first column.
base::ExitStatus run(Context& context, const ExportOptions& options) {
    const auto& kind = *store::find_kind(options.kind);
    context.out.usual_form("csv");
    const auto store = context.open_to_read();
    list_records(context, store, {&kind, store::all_columns(kind), {}, {{0, false}}});
    return base::ExitStatus::done;
}

} // namespace

Command export_command() {
    using O = ExportOptions;
    std::vector<std::string_view> kinds;
    for (const auto& kind : store::list_kinds())
        kinds.push_back(kind.name);
    return command<O>("export", Group::any, Effect::reads,
                      _m("write all records of a kind into a file, whole"),
                      {required(one_of(kinds, option("KIND", "KIND", &O::kind, _m("what to export"))))}, run);
}

} // namespace ehrenamt::cli
