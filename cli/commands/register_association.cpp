// SPDX-License-Identifier: EUPL-1.2
#include "cli/association_import_report.hpp"
#include "cli/association_options.hpp"
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "cli/import_verdict.hpp"
#include "cli/progress.hpp"
#include "ehrenamt/associations/former_names.hpp"
#include "ehrenamt/associations/list_check.hpp"
#include "ehrenamt/associations/register_associations.hpp"
#include "ehrenamt/base/text.hpp"

#include <nlohmann/json.hpp>

#include <functional>

namespace ehrenamt::cli {
namespace {

using associations::AssociationClaim;
using associations::FoundPlace;
using associations::Outcome;
using base::_m;
using base::message;
using base::Problem;

struct RegisterAssociationOptions : ImportOptions, AssociationOptions {
    std::optional<std::filesystem::path> former_names;
    std::string id;
};

/// What was typed; each problem stands at its option.
AssociationClaim typed_claim(const store::Store& store, const RegisterAssociationOptions& o) {
    std::vector<Problem> problems;
    const auto refuse = [&](std::string_view field, Problem problem) {
        problem.place.field = option_name(field);
        problems.push_back(std::move(problem));
    };
    if (o.name.empty() && o.id.empty())
        refuse("name", {"usage.required", message("is needed, or --from FILE")});
    std::array<std::string, associations::k_association_fields> kept;
    const auto typed = [&](std::string_view field) { return field == "id" ? o.id : o.text(field); };
    const associations::AssociationInput input{{typed, kept}, refuse};
    associations::PlaceFinder places{store};
    auto claim = associations::read_association(input, associations::References{store}, places);
    if (claim.court_without_number)
        refuse("register_number",
               {"register.incomplete", message("a register court needs the number of the entry")});
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    return claim;
}

/// What can be said of all rows of a file at once.
const std::vector<std::string_view>& fields_of_all() {
    static const std::vector<std::string_view> k_fields = {"municipality", "register_court", "former_court",
                                                           "field",        "kind",           "seat",
                                                           "status",       "source",         "source_date"};
    return k_fields;
}

/// What is wrong with an option is told once, at the option, and not at every row.
void check_options_of_all(const store::Store& store, const RegisterAssociationOptions& o) {
    std::vector<Problem> problems;
    std::array<std::string, associations::k_association_fields> kept;
    const associations::AssociationInput input{{[&](std::string_view field) { return o.text(field); }, kept},
                                               [&](std::string_view field, Problem problem) {
                                                   problem.place.field = option_name(field);
                                                   problems.push_back(std::move(problem));
                                               }};
    associations::PlaceFinder places{store};
    (void)associations::read_association(input, associations::References{store}, places);
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
}

const char* word(Outcome outcome) {
    return outcome == Outcome::added ? "added" : outcome == Outcome::changed ? "changed" : "same";
}

void register_one(Context& context, store::Store& store, store::ChangeSet& change,
                  const RegisterAssociationOptions& options) {
    auto claim = typed_claim(store, options);
    associations::Registry registry{store};
    auto planned = associations::plan(claim, registry, store.origin());
    if (!planned)
        throw base::Rejected{{planned.problem()}};
    auto [outcome, planned_association, merged_away, changed] = *std::move(planned);
    if (outcome == Outcome::added)
        associations::make_new(claim.said);
    auto association = planned_association ? *std::move(planned_association) : std::move(claim.said);
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
    if (claim.court_outside)
        lines.push_back(message("the register is kept outside Hesse, by {0}", association.register_court));
    if (claim.place.state == FoundPlace::State::outside)
        lines.push_back(message("the municipality is not in Hesse; the association is kept without one"));
    if (!claim.place.basis.empty())
        lines.push_back(
            message("its municipality is {0}, by {1}", *claim.place.municipality, claim.place.basis));
    if (!association.municipality && claim.place.state == FoundPlace::State::ambiguous)
        lines.push_back(message("kept without a municipality: '{0}' could be {1}",
                                base::printable(claim.place_written),
                                base::joined(claim.place.candidates, ", ")));
    if (!association.municipality && claim.place.state == FoundPlace::State::unknown)
        lines.push_back(message("kept without a municipality: no place in Hesse is known as '{0}'",
                                base::printable(claim.place_written)));
    context.out.report(lines, {{"id", store::long_id(association.id.value)}, {"outcome", word(outcome)}});
}

/// Reads the file, says what it is taken for and what will be done, and does it.
base::ExitStatus register_file(Context& context, store::Store& store, store::ChangeSet& change,
                               const RegisterAssociationOptions& options) {
    const auto& catalogue = context.out.catalogue();
    ImportFile file{context, options, associations::association_fields()};
    file.refuse(context, associations::list_problems(file.reader().verdict()));
    const bool for_all = !options.first_given().empty();
    if (for_all)
        check_options_of_all(store, options);
    std::function<std::string(std::string_view)> said_of_all;
    if (for_all)
        said_of_all = [&](std::string_view field) { return options.text(field); };
    associations::AssociationImport rows{store, file.reader(), said_of_all};
    {
        const auto lines = file.lines();
        Progress reading{context, message("reading"), lines};
        const auto pause = [&] {
            context.check_interrupt();
            const auto read = file.reader().rows_read();
            reading.advance(read, read);
        };
        rows.read(pause, lines);
    }
    const AssociationImportReport report{rows, file.reader().verdict().kind != formats::FileKind::csv};
    auto lines = verdict_lines(file.reader().verdict(), catalogue);
    const auto more = report.lines(catalogue);
    lines.insert(lines.end(), more.begin(), more.end());
    if (file.stops() && file.reader().file_problems().empty() && context.out.for_a_person())
        for (const auto& line : lines)
            context.out.notice(line);
    const auto status = file.settle(context);
    {
        const Progress writing{context, message("writing")};
        rows.write(change, context.today(), [&] { context.check_interrupt(); });
    }
    auto object = report.json();
    object["verdict"] = verdict_json(file.reader().verdict(), catalogue);
    context.out.report(lines, object);
    return status;
}

/// Names from before, for associations that are in the register.
base::ExitStatus register_former_names(Context& context, store::Store& store, store::ChangeSet& change,
                                       const RegisterAssociationOptions& options) {
    ImportOptions names;
    names.from = options.former_names;
    names.mapping = options.mapping;
    names.map = options.map;
    names.rejects = options.rejects;
    names.problems = options.problems;
    names.delimiter = options.delimiter;
    names.accept_valid = options.accept_valid;
    ImportFile file{context, names, associations::former_name_fields()};
    associations::FormerNamesImport rows{store, file.reader()};
    rows.read([&] { context.check_interrupt(); });
    const auto status = file.settle(context);
    const auto done = rows.write(change, context.today());
    context.out.report(
        {message("rows: {0} read, {1} accepted, {2} rejected", done.read, done.accepted, done.rejected),
         message("former names: {0} new, {1} known already", done.added, done.same)},
        {{"rows_read", done.read},
         {"rows_accepted", done.accepted},
         {"rows_rejected", done.rejected},
         {"former_names_new", done.added},
         {"former_names_same", done.same}});
    return status;
}

base::ExitStatus run(Context& context, const RegisterAssociationOptions& options) {
    if (options.from && options.former_names)
        throw base::Error{base::ExitStatus::usage, "usage.either",
                          message("--from and --former-names: give one of them")};
    const auto alone = options.former_names ? options.first_given()
                       : options.from       ? options.first_given(fields_of_all())
                                            : std::string{};
    if (!alone.empty())
        throw base::Error{
            base::ExitStatus::usage, "usage.either",
            message("{0} is about one association; it cannot stand beside a file of many", alone)};
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        if (options.former_names) {
            status = register_former_names(context, store, change, options);
            return;
        }
        if (!options.from) {
            register_one(context, store, change, options);
            return;
        }
        status = register_file(context, store, change, options);
    });
    return status;
}

} // namespace

Command register_association_command() {
    using O = RegisterAssociationOptions;
    return command<O>(
        "register-association", Group::registration, Effect::writes,
        _m("enter associations into the register or bring them up to date, one or many"),
        with_import_options<O>(with_association_options<O>({
            option("--former-names", "FILE", &O::former_names,
                   _m("read names from before, one a row, of associations that are registered")),
            option("--id", "NUMBER", &O::id, _m("its number in this store, to change what identifies it")),
        })),
        run);
}

} // namespace ehrenamt::cli
