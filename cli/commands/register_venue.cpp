// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "cli/registered.hpp"
#include "cli/typed_row.hpp"
#include "ehrenamt/programme/venues.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using programme::Registered;
using Outcome = Registered::Outcome;

struct RegisterVenueOptions : ImportOptions {
    std::string name, id, municipality, capacity, cost, accessible, free;
};

std::vector<programme::VenueClaim> typed(const store::Store& store, const RegisterVenueOptions& o) {
    TypedRow row{{{"name", o.name},
                  {"id", o.id},
                  {"municipality", o.municipality},
                  {"capacity", o.capacity},
                  {"cost", o.cost},
                  {"accessible", o.accessible},
                  {"free", o.free}},
                 programme::venue_fields()};
    if (o.name.empty() && o.id.empty())
        throw base::Rejected{
            {{"usage.required", message("is needed, or --from FILE"), {"", 0, 0, "--name"}, ""}}};
    auto claims = programme::read_venues(store, row.reader());
    row.require_good();
    return claims;
}

base::Message one_line(const Registered& venue, const std::string& number) {
    if (venue.outcome == Outcome::added)
        return message("registered as venue {0}: {1}", number, venue.name);
    if (venue.outcome == Outcome::changed)
        return message("venue {0} changed: {1}", number, venue.name);
    return message("venue {0} is registered like this already: {1}", number, venue.name);
}

void report(Context& context, const store::Store& store, const std::vector<Registered>& done) {
    const Outcomes outcomes{done};
    context.out.report({done.size() == 1 ? one_line(done.front(), store.origin().shown(done.front().id))
                                         : message("venues: {0} new, {1} changed, {2} the same",
                                                   outcomes.added, outcomes.changed, outcomes.same)},
                       {{"venues_new", outcomes.added},
                        {"venues_changed", outcomes.changed},
                        {"venues_same", outcomes.same},
                        {"venues", json_of(done)}});
}

base::ExitStatus run(Context& context, const RegisterVenueOptions& options) {
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        std::vector<programme::VenueClaim> claims;
        if (options.from) {
            ImportFile file{context, options, programme::venue_fields()};
            claims = programme::read_venues(store, file.reader());
            file.tell_verdict(context);
            status = file.settle(context);
        } else {
            claims = typed(store, options);
        }
        report(context, store, programme::record_venues(store, change, claims));
    });
    return status;
}

} // namespace

Command register_venue_command() {
    using O = RegisterVenueOptions;
    return command<O>(
        "register-venue", Group::programme, Effect::writes,
        _m("enter rooms in which courses can be held, one or many"),
        with_import_options<O>({
            option("--name", "NAME", &O::name, _m("name of the room")),
            option("--municipality", "AGS", &O::municipality, _m("municipality of the venue, key or name")),
            option("--capacity", "N", &O::capacity, _m("persons that it holds")),
            option("--cost", "EUR", &O::cost, _m("what each session in it costs; else nothing")),
            one_of({"yes", "no"}, option("--accessible", "ANSWER", &O::accessible,
                                         _m("whether it has no barriers; else not known"))),
            option("--free", "TIMES", &O::free,
                   _m("when: \"tuesdays 17:00-22:00 | 2027-03-01..2027-03-31\"; else always")),
            option("--id", "NUMBER", &O::id, _m("number of a venue in this store, to change the name")),
        }),
        run);
}

} // namespace ehrenamt::cli
