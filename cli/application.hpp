// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/context.hpp"
#include "cli/funding_rules.hpp"
#include "cli/table.hpp"
#include "ehrenamt/funding/application_checks.hpp"
#include "ehrenamt/funding/applications.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::cli {

/// What check-funding and apply-funding have in common.
struct ApplicationOptions {
    std::optional<domain::HalfYear> half_year;
    std::optional<std::filesystem::path> rules;
    std::optional<domain::Cents> development;
};

/// Their descriptions, to stand before the command's own; its options struct derives from ApplicationOptions.
template <class Options>
std::vector<OptionInfo> with_application_options(const std::vector<OptionInfo>& own) {
    using base::_m;
    using O = ApplicationOptions;
    std::vector<OptionInfo> options{
        option("--half-year", "2027-H1", &O::half_year,
               _m("half-year of the adopted programme; else the newest one")),
        option("--rules", "FILE", &O::rules,
               _m("the contact point's own funding rules, or another rule set")),
        option("--development", "EUR", &O::development,
               _m("cost of drawing up the programme; else what the programme was planned with"))};
    for (auto& info : options)
        info.assign = [assign = std::move(info.assign)](void* values, std::string_view text) {
            return assign(static_cast<ApplicationOptions*>(static_cast<Options*>(values)), text);
        };
    options.insert(options.end(), own.begin(), own.end());
    return options;
}

/// An application as it stands today, and what is to be said of it.
struct PreparedApplication {
    funding::AdoptedProgramme programme;
    RuleFiles rules;
    funding::ApplicationDocument document;
    std::vector<funding::PlacedFinding> findings;
};

/// \param statement  German paragraphs of the clerk
PreparedApplication prepare_application(const Context& context, const store::Store& store,
                                        const ApplicationOptions& options,
                                        funding::AdoptedProgramme programme,
                                        std::vector<std::string> statement = {});

/// `Nr. 3 „Vereinsrecht“` or `the application`.
std::string subject_of(const PreparedApplication& prepared, std::size_t measure, const Catalogue& catalogue);

/// A finding as a table row; for programs and spreadsheets.
Table finding_table(const PreparedApplication& prepared, const Catalogue& catalogue);
/// The same for a person: what, by which rule, what to do.
std::string finding_text(const PreparedApplication& prepared, const Catalogue& catalogue);
nlohmann::ordered_json finding_json(const PreparedApplication& prepared, const Catalogue& catalogue);

/// How many errors, warnings and hints, and what is asked for.
base::Message application_summary(const PreparedApplication& prepared);

} // namespace ehrenamt::cli
