// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/funding_rules.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/funding/stored.hpp"
#include "ehrenamt/store/reference.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using base::Problem;

struct InitOptions {
    std::string contact_point;
    std::optional<domain::Ags> municipality;
    std::vector<std::string> area;
    std::string carrier = "association";
    std::string legal_basis;
    std::vector<std::string> budget;
    std::string street, postcode, place, email, phone, bank_account, representative;
    std::optional<std::filesystem::path> rules;
    std::int64_t ordinal = 0;
};

/// `2027=8000` each.
std::vector<associations::BudgetFrame> budget_frames(const InitOptions& options,
                                                     std::vector<Problem>& problems) {
    std::vector<associations::BudgetFrame> frames;
    for (const auto& text : options.budget) {
        const auto parts = base::split(text, '=');
        const auto year = base::parse_integer(parts[0]);
        const auto amount = domain::Cents::parse(parts.back());
        const bool good =
            parts.size() == 2 && year && *year >= 2001 && *year <= 2999 && amount && amount->value >= 0;
        const auto refuse = [&](std::string rule, base::Message why) {
            problems.push_back({std::move(rule), std::move(why), {"", 0, 0, "--budget"}, text});
        };
        if (!good)
            refuse("budget.format", message("'{0}' is not a year with its amount; write 2027=8000", text));
        else if (std::any_of(frames.begin(), frames.end(), [&](const auto& f) { return f.year == *year; }))
            refuse("budget.twice",
                   message("the year {0} has two amounts; give it one", std::string{parts[0]}));
        else
            frames.push_back({static_cast<int>(*year), *amount});
    }
    return frames;
}

/// A key of 8 digits is a municipality, one of 5 all municipalities of a district.
void add_area(const store::Store& store, const std::string& text, std::vector<domain::Ags>& area,
              std::vector<Problem>& problems) {
    if (text.size() == 5) {
        const auto all = associations::municipalities_of(store, text);
        area.insert(area.end(), all.begin(), all.end());
        if (!all.empty())
            return;
    } else if (const auto ags = domain::Ags::parse(text);
               ags && !associations::municipality_name(store, *ags).empty()) {
        area.push_back(*ags);
        return;
    }
    problems.push_back(
        {"municipality.unknown",
         message("'{0}' is neither a municipality key (8 digits) nor a district key (5 digits) in Hesse",
                 base::printable(text)),
         {"", 0, 0, "--area"},
         text});
}

associations::ContactPoint contact_point(const InitOptions& options, const store::Store& store,
                                         std::vector<Problem>& problems) {
    associations::ContactPoint point{.name = options.contact_point,
                                     .carrier = options.carrier,
                                     .municipality = *options.municipality,
                                     .legal_basis = options.legal_basis,
                                     .street = options.street,
                                     .postcode = options.postcode,
                                     .place = options.place,
                                     .email = options.email,
                                     .phone = options.phone,
                                     .bank_account = options.bank_account,
                                     .representative = options.representative};
    if (point.legal_basis.empty())
        point.legal_basis = associations::usual_legal_basis(point.carrier);
    if (associations::municipality_name(store, point.municipality).empty())
        problems.push_back({"municipality.unknown",
                            message("there is no municipality {0} in Hesse today", point.municipality),
                            {"", 0, 0, "--municipality"},
                            point.municipality.text()});
    point.area = {point.municipality};
    for (const auto& text : options.area)
        add_area(store, text, point.area, problems);
    std::sort(point.area.begin(), point.area.end());
    point.area.erase(std::unique(point.area.begin(), point.area.end()), point.area.end());
    return point;
}

/// A trial makes no folder: where that is missing, it works in the nearest one above it.
std::filesystem::path trial_path(const std::filesystem::path& path) {
    auto folder = std::filesystem::absolute(path).parent_path();
    while (!std::filesystem::exists(folder))
        folder = folder.parent_path();
    return std::filesystem::exists(path.has_parent_path() ? path.parent_path() : ".")
               ? path
               : folder / path.filename();
}

base::ExitStatus run(Context& context, const InitOptions& options) {
    const auto& path = context.store_path();
    if (!context.dry_run())
        make_store_folder(path);
    const store::Origin origin{*options.municipality, static_cast<int>(options.ordinal)};
    auto store =
        store::Store::create(context.dry_run() ? trial_path(path) : path, origin, context.open_options());
    {
        std::vector<Problem> problems;
        store::ChangeSet change{store, context.note()};
        store::load_reference(store, context.data_folder(), change);
        const auto rules = shipped_rules(context, options.rules);
        funding::store_rule_texts(store, change, rules.state_text, rules.own_text);
        const auto frames = budget_frames(options, problems);
        auto point = contact_point(options, store, problems);
        if (!problems.empty())
            throw base::Rejected{std::move(problems)};
        associations::insert_own(store, change, point, frames, context.today());
        context.out.show_ids_of(origin);
        context.out.report(
            {message("store made at {0}", path.string()),
             message("contact point {0}; municipalities in its area: {1}", point.name, point.area.size())},
            {{"store", path.string()},
             {"contact_point", {{"id", store::long_id(point.id.value)}, {"name", point.name}}},
             {"area", point.area.size()}});
        context.check_interrupt();
        change.commit();
    }
    context.out.stage();
    if (context.dry_run())
        context.out.notice(message("dry run: nothing was written"));
    else
        store.publish();
    return base::ExitStatus::done;
}

} // namespace

Command init_command() {
    using O = InitOptions;
    return command<O>(
        "init", Group::store, Effect::writes,
        _m("make a store with the reference data and your contact point"),
        {
            required(option("--contact-point", "NAME", &O::contact_point, _m("name of the contact point"))),
            required(
                option("--municipality", "AGS", &O::municipality, _m("key of the municipality it sits in"))),
            option("--area", "KEY", &O::area,
                   _m("municipality (8 digits) or district (5 digits) that it serves")),
            one_of(associations::carrier_kinds(),
                   option("--carrier", "KIND", &O::carrier, _m("who carries it"))),
            option("--legal-basis", "TEXT", &O::legal_basis, _m("legal basis of its data processing")),
            option("--budget", "YEAR=EUR", &O::budget, _m("budget frame of a year")),
            option("--street", "TEXT", &O::street, _m("street and number, for letters")),
            option("--postcode", "TEXT", &O::postcode, _m("postcode, for letters")),
            option("--place", "TEXT", &O::place, _m("place, for letters")),
            option("--email", "TEXT", &O::email, _m("e-mail address, for letters")),
            option("--phone", "TEXT", &O::phone, _m("telephone, for letters")),
            option("--bank-account", "IBAN", &O::bank_account, _m("account that the grant goes to")),
            option("--representative", "NAME", &O::representative, _m("who signs for the contact point")),
            option("--rules", "FILE", &O::rules, _m("the contact point's own funding rules, in TOML")),
            within(0, 15,
                   option("--ordinal", "N", &O::ordinal,
                          _m("0 to 15, to tell several contact points of one municipality apart"))),
        },
        run);
}

} // namespace ehrenamt::cli
