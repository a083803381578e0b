// SPDX-License-Identifier: EUPL-1.2
#include "cli/funding_rules.hpp"

#include "ehrenamt/formats/input_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::message;

funding::RuleSet accepted(const Context& context, funding::RuleReading reading) {
    if (!reading.rules)
        throw base::Rejected{std::move(reading.problems)};
    for (const auto& notice : reading.notices)
        context.out.detail(notice.message);
    return *std::move(reading.rules);
}

/// A contact point's own file names the set that it stands on.
bool stands_alone(const std::string& text) {
    const auto alone = funding::read_rules(text, "");
    return std::none_of(alone.problems.begin(), alone.problems.end(),
                        [](const base::Problem& problem) { return problem.rule == "rules.extends"; });
}

} // namespace

RuleFiles read_rule_files(const Context& context, const std::optional<std::filesystem::path>& named) {
    const auto named_text = named ? formats::read_input(named->string()) : std::string{};
    if (named && stands_alone(named_text))
        return {accepted(context, funding::read_rules(named_text, named->string())), named_text,
                std::nullopt};
    const auto shipped = context.data_folder() / "funding" / "he-qualifizierung.toml";
    auto state_text = formats::read_input(shipped.string());
    auto state = accepted(context, funding::read_rules(state_text, shipped.filename().string()));
    if (!named)
        return {std::move(state), std::move(state_text), std::nullopt};
    auto own = accepted(context, funding::read_rules(named_text, named->string(), &state));
    return {std::move(own), std::move(state_text), named_text};
}

base::Message deadline_title(const funding::Deadline& deadline) {
    const auto year = fmt::to_string(deadline.funding_year);
    if (deadline.applies_to == "registration")
        return message("registration of participation in {0}", year);
    if (deadline.applies_to == "application_h1")
        return message("application for the first half of {0}", year);
    if (deadline.applies_to == "application_h2")
        return message("application for the second half of {0}", year);
    if (deadline.applies_to == "proof")
        return message("proof of use for {0}", year);
    return message("{0} for {1}", deadline.applies_to, year);
}

} // namespace ehrenamt::cli
