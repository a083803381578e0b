// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/globals.hpp"
#include "cli/output.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/store/change_set.hpp"
#include "ehrenamt/store/store.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace ehrenamt::cli {

struct Config {
    std::optional<std::filesystem::path> store;
    std::optional<std::filesystem::path> certificate_key;
    int wait_ms = 10'000;
};

/// Reads the config file: the named one, else `$XDG_CONFIG_HOME/ehrenamt/config.toml` if it is there.
/// Keys: `store` and `certificate_key` (paths), `wait_seconds` (0 to 3600). \throws base::Error usage for
/// anything else
Config read_config(const std::optional<std::filesystem::path>& named);

/// Makes the folder that a store is to stand in, closed to other users, if it is not there.
void make_store_folder(const std::filesystem::path& store);

/// What a command works with: the day, the store, the way out. Made once by main.
class Context {
  public:
    Context(const Globals& globals, const Common& common, const Catalogue& catalogue, std::string command,
            base::InterruptFlag interrupted);

    Output out;

    [[nodiscard]] base::Date today() const { return m_today; }
    [[nodiscard]] bool dry_run() const { return m_common.dry_run; }
    [[nodiscard]] bool overwrite() const { return m_common.overwrite; }
    [[nodiscard]] bool quiet() const { return m_globals.quiet; }
    [[nodiscard]] const std::filesystem::path& store_path() const { return m_store_path; }
    [[nodiscard]] store::OpenOptions open_options() const;
    /// The file of the secret that certificates are signed with: what the config file names, else beside the
    /// store.
    [[nodiscard]] std::filesystem::path certificate_key_path() const;
    /// The folder of reference data: EHRENAMT_DATA, else beside the installed program, else in the source
    /// tree that the program was built in. \throws base::Error
    [[nodiscard]] std::filesystem::path data_folder() const;
    [[nodiscard]] store::ChangeNote note() const;

    /// Opens the store for reading and lets results show its own numbers short.
    [[nodiscard]] store::Store open_to_read();
    /// Runs `work` as one change set: results are written before the commit, files get their names after it.
    /// With `--dry-run` the same is done and taken back.
    void change(const std::function<void(store::Store&, store::ChangeSet&)>& work,
                std::optional<std::int64_t> undoes = std::nullopt);
    /// \throws base::Error interrupted, once the user pressed Ctrl-C; for loops outside SQLite
    void check_interrupt() const;

  private:
    const Globals& m_globals;
    const Common& m_common;
    std::string m_command;
    base::InterruptFlag m_interrupted;
    Config m_config;
    base::Date m_today;
    std::filesystem::path m_store_path;
};

} // namespace ehrenamt::cli
