// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/backup.hpp"

#include "ehrenamt/formats/system_cause.hpp"
#include "ehrenamt/store/connection.hpp"
#include "ehrenamt/store/digest.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace ehrenamt::store {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

/// Removes an unfinished copy however the function ends.
struct Unfinished {
    std::filesystem::path path;
    ~Unfinished() {
        std::error_code ignored; // best effort on the way out
        std::filesystem::remove(path, ignored);
        std::filesystem::remove(path.string() + "-journal", ignored);
    }
};

void check_copy(SQLite::Database& copy, const std::filesystem::path& target, const Watch& watch) {
    const bool sound = copy.execAndGet("PRAGMA quick_check").getString() == "ok";
    if (!sound || compute_digests(copy, watch) != read_digests(copy))
        throw Error{ExitStatus::failed, "backup.damaged",
                    message("the backup '{0}' would be damaged; check the store with: ehrenamt verify-store",
                            target.string())};
}

/// Keeps other processes out of a store that is to be replaced, and rolls back what a crash left half done in
/// it: its journal would be taken for the new file's. A damaged store cannot be locked; its journal goes.
std::unique_ptr<SQLite::Database> held(const std::filesystem::path& store) {
    if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(store)))
        return nullptr;
    try {
        auto db = connect(store, Access::write, false, {});
        db->exec("BEGIN EXCLUSIVE");
        return db;
    } catch (const SQLite::Exception& failure) {
        if ((failure.getErrorCode() & 0xff) == 5 /* SQLITE_BUSY */)
            throw;
        std::filesystem::remove(store.string() + "-journal");
        return nullptr;
    }
}

} // namespace

void copy_database(SQLite::Database& from, const std::filesystem::path& to, bool overwrite,
                   const Watch& watch, const std::function<void()>& before_naming) {
    if (!overwrite && std::filesystem::exists(std::filesystem::symlink_status(to)))
        throw Error{ExitStatus::failed, "file.exists",
                    message("'{0}' exists already; use another name or --overwrite", to.string())};
    if (std::filesystem::is_directory(to))
        throw Error{ExitStatus::failed, "file.rename",
                    message("'{0}' cannot be made: {1}", to.string(), formats::system_cause(EISDIR))};
    const Unfinished temporary{fmt::format("{}.new-{}", to.string(), ::getpid())};
    {
        const auto copy = connect(temporary.path, Access::write, true, {});
        SQLite::Backup backup{*copy, from};
        const auto tell = [&] {
            if (watch)
                watch(message("copying"), backup.getTotalPageCount() - backup.getRemainingPageCount(),
                      backup.getTotalPageCount());
        };
        tell();
        while (backup.executeStep(256) != 101 /* SQLITE_DONE */)
            tell();
        check_copy(*copy, to, watch);
    }
    sync_path(temporary.path);
    if (before_naming)
        before_naming();
    const auto replaced = overwrite ? held(to) : nullptr;
    const unsigned flags = overwrite ? 0U : static_cast<unsigned>(RENAME_NOREPLACE);
    if (::renameat2(AT_FDCWD, temporary.path.c_str(), AT_FDCWD, to.c_str(), flags) != 0) {
        const auto why = formats::system_cause(errno);
        throw Error{ExitStatus::failed, "file.rename",
                    message("'{0}' cannot be made: {1}", to.string(), why)};
    }
    sync_path(to.has_parent_path() ? to.parent_path() : std::filesystem::path{"."});
}

void restore_database(SQLite::Database& backup, const std::filesystem::path& store, bool overwrite,
                      const Watch& watch, const std::function<void()>& before_naming) {
    const auto beside = [](std::filesystem::path path, const char* suffix) { return path += suffix; };
    const bool there = std::filesystem::exists(std::filesystem::symlink_status(store));
    if (!there || !overwrite)
        return copy_database(backup, store, false, watch, before_naming);
    const auto old = beside(store, ".before-restore");
    const auto move = [&](const std::filesystem::path& from, const std::filesystem::path& to) {
        std::filesystem::rename(from, to);
        const auto journal = beside(from, "-journal");
        if (std::error_code none; std::filesystem::file_size(journal, none) > 0 && !none)
            std::filesystem::rename(journal, beside(to, "-journal"));
        else
            std::filesystem::remove(journal); // TRUNCATE leaves an empty one
    };
    move(store, old);
    try {
        copy_database(backup, store, false, watch, before_naming);
    } catch (...) {
        move(old, store);
        throw;
    }
}

} // namespace ehrenamt::store
