// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/comparison.hpp"
#include "cli/context.hpp"
#include "cli/funding_rules.hpp"
#include "cli/programme_choice.hpp"
#include "ehrenamt/programme/order_of_receipt.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct CompareProgrammesOptions : ProgrammeChoice {
    std::string other;
    std::optional<domain::Cents> budget;
    std::optional<domain::Cents> rate;
    std::optional<std::int64_t> minimum;
    std::optional<std::filesystem::path> other_rules;
    std::string policy;

    [[nodiscard]] bool supposes() const {
        return budget || rate || minimum || other_rules || !policy.empty();
    }
};

base::Message stored_title(const store::Store& store, const programme::Proposal& proposal) {
    return message("programme {0} for {1}, proposed on {2}", store.origin().shown(proposal.id.value),
                   proposal.half_year, proposal.proposed_on);
}

programme::SolverOptions stoppable(const Context& context) {
    programme::SolverOptions options;
    options.interrupted = context.open_options().interrupted;
    return options;
}

ComparedProgramme stored(const Context& context, const store::Store& store, ChosenProgramme chosen) {
    ComparedProgramme side{
        stored_title(store, chosen.proposal), std::move(chosen.input), std::move(chosen.programme), {}};
    side.reasons = programme::explain(side.input.data.instance, side.programme, stoppable(context));
    return side;
}

base::Message supposed_title(const CompareProgrammesOptions& options, const Catalogue& catalogue) {
    std::vector<std::string> parts;
    const auto add = [&](const base::Message& part) { parts.push_back(catalogue.text(part)); };
    if (options.budget)
        add(message("budget {0}", *options.budget));
    if (options.rate)
        add(message("at most {0} for a unit of instruction", *options.rate));
    if (options.minimum)
        add(message("at least {0} {0|participant|participants}", *options.minimum));
    if (options.other_rules)
        add(message("the rules of {0}", options.other_rules->string()));
    if (options.policy == "first-come")
        add(message("order of receipt"));
    else if (options.policy == "pro-rata")
        add(message("everything that can be held, each grant cut alike"));
    else
        add(message("the best programme"));
    return message("the same data with: {0}", base::joined(parts, ", "));
}

// The proposal's needs, courses, budget and locks with what the options put in their place.
ComparedProgramme supposed(const Context& context, const store::Store& store,
                           const programme::Proposal& proposal, const CompareProgrammesOptions& options) {
    auto rules =
        read_rule_files(context, store, options.other_rules ? options.other_rules : options.rules).rules;
    if (options.rate)
        rules = rules.supposing(funding::keys::k_rate_regular, options.rate->value);
    if (options.minimum)
        rules = rules.supposing(funding::keys::k_participants_min, *options.minimum);
    ComparedProgramme side{supposed_title(options, context.out.catalogue()),
                           programme_input(store, proposal.half_year, rules),
                           {},
                           {}};
    auto& instance = side.input.data.instance;
    instance.budget = options.budget.value_or(proposal.budget);
    instance.fixed_cost = proposal.development;
    instance.locks = proposal.locks;
    if (options.policy == "first-come") {
        side.supposed_policy = programme::Policy::first_come;
        side.programme = programme::in_order_of_receipt(instance);
        return side;
    }
    if (options.policy == "pro-rata") {
        side.supposed_policy = programme::Policy::pro_rata;
        auto shared = programme::pro_rata(instance);
        instance = std::move(shared.instance);
        side.programme = std::move(shared.programme);
        return side;
    }
    side.programme = programme::optimise(instance, stoppable(context));
    side.reasons = programme::explain(instance, side.programme, stoppable(context));
    return side;
}

void require_sense(const CompareProgrammesOptions& options) {
    if (options.other.empty() != options.supposes())
        throw base::Error{base::ExitStatus::usage, "usage.comparison",
                          message("name two programmes, or one and what is to be supposed: --budget, --rate, "
                                  "--minimum, --other-rules or --policy")};
    std::vector<base::Problem> problems;
    constexpr std::int64_t k_most_cents = 1'000'000'000;
    for (const auto& [amount, name] : {std::pair{options.budget, "--budget"}, {options.rate, "--rate"}})
        if (amount && (amount->value < 0 || amount->value > k_most_cents))
            problems.push_back({"number.range", message("is out of range"), {"", 0, 0, name}});
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
}

base::ExitStatus run(Context& context, const CompareProgrammesOptions& options) {
    require_sense(options);
    const auto store = context.open_to_read();
    auto chosen = chosen_programme(context, store, options);
    const auto proposal = chosen.proposal;
    const auto before = stored(context, store, std::move(chosen));
    context.check_interrupt();
    ProgrammeChoice other{options.other, {}, options.rules};
    const auto after = options.supposes() ? supposed(context, store, proposal, options)
                                          : stored(context, store, chosen_programme(context, store, other));
    context.check_interrupt();
    const Compared compared{before, after,
                            programme::compare(before.input.data.instance, before.programme,
                                               after.input.data.instance, after.programme)};
    const auto rows = comparison_rows(compared);
    context.out.document(context.out.for_a_person() ? comparison_text(compared, context.out) : "",
                         comparison_json(compared, context.out.catalogue()), &rows);
    return base::ExitStatus::done;
}

} // namespace

Command compare_programmes_command() {
    using O = CompareProgrammesOptions;
    auto options = with_programme_choice<O>({
        option("--budget", "EUR", &O::budget, _m("what if this were the budget")),
        option("--rate", "EUR", &O::rate, _m("what if this were the most for a unit of instruction")),
        within(1, 10'000,
               option("--minimum", "N", &O::minimum, _m("what if this were the fewest participants"))),
        option("--other-rules", "FILE", &O::other_rules,
               _m("what if these were the contact point's own rules")),
        one_of({"optimal", "first-come", "pro-rata"},
               option("--policy", "POLICY", &O::policy, _m("what if courses were granted in this way"))),
    });
    options.push_back(option("OTHER", "ID", &O::other, _m("number of the programme to compare with")));
    return command<O>("compare-programmes", Group::programme, Effect::reads,
                      _m("say what changes between two programmes, or with other limits, and why"), options,
                      run);
}

} // namespace ehrenamt::cli
