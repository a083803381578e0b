// SPDX-License-Identifier: EUPL-1.2
#include "cli/programme_choice.hpp"

namespace ehrenamt::cli {

using base::message;

programme::Proposal proposal_chosen(const store::Store& store, const ProgrammeChoice& choice) {
    std::optional<domain::ProgrammeId> id;
    if (!choice.id.empty()) {
        const auto number = store.origin().parse_id(choice.id);
        if (!number)
            throw base::Rejected{{number.problem()}};
        id = domain::ProgrammeId{*number};
    }
    return programme::find_proposal(store, id, choice.half_year);
}

ChosenProgramme chosen_programme(const Context& context, const store::Store& store,
                                 const ProgrammeChoice& choice) {
    auto proposal = proposal_chosen(store, choice);
    auto input = programme_input(context, store, proposal.half_year, choice.rules);
    if (input.rules_hash != proposal.rules_hash)
        throw base::Error{
            base::ExitStatus::failed, "programme.rules_changed",
            message("the programme was proposed by the funding rules '{0}' as they were then; give that "
                    "file with --rules, or propose it anew",
                    proposal.rules_key)};
    auto& instance = input.data.instance;
    instance.budget = proposal.budget;
    instance.fixed_cost = proposal.development;
    instance.locks = proposal.locks;
    auto receipt = programme::in_order_of_receipt(instance);
    auto shared = programme::pro_rata(instance);
    if (proposal.policy == programme::Policy::pro_rata)
        instance = shared.instance;
    auto programme = programme::programme_of(proposal, instance);
    return {std::move(proposal), std::move(input), std::move(programme), std::move(receipt),
            std::move(shared)};
}

} // namespace ehrenamt::cli
