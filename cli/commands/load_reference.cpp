// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "ehrenamt/associations/municipality_changes.hpp"
#include "ehrenamt/formats/input_file.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using associations::CarriedOut;
using associations::MunicipalityChange;
using base::_m;
using base::message;

struct LoadReferenceOptions {
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

void report(Context& context, const associations::ReadChanges& read, const std::vector<CarriedOut>& done) {
    std::vector<base::Message> lines{
        message("changes of municipalities: {0} new, {1} known already", read.fresh.size(), read.same)};
    auto list = nlohmann::ordered_json::array();
    for (const auto& one : done) {
        lines.push_back(change_line(one.change, true));
        auto object = change_json(one.change, true);
        for (const auto& [counted_as, rows] : one.moved) {
            lines.push_back(message("  moved: {0} {1}", rows, kind_of_rows(counted_as)));
            object["moved"][counted_as] = rows;
        }
        list.push_back(std::move(object));
    }
    const auto today = context.today().iso();
    for (const auto& change : read.fresh)
        if (change.day > today) {
            lines.push_back(change_line(change, false));
            list.push_back(change_json(change, false));
        }
    context.out.report(lines,
                       {{"changes_new", read.fresh.size()}, {"changes_same", read.same}, {"changes", list}});
}

base::ExitStatus run(Context& context, const LoadReferenceOptions& options) {
    const auto bytes = formats::read_input(options.changes->string());
    context.change([&](store::Store& store, store::ChangeSet& change) {
        formats::ImportReader import{
            bytes, {.file = options.changes->string()}, associations::municipality_change_fields()};
        const auto read = associations::read_municipality_changes(store, import);
        associations::plan_municipality_changes(store, read.fresh);
        change.count("municipality_changes_planned", static_cast<std::int64_t>(read.fresh.size()));
        report(context, read, associations::carry_out_changes(store, change, context.today()));
    });
    return base::ExitStatus::done;
}

} // namespace

Command load_reference_command() {
    using O = LoadReferenceOptions;
    return command<O>("load-reference", Group::store, Effect::writes,
                      _m("take in changes of municipalities: mergers, new keys, new names"),
                      {required(option("--changes", "FILE", &O::changes,
                                       _m("file of changes, as data/reference/gemeinde_aenderungen.csv")))},
                      run);
}

} // namespace ehrenamt::cli
