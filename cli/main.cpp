// SPDX-License-Identifier: EUPL-1.2
#include "cli/catalogue.hpp"
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/parser.hpp"
#include "cli/progress.hpp"
#include "cli/usage.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/store/store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <functional>
#include <new>
#include <string_view>

namespace ehrenamt::cli {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

/// The one list of commands, in the order in which help shows them; one a line.
const std::vector<Command>& commands() {
    // clang-format off
    static const std::vector<Command> k_commands = {
        init_command(),
        status_command(),
        log_command(),
        undo_command(),
        backup_command(),
        restore_command(),
        verify_store_command(),
        load_reference_command(),
        register_association_command(),
        register_contact_point_command(),
        register_offer_command(),
        amend_association_command(),
        find_duplicates_command(),
        merge_associations_command(),
        open_survey_command(),
        write_questionnaire_command(),
        survey_needs_command(),
        close_survey_command(),
        show_demand_command(),
        register_trainer_command(),
        register_venue_command(),
        register_course_command(),
        build_programme_command(),
        explain_programme_command(),
        compare_programmes_command(),
        adopt_programme_command(),
        plan_measure_command(),
        enrol_command(),
        write_attendance_list_command(),
        record_attendance_command(),
        cancel_measure_command(),
        record_feedback_command(),
        show_feedback_command(),
        issue_certificates_command(),
        verify_certificate_command(),
        check_funding_command(),
        apply_funding_command(),
        record_decision_command(),
        draw_down_command(),
        record_receipt_command(),
        show_costs_command(),
        report_statistics_command(),
        list_command(),
        show_command(),
        export_command(),
    };
    // clang-format on
    return k_commands;
}

volatile sig_atomic_t g_interrupted = 0; // NOLINT: the one thing a signal handler may write

void on_signal(int number) {
    g_interrupted = number;
}

/// Ctrl-C ends the work at the next safe point; a closed pipe is an error of write, not a death.
void install_signals() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        ::sigaction(signal, &action, nullptr);
    action.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &action, nullptr);
    ::sigaction(SIGXFSZ, &action, nullptr);
}

/// A standard stream that the caller closed must not become the number of a file we open.
void occupy_standard_streams() {
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(fd, F_GETFD) < 0)
            ::open("/dev/null", O_RDONLY); // read-only, so that writing to it is still an error
}

/// The value of `--lang` or `--format`: they count for the complaint about a bad option too.
std::string_view value_of(std::string_view option, int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view word{argv[i]};
        if (word == option && i + 1 < argc)
            return argv[i + 1];
        if (word.starts_with(option) && word.substr(option.size()).starts_with('='))
            return word.substr(option.size() + 1);
    }
    return {};
}

const Command& named(std::string_view name) {
    const auto found =
        std::find_if(commands().begin(), commands().end(), [&](const Command& c) { return c.name == name; });
    if (found != commands().end())
        return *found;
    throw unknown_command(name, commands());
}

/// The words from the first one on that is neither a global option nor its value.
std::vector<std::string_view> command_words(int argc, const char* const* argv) {
    const auto takes_value = [](std::string_view word) {
        const auto& options = global_options();
        return std::any_of(options.begin(), options.end(), [&](const OptionInfo& info) {
            const auto names = base::split(info.name, ',');
            return !info.flag() && std::find(names.begin(), names.end(), word) != names.end();
        });
    };
    int at = 1;
    while (at < argc && argv[at][0] == '-')
        at += takes_value(argv[at]) ? 2 : 1;
    return at < argc ? std::vector<std::string_view>{argv + at, argv + argc}
                     : std::vector<std::string_view>{};
}

/// `help`, `completion` and `__complete` are about the commands themselves and need no description.
bool about_commands(int argc, const char* const* argv, Output& out) {
    const auto words = command_words(argc, argv);
    const auto word = [&](std::size_t i) { return i < words.size() ? words[i] : std::string_view{}; };
    if (word(0) == "help") {
        const bool one =
            !word(1).empty() && !word(1).starts_with('-') && word(1) != "help" && word(1) != "completion";
        out.raw(one ? command_help(named(word(1)), out.catalogue()) : overview(commands(), out.catalogue()));
    } else if (word(0) == "completion") {
        const auto script = completion_script(word(1));
        if (script.empty())
            throw Error{ExitStatus::usage, "usage.shell",
                        message("name a shell: ehrenamt completion bash, zsh or fish")};
        out.raw(script);
    } else if (word(0) == "__complete") {
        out.raw(complete({words.begin() + 1, words.end()}, commands(), out.catalogue()));
    } else {
        return false;
    }
    return true;
}

/// `--version`, `--usage`, `--help`, or no command at all.
bool about_program(const Invocation& invocation, Output& out) {
    const auto& globals = invocation.globals;
    if (globals.version)
        out.raw(fmt::format("ehrenamt {}\n", EHRENAMT_VERSION));
    else if (globals.usage == "man" && invocation.command != nullptr)
        out.raw(man_sections(*invocation.command, out.catalogue()));
    else if (globals.usage == "man")
        out.raw(man_sections(commands(), out.catalogue()));
    else if (!globals.usage.empty())
        out.raw(usage_json(commands(), out.catalogue()));
    else if (globals.help && invocation.command != nullptr)
        out.raw(command_help(*invocation.command, out.catalogue()));
    else if (globals.help)
        out.raw(overview(commands(), out.catalogue()));
    else if (invocation.command == nullptr)
        throw Error{ExitStatus::usage, "usage.none", message("name a command; see: ehrenamt help")};
    else
        return false;
    return true;
}

/// Says so without needing any memory.
int out_of_memory() noexcept {
    constexpr std::string_view k_line = "ehrenamt: not enough memory; nothing was written\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, k_line.data(), k_line.size());
    return static_cast<int>(ExitStatus::failed);
}

/// A destructor that needs memory (nlohmann's) ends here; an uncommitted change is undone by the next reader.
[[noreturn]] void on_terminate() {
    try {
        if (const auto cause = std::current_exception())
            std::rethrow_exception(cause);
    } catch (const std::bad_alloc&) {
        ::_exit(out_of_memory());
    } catch (...) { // NOLINT(bugprone-empty-catch): a defect, so let it be seen
    }
    std::abort();
}

/// Tells the error. An interruption exits as a shell tells a death by that signal: 129 SIGHUP, 130 SIGINT,
/// 143 SIGTERM.
int told(Output& out, const Error& error) {
    if (error.status() != ExitStatus::interrupted || g_interrupted == 0) {
        out.error(error);
        return static_cast<int>(error.status());
    }
    const auto status = static_cast<ExitStatus>(128 + g_interrupted);
    out.error(Error{status, error.rule(), error.message()});
    return static_cast<int>(status);
}

/// The one catch ladder: whatever stopped the command becomes its message and its exit status.
int guarded(Output& out, const std::function<ExitStatus()>& work) noexcept {
    try {
        try {
            return static_cast<int>(work());
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const Error& error) {
            return told(out, error);
        } catch (const std::exception& exception) {
            return told(out, store::explain(exception));
        }
    } catch (...) { // also where telling the error failed
        return out_of_memory();
    }
}

int run(int argc, const char* const* argv) {
    const Catalogue catalogue{choose_language(value_of("--lang", argc, argv))};
    Invocation invocation;
    if (const auto format = value_of("--format", argc, argv); format.starts_with("json"))
        invocation.common.format = format;
    Output plain{catalogue, invocation.globals, invocation.common};
    bool finished = false;
    const int early = guarded(plain, [&] {
        finished = true;
        if (about_commands(argc, argv, plain)) {
            plain.stage();
            return ExitStatus::done;
        }
        invocation = parse(argc, argv, commands());
        if (about_program(invocation, plain)) {
            plain.stage();
            return ExitStatus::done;
        }
        finished = false;
        return ExitStatus::done;
    });
    if (finished)
        return early;
    StatusLine::of_program().set_form(progress_form(invocation.globals.progress, invocation.globals.quiet));
    return guarded(plain, [&] {
        Context context{invocation.globals, invocation.common, catalogue,
                        std::string{invocation.command->name}, &g_interrupted};
        const auto status = invocation.command->run(context, invocation.options.get());
        context.out.stage();
        context.out.publish();
        return status;
    });
}

} // namespace
} // namespace ehrenamt::cli

int main(int argc, char** argv) {
    using namespace ehrenamt;
    cli::occupy_standard_streams();
    cli::install_signals();
    std::set_terminate(cli::on_terminate);
    try {
        return cli::run(argc, argv);
    } catch (...) { // only before the ladder stands, and then for want of memory
        return cli::out_of_memory();
    }
}
