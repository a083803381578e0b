// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"
#include "cli/programme_input.hpp"
#include "ehrenamt/programme/order_of_receipt.hpp"
#include "ehrenamt/programme/proposals.hpp"

namespace ehrenamt::cli {

/// Which proposal, and by which rules; the options struct of a command about one derives from this.
struct ProgrammeChoice {
    std::string id;
    std::optional<domain::HalfYear> half_year;
    std::optional<std::filesystem::path> rules;
};

template <class Options>
std::vector<OptionInfo> with_programme_choice(std::vector<OptionInfo> own) {
    using base::_m;
    using C = ProgrammeChoice;
    for (auto info : {
             option("ID", "ID", &C::id, _m("number of the programme; else the newest")),
             option("--half-year", "2027-H1", &C::half_year, _m("the newest programme of this half-year")),
             option("--rules", "FILE", &C::rules, _m("a contact point's own funding rules")),
         }) {
        info.assign = [assign = std::move(info.assign)](void* options, std::string_view text) {
            return assign(static_cast<ProgrammeChoice*>(static_cast<Options*>(options)), text);
        };
        own.push_back(std::move(info));
    }
    return own;
}

struct ChosenProgramme {
    programme::Proposal proposal;
    ProgrammeInput input;
    programme::Programme programme;
    programme::Programme in_order_of_receipt; ///< of the same data
    programme::ProRata pro_rata;              ///< of the same data
};

/// The proposal that is named, else the newest. \throws base::Error if there is none
programme::Proposal proposal_chosen(const store::Store& store, const ProgrammeChoice& choice);

/// The proposal with everything that it was made from, as it stands in the store now.
/// \throws base::Error if there is none, or if the rules, needs or courses are no longer those it was made
/// from
ChosenProgramme chosen_programme(const Context& context, const store::Store& store,
                                 const ProgrammeChoice& choice);

} // namespace ehrenamt::cli
