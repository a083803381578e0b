// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "cli/typed_row.hpp"
#include "ehrenamt/associations/register_contact_points.hpp"
#include "ehrenamt/base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using associations::RecordedContactPoint;
using base::_m;
using base::message;

struct RegisterContactPointOptions : ImportOptions {
    std::string name, id, municipality, carrier, recognised_since, allocation_policy, legal_basis, street,
        postcode, place, email, phone, website;
    std::vector<std::string> area, budget;
};

std::vector<associations::ContactPointClaim> typed(const store::Store& store,
                                                   const RegisterContactPointOptions& o) {
    TypedRow row{{{"name", o.name},
                  {"id", o.id},
                  {"municipality", o.municipality},
                  {"area", base::joined(o.area, "|")},
                  {"carrier", o.carrier},
                  {"recognised_since", o.recognised_since},
                  {"budget", base::joined(o.budget, "|")},
                  {"allocation_policy", o.allocation_policy},
                  {"legal_basis", o.legal_basis},
                  {"street", o.street},
                  {"postcode", o.postcode},
                  {"place", o.place},
                  {"email", o.email},
                  {"phone", o.phone},
                  {"website", o.website}},
                 associations::contact_point_fields()};
    if (o.name.empty() && o.id.empty())
        throw base::Rejected{
            {{"usage.required", message("is needed, or --from FILE"), {"", 0, 0, "--name"}, ""}}};
    auto claims = associations::read_contact_points(store, row.reader());
    row.require_good();
    return claims;
}

const char* outcome(const RecordedContactPoint& point) {
    return point.added ? "added" : point.changed.empty() ? "same" : "changed";
}

base::Message one_line(const RecordedContactPoint& point, const std::string& number) {
    if (point.added)
        return message("registered as contact point {0}: {1}; municipalities in its area: {2}", number,
                       point.name, point.area);
    if (point.changed.empty())
        return message("contact point {0} is registered like this already: {1}", number, point.name);
    return message("contact point {0} changed ({2}): {1}", number, point.name,
                   base::joined(point.changed, ", "));
}

void report(Context& context, const store::Store& store, const std::vector<RecordedContactPoint>& done) {
    const auto count = [&](const char* what) {
        return std::count_if(done.begin(), done.end(),
                             [&](const auto& p) { return outcome(p) == std::string_view{what}; });
    };
    std::vector<base::Message> lines;
    auto list = nlohmann::ordered_json::array();
    for (const auto& point : done) {
        if (done.size() == 1 || !point.changed.empty())
            lines.push_back(one_line(point, store.origin().shown(point.id.value)));
        list.push_back({{"id", store::long_id(point.id.value)},
                        {"name", point.name},
                        {"outcome", outcome(point)},
                        {"changed", point.added ? std::vector<std::string>{} : point.changed},
                        {"area", point.area}});
    }
    if (done.size() != 1)
        lines.push_back(message("contact points: {0} new, {1} changed, {2} the same", count("added"),
                                count("changed"), count("same")));
    context.out.report(lines, {{"contact_points_new", count("added")},
                               {"contact_points_changed", count("changed")},
                               {"contact_points_same", count("same")},
                               {"contact_points", list}});
}

base::ExitStatus run(Context& context, const RegisterContactPointOptions& options) {
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        std::vector<associations::ContactPointClaim> claims;
        if (options.from) {
            ImportFile file{context, options, associations::contact_point_fields()};
            claims = associations::read_contact_points(store, file.reader());
            status = file.settle(context);
        } else {
            claims = typed(store, options);
        }
        report(context, store, associations::record_contact_points(store, change, claims));
    });
    return status;
}

} // namespace

Command register_contact_point_command() {
    using O = RegisterContactPointOptions;
    return command<O>(
        "register-contact-point", Group::registration, Effect::writes,
        _m("enter contact points, your own or neighbouring ones, or bring them up to date"),
        with_import_options<O>({
            option("--name", "NAME", &O::name, _m("name of the contact point")),
            option("--municipality", "AGS", &O::municipality,
                   _m("municipality that it sits in: key or name")),
            option("--area", "KEY", &O::area,
                   _m("municipality or district that it serves, key or name; replaces its area")),
            one_of(associations::carrier_kinds(),
                   option("--carrier", "KIND", &O::carrier, _m("who carries it"))),
            option("--recognised-since", "DATE", &O::recognised_since,
                   _m("day or year since when it is recognised")),
            option("--budget", "YEAR=EUR", &O::budget, _m("budget frame of a year")),
            one_of({"first_come", "pro_rata", "optimal"},
                   option("--allocation-policy", "POLICY", &O::allocation_policy,
                          _m("how it shares its budget out"))),
            option("--legal-basis", "TEXT", &O::legal_basis, _m("legal basis of its data processing")),
            option("--street", "TEXT", &O::street, _m("street and number")),
            option("--postcode", "TEXT", &O::postcode, _m("postcode")),
            option("--place", "TEXT", &O::place, _m("place")),
            option("--email", "TEXT", &O::email, _m("e-mail address of the office")),
            option("--phone", "TEXT", &O::phone, _m("telephone of the office")),
            option("--website", "TEXT", &O::website, _m("website")),
            option("--id", "NUMBER", &O::id, _m("its number in this store, to give it another name")),
        }),
        run);
}

} // namespace ehrenamt::cli
