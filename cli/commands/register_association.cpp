// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "ehrenamt/associations/register_associations.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace ehrenamt::cli {
namespace {

using associations::AssociationClaim;
using associations::ImportSummary;
using associations::Outcome;
using base::_m;
using base::message;
using base::Problem;

struct RegisterAssociationOptions : ImportOptions {
    std::string id, name, municipality, register_court, former_court, register_number, seat, status, field,
        kind, street, postcode, phone, email, website, source, external_id, source_date;
};

std::string option_name(std::string_view field) {
    std::string name = "--" + std::string{field};
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

/// What was typed; each problem stands at its option.
AssociationClaim typed_claim(const store::Store& store, const RegisterAssociationOptions& o) {
    const std::map<std::string_view, const std::string*> typed = {{"id", &o.id},
                                                                  {"name", &o.name},
                                                                  {"municipality", &o.municipality},
                                                                  {"register_court", &o.register_court},
                                                                  {"former_court", &o.former_court},
                                                                  {"register_number", &o.register_number},
                                                                  {"seat", &o.seat},
                                                                  {"status", &o.status},
                                                                  {"field", &o.field},
                                                                  {"kind", &o.kind},
                                                                  {"street", &o.street},
                                                                  {"postcode", &o.postcode},
                                                                  {"phone", &o.phone},
                                                                  {"email", &o.email},
                                                                  {"website", &o.website},
                                                                  {"source", &o.source},
                                                                  {"external_id", &o.external_id},
                                                                  {"source_date", &o.source_date}};
    std::vector<Problem> problems;
    const auto refuse = [&](std::string_view field, Problem problem) {
        problem.place.field = option_name(field);
        problems.push_back(std::move(problem));
    };
    if (o.name.empty() && o.id.empty())
        refuse("name", {"usage.required", message("is needed, or --from FILE")});
    const associations::AssociationInput input{[&](std::string_view field) {
                                                   const auto found = typed.find(field);
                                                   return found == typed.end() ? std::string{}
                                                                               : *found->second;
                                               },
                                               refuse};
    auto claim = associations::read_association(input, associations::References{store});
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    return claim;
}

const char* word(Outcome outcome) {
    return outcome == Outcome::added ? "added" : outcome == Outcome::changed ? "changed" : "same";
}

void register_one(Context& context, store::Store& store, store::ChangeSet& change,
                  const RegisterAssociationOptions& options) {
    const auto claim = typed_claim(store, options);
    associations::Registry registry{store};
    auto planned = associations::plan(claim, registry, store.origin());
    if (!planned)
        throw base::Rejected{{planned.problem()}};
    auto [outcome, association, merged_away] = *std::move(planned);
    if (outcome == Outcome::added)
        registry.insert(change, association, context.today());
    else if (outcome == Outcome::changed)
        registry.update(association);
    change.count(outcome == Outcome::added ? "associations_new" : "associations_changed",
                 outcome == Outcome::same ? 0 : 1);
    const auto number = store.origin().shown(association.id.value);
    std::vector<base::Message> lines{
        outcome == Outcome::added ? message("registered as association {0}: {1}", number, association.name)
        : outcome == Outcome::changed
            ? message("association {0} changed: {1}", number, association.name)
            : message("association {0} is registered like this already: {1}", number, association.name)};
    if (merged_away)
        lines = {
            message("association {0} was merged into association {1}, {2}; what is said of it is not taken",
                    store.origin().shown(merged_away->value), number, association.name)};
    if (claim.brought_forward)
        lines.push_back(
            message("the municipality key has ended; {0} is in its place now", *association.municipality));
    if (claim.outside_hesse)
        lines.push_back(message("the municipality is not in Hesse; the association is kept without one"));
    context.out.report(lines, {{"id", store::long_id(association.id.value)}, {"outcome", word(outcome)}});
}

void report(Context& context, const ImportSummary& done) {
    std::vector<base::Message> lines{
        message("rows: {0} read, {1} accepted, {2} rejected", done.read, done.accepted, done.rejected),
        message("associations: {0} new, {1} changed, {2} the same", done.added, done.changed, done.same)};
    if (done.added + done.changed == 0)
        lines.push_back(message("everything was there already; nothing was changed"));
    if (done.without_municipality > 0)
        lines.push_back(
            message("kept without a municipality, because none is named: {0}", done.without_municipality));
    if (done.outside_hesse > 0)
        lines.push_back(
            message("kept without a municipality, because it is not in Hesse: {0}", done.outside_hesse));
    if (done.brought_forward > 0)
        lines.push_back(message("municipality keys that have ended, brought to their successor: {0}",
                                done.brought_forward));
    if (done.number_without_source > 0)
        lines.push_back(message("numbers of another list left out, because no source is named: {0}",
                                done.number_without_source));
    context.out.report(lines, {{"rows_read", done.read},
                               {"rows_accepted", done.accepted},
                               {"rows_rejected", done.rejected},
                               {"associations_new", done.added},
                               {"associations_changed", done.changed},
                               {"associations_same", done.same},
                               {"without_municipality", done.without_municipality},
                               {"outside_hesse", done.outside_hesse},
                               {"keys_brought_forward", done.brought_forward},
                               {"numbers_without_source", done.number_without_source}});
}

base::ExitStatus run(Context& context, const RegisterAssociationOptions& options) {
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        if (!options.from) {
            register_one(context, store, change, options);
            return;
        }
        const auto pause = [&] { context.check_interrupt(); };
        ImportFile file{context, options, associations::association_fields()};
        associations::AssociationImport rows{store, file.reader()};
        rows.read(pause);
        status = file.settle(context);
        report(context, rows.write(change, context.today(), pause));
    });
    return status;
}

} // namespace

Command register_association_command() {
    using O = RegisterAssociationOptions;
    return command<O>(
        "register-association", Group::registration, Effect::writes,
        _m("enter associations into the register or bring them up to date, one or many"),
        with_import_options<O>({
            option("--name", "NAME", &O::name, _m("its name")),
            option("--municipality", "AGS", &O::municipality, _m("key of its municipality, 8 digits")),
            option("--register-court", "COURT", &O::register_court,
                   _m("court that keeps the register: name or code")),
            option("--former-court", "COURT", &O::former_court,
                   _m("court that kept it before, if the number is from there")),
            option("--register-number", "NUMBER", &O::register_number, _m("number of the register entry")),
            option("--field", "FIELD", &O::field, _m("field of engagement: key or name")),
            option("--kind", "KIND", &O::kind,
                   _m("registered_association, initiative, fire_brigade, carrier or other")),
            option("--seat", "PLACE", &O::seat, _m("seat as the source spells it")),
            option("--status", "STATUS", &O::status, _m("active or deleted")),
            option("--street", "STREET", &O::street, _m("street and number")),
            option("--postcode", "POSTCODE", &O::postcode, _m("postcode, 5 digits")),
            option("--phone", "NUMBER", &O::phone, _m("telephone number of the association")),
            option("--email", "ADDRESS", &O::email, _m("e-mail address of the association")),
            option("--website", "ADDRESS", &O::website, _m("website of the association")),
            option("--source", "NAME", &O::source, _m("where the entry comes from")),
            option("--external-id", "NUMBER", &O::external_id, _m("its number there")),
            option("--source-date", "DATE", &O::source_date, _m("day of the source")),
            option("--id", "NUMBER", &O::id, _m("its number in this store, to change what identifies it")),
        }),
        run);
}

} // namespace ehrenamt::cli
