// SPDX-License-Identifier: EUPL-1.2
#include "cli/association_record.hpp"

#include "cli/records.hpp"
#include "ehrenamt/associations/aliases.hpp"
#include "ehrenamt/associations/former_names.hpp"
#include "ehrenamt/needs/needs_of.hpp"
#include "ehrenamt/store/history.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using store::RecordEvent;

base::MessageId event_title(RecordEvent event) {
    switch (event) {
    case RecordEvent::added:
        return _m("registered");
    case RecordEvent::removed:
        return _m("taken back");
    case RecordEvent::changed:
        break;
    }
    return _m("changed");
}

const char* event_key(RecordEvent event) {
    return event == RecordEvent::added ? "added" : event == RecordEvent::removed ? "removed" : "changed";
}

Cell cell_of(const store::ListValue& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return *number;
    return {};
}

nlohmann::ordered_json json_of(const store::ListValue& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return *number;
    return nullptr;
}

/// The heading of a column of the record; nothing for what only the program itself needs.
const Column* find(const Table& record, const std::string& column) {
    const auto found = std::find_if(record.columns.begin(), record.columns.end(),
                                    [&](const Column& known) { return known.key == column; });
    return found == record.columns.end() ? nullptr : &*found;
}

Table names_table(const store::Store& store, domain::AssociationId id) {
    Table table{{{"name", _m("name")}, {"until", _m("until")}, {"source", _m("source")}}};
    for (const auto& former : associations::former_names(store, id))
        table.rows.push_back({former.name, former.until ? Cell{*former.until} : Cell{},
                              former.source.empty() ? Cell{} : Cell{former.source}});
    return table;
}

Table merged_table(const store::Store& store, domain::AssociationId id) {
    Table table{{{"id", _m("no.")},
                 {"name", _m("name")},
                 {"merged_on", _m("merged on")},
                 {"change_set", _m("change set")}}};
    const associations::Aliases aliases{store};
    for (const auto& alias : aliases.all())
        if (alias.survivor == id)
            table.rows.push_back(
                {RecordId{alias.was.id.value}, alias.was.name, alias.merged_on, alias.change_set});
    return table;
}

/// All its offers, those that are no longer shown as well.
Table offers_table(const store::Store& store, domain::AssociationId id) {
    const auto& kind = *store::find_kind("offers");
    store::ListQuery query{&kind, {}};
    for (const auto* key :
         {"id", "title", "duration", "first_day", "last_day", "hours", "municipality_name", "expires_on"})
        query.columns.push_back(*store::find_column(kind, key));
    query.where.push_back({*store::find_column(kind, "association"), store::Comparison::equal, {id.value}});
    Table table{columns_of(query)};
    store::ListCursor cursor{store, query};
    for (store::ListRow row; cursor.next(row);)
        to_cells(query, row, table.rows.emplace_back(), false);
    return table;
}

Table needs_table(const std::vector<needs::AnsweredNeed>& needs) {
    Table table{{{"half_year", _m("half-year")},
                 {"received_on", _m("received on")},
                 {"topic", _m("topic")},
                 {"persons", _m("persons")},
                 {"priority", _m("priority")}}};
    for (const auto& need : needs)
        table.rows.push_back({need.half_year, need.received_on, need.topic, need.persons, need.priority});
    return table;
}

/// A line for each value that a change set changed.
Table history_table(const Table& record, const std::vector<store::RecordChange>& history) {
    Table table{{{"at", _m("time (UTC)")},
                 {"change_set", _m("no.")},
                 {"command", _m("command")},
                 {"actor", _m("who")},
                 {"what", _m("what")},
                 {"from", _m("before")},
                 {"to", _m("after")}}};
    for (const auto& change : history) {
        const auto add = [&](base::MessageId what, Cell before, Cell after) {
            table.rows.push_back({change.at, change.change_set, change.command, change.actor, what,
                                  std::move(before), std::move(after)});
        };
        if (change.event != RecordEvent::changed)
            add(event_title(change.event), {}, {});
        for (const auto& field : change.fields)
            if (const auto* column = find(record, field.column))
                add(column->heading, cell_of(field.before), cell_of(field.after));
    }
    return table;
}

nlohmann::ordered_json history_json(const Table& record, const std::vector<store::RecordChange>& history) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& change : history) {
        auto fields = nlohmann::ordered_json::array();
        for (const auto& field : change.fields)
            if (find(record, field.column) != nullptr)
                fields.push_back(
                    {{"field", field.column}, {"from", json_of(field.before)}, {"to", json_of(field.after)}});
        list.push_back({{"change_set", change.change_set},
                        {"at", change.at},
                        {"command", change.command},
                        {"actor", change.actor},
                        {"event", event_key(change.event)},
                        {"fields", fields}});
    }
    return list;
}

} // namespace

void show_association(Context& context, const store::Store& store, const Table& record) {
    const domain::AssociationId id{std::get<RecordId>(record.rows.front().front()).value};
    const auto names = names_table(store, id);
    const auto merged = merged_table(store, id);
    const auto offers = offers_table(store, id);
    const auto needs = needs_table(needs::needs_of(store, id));
    const auto history = store::record_history(store, "association", id.value);
    auto text = context.out.as_lines(record);
    const auto add = [&](base::MessageId title, const Table& table) {
        if (!table.rows.empty())
            text +=
                fmt::format("\n{}:\n{}", context.out.catalogue().text(title), context.out.laid_out(table));
    };
    add(_m("former names"), names);
    add(_m("associations merged into this one"), merged);
    add(_m("offers"), offers);
    add(_m("needs answered"), needs);
    add(_m("history"), history_table(record, history));
    auto object = to_json(record)[0];
    object["former_names"] = to_json(names);
    object["merged"] = to_json(merged);
    object["offers"] = to_json(offers);
    object["needs"] = to_json(needs);
    object["history"] = history_json(record, history);
    context.out.document(text, object, &record);
}

} // namespace ehrenamt::cli
