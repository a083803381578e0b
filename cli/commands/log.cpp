// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;

struct LogOptions {
    std::optional<std::int64_t> last;
};

/// What a command counted, for programs: the first three things; `show` has all.
std::string counts_text(const nlohmann::ordered_json& counts) {
    constexpr std::size_t k_most = 3;
    std::string text;
    std::size_t number = 0;
    for (const auto& [what, how_many] : counts.items())
        if (++number <= k_most)
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", what, how_many.dump());
    return counts.size() > k_most ? text + ", …" : text;
}

base::ExitStatus run(Context& context, const LogOptions& options) {
    const auto store = context.open_to_read();
    auto rows = store::change_log(store);
    if (options.last && *options.last < static_cast<std::int64_t>(rows.size()))
        rows.erase(rows.begin(), rows.end() - *options.last);
    constexpr std::size_t k_most = 3;
    const auto what = [&](const nlohmann::ordered_json& counts) {
        return context.out.for_a_person() ? counts_in_words(counts, context.out.catalogue(), k_most)
                                          : counts_text(counts);
    };
    Table table{{{"change_set", _m("no.")},
                 {"at", _m("time (UTC)")},
                 {"command", _m("command")},
                 {"actor", _m("who")},
                 {"undoes", _m("undoes")},
                 {"counts", _m("what")},
                 {"hash", _m("hash")}}};
    auto array = nlohmann::ordered_json::array();
    for (const auto& row : rows) {
        const auto hash = store::hex(row.hash);
        const auto counts = nlohmann::ordered_json::parse(row.counts);
        const auto undoes = row.undoes ? Cell{*row.undoes} : Cell{};
        table.rows.push_back(
            {row.id, row.at, row.command, row.actor, undoes, what(counts), hash.substr(0, 12)});
        array.push_back({{"change_set", row.id},
                         {"at", row.at},
                         {"command", row.command},
                         {"actor", row.actor},
                         {"undoes", row.undoes ? nlohmann::ordered_json(*row.undoes) : nullptr},
                         {"counts", counts},
                         {"hash", hash}});
    }
    if (context.out.json())
        context.out.document("", array);
    else
        context.out.table(table);
    return base::ExitStatus::done;
}

} // namespace

Command log_command() {
    using O = LogOptions;
    return command<O>("log", Group::store, Effect::reads, _m("list the changes made to the store"),
                      {within(1, 9999, option("--last", "N", &O::last, _m("only the newest N")))}, run);
}

} // namespace ehrenamt::cli
