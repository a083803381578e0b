// SPDX-License-Identifier: EUPL-1.2
#include "cli/parser.hpp"

#include "ehrenamt/base/text.hpp"

#include <CLI/CLI.hpp>

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
        option = app.add_flag(std::string{info.name});
    } else {
        option = app.add_option(std::string{info.name}, [](const CLI::results_t&) { return true; });
        option->expected(info.repeated ? CLI::detail::expected_max_vector_size : 1);
        if (info.repeated)
            option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        option->allow_extra_args(info.repeated && info.positional());
        if (info.repeated && info.positional())
            option->expected(1, CLI::detail::expected_max_vector_size);
    }
    given.push_back({&info, target, option});
}

[[noreturn]] void unknown_command(const std::string& word, const std::vector<Command>& commands) {
    std::vector<std::string_view> names{"help", "completion"};
    for (const auto& command : commands)
        names.push_back(command.name);
    const auto meant = base::nearest(word, names);
    if (!meant.empty())
        throw Error{ExitStatus::usage, "usage.command",
                    message("there is no command '{0}'; did you mean '{1}'?", base::printable(word), meant)};
    throw Error{ExitStatus::usage, "usage.command",
                message("there is no command '{0}'; see: ehrenamt help", base::printable(word))};
}

[[noreturn]] void surplus_word(const std::string& word, const Command* command,
                               const std::vector<Command>& commands) {
    if (command == nullptr && !word.starts_with('-'))
        unknown_command(word, commands);
    const std::string name{command == nullptr ? "" : " " + std::string{command->name}};
    std::vector<std::string_view> known;
    for (const auto* list : {&global_options(), command ? &common_options(command->effect) : nullptr,
                             command ? &command->options : nullptr})
        if (list != nullptr)
            for (const auto& info : *list)
                for (const auto part : base::split(info.name, ','))
                    known.push_back(part);
    const auto meant =
        word.starts_with('-') ? base::nearest(word.substr(0, word.find('=')), known) : std::string_view{};
    if (!meant.empty())
        throw Error{
            ExitStatus::usage, "usage.option",
            message("there is no option '{0}' here; did you mean '{1}'?", base::printable(word), meant)};
    throw Error{ExitStatus::usage, "usage.word",
                message("'{0}' is not understood here; see: ehrenamt help{1}", base::printable(word), name)};
}

/// What CLI11 says of a line that it cannot take apart, in our words.
[[noreturn]] void malformed(const CLI::ParseError& error, const CLI::App& app, const Command* command,
                            const std::vector<Command>& commands) {
    const auto extras = app.remaining(true);
    if (!extras.empty())
        surplus_word(extras.front(), command, commands);
    std::string text = error.what();
    throw Error{ExitStatus::usage, "usage.syntax",
                message("the options are not understood: {0}", base::printable(text))};
}

void check_choice(const OptionInfo& info, const std::string& text, std::vector<base::Problem>& problems) {
    if (info.choices.empty() ||
        std::find(info.choices.begin(), info.choices.end(), text) != info.choices.end())
        return;
    std::vector<std::string> allowed{info.choices.begin(), info.choices.end()};
    problems.push_back({"usage.choice", message("'{0}' is not one of: {1}", base::printable(text),
                                                base::joined(allowed, ", "))});
    problems.back().place.field = long_name(info);
}

void assign(const Given& one, std::vector<base::Problem>& problems) {
    const auto& info = *one.info;
    if (info.required && one.option->count() == 0) {
        problems.push_back({"usage.required", message("is needed")});
        problems.back().place.field = long_name(info);
    }
    if (one.option->count() > 0 && info.flag()) {
        info.assign(one.target, "");
        return;
    }
    if (one.option->count() > 1 && !info.repeated) {
        problems.push_back({"usage.twice", message("was given twice")});
        problems.back().place.field = long_name(info);
        return;
    }
    for (const auto& text : one.option->results()) {
        const auto before = problems.size();
        check_choice(info, text, problems);
        if (problems.size() != before)
            continue;
        if (auto problem = info.assign(one.target, text)) {
            problem->place.field = long_name(info);
            problems.push_back(*std::move(problem));
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

UsageProblems::UsageProblems(std::vector<base::Problem> problems, std::string command)
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
    for (const auto& one : globals) // help must work without what else is needed
        if (one.info->name == "--help,-h" && one.option->count() > 0)
            relevant = globals;
    read_all(relevant, invocation.command);
    return invocation;
}

} // namespace ehrenamt::cli
