// SPDX-License-Identifier: EUPL-1.2
#include "cli/context.hpp"

#include "cli/progress.hpp"
#include "ehrenamt/associations/municipality_changes.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>

namespace ehrenamt::cli {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

std::string environment(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::optional<base::Date> given_day(const Globals& globals) {
    if (globals.today)
        return globals.today;
    const auto text = environment("EHRENAMT_TODAY");
    if (text.empty())
        return std::nullopt;
    const auto day = base::Date::parse(text);
    if (!day)
        throw Error{ExitStatus::usage, day.problem().rule,
                    message("EHRENAMT_TODAY: '{0}' is not a date; write 2026-10-31 or 31.10.2026", text)};
    return *day;
}

/// The day in Germany, whatever the machine's time zone: UTC+1, from the last Sunday of March to that of
/// October (01:00 UTC) UTC+2.
base::Date german_day(std::chrono::system_clock::time_point now) {
    using namespace std::chrono;
    const year_month_day day{floor<days>(now)};
    const auto change = [&](month m) { return sys_days{day.year() / m / Sunday[last]} + hours{1}; };
    const bool summer = now >= change(March) && now < change(October);
    return base::Date::of(floor<days>(now + hours{summer ? 2 : 1}));
}

std::filesystem::path default_store() {
    auto data = environment("XDG_DATA_HOME");
    if (data.empty())
        data = environment("HOME") + "/.local/share";
    return std::filesystem::path{data} / "ehrenamt" / "ehrenamt.db";
}

std::string actor() {
    if (auto named = environment("EHRENAMT_USER"); !named.empty())
        return named;
    const passwd* const entry = ::getpwuid(::geteuid());
    return entry != nullptr ? entry->pw_name : fmt::format("uid {}", ::geteuid());
}

/// Changes of municipalities whose day has come are carried out before other work, as a change set of their
/// own: keys in files are then those of today, and nothing is found in a municipality that has ended.
void bring_municipalities_up_to_date(store::Store& store, store::ChangeNote note, base::Date today,
                                     const Output& out) {
    if (!associations::municipality_changes_due(store, today))
        return;
    note.command = "load-reference";
    store::ChangeSet change{store, std::move(note)};
    for (const auto& one : associations::carry_out_changes(store, change, today))
        out.notice(message("{0} ({1}) is {2} ({3}) since {4}; what was there is there now",
                           one.change.old_name, one.change.old_ags, one.change.new_name, one.change.new_ags,
                           *base::Date::parse(one.change.day)));
    change.commit();
}

} // namespace

void make_store_folder(const std::filesystem::path& store) {
    const auto folder = store.parent_path();
    if (!folder.empty() && std::filesystem::create_directories(folder))
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
}

Context::Context(const Globals& globals, const Common& common, const Catalogue& catalogue,
                 std::string command, base::InterruptFlag interrupted)
    : out{catalogue, globals, common},
      m_globals{globals},
      m_common{common},
      m_command{std::move(command)},
      m_interrupted{interrupted},
      m_config{read_config(globals.config)},
      m_today{given_day(globals).value_or(german_day(std::chrono::system_clock::now()))} {
    if (globals.store)
        m_store_path = *globals.store;
    else if (const auto named = environment("EHRENAMT_STORE"); !named.empty())
        m_store_path = named;
    else
        m_store_path = m_config.store.value_or(default_store());
}

store::OpenOptions Context::open_options() const {
    return {m_config.wait_ms, m_interrupted};
}

std::filesystem::path Context::certificate_key_path() const {
    return m_config.certificate_key.value_or(m_store_path.string() + ".certificate-key");
}

std::filesystem::path Context::data_folder() const {
    const auto holds_data = [](const std::filesystem::path& folder) {
        return std::filesystem::exists(folder / "reference" / "hessen_gemeinden.csv");
    };
    if (const auto named = environment("EHRENAMT_DATA"); !named.empty()) {
        if (holds_data(named))
            return named;
        throw Error{ExitStatus::failed, "data.missing",
                    message("EHRENAMT_DATA names '{0}', but there is no reference "
                            "data in it",
                            named)};
    }
    const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    if (auto installed = program.parent_path() / "share" / "ehrenamt"; holds_data(installed))
        return installed;
    constexpr int k_levels = 4; // build/<preset>/cli/ehrenamt lies four below the source tree
    auto folder = program;
    for (int level = 0; level < k_levels; ++level, folder = folder.parent_path())
        if (holds_data(folder / "data"))
            return folder / "data";
    throw Error{
        ExitStatus::failed, "data.missing",
        message("the reference data were not found beside the program; name their folder in EHRENAMT_DATA")};
}

store::ChangeNote Context::note() const {
    // A given day stands in the log as that day, so that the same work gives the same store.
    const auto day = given_day(m_globals);
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto at = day ? day->iso() + "T00:00:00Z" : fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", now);
    return {m_command, actor(), at};
}

store::Store Context::open_to_read() {
    auto store = store::Store::open(m_store_path, store::Access::read, open_options());
    out.show_ids_of(store.origin());
    return store;
}

void Context::change(const std::function<void(store::Store&, store::ChangeSet&)>& work,
                     std::optional<std::int64_t> undoes) {
    auto store = store::Store::open(m_store_path, store::Access::write, open_options());
    out.show_ids_of(store.origin());
    if (!undoes && !dry_run())
        bring_municipalities_up_to_date(store, note(), m_today, out);
    auto about = note();
    about.undoes = undoes;
    store::ChangeSet change{store, std::move(about)};
    if (!undoes && dry_run())
        associations::carry_out_changes(store, change, m_today);
    work(store, change);
    check_interrupt();
    if (dry_run()) {
        out.stage();
        out.notice(message("dry run: nothing was written"));
        return;
    }
    out.stage();
    {
        const Progress saving{*this, message("saving")};
        change.commit();
    }
    out.publish();
}

void Context::check_interrupt() const {
    if (m_interrupted != nullptr && *m_interrupted != 0)
        throw Error{ExitStatus::interrupted, "interrupted", message("interrupted; nothing was written")};
}

} // namespace ehrenamt::cli
