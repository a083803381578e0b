// SPDX-License-Identifier: EUPL-1.2
#include "cli/usage.hpp"

#include "cli/globals.hpp"
#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::MessageId;

struct GroupName {
    Group group;
    std::string_view key;
    MessageId heading;
};

constexpr std::array<GroupName, 8> k_groups = {{
    {Group::store, "store", _m("Store")},
    {Group::registration, "register", _m("Register: associations and the network")},
    {Group::needs, "needs", _m("Needs: ask and see")},
    {Group::programme, "programme", _m("Programme: propose, explain, adopt")},
    {Group::measures, "measures", _m("Measures")},
    {Group::funding, "funding", _m("Funding: check and apply")},
    {Group::reporting, "reporting", _m("Reporting")},
    {Group::any, "any", _m("Any kind of record")},
}};

constexpr std::size_t k_width = 80;

std::string spelled(const OptionInfo& info) {
    std::string names;
    for (const auto part : base::split(info.name, ','))
        names += (names.empty() ? "" : ", ") + std::string{part};
    return info.value.empty() || info.positional() ? names : names + ' ' + std::string{info.value};
}

/// Breaks a text at spaces into lines of at most `width` cells, all but the first indented.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
    std::string out;
    std::size_t used = indent;
    for (const auto word : base::split(text, ' ')) {
        const auto size = base::display_width(word);
        if (used > indent && used + 1 + size > width) {
            out += '\n' + std::string(indent, ' ');
            used = indent;
        }
        if (used > indent) {
            out += ' ';
            ++used;
        }
        out += word;
        used += size;
    }
    return out;
}

std::string option_help(const OptionInfo& info, const Catalogue& catalogue) {
    std::string text{catalogue.text(info.help)};
    if (!info.choices.empty())
        text += fmt::format(" ({})", fmt::join(info.choices, ", "));
    if (info.bounds)
        text += fmt::format(" ({}–{})", info.bounds->least, info.bounds->most);
    if (info.required)
        text += fmt::format(" [{}]", catalogue.text(_m("needed")));
    if (info.repeated)
        text += fmt::format(" [{}]", catalogue.text(_m("several times")));
    return text;
}

std::string option_lines(std::span<const OptionInfo> options, const Catalogue& catalogue) {
    constexpr std::size_t k_indent = 26;
    std::string out;
    for (const auto& info : options) {
        const auto name = "  " + spelled(info);
        const bool fits = name.size() + 2 <= k_indent;
        out += name + (fits ? std::string(k_indent - name.size(), ' ') : '\n' + std::string(k_indent, ' '));
        out += wrapped(option_help(info, catalogue), k_indent, k_width) + '\n';
    }
    return out;
}

std::string synopsis(const Command& command) {
    std::string line = "ehrenamt " + std::string{command.name};
    for (const auto& info : command.options) {
        const auto text = info.positional() ? std::string{info.name} : spelled(info);
        const auto dots = info.repeated ? "..." : "";
        line += info.required ? fmt::format(" {}{}", text, dots) : fmt::format(" [{}]{}", text, dots);
    }
    return line;
}

nlohmann::ordered_json options_json(std::span<const OptionInfo> options, const Catalogue& catalogue) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& info : options) {
        list.push_back({{"names", base::split(info.name, ',')},
                        {"value", info.value},
                        {"help", catalogue.text(info.help)},
                        {"required", info.required},
                        {"repeated", info.repeated},
                        {"positional", info.positional()},
                        {"choices", info.choices}});
        if (info.bounds)
            list.back()["bounds"] = {info.bounds->least, info.bounds->most};
    }
    return list;
}

std::string_view effect_key(Effect effect) {
    return effect == Effect::reads ? "reads" : effect == Effect::writes ? "writes" : "none";
}

/// Names bold, what is to be filled in italic, as manual pages have it.
std::string man_spelled(const OptionInfo& info) {
    if (info.positional())
        return fmt::format("*{}*", info.name);
    std::string names;
    for (const auto part : base::split(info.name, ','))
        names += fmt::format("{}**{}**", names.empty() ? "" : ", ", part);
    return info.flag() ? names : fmt::format("{} *{}*", names, info.value);
}

std::string man_synopsis(const Command& command) {
    auto line = fmt::format("**ehrenamt {}**", command.name);
    for (const auto& info : command.options)
        line += fmt::format(fmt::runtime(info.required ? " {}{}" : " [ {}]{}"), man_spelled(info),
                            info.repeated ? "..." : "");
    return line;
}

std::string man_options(std::span<const OptionInfo> options, const Catalogue& catalogue) {
    std::string out;
    for (const auto& info : options)
        out += fmt::format("{}\n:   {}\n\n", man_spelled(info), option_help(info, catalogue));
    return out;
}

} // namespace

std::string overview(const std::vector<Command>& commands, const Catalogue& catalogue) {
    std::string out = fmt::format("{}\n\n  ehrenamt {} [{}]\n",
                                  catalogue.text(_m("Toolkit for the contact points of "
                                                    "volunteer training in Hesse.")),
                                  catalogue.text(_m("COMMAND")), catalogue.text(_m("OPTIONS")));
    for (const auto& [group, key, heading] : k_groups) {
        std::string lines;
        for (const auto& command : commands)
            if (command.group == group)
                lines += fmt::format("  {:<22}{}\n", command.name,
                                     wrapped(catalogue.text(command.summary), 24, k_width));
        if (!lines.empty())
            out += fmt::format("\n{}:\n{}", catalogue.text(heading), lines);
    }
    out += fmt::format("\n{}:\n{}", catalogue.text(_m("Options of every command")),
                       option_lines(global_options(), catalogue));
    return out + fmt::format("\n{}\n{}\n", catalogue.text(_m("More about a command: ehrenamt help COMMAND")),
                             catalogue.text(_m("Completion for your shell: ehrenamt completion SHELL")));
}

std::string command_help(const Command& command, const Catalogue& catalogue) {
    std::string out = wrapped(catalogue.text(command.summary), 0, k_width) + "\n\n  " +
                      wrapped(synopsis(command), 4, k_width) + '\n';
    if (const auto options = all_options(command); !options.empty())
        out += fmt::format("\n{}:\n{}", catalogue.text(_m("Options")), option_lines(options, catalogue));
    return out + fmt::format("\n{}:\n{}\n{}\n", catalogue.text(_m("Options of every command")),
                             option_lines(global_options(), catalogue),
                             catalogue.text(
                                 base::message("Examples and exit status: man ehrenamt-{0}", command.name)));
}

std::string usage_json(const std::vector<Command>& commands, const Catalogue& catalogue) {
    nlohmann::ordered_json out{{"program", "ehrenamt"},
                               {"global_options", options_json(global_options(), catalogue)},
                               {"commands", nlohmann::ordered_json::array()}};
    for (const auto& command : commands) {
        const auto group = std::find_if(k_groups.begin(), k_groups.end(),
                                        [&](const GroupName& g) { return g.group == command.group; });
        out["commands"].push_back({{"name", command.name},
                                   {"group", group->key},
                                   {"effect", effect_key(command.effect)},
                                   {"summary", catalogue.text(command.summary)},
                                   {"options", options_json(all_options(command), catalogue)}});
    }
    return out.dump(2) + '\n';
}

std::string man_sections(const Command& command, const Catalogue& catalogue) {
    return fmt::format("# NAME\n\nehrenamt-{} - {}\n\n# SYNOPSIS\n\n{}\n\n# OPTIONS\n\n{}{}\n", command.name,
                       catalogue.text(command.summary), man_synopsis(command),
                       man_options(all_options(command), catalogue),
                       catalogue.text(_m("The options of every command stand in **ehrenamt**(1).")));
}

std::string man_sections(const std::vector<Command>& commands, const Catalogue& catalogue) {
    auto out =
        fmt::format("# NAME\n\nehrenamt - {}\n\n# SYNOPSIS\n\n**ehrenamt** *COMMAND* *OPTION*...\n\n",
                    catalogue.text(_m("toolkit for the contact points of volunteer training in Hesse")));
    out += "# COMMANDS\n";
    for (const auto& [group, key, heading] : k_groups) {
        std::string list;
        for (const auto& command : commands)
            if (command.group == group)
                list += fmt::format("**{}**\n:   {}\n\n", command.name, catalogue.text(command.summary));
        if (!list.empty())
            out += fmt::format("\n## {}\n\n{}", catalogue.text(heading), list);
    }
    return out + fmt::format("\n# OPTIONS\n\n{}", man_options(global_options(), catalogue));
}

} // namespace ehrenamt::cli
