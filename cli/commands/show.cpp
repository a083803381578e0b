// SPDX-License-Identifier: EUPL-1.2
#include "cli/association_record.hpp"
#include "cli/commands.hpp"
#include "cli/commands/show_municipality.hpp"
#include "cli/context.hpp"
#include "cli/records.hpp"
#include "cli/words.hpp"
#include "ehrenamt/store/undo.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::Error;
using base::ExitStatus;
using base::message;

struct ShowOptions {
    std::string kind;
    std::string id;
};

void show_change_set(Context& context, const store::Store& store, const std::string& number) {
    const auto log = store::change_log(store);
    const auto row = std::find_if(log.begin(), log.end(),
                                  [&](const store::ChangeRow& r) { return fmt::to_string(r.id) == number; });
    if (row == log.end())
        throw Error{ExitStatus::failed, "show.unknown",
                    message("there is no {0} {1}; see: ehrenamt {2}", "change-set", number, "log")};
    Table record{{{"change_set", _m("no.")},
                  {"at", _m("time (UTC)")},
                  {"command", _m("command")},
                  {"actor", _m("who")},
                  {"undoes", _m("undoes")},
                  {"record_bytes", _m("record, bytes")},
                  {"content_hash", _m("content hash")},
                  {"hash", _m("hash")}}};
    record.rows.push_back({row->id, row->at, row->command, row->actor,
                           row->undoes ? Cell{*row->undoes} : Cell{},
                           static_cast<std::int64_t>(store::change_body(store, row->id).size()),
                           store::hex(row->content_hash), store::hex(row->hash)});
    auto object = to_json(record)[0];
    object["counts"] = nlohmann::ordered_json::parse(row->counts);
    auto lines = record;
    base::MessageId title = _m("what");
    for (const auto& [what, count] : object["counts"].items()) {
        const auto words = counts_in_words({{what, count}}, context.out.catalogue(), 1);
        if (words.empty()) // nothing of this kind
            continue;
        lines.columns.push_back({"counts", title});
        lines.rows.front().emplace_back(words);
        title = {};
    }
    const auto text = context.out.as_lines(lines);
    context.out.document(text, object, &record);
}

base::ExitStatus run(Context& context, const ShowOptions& options) {
    const auto store = context.open_to_read();
    if (options.kind == "change-set") {
        show_change_set(context, store, options.id);
        return ExitStatus::done;
    }
    if (options.kind == "municipality") {
        show_municipality(context, store, options.id);
        return ExitStatus::done;
    }
    const auto& kind = *store::find_kind(options.kind);
    const auto row = store::show_row(store, kind, options.id);
    if (!row)
        throw Error{ExitStatus::failed, "show.unknown",
                    message("there is no {0} {1}; see: ehrenamt {2}", kind.one, options.id,
                            fmt::format("list {}", kind.name))};
    const store::ListQuery query{&kind, store::all_columns(kind)};
    Table record{columns_of(query), {{}}};
    to_cells(query, *row, record.rows.front(), false);
    if (kind.one == "association") {
        show_association(context, store, record);
        return ExitStatus::done;
    }
    auto lines = record;
    to_cells(query, *row, lines.rows.front(), true);
    context.out.document(context.out.as_lines(lines), to_json(record)[0], &record);
    return ExitStatus::done;
}

} // namespace

Command show_command() {
    using O = ShowOptions;
    std::vector<std::string_view> kinds{"change-set"};
    for (const auto& kind : store::list_kinds())
        kinds.push_back(kind.one);
    return command<O>("show", Group::any, Effect::reads, _m("show one record"),
                      {required(one_of(kinds, option("KIND", "KIND", &O::kind, _m("what to show")))),
                       required(option("ID", "ID", &O::id, _m("its number or key")))},
                      run);
}

} // namespace ehrenamt::cli
