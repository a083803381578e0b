// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/progress_text.hpp"
#include "ehrenamt/store/watch.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace ehrenamt::cli {

class Context;

/// How a command shows how far it is: not at all, as a line of the terminal that is drawn again and again, or
/// as lines one below the other for whoever reads standard error.
enum class ProgressForm { none, line, lines };

/// \param wanted  `--progress`; `auto` means a terminal, and not with `-q`
ProgressForm progress_form(std::string_view wanted, bool quiet);

/// Standard error with a line at its end that comes and goes: what is said goes above it. There is one in the
/// program, and several threads may use it.
class StatusLine {
  public:
    static StatusLine& of_program();
    StatusLine(const StatusLine&) = delete;
    StatusLine& operator=(const StatusLine&) = delete;

    /// What the user wants; until then nothing is shown.
    void set_form(ProgressForm form) { m_form = form; }
    [[nodiscard]] ProgressForm form() const { return m_form; }

    void show(const std::string& text);
    void clear();
    /// A line that stays. One that cannot be written must not stop the work it is about.
    void say(const std::string& text);

  private:
    StatusLine() = default;
    void wipe();
    ProgressForm m_form = ProgressForm::none;
    std::mutex m_mutex;
    std::size_t m_width = 0; ///< of the line that is shown
};

/// Shows, from the third tenth of a second on, how far a long piece of work is, ten times a second; gone when
/// the object is. A thread of its own draws, so that the line lives while SQLite works as well.
///
///     Progress progress{context, message("reading"), bytes};
///     while (…) progress.advance(bytes_read, rows_read);
class Progress {
  public:
    /// \param total  in whatever unit `advance` counts; 0 = not known, then only the time goes on
    Progress(const Context& context, const base::Message& what, std::uint64_t total = 0);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void advance(std::uint64_t done, std::uint64_t rows = 0) {
        m_done.store(done, std::memory_order_relaxed);
        m_rows.store(rows, std::memory_order_relaxed);
    }

    /// What is going on, from now on.
    void rename(const base::Message& what);

  private:
    void draw(const std::stop_token& stopped, ProgressForm form);
    StatusLine& m_line;
    const Catalogue& m_catalogue;
    std::string m_what;
    std::uint64_t m_total;
    std::atomic<std::uint64_t> m_done{0};
    std::atomic<std::uint64_t> m_rows{0};
    std::mutex m_mutex; ///< of the name, and for waiting
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

/// Shows the steps of a piece of work of the library, one after the other, and stops it after Ctrl-C.
class WatchedSteps {
  public:
    explicit WatchedSteps(const Context& context) : m_context{context} {}
    [[nodiscard]] store::Watch watch();

  private:
    const Context& m_context;
    std::optional<Progress> m_step;
};

} // namespace ehrenamt::cli
