// SPDX-License-Identifier: EUPL-1.2
#include "cli/funding_rules.hpp"

#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/funding/stored.hpp"

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

/// A text and the name it has in messages.
struct Source {
    std::string text;
    std::string name;
};

RuleFiles combined(const Context& context, Source state, const std::optional<Source>& own) {
    if (own && stands_alone(own->text))
        return {accepted(context, funding::read_rules(own->text, own->name)), own->text, std::nullopt};
    auto rules = accepted(context, funding::read_rules(state.text, state.name));
    if (!own)
        return {std::move(rules), std::move(state.text), std::nullopt};
    auto both = accepted(context, funding::read_rules(own->text, own->name, &rules));
    return {std::move(both), std::move(state.text), own->text};
}

std::optional<Source> read_source(const std::optional<std::filesystem::path>& path) {
    if (!path)
        return std::nullopt;
    return Source{formats::read_input(path->string()), path->string()};
}

} // namespace

RuleFiles shipped_rules(const Context& context, const std::optional<std::filesystem::path>& own) {
    const auto path = context.data_folder() / "funding" / "he-qualifizierung.toml";
    return combined(context, {formats::read_input(path.string()), path.filename().string()},
                    read_source(own));
}

RuleFiles read_rule_files(const Context& context, const store::Store& store,
                          const std::optional<std::filesystem::path>& named) {
    const auto state = funding::stored_rule_text(store, funding::RuleFile::state);
    if (!state)
        throw base::Error{
            base::ExitStatus::failed, "store.damaged",
            message("the store lacks its property '{0}'; restore it from a backup", "rule_file")};
    auto own = read_source(named);
    if (!own)
        if (auto text = funding::stored_rule_text(store, funding::RuleFile::own))
            own = Source{*std::move(text), "rule_file"};
    return combined(context, {*state, "rule_file"}, own);
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
    if (deadline.applies_to == "decision_proof")
        return message("proof of use by decision {0}", deadline.subject);
    if (deadline.applies_to == "drawdown_use")
        return message("last day to use the money of drawdown {0}", deadline.subject);
    return message("{0} for {1}", deadline.applies_to, year);
}

} // namespace ehrenamt::cli
