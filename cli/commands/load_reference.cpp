// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/words.hpp"
#include "ehrenamt/associations/municipality_changes.hpp"
#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/store/reference_refresh.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using associations::CarriedOut;
using associations::MunicipalityChange;
using base::_m;
using base::message;

constexpr const char* k_changes = "gemeinde_aenderungen.csv";

struct LoadReferenceOptions {
    std::optional<std::filesystem::path> from;
    std::optional<std::filesystem::path> changes;
};

base::MessageId kind_of_rows(const std::string& counted_as) {
    if (counted_as == "associations")
        return _m("associations");
    if (counted_as == "contact_points")
        return _m("contact points");
    if (counted_as == "contact_point_areas")
        return _m("areas of contact points");
    if (counted_as == "venues")
        return _m("venues");
    if (counted_as == "offers")
        return _m("offers");
    return counted_as == "postcodes" ? _m("postcodes") : _m("spellings of places");
}

base::Message change_line(const MunicipalityChange& change, bool carried_out) {
    const auto day = *base::Date::parse(change.day);
    return carried_out ? message("since {4}: {0} ({1}) is {2} ({3})", change.old_name, change.old_ags,
                                 change.new_name, change.new_ags, day)
                       : message("from {4}: {0} ({1}) will be {2} ({3}); it is carried out by itself then",
                                 change.old_name, change.old_ags, change.new_name, change.new_ags, day);
}

nlohmann::ordered_json change_json(const MunicipalityChange& change, bool carried_out) {
    return {{"day", change.day},         {"old_ags", change.old_ags},   {"old_name", change.old_name},
            {"new_ags", change.new_ags}, {"new_name", change.new_name}, {"carried_out", carried_out}};
}

/// What a file of changes brought.
struct Changes {
    associations::ReadChanges read;
    std::vector<CarriedOut> done;
};

Changes take_changes(const Context& context, store::Store& store, store::ChangeSet& change,
                     const std::filesystem::path& file) {
    const auto bytes = formats::read_input(file.string());
    formats::ImportReader import{bytes, {.file = file.string()}, associations::municipality_change_fields()};
    Changes changes{associations::read_municipality_changes(store, import), {}};
    associations::plan_municipality_changes(store, changes.read.fresh);
    change.count("municipality_changes_planned", static_cast<std::int64_t>(changes.read.fresh.size()));
    changes.done = associations::carry_out_changes(store, change, context.today());
    return changes;
}

void add_changes(const Context& context, const Changes& changes, std::vector<base::Message>& lines,
                 nlohmann::ordered_json& object) {
    const auto& read = changes.read;
    lines.push_back(
        message("changes of municipalities: {0} new, {1} known already", read.fresh.size(), read.same));
    auto list = nlohmann::ordered_json::array();
    for (const auto& one : changes.done) {
        lines.push_back(change_line(one.change, true));
        auto entry = change_json(one.change, true);
        for (const auto& [counted_as, rows] : one.moved) {
            lines.push_back(message("  moved: {0} {1}", rows, kind_of_rows(counted_as)));
            entry["moved"][counted_as] = rows;
        }
        list.push_back(std::move(entry));
    }
    const auto today = context.today().iso();
    for (const auto& change : read.fresh)
        if (change.day > today) {
            lines.push_back(change_line(change, false));
            list.push_back(change_json(change, false));
        }
    object["changes_new"] = read.fresh.size();
    object["changes_same"] = read.same;
    object["changes"] = std::move(list);
}

void add_refreshed(const Context& context, const store::Refreshed& done, std::vector<base::Message>& lines,
                   nlohmann::ordered_json& object) {
    bool any = false;
    for (const auto& [what, rows] : done.rows) {
        object["reference"][std::string{what}] = {
            {"new", rows.added}, {"changed", rows.changed}, {"removed", rows.removed}, {"same", rows.same}};
        if (rows.added + rows.changed + rows.removed == 0)
            continue;
        any = true;
        lines.push_back(message("{0}: {1} new, {2} changed, {3} removed, {4} the same", count_in_words(what),
                                rows.added, rows.changed, rows.removed, rows.same));
    }
    if (!any)
        lines.push_back(message("the reference data are up to date"));
    for (const auto& notice : done.notices)
        context.out.notice(notice);
}

base::ExitStatus run(Context& context, const LoadReferenceOptions& options) {
    store::ReferencePaths given;
    if (options.from)
        given = store::reference_paths(*options.from);
    else if (!options.changes)
        given = store::reference_paths(context.data_folder());
    if (options.changes)
        given[k_changes] = *options.changes;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        std::vector<base::Message> lines;
        nlohmann::ordered_json object = nlohmann::ordered_json::object();
        // First what becomes of municipalities, then what is known of them.
        if (const auto file = given.find(k_changes); file != given.end())
            add_changes(context, take_changes(context, store, change, file->second), lines, object);
        if (given.size() > given.count(k_changes))
            add_refreshed(context, store::refresh_reference(store, given, context.data_folder(), change),
                          lines, object);
        context.out.report(lines, object);
    });
    return base::ExitStatus::done;
}

} // namespace

Command load_reference_command() {
    using O = LoadReferenceOptions;
    return command<O>("load-reference", Group::store, Effect::writes,
                      _m("bring the reference data up to date, changes of municipalities among them"),
                      {option("--from", "PATH", &O::from,
                              _m("folder or file of reference data; else those that came with the program")),
                       option("--changes", "FILE", &O::changes,
                              _m("file of changes, as data/reference/gemeinde_aenderungen.csv"))},
                      run);
}

} // namespace ehrenamt::cli
