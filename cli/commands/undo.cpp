// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/undo.hpp"

#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/progress.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct UndoOptions {
    std::optional<std::int64_t> change_set;
};

/// The newest change set that is not undone and no undo itself.
std::int64_t newest(const store::Store& store) {
    const auto log = store::change_log(store);
    for (auto row = log.rbegin(); row != log.rend(); ++row)
        if (!row->undoes && row->command != "init" && row->command != store::k_migration &&
            !store::undone_by(log, row->id))
            return row->id;
    throw base::Error{base::ExitStatus::failed, "undo.nothing", message("there is nothing to undo")};
}

base::ExitStatus run(Context& context, const UndoOptions& options) {
    const auto undone = [&] {
        const auto store = context.open_to_read();
        return options.change_set ? *options.change_set : newest(store);
    }();
    context.change(
        [&](store::Store& store, store::ChangeSet& change) {
            const Progress taking_back{context, message("taking back change set {0}", undone)};
            store::apply_inverse(store, undone, change);
            context.out.report({message("change set {0} undone by change set {1}", undone, change.number())},
                               {{"undone", undone}, {"change_set", change.number()}});
        },
        undone);
    return base::ExitStatus::done;
}

} // namespace

Command undo_command() {
    using O = UndoOptions;
    return command<O>("undo", Group::store, Effect::writes, _m("take back what a command wrote"),
                      {option("NUMBER", "NUMBER", &O::change_set,
                              _m("the change set, see log; without it the newest that is not undone"))},
                      run);
}

} // namespace ehrenamt::cli
