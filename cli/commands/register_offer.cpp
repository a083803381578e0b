// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "cli/typed_row.hpp"
#include "ehrenamt/associations/offers.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using associations::RecordedOffer;
using base::_m;
using base::message;
using Outcome = associations::RecordedOffer::Outcome;

struct RegisterOfferOptions : ImportOptions {
    std::string association, title, id, text, duration, first_day, last_day, hours, municipality, field,
        accessible, is_public, expires_on;
    bool online = false;
};

std::vector<associations::OfferClaim> typed(const store::Store& store, const RegisterOfferOptions& o,
                                            base::Date today) {
    TypedRow row{{{"association", o.association},
                  {"title", o.title},
                  {"id", o.id},
                  {"text", o.text},
                  {"duration", o.duration},
                  {"first_day", o.first_day},
                  {"last_day", o.last_day},
                  {"hours", o.hours},
                  {"municipality", o.municipality},
                  {"online", o.online ? "yes" : ""},
                  {"field", o.field},
                  {"accessible", o.accessible},
                  {"public", o.is_public},
                  {"expires_on", o.expires_on}},
                 associations::offer_fields()};
    if (o.association.empty() && o.id.empty())
        throw base::Rejected{
            {{"usage.required", message("is needed, or --from FILE"), {"", 0, 0, "--association"}, ""}}};
    auto claims = associations::read_offers(store, row.reader(), today);
    row.require_good();
    return claims;
}

const char* word(Outcome outcome) {
    return outcome == Outcome::added ? "added" : outcome == Outcome::changed ? "changed" : "same";
}

base::Message one_line(const RecordedOffer& offer, const std::string& number) {
    if (offer.outcome == Outcome::added)
        return message("registered as offer {0}: {1}; shown until {2}", number, offer.title,
                       offer.expires_on);
    if (offer.outcome == Outcome::changed)
        return message("offer {0} changed: {1}; shown until {2}", number, offer.title, offer.expires_on);
    return message("offer {0} is registered like this already: {1}", number, offer.title);
}

void report(Context& context, const store::Store& store, const std::vector<RecordedOffer>& done) {
    const auto count = [&](Outcome outcome) {
        return std::count_if(done.begin(), done.end(),
                             [&](const auto& one) { return one.outcome == outcome; });
    };
    std::vector<base::Message> lines;
    auto list = nlohmann::ordered_json::array();
    for (const auto& offer : done)
        list.push_back({{"id", store::long_id(offer.id.value)},
                        {"outcome", word(offer.outcome)},
                        {"expires_on", offer.expires_on.iso()}});
    if (done.size() == 1)
        lines.push_back(one_line(done.front(), store.origin().shown(done.front().id.value)));
    else
        lines.push_back(message("offers: {0} new, {1} changed, {2} the same", count(Outcome::added),
                                count(Outcome::changed), count(Outcome::same)));
    context.out.report(lines, {{"offers_new", count(Outcome::added)},
                               {"offers_changed", count(Outcome::changed)},
                               {"offers_same", count(Outcome::same)},
                               {"offers", list}});
}

base::ExitStatus run(Context& context, const RegisterOfferOptions& options) {
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        std::vector<associations::OfferClaim> claims;
        if (options.from) {
            ImportFile file{context, options, associations::offer_fields()};
            claims = associations::read_offers(store, file.reader(), context.today());
            status = file.settle(context);
        } else {
            claims = typed(store, options, context.today());
        }
        report(context, store, associations::record_offers(store, change, claims, context.today()));
    });
    return status;
}

} // namespace

Command register_offer_command() {
    using O = RegisterOfferOptions;
    return command<O>(
        "register-offer", Group::registration, Effect::writes,
        _m("enter what associations are looking for, one offer or many"),
        with_import_options<O>({
            option("--association", "NUMBER", &O::association, _m("number or name of the association")),
            option("--title", "TEXT", &O::title, _m("what is looked for, in a line")),
            option("--text", "TEXT", &O::text, _m("what is to be done")),
            one_of({"permanent", "limited", "one_off"},
                   option("--duration", "KIND", &O::duration, _m("for good, for a limited time, or once"))),
            option("--first-day", "DATE", &O::first_day, _m("first day")),
            option("--last-day", "DATE", &O::last_day, _m("last day of an offer for a limited time")),
            option("--hours", "HOURS", &O::hours, _m("hours a week; of a one-off offer in all")),
            option("--municipality", "AGS", &O::municipality,
                   _m("where it is, key or name; else as the association")),
            flag("--online", &O::online, _m("can be done from anywhere")),
            option("--field", "FIELD", &O::field,
                   _m("field of engagement, key or name; else as the association")),
            one_of({"yes", "no"}, option("--accessible", "ANSWER", &O::accessible,
                                         _m("whether it can be done without barriers; else not known"))),
            one_of({"no", "yes"},
                   option("--public", "ANSWER", &O::is_public, _m("whether it may be published; else not"))),
            option("--expires-on", "DATE", &O::expires_on, _m("last day on which it is shown")),
            option("--id", "NUMBER", &O::id, _m("number of an offer in this store, to change its title")),
        }),
        run);
}

} // namespace ehrenamt::cli
