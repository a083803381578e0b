// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/backup.hpp"

#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/progress.hpp"
#include "ehrenamt/store/verify.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct BackupOptions {
    std::filesystem::path to;
    bool overwrite = false;
};

struct RestoreOptions {
    std::filesystem::path from;
    bool overwrite = false;
};

nlohmann::ordered_json manifest(const store::Store& store, const std::filesystem::path& path) {
    const auto log = store::change_log(store);
    return {{"file", path.string()},
            {"change_sets", log.size()},
            {"chain_head", store::hex(store::chain_head(store))}};
}

base::ExitStatus run_backup(Context& context, const BackupOptions& options) {
    const auto store = context.open_to_read();
    const auto facts = manifest(store, options.to);
    // Told before the copy has its name: who cannot be told gets none.
    const auto tell = [&] {
        context.out.report(
            {message("backup written to {0}", options.to.string()),
             message("change sets: {0}, chain head {1}", facts["change_sets"].get<std::int64_t>(),
                     facts["chain_head"].get<std::string>())},
            facts);
        context.out.stage();
    };
    if (context.dry_run()) {
        tell();
        context.out.notice(message("dry run: nothing was written"));
    } else {
        store::copy_database(store.db(), options.to, options.overwrite, WatchedSteps{context}.watch(), tell);
    }
    return base::ExitStatus::done;
}

/// A backup that does not verify never takes the place of a store.
base::ExitStatus run_restore(Context& context, const RestoreOptions& options) {
    if (!std::filesystem::exists(std::filesystem::symlink_status(options.from)))
        throw base::Error{base::ExitStatus::failed, "file.missing",
                          message("the file {0} does not exist", options.from.string())};
    const auto backup = store::Store::open(options.from, store::Access::read, context.open_options());
    auto findings = store::verify(backup, WatchedSteps{context}.watch()).findings;
    for (auto& finding : findings)
        finding.place.file = options.from.string();
    if (!findings.empty())
        throw base::Rejected{std::move(findings)};
    const auto& path = context.store_path();
    const auto tell = [&] {
        context.out.report({message("store restored to {0}", path.string())}, manifest(backup, path));
        context.out.stage();
    };
    if (context.dry_run()) {
        tell();
        context.out.notice(message("dry run: nothing was written"));
    } else {
        make_store_folder(path);
        store::restore_database(backup.db(), path, options.overwrite, WatchedSteps{context}.watch(), tell);
    }
    return base::ExitStatus::done;
}

} // namespace

Command backup_command() {
    using O = BackupOptions;
    return command<O>("backup", Group::store, Effect::writes,
                      _m("copy the store while others may work with it"),
                      {required(option("FILE", "FILE", &O::to, _m("name of the backup"))),
                       flag("--overwrite", &O::overwrite, _m("replace an existing file"))},
                      run_backup);
}

Command restore_command() {
    using O = RestoreOptions;
    return command<O>(
        "restore", Group::store, Effect::writes, _m("make the store again from a backup"),
        {required(option("FILE", "FILE", &O::from, _m("the backup"))),
         flag("--overwrite", &O::overwrite, _m("replace the store that is there; it is kept beside it"))},
        run_restore);
}

} // namespace ehrenamt::cli
