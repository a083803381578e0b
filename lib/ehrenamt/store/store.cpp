// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/store.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/system_cause.hpp"
#include "ehrenamt/store/connection.hpp"
#include "ehrenamt/store/digest.hpp"
#include "ehrenamt/store/migrate.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <optional>
#include <utility>

namespace ehrenamt::store {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

std::string property(const SQLite::Database& db, const char* name) {
    SQLite::Statement query{db, "SELECT value FROM store_property WHERE name = ?"};
    query.bind(1, name);
    if (!query.executeStep())
        throw Error{ExitStatus::failed, "store.damaged",
                    message("the store lacks its property '{0}'; restore it from a backup", name)};
    return query.getColumn(0).getString();
}

Origin read_origin(const SQLite::Database& db) {
    const auto ags = domain::Ags::parse(property(db, "municipality"));
    const auto ordinal = base::parse_integer(property(db, "ordinal"));
    if (!ags || !ordinal)
        throw Error{ExitStatus::failed, "store.damaged",
                    message("the store lacks its property '{0}'; restore it from a backup", "municipality")};
    return {*ags, static_cast<int>(*ordinal)};
}

void require_ours(const FileHead& head, const std::filesystem::path& path) {
    if (!head.sqlite || head.application_id != k_application_id)
        throw Error{ExitStatus::failed, "store.foreign",
                    message("'{0}' is not a store of ehrenamt; it is left untouched", path.string())};
    if (head.user_version > static_cast<std::uint32_t>(schema_version()))
        throw Error{
            ExitStatus::failed, "store.too_new",
            message("the store '{0}' was written by a newer version (schema {1}, this program knows {2}); "
                    "update ehrenamt",
                    path.string(), head.user_version, schema_version())};
}

/// A crash can leave a journal behind that only a writer may roll back.
void recover(const std::filesystem::path& path, const OpenOptions& options) {
    const auto db = connect(path, Access::write, false, options);
    db->execAndGet("SELECT count(*) FROM sqlite_schema");
}

} // namespace

Store::Store(std::unique_ptr<SQLite::Database> db, Origin origin, std::filesystem::path path)
    : m_db{std::move(db)}, m_origin{std::move(origin)}, m_path{std::move(path)} {}

Store::Store(Store&&) noexcept = default;

Store::~Store() {
    m_db.reset();
    if (!m_temporary.empty()) {
        std::error_code ignored; // best effort on the way out of an error
        std::filesystem::remove(m_temporary, ignored);
        std::filesystem::remove(m_temporary.string() + "-journal", ignored);
    }
}

Store Store::open(const std::filesystem::path& path, Access access, const OpenOptions& options) {
    const auto head = inspect(path);
    require_ours(head, path);
    if (head.user_version < static_cast<std::uint32_t>(schema_version()))
        migrate_file(path, options);
    const std::filesystem::path journal{path.string() + "-journal"};
    if (std::error_code none;
        access == Access::read && std::filesystem::file_size(journal, none) > 0 && !none)
        recover(path, options);
    auto db = connect(path, access, false, options);
    auto origin = read_origin(*db);
    return {std::move(db), std::move(origin), path};
}

Store Store::create(const std::filesystem::path& path, const Origin& origin, const OpenOptions& options) {
    if (std::filesystem::exists(std::filesystem::symlink_status(path)))
        throw Error{ExitStatus::failed, "store.exists",
                    message("'{0}' exists already; it is left untouched", path.string())};
    const std::filesystem::path temporary{fmt::format("{}.new-{}", path.string(), ::getpid())};
    Store store{connect(temporary, Access::write, true, options), origin, path};
    store.m_temporary = temporary;
    auto& db = store.db();
    db.exec(fmt::format("PRAGMA application_id = {}", k_application_id));
    migrate(db);
    SQLite::Statement insert{db, "INSERT INTO store_property (name, value) VALUES (?, ?)"};
    for (const auto& [name, value] : {std::pair{"municipality", origin.municipality.text()},
                                      std::pair{"ordinal", fmt::to_string(origin.ordinal)}}) {
        insert.bind(1, name);
        insert.bind(2, value);
        insert.exec();
        insert.reset();
    }
    write_digests(db, compute_digests(db));
    return store;
}

void Store::publish() {
    m_db.reset();
    sync_path(m_temporary);
    if (::renameat2(AT_FDCWD, m_temporary.c_str(), AT_FDCWD, m_path.c_str(), RENAME_NOREPLACE) != 0) {
        const auto why = formats::system_cause(errno);
        throw Error{ExitStatus::failed, "store.create",
                    message("'{0}' cannot be made: {1}", m_path.string(), why)};
    }
    // TRUNCATE leaves an empty journal, under the name the store no longer has.
    std::filesystem::remove(m_temporary.string() + "-journal");
    m_temporary.clear();
    sync_path(m_path.has_parent_path() ? m_path.parent_path() : std::filesystem::path{"."});
}

Error explain(const std::exception& exception) {
    if (const auto* error = dynamic_cast<const Error*>(&exception))
        return *error;
    if (const auto* file = dynamic_cast<const std::filesystem::filesystem_error*>(&exception))
        return {ExitStatus::failed, "file.access",
                message("'{0}' cannot be used: {1}", file->path1().string(),
                        formats::system_cause(file->code().value()))};
    const auto* sqlite = dynamic_cast<const SQLite::Exception*>(&exception);
    if (sqlite == nullptr)
        return {ExitStatus::failed, "internal", message("internal error: {0}", exception.what())};
    switch (sqlite->getErrorCode() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ExitStatus::store_locked, "store.locked",
                message("another process is writing to the store; try again when it is done")};
    case SQLITE_INTERRUPT:
        return {ExitStatus::interrupted, "interrupted", message("interrupted; nothing was written")};
    case SQLITE_FULL:
        return {ExitStatus::failed, "disk.full", message("the disk is full; nothing was written")};
    case SQLITE_NOMEM:
        return {ExitStatus::failed, "memory", message("not enough memory; nothing was written")};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return {ExitStatus::failed, "store.read_only",
                message("the store or its folder cannot be written ({0}); nothing was written",
                        sqlite->getErrorStr())};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ExitStatus::failed, "store.damaged_file",
                message("the store is damaged ({0}); restore the newest sound backup: ehrenamt restore FILE "
                        "--overwrite",
                        sqlite->getErrorStr())};
    case SQLITE_IOERR:
        // The last sync confirms a commit that readers already see: whether it lasts, only the disk knows.
        if (sqlite->getExtendedErrorCode() == SQLITE_IOERR_FSYNC)
            return {ExitStatus::failed, "disk.unsure",
                    message("the disk did not confirm the change; ehrenamt log shows whether it was kept")};
        return {ExitStatus::failed, "disk.error",
                message("the disk reports an error ({0}); nothing was written", sqlite->getErrorStr())};
    default:
        return {ExitStatus::failed, "internal", message("internal error: {0}", exception.what())};
    }
}

} // namespace ehrenamt::store
