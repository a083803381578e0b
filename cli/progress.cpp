// SPDX-License-Identifier: EUPL-1.2
#include "cli/progress.hpp"

#include "cli/context.hpp"
#include "ehrenamt/base/text.hpp"

#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <system_error>

namespace ehrenamt::cli {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t k_usual_width = 80;
constexpr std::size_t k_ctrl_c = 2; ///< cells of the ^C that a terminal shows behind the line

bool on_terminal() {
    return ::isatty(STDERR_FILENO) == 1;
}

std::size_t terminal_width() {
    winsize size{};
    const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : k_usual_width;
}

void write_error(std::string_view rest) {
    while (!rest.empty()) {
        const auto written = ::write(STDERR_FILENO, rest.data(), rest.size());
        if (written < 0 && errno != EINTR)
            return;
        rest.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
}

/// Signals are for the thread that works: a read or a wait there must notice Ctrl-C.
class SignalsBlocked {
  public:
    SignalsBlocked() {
        sigset_t all;
        ::sigfillset(&all);
        ::pthread_sigmask(SIG_SETMASK, &all, &m_before);
    }
    ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr); }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;

  private:
    sigset_t m_before{};
};

} // namespace

ProgressForm progress_form(std::string_view wanted, bool quiet) {
    if (wanted == "never" || (wanted == "auto" && (quiet || !on_terminal())))
        return ProgressForm::none;
    return on_terminal() ? ProgressForm::line : ProgressForm::lines;
}

StatusLine& StatusLine::of_program() {
    static StatusLine line;
    return line;
}

void StatusLine::wipe() {
    // Without any escape sequence, so that every terminal understands it.
    if (m_width > 0)
        write_error('\r' + std::string(m_width + k_ctrl_c, ' ') + '\r');
    m_width = 0;
}

void StatusLine::show(const std::string& text) {
    const std::scoped_lock lock{m_mutex};
    const auto width = base::display_width(text);
    const std::string rest(m_width > width ? m_width - width : 0, ' ');
    write_error('\r' + text + rest);
    m_width = std::max(m_width, width);
}

void StatusLine::clear() {
    const std::scoped_lock lock{m_mutex};
    wipe();
}

void StatusLine::say(const std::string& text) {
    const std::scoped_lock lock{m_mutex};
    wipe();
    write_error(text + '\n');
}

Progress::Progress(const Context& context, const base::Message& what, std::uint64_t total)
    : m_line{StatusLine::of_program()},
      m_catalogue{context.out.catalogue()},
      m_what{base::printable(m_catalogue.text(what))},
      m_total{total} {
    const auto form = m_line.form();
    if (form == ProgressForm::none)
        return;
    const SignalsBlocked blocked;
    try {
        m_thread = std::jthread{[this, form](const std::stop_token& stopped) {
            try {
                draw(stopped, form);
            } catch (const std::bad_alloc&) { // NOLINT(bugprone-empty-catch): the work goes on unseen
            }
        }};
    } catch (const std::system_error&) { // NOLINT(bugprone-empty-catch): the same
    }
}

Progress::~Progress() {
    m_thread = {}; // stops and joins it
    m_line.clear();
}

void Progress::rename(const base::Message& what) {
    auto text = base::printable(m_catalogue.text(what));
    const std::scoped_lock lock{m_mutex};
    m_what = std::move(text);
}

void Progress::draw(const std::stop_token& stopped, ProgressForm form) {
    const auto begin = std::chrono::steady_clock::now();
    const bool line = form == ProgressForm::line;
    const auto first = line ? milliseconds{300} : milliseconds{1000};
    const auto pause = line ? milliseconds{100} : milliseconds{1000};
    std::unique_lock lock{m_mutex};
    for (auto wait = first;
         !m_wake.wait_for(lock, stopped, wait, [] { return false; }) && !stopped.stop_requested();
         wait = pause) {
        const Advance advance{
            m_done.load(std::memory_order_relaxed), m_total, m_rows.load(std::memory_order_relaxed),
            std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begin)};
        // One cell stays free, or the cursor would go to the next line.
        const auto width = line ? std::max(terminal_width(), k_ctrl_c + 1) - k_ctrl_c - 1 : std::string::npos;
        const auto text = progress_text(m_what, advance, m_catalogue, width);
        if (line)
            m_line.show(text);
        else
            m_line.say("ehrenamt: " + text);
    }
}

store::Watch WatchedSteps::watch() {
    return [this](const base::Message& step, std::int64_t done, std::int64_t total) {
        m_context.check_interrupt();
        if (done == 0 || !m_step) {
            m_step.reset(); // the line of the last step goes before the next one begins
            m_step.emplace(m_context, step, static_cast<std::uint64_t>(total));
        }
        m_step->advance(static_cast<std::uint64_t>(done));
    };
}

} // namespace ehrenamt::cli
