// SPDX-License-Identifier: EUPL-1.2
#include "cli/globals.hpp"
#include "cli/usage.hpp"
#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <utility>

namespace ehrenamt::cli {
namespace {

constexpr std::string_view k_bash = R"sh(# bash completion for ehrenamt
_ehrenamt() {
    local IFS=$'\n'
    local words=("${COMP_WORDS[@]:1:COMP_CWORD}")
    mapfile -t COMPREPLY < <(ehrenamt __complete "${words[@]}" 2>/dev/null | cut -f1)
}
complete -o default -F _ehrenamt ehrenamt
)sh";

constexpr std::string_view k_zsh = R"sh(#compdef ehrenamt
_ehrenamt() {
    local -a offers
    local line
    while IFS=$'\t' read -r word help; do
        offers+=("${word}:${help}")
    done < <(ehrenamt __complete "${words[@]:1:$((CURRENT-1))}" 2>/dev/null)
    if (( ${#offers} )); then _describe 'ehrenamt' offers; else _files; fi
}
_ehrenamt "$@"
)sh";

constexpr std::string_view k_fish = R"sh(# fish completion for ehrenamt
complete -c ehrenamt -a '(ehrenamt __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
)sh";

} // namespace

std::string_view completion_script(std::string_view shell) {
    return shell == "bash" ? k_bash : shell == "zsh" ? k_zsh : shell == "fish" ? k_fish : std::string_view{};
}

std::string complete(const std::vector<std::string_view>& words, const std::vector<Command>& commands,
                     const Catalogue& catalogue) {
    const Command* chosen = nullptr;
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        for (const auto& command : commands)
            if (chosen == nullptr && command.name == words[i])
                chosen = &command;
    const auto start = words.empty() ? std::string_view{} : words.back();
    const auto before = words.size() < 2 ? std::string_view{} : words[words.size() - 2];
    std::string out;
    const auto offer = [&](std::string_view word, std::string_view help) {
        if (word.starts_with(start))
            out += fmt::format("{}{}{}\n", word, help.empty() ? "" : "\t", help);
    };
    std::vector<OptionInfo> options = global_options();
    if (chosen != nullptr)
        for (auto& info : all_options(*chosen))
            options.push_back(std::move(info));
    for (const auto& info : options)
        for (const auto name : base::split(info.name, ','))
            if (name == before && !info.flag()) {
                for (const auto choice : info.choices)
                    offer(choice, "");
                return out; // a file or a text: the shell's own completion goes on
            }
    if (chosen == nullptr && !start.starts_with('-')) {
        for (const auto& command : commands)
            offer(command.name, catalogue.text(command.summary));
        offer("help", catalogue.text(base::_m("print help")));
        offer("completion", catalogue.text(base::_m("Completion for your shell: ehrenamt completion SHELL")));
    }
    if (chosen != nullptr && !start.starts_with('-'))
        for (const auto& info : options)
            for (const auto choice : info.positional() ? info.choices : std::vector<std::string_view>{})
                offer(choice, "");
    if (start.starts_with('-') || chosen != nullptr)
        for (const auto& info : options)
            if (!info.positional())
                offer(base::split(info.name, ',')[0], catalogue.text(info.help));
    return out;
}

} // namespace ehrenamt::cli
