// SPDX-License-Identifier: EUPL-1.2
#include "cli/association_options.hpp"
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "ehrenamt/associations/amend.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace ehrenamt::cli {
namespace {

using associations::Amendment;
using base::_m;
using base::message;
using base::Problem;

struct AmendAssociationOptions : ImportOptions, AssociationOptions {
    std::string id;
    std::vector<std::string> clear;
};

using O = AmendAssociationOptions;

/// What both ways need: the keys of the store and the associations themselves.
struct Tools {
    associations::References references;
    associations::PlaceFinder places;
    associations::Registry registry;
    const store::Origin& origin;
    explicit Tools(store::Store& store)
        : references{store}, places{store}, registry{store}, origin{store.origin()} {}
};

Amendment typed_amendment(Tools& tools, const O& options) {
    std::vector<Problem> problems;
    const auto refuse = [&](std::string_view field, Problem problem) {
        problem.place.field = option_name(field);
        problems.push_back(std::move(problem));
    };
    auto amendment = associations::amend(
        options.id, [&](std::string_view field) { return options.text(field); }, refuse, options.clear,
        tools.references, tools.places, tools.registry, tools.origin);
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    if (!amendment)
        throw base::Rejected{{amendment.problem()}};
    return *std::move(amendment);
}

/// As for a registration, but the number is what a row cannot be without, and the name may stay away.
std::vector<formats::Field> amended_fields() {
    auto fields = associations::association_fields();
    for (auto& field : fields)
        field.required = field.key == "id";
    return fields;
}

/// Every row of the file names its association by number.
std::vector<Amendment> amendments_of(const Context& context, Tools& tools, formats::ImportReader& reader,
                                     const O& options) {
    constexpr std::size_t k_rows_between_pauses = 1000;
    std::vector<Amendment> accepted;
    std::set<std::int64_t> seen;
    while (formats::Row* row = reader.next()) {
        if (accepted.size() % k_rows_between_pauses == 0)
            context.check_interrupt();
        const auto id = row->line_of_text("id");
        if (!row->ok())
            continue;
        auto amendment = associations::amend(
            id, [&](std::string_view field) { return row->line_of_text(field); },
            [&](std::string_view field, const Problem& problem) {
                row->refuse(field, problem.rule, problem.message);
            },
            options.clear, tools.references, tools.places, tools.registry, tools.origin);
        if (!row->ok())
            continue;
        if (!amendment)
            row->refuse("id", amendment.problem().rule, amendment.problem().message);
        else if (!seen.insert(amendment->before.id.value).second)
            row->refuse("id", "amend.twice", message("a row above changes the same association"));
        else
            accepted.push_back(*std::move(amendment));
    }
    return accepted;
}

base::MessageId title_of(std::string_view field) {
    for (const auto& known : associations::association_fields())
        if (known.key == field)
            return known.help;
    return {field};
}

void tell(Context& context, const std::vector<Amendment>& amendments, const store::Origin& origin) {
    std::vector<base::Message> lines;
    auto list = nlohmann::ordered_json::array();
    for (const auto& amendment : amendments) {
        auto changes = nlohmann::ordered_json::array();
        for (const auto& [field, before, after] : amendment.differences()) {
            lines.push_back(message("association {0}: {1}: {2} → {3}",
                                    origin.shown(amendment.before.id.value), title_of(field),
                                    before.empty() ? "–" : before, after.empty() ? "–" : after));
            changes.push_back(
                {{"field", field},
                 {"from", before.empty() ? nlohmann::ordered_json{} : nlohmann::ordered_json(before)},
                 {"to", after.empty() ? nlohmann::ordered_json{} : nlohmann::ordered_json(after)}});
        }
        list.push_back({{"id", store::long_id(amendment.before.id.value)}, {"changes", changes}});
    }
    if (lines.empty())
        lines.push_back(message("nothing is different from what is known; nothing was changed"));
    context.out.report(lines, {{"associations", list}});
}

void require_choice(const O& options) {
    if (options.id.empty() == !options.from)
        throw base::Error{base::ExitStatus::usage, "usage.either",
                          message("name either the number of an association or --from FILE")};
    if (const auto given = options.first_given(); options.from && !given.empty())
        throw base::Error{base::ExitStatus::usage, "usage.either",
                          message("{0} and --from cannot stand together", given)};
}

base::ExitStatus run(Context& context, const O& options) {
    require_choice(options);
    auto status = base::ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        Tools tools{store};
        std::vector<Amendment> amendments;
        if (options.from) {
            ImportFile file{context, options, amended_fields()};
            amendments = amendments_of(context, tools, file.reader(), options);
            status = file.settle(context);
        } else {
            amendments.push_back(typed_amendment(tools, options));
        }
        std::int64_t changed = 0;
        for (const auto& amendment : amendments)
            if (!amendment.differences().empty()) {
                tools.registry.update(amendment.after);
                ++changed;
            }
        change.count("associations_changed", changed);
        tell(context, amendments, store.origin());
    });
    return status;
}

} // namespace

Command amend_association_command() {
    return command<O>("amend-association", Group::registration, Effect::writes,
                      _m("change or clear what is known of an association, one or many"),
                      with_import_options<O>(with_association_options<O>({
                          option("ID", "ID", &O::id, _m("its number")),
                          option("--clear", "FIELD", &O::clear, _m("forget what is known of this field")),
                      })),
                      run);
}

} // namespace ehrenamt::cli
