// SPDX-License-Identifier: EUPL-1.2
#include "cli/usage.hpp"

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

} // namespace ehrenamt::cli
