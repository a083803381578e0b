// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/connection.hpp"

#include "ehrenamt/formats/system_cause.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace ehrenamt::store {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

constexpr int k_longest_value = 16 << 20;
constexpr int k_longest_statement = 1 << 17;
// Room for the change set of an import of some million rows; a hostile file still meets an end.
constexpr sqlite3_int64 k_heap_limit = sqlite3_int64{2} << 30;
constexpr int k_steps_between_looks = 1000;

/// A file descriptor that closes itself.
class Descriptor {
  public:
    Descriptor(const std::filesystem::path& path, int flags)
        : m_fd{::open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)} {}
    ~Descriptor() {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_fd; }

  private:
    int m_fd;
};

base::Argument cause() {
    return formats::system_cause(errno);
}

std::uint32_t big_endian(const unsigned char* bytes) {
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 |
           bytes[3];
}

int interrupted(void* flag) {
    return *static_cast<const volatile int*>(flag);
}

void harden(sqlite3* handle, base::InterruptFlag flag) {
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, k_longest_value);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, k_longest_statement);
    sqlite3_hard_heap_limit64(k_heap_limit);
    if (flag != nullptr)
        sqlite3_progress_handler(handle, k_steps_between_looks, interrupted,
                                 const_cast<int*>(flag)); // NOLINT: SQLite's interface takes no const
}

} // namespace

FileHead inspect(const std::filesystem::path& path) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            throw Error{ExitStatus::no_store, "store.missing",
                        message("there is no store at '{0}'; make one with: ehrenamt init --store {0} "
                                "--contact-point NAME --municipality AGS",
                                path.string())};
        throw Error{ExitStatus::failed, "store.unreadable",
                    message("the store '{0}' cannot be read: {1}", path.string(), cause())};
    }
    if (!S_ISREG(info.st_mode))
        throw Error{
            ExitStatus::failed, "store.not_a_file",
            message("'{0}' is not a regular file (a link, a folder or a device); name the store itself",
                    path.string())};
    if (info.st_uid != ::geteuid())
        throw Error{
            ExitStatus::failed, "store.owner",
            message("the store '{0}' belongs to another user; run the command as its owner", path.string())};
    if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        throw Error{ExitStatus::failed, "store.mode",
                    message("other users may read or write the store '{0}'; close it with: chmod 600 '{0}'",
                            path.string())};
    const Descriptor file{path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK};
    std::array<unsigned char, 100> head{};
    const auto size = file.get() < 0 ? -1 : ::pread(file.get(), head.data(), head.size(), 0);
    if (size < 0)
        throw Error{ExitStatus::failed, "store.unreadable",
                    message("the store '{0}' cannot be read: {1}", path.string(), cause())};
    constexpr std::string_view k_magic{"SQLite format 3\0", 16};
    const bool sqlite = size == static_cast<ssize_t>(head.size()) &&
                        std::memcmp(head.data(), k_magic.data(), k_magic.size()) == 0;
    return {sqlite, big_endian(&head[68]), big_endian(&head[60])};
}

std::unique_ptr<SQLite::Database> connect(const std::filesystem::path& path, Access access, bool create,
                                          const OpenOptions& options) {
    if (create && Descriptor{path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW}.get() < 0)
        throw Error{ExitStatus::failed, "store.create",
                    message("'{0}' cannot be made: {1}", // the name without what makes it temporary
                            std::filesystem::path{path}.replace_extension().string(), cause())};
    if (create)
        ::chmod(path.c_str(), S_IRUSR | S_IWUSR);
    // One thread uses a connection at a time, so SQLite need not lock it for every value.
    const int flags = (access == Access::read ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE) |
                      SQLITE_OPEN_NOFOLLOW | SQLite::OPEN_NOMUTEX;
    auto db = std::make_unique<SQLite::Database>(path.string(), flags, options.wait_ms);
    harden(db->getHandle(), options.interrupted);
    if (create)
        db->exec("PRAGMA page_size = 8192");
    db->exec("PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
             "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536");
    if (access == Access::write)
        // TRUNCATE/FULL: the default can lose an acknowledged commit in a power cut (docs/decisions/0001).
        db->exec("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
    return db;
}

void sync_path(const std::filesystem::path& path) {
    const Descriptor file{path, O_RDONLY};
    if (file.get() < 0 || ::fsync(file.get()) != 0)
        throw Error{ExitStatus::failed, "file.sync",
                    message("'{0}' cannot be written to the disk: {1}", path.string(), cause())};
}

} // namespace ehrenamt::store
