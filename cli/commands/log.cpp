// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;

struct LogOptions {
    std::optional<std::int64_t> last;
};

std::string counts_text(const std::string& json) {
    const auto counts = nlohmann::json::parse(json);
    std::string text;
    for (const auto& [what, how_many] : counts.items())
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", what, how_many.dump());
    return text;
}

base::ExitStatus run(Context& context, const LogOptions& options) {
    const auto store = context.open_to_read();
    auto rows = store::change_log(store);
    if (options.last && *options.last < static_cast<std::int64_t>(rows.size()))
        rows.erase(rows.begin(), rows.end() - std::max<std::int64_t>(0, *options.last));
    Table table{{{"change_set", _m("no.")},
                 {"at", _m("time (UTC)")},
                 {"command", _m("command")},
                 {"actor", _m("who")},
                 {"undoes", _m("undoes")},
                 {"counts", _m("what")},
                 {"hash", _m("hash")}}};
    for (const auto& row : rows) {
        const auto hash = store::hex(row.hash);
        table.rows.push_back({row.id, row.at, row.command, row.actor, row.undoes ? Cell{*row.undoes} : Cell{},
                              counts_text(row.counts), context.out.json() ? hash : hash.substr(0, 12)});
    }
    context.out.table(table);
    return base::ExitStatus::done;
}

} // namespace

Command log_command() {
    using O = LogOptions;
    return command<O>("log", Group::store, Effect::reads, _m("list the changes made to the store"),
                      {option("--last", "N", &O::last, _m("only the newest N"))}, run);
}

} // namespace ehrenamt::cli
