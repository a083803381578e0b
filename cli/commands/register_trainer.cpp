// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "cli/registered.hpp"
#include "cli/typed_row.hpp"
#include "ehrenamt/programme/trainers.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using programme::Registered;
using Outcome = Registered::Outcome;

struct RegisterTrainerOptions : ImportOptions {
    std::string name, id, topics, fee_per_ue, fee_flat, municipality, travel_km, online, free;
};

std::vector<programme::TrainerClaim> typed(const store::Store& store, const RegisterTrainerOptions& o) {
    TypedRow row{{{"name", o.name},
                  {"id", o.id},
                  {"topics", o.topics},
                  {"fee_per_ue", o.fee_per_ue},
                  {"fee_flat", o.fee_flat},
                  {"municipality", o.municipality},
                  {"travel_km", o.travel_km},
                  {"online", o.online},
                  {"free", o.free}},
                 programme::trainer_fields()};
    if (o.name.empty() && o.id.empty())
        throw base::Rejected{
            {{"usage.required", message("is needed, or --from FILE"), {"", 0, 0, "--name"}, ""}}};
    auto claims = programme::read_trainers(store, row.reader());
    row.require_good();
    return claims;
}

base::Message one_line(const Registered& trainer, const std::string& number) {
    if (trainer.outcome == Outcome::added)
        return message("registered as trainer {0}: {1}", number, trainer.name);
    if (trainer.outcome == Outcome::changed)
        return message("trainer {0} changed: {1}", number, trainer.name);
    return message("trainer {0} is registered like this already: {1}", number, trainer.name);
}

void report(Context& context, const store::Store& store, const std::vector<Registered>& done) {
    const Outcomes outcomes{done};
    context.out.report({done.size() == 1 ? one_line(done.front(), store.origin().shown(done.front().id))
                                         : message("trainers: {0} new, {1} changed, {2} the same",
                                                   outcomes.added, outcomes.changed, outcomes.same)},
                       {{"trainers_new", outcomes.added},
                        {"trainers_changed", outcomes.changed},
                        {"trainers_same", outcomes.same},
                        {"trainers", json_of(done)}});
}

base::ExitStatus run(Context& context, const RegisterTrainerOptions& options) {
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        std::vector<programme::TrainerClaim> claims;
        if (options.from) {
            ImportFile file{context, options, programme::trainer_fields()};
            claims = programme::read_trainers(store, file.reader());
            file.tell_verdict(context);
            status = file.settle(context);
        } else {
            claims = typed(store, options);
        }
        report(context, store, programme::record_trainers(store, change, claims, context.today()));
    });
    return status;
}

} // namespace

Command register_trainer_command() {
    using O = RegisterTrainerOptions;
    return command<O>(
        "register-trainer", Group::programme, Effect::writes, _m("enter who can hold courses, one or many"),
        with_import_options<O>({
            option("--name", "NAME", &O::name, _m("name, as in courses: \"Beispiel, Anna\"")),
            option("--topics", "TOPICS", &O::topics, _m("topics, keys or German names, separated by |")),
            option("--fee-per-ue", "EUR", &O::fee_per_ue, _m("fee for each unit of 45 minutes")),
            option("--fee-flat", "EUR", &O::fee_flat, _m("fee for a whole course, however long")),
            option("--municipality", "AGS", &O::municipality,
                   _m("municipality that the trainer comes from, key or name")),
            option("--travel-km", "KM", &O::travel_km, _m("how far a venue may be from there, in km")),
            one_of({"no", "yes"},
                   option("--online", "ANSWER", &O::online, _m("whether courses may be online; else not"))),
            option("--free", "TIMES", &O::free,
                   _m("when: \"tuesdays 17:00-22:00 | 2027-03-01..2027-03-31\"; else always")),
            option("--id", "NUMBER", &O::id, _m("number of a trainer in this store, to change the name")),
        }),
        run);
}

} // namespace ehrenamt::cli
