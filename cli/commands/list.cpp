// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "ehrenamt/store/listing.hpp"
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
using store::ColumnKind;

struct ListOptions {
    std::string kind;
};

struct ShowOptions {
    std::string kind;
    std::string id;
};

Cell cell(const store::ListValue& value, ColumnKind kind) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        if (kind == ColumnKind::id)
            return RecordId{*number};
        if (kind == ColumnKind::cents)
            return domain::Cents{*number};
        if (kind == ColumnKind::yes_no)
            return *number != 0;
        return *number;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        const auto day =
            kind == ColumnKind::day ? base::Date::parse(*text) : base::Result<base::Date>{base::Problem{}};
        return day ? Cell{*day} : Cell{*text};
    }
    return {};
}

Table table_of(const store::ListKind& kind, const std::vector<store::ListRow>& rows) {
    Table table;
    for (const auto& column : kind.columns)
        table.columns.push_back({column.key, column.heading, column.kind == ColumnKind::cents});
    for (const auto& row : rows) {
        auto& cells = table.rows.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i)
            cells.push_back(cell(row[i], kind.columns[i].kind));
    }
    return table;
}

base::ExitStatus run_list(Context& context, const ListOptions& options) {
    const auto& kind = *store::find_kind(options.kind);
    const auto store = context.open_to_read();
    context.out.table(table_of(kind, store::list_rows(store, kind)));
    return ExitStatus::done;
}

/// One record as lines of name and value.
std::string as_lines(const Table& record, const Output& out) {
    Table lines{{{"name", _m("property")}, {"value", _m("value")}}};
    for (std::size_t i = 0; i < record.columns.size(); ++i)
        lines.rows.push_back({record.columns[i].heading, record.rows.front()[i]});
    return to_text(lines, out.catalogue(), out.origin(), 0, false);
}

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
    auto text = as_lines(record, context.out) + '\n';
    for (const auto& [what, how_many] : object["counts"].items())
        text += fmt::format("{} {}\n", what, how_many.dump());
    context.out.document(text, object, &record);
}

base::ExitStatus run_show(Context& context, const ShowOptions& options) {
    const auto store = context.open_to_read();
    if (options.kind == "change-set") {
        show_change_set(context, store, options.id);
        return ExitStatus::done;
    }
    const auto& kind = *store::find_kind(options.kind);
    const auto row = store::show_row(store, kind, options.id);
    if (!row)
        throw Error{ExitStatus::failed, "show.unknown",
                    message("there is no {0} {1}; see: ehrenamt {2}", kind.one, options.id,
                            fmt::format("list {}", kind.name))};
    const auto record = table_of(kind, {*row});
    context.out.document(as_lines(record, context.out), to_json(record)[0], &record);
    return ExitStatus::done;
}

} // namespace

Command list_command() {
    using O = ListOptions;
    std::vector<std::string_view> kinds;
    for (const auto& kind : store::list_kinds())
        kinds.push_back(kind.name);
    return command<O>("list", Group::any, Effect::reads, _m("list all records of a kind"),
                      {required(one_of(kinds, option("KIND", "KIND", &O::kind, _m("what to list"))))},
                      run_list);
}

Command show_command() {
    using O = ShowOptions;
    std::vector<std::string_view> kinds{"change-set"};
    for (const auto& kind : store::list_kinds())
        kinds.push_back(kind.one);
    return command<O>("show", Group::any, Effect::reads, _m("show one record"),
                      {required(one_of(kinds, option("KIND", "KIND", &O::kind, _m("what to show")))),
                       required(option("ID", "ID", &O::id, _m("its number or key")))},
                      run_show);
}

} // namespace ehrenamt::cli
