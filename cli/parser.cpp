// SPDX-License-Identifier: EUPL-1.2
#include "cli/parser.hpp"

#include "ehrenamt/base/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

namespace ehrenamt::cli {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

/// The texts given for one option, to be read by our own parsers once the whole line is understood: CLI11's
/// own would take 010 for 8.
struct Given {
    const OptionInfo* info;
    void* target;
    CLI::Option* option;
};

std::string long_name(const OptionInfo& info) {
    return std::string{base::split(info.name, ',')[0]};
}

void add(CLI::App& app, const OptionInfo& info, void* target, std::vector<Given>& given) {
    CLI::Option* option = nullptr;
    if (info.flag()) {
        option = app.add_flag(std::string{info.name})->disable_flag_override();
    } else {
        option = app.add_option(std::string{info.name}, [](const CLI::results_t&) { return true; });
        option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        option->allow_extra_args(info.repeated && info.positional());
        if (info.repeated && info.positional())
            option->expected(1, CLI::detail::expected_max_vector_size);
    }
    given.push_back({&info, target, option});
}

/// Every option that `command` has, or any command where none was named.
std::vector<const OptionInfo*> known_options(const Command* command, const std::vector<Command>& commands) {
    std::vector<const OptionInfo*> known;
    const auto add_all = [&](const std::vector<OptionInfo>& list) {
        for (const auto& info : list)
            if (!info.positional())
                known.push_back(&info);
    };
    add_all(global_options());
    for (const auto& one : commands)
        if (command == nullptr || command == &one) {
            add_all(common_options(one.effect));
            add_all(one.options);
        }
    return known;
}

bool has_name(const OptionInfo& info, std::string_view word) {
    const auto names = base::split(info.name, ',');
    return std::find(names.begin(), names.end(), word) != names.end();
}

base::Problem value_problem(const OptionInfo& info) {
    const auto name = long_name(info);
    return {"usage.value", message("needs a value: {0} {1}", name, info.value), {"", 0, 0, name}};
}

[[noreturn]] void surplus_word(const std::string& word, const Command* command,
                               const std::vector<Command>& commands) {
    if (command == nullptr && !word.starts_with('-'))
        throw unknown_command(word, commands);
    const std::string name{command == nullptr ? "" : " " + std::string{command->name}};
    const auto option = word.substr(0, word.find('='));
    std::vector<std::string_view> known;
    for (const auto* info : known_options(command, commands)) {
        if (has_name(*info, option))
            throw Error{ExitStatus::usage, "usage.order",
                        message("'{0}' belongs behind the command: ehrenamt {1} {0}", option,
                                command == nullptr ? "COMMAND" : command->name)};
        known.push_back(base::split(info->name, ',')[0]);
    }
    const auto meant = word.starts_with("--") ? base::nearest(option, known) : std::string_view{};
    if (!meant.empty())
        throw Error{
            ExitStatus::usage, "usage.option",
            message("there is no option '{0}' here; did you mean '{1}'?", base::printable(word), meant)};
    if (word.starts_with('-'))
        throw Error{
            ExitStatus::usage, "usage.option",
            message("there is no option '{0}' here; see: ehrenamt help{1}", base::printable(word), name)};
    throw Error{ExitStatus::usage, "usage.word",
                message("'{0}' is not understood here; see: ehrenamt help{1}", base::printable(word), name)};
}

/// What CLI11 says of a line that it cannot take apart, in our words.
[[noreturn]] void malformed(const CLI::ParseError& error, const CLI::App& app, const Command* command,
                            const std::vector<Command>& commands) {
    const auto extras = app.remaining(true);
    if (!extras.empty())
        surplus_word(extras.front(), command, commands);
    const std::string text = error.what();
    const std::string name{command == nullptr ? "" : command->name};
    for (const auto* info : known_options(command, commands)) {
        if (text.starts_with(long_name(*info) + ':'))
            throw UsageProblems{{value_problem(*info)}, name};
        if (text.starts_with(long_name(*info).substr(2) + " was given a disallowed flag override"))
            throw UsageProblems{{{"usage.flag", message("takes no value"), {"", 0, 0, long_name(*info)}}},
                                name};
    }
    throw Error{ExitStatus::usage, "usage.syntax",
                message("the options are not understood: {0}", base::printable(text))};
}

/// An option in the place of another's value: CLI11 would take its name for the value.
void require_values(int argc, const char* const* argv, const std::vector<Command>& commands) {
    // The same name may be a flag of one command and take a value in another.
    const auto* const command = [&]() -> const Command* {
        for (int i = 1; i < argc; ++i)
            for (const auto& one : commands)
                if (one.name == argv[i])
                    return &one;
        return nullptr;
    }();
    const auto known = known_options(command, commands);
    const auto named = [&](std::string_view word) {
        const auto found = std::find_if(known.begin(), known.end(),
                                        [&](const OptionInfo* info) { return has_name(*info, word); });
        return found == known.end() ? nullptr : *found;
    };
    for (int i = 1; i + 1 < argc; ++i)
        if (const auto* const info = named(argv[i]);
            info != nullptr && !info->flag() && named(argv[i + 1]) != nullptr)
            throw UsageProblems{{value_problem(*info)}, ""};
}

/// A problem of the text given for an option that its reader would not see.
std::optional<base::Problem> check_text(const OptionInfo& info, const std::string& text) {
    if ((info.required || info.repeated) && base::trimmed(text).empty())
        return base::Problem{"usage.empty", message("must not be empty")};
    if (!info.choices.empty() &&
        std::find(info.choices.begin(), info.choices.end(), text) == info.choices.end())
        return base::Problem{"usage.choice", message("'{0}' is not one of: {1}", base::printable(text),
                                                     fmt::to_string(fmt::join(info.choices, ", ")))};
    const auto number = base::parse_integer(text);
    if (info.bounds && number && (*number < info.bounds->least || *number > info.bounds->most))
        return base::Problem{"number.between", message("{0} is not between {1} and {2}", *number,
                                                       info.bounds->least, info.bounds->most)};
    return std::nullopt;
}

void assign(const Given& one, std::vector<base::Problem>& problems) {
    const auto& info = *one.info;
    const auto add = [&](base::Problem problem) {
        problem.place.field = long_name(info);
        problems.push_back(std::move(problem));
    };
    const auto count = one.option->count();
    if (count == 0) {
        if (info.required)
            add({"usage.required", message("is needed")});
    } else if (info.flag()) {
        info.assign(one.target, "");
    } else if (count > 1 && !info.repeated) {
        add({"usage.twice", message("was given twice")});
    } else {
        for (const auto& text : one.option->results()) {
            auto problem = check_text(info, text);
            if (!problem)
                problem = info.assign(one.target, text);
            if (problem)
                add(*std::move(problem));
        }
    }
}

void read_all(const std::vector<Given>& given, const Command* command) {
    std::vector<base::Problem> problems;
    for (const auto& one : given)
        assign(one, problems);
    if (!problems.empty())
        throw UsageProblems{std::move(problems), command == nullptr ? "" : std::string{command->name}};
}

} // namespace

Error unknown_command(std::string_view word, const std::vector<Command>& commands) {
    std::vector<std::string_view> names{"help", "completion"};
    for (const auto& command : commands)
        names.push_back(command.name);
    const auto meant = base::nearest(word, names);
    return {ExitStatus::usage, "usage.command",
            meant.empty()
                ? message("there is no command '{0}'; see: ehrenamt help", base::printable(word))
                : message("there is no command '{0}'; did you mean '{1}'?", base::printable(word), meant)};
}

UsageProblems::UsageProblems(std::vector<base::Problem> problems, const std::string& command)
    : Error{ExitStatus::usage, "usage.options",
            base::message("see: ehrenamt help{0}", command.empty() ? command : " " + command)},
      m_problems{std::move(problems)} {}

Invocation parse(int argc, const char* const* argv, const std::vector<Command>& commands) {
    Invocation invocation;
    CLI::App app;
    app.set_help_flag();
    app.require_subcommand(0, 1);
    app.fallthrough();
    std::vector<Given> given;
    for (const auto& info : global_options())
        add(app, info, &invocation.globals, given);
    const auto globals = given;

    std::map<std::string, const Command*> by_name;
    std::map<const Command*, std::vector<Given>> of_command;
    std::map<const Command*, std::shared_ptr<void>> structs;
    for (const auto& command : commands) {
        auto* const sub = app.add_subcommand(std::string{command.name});
        sub->set_help_flag();
        sub->fallthrough();
        by_name[sub->get_name()] = &command;
        structs[&command] = command.make_options();
        auto& list = of_command[&command];
        for (const auto& info : common_options(command.effect))
            add(*sub, info, &invocation.common, list);
        for (const auto& info : command.options)
            add(*sub, info, structs[&command].get(), list);
    }

    require_values(argc, argv, commands);
    const auto chosen = [&]() -> const Command* {
        const auto subs = app.get_subcommands();
        return subs.empty() ? nullptr : by_name.at(subs.front()->get_name());
    };
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        malformed(error, app, chosen(), commands);
    }
    invocation.command = chosen();
    std::vector<Given> relevant = globals;
    if (invocation.command != nullptr) {
        const auto& own = of_command.at(invocation.command);
        relevant.insert(relevant.end(), own.begin(), own.end());
        invocation.options = structs.at(invocation.command);
    }
    for (const auto& one : globals) // these must work without what the command needs
        if (one.option->count() > 0 && (has_name(*one.info, "--help") || has_name(*one.info, "--usage") ||
                                        has_name(*one.info, "--version")))
            relevant = globals;
    read_all(relevant, invocation.command);
    return invocation;
}

} // namespace ehrenamt::cli
