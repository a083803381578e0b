// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/output_file.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/formats/system_cause.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

namespace ehrenamt::formats {

using base::Error;
using base::ExitStatus;
using base::message;

OutputFile::OutputFile(std::string path, Readers readers, bool overwrite)
    : m_path{std::move(path)}, m_overwrite{overwrite} {
    const auto slash = m_path.rfind('/');
    const std::string folder = slash == m_path.npos ? "." : m_path.substr(0, slash + 1);
    m_name = slash == m_path.npos ? m_path : m_path.substr(slash + 1);
    if (m_name.empty() || m_name == "." || m_name == "..")
        fail(m_name.empty() && m_path.empty() ? ENOENT : EISDIR);
    m_folder = Descriptor{open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!m_folder)
        fail(errno);
    check_target();
    create_temporary(readers);
}

OutputFile::~OutputFile() {
    if (!m_temporary.empty())
        unlinkat(m_folder.get(), m_temporary.c_str(), 0);
}

void OutputFile::fail(int cause) const {
    throw Error{ExitStatus::failed, "file.write",
                message("{0} cannot be written: {1}", m_path, system_cause(cause))};
}

void OutputFile::refuse_existing() const {
    throw Error{
        ExitStatus::failed, "file.exists",
        message("the file {0} is there already; give another name, or --overwrite to replace it", m_path)};
}

/// Tells before any work what publish() would have to refuse.
void OutputFile::check_target() const {
    struct stat status {};
    if (fstatat(m_folder.get(), m_name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT)
            fail(errno);
        return;
    }
    if (S_ISDIR(status.st_mode))
        fail(EISDIR);
    if (!m_overwrite)
        refuse_existing();
    if (S_ISLNK(status.st_mode))
        fail(ELOOP);
    if (!S_ISREG(status.st_mode))
        throw Error{ExitStatus::failed, "file.write",
                    message("{0} is a device or a pipe; use standard output for it", m_path)};
}

void OutputFile::create_temporary(Readers readers) {
    const mode_t mode = readers == Readers::owner ? 0600 : 0644;
    constexpr int k_attempts = 100;
    for (int attempt = 0; attempt < k_attempts && !m_file; ++attempt) {
        // A long name is shortened: the temporary one must fit as well.
        std::string name = fmt::format(".{:.200}.{}-{}.tmp", m_name, getpid(), attempt);
        m_file = Descriptor{
            openat(m_folder.get(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)};
        if (m_file)
            m_temporary = std::move(name);
        else if (errno != EEXIST)
            fail(errno);
    }
    if (!m_file)
        fail(EEXIST);
}

void OutputFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(m_file.get(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            fail(count < 0 ? errno : EIO);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

std::string OutputFile::temporary() const {
    return fmt::format("/proc/self/fd/{}", m_file.get()); // no other file can come under this name
}

void OutputFile::sync() {
    if (fsync(m_file.get()) != 0)
        fail(errno);
}

void OutputFile::publish() {
    sync();
    if (m_file.reset() != 0)
        fail(errno);
    rename_temporary();
    if (fsync(m_folder.get()) != 0 && errno != EINVAL) // some file systems cannot sync a folder
        fail(errno);
}

void OutputFile::rename_temporary() {
    const unsigned flags = m_overwrite ? 0 : RENAME_NOREPLACE;
    int result = renameat2(m_folder.get(), m_temporary.c_str(), m_folder.get(), m_name.c_str(), flags);
    if (result != 0 && errno == EINVAL && !m_overwrite) {
        // A file system without RENAME_NOREPLACE: a hard link does not replace either.
        result = linkat(m_folder.get(), m_temporary.c_str(), m_folder.get(), m_name.c_str(), 0);
        if (result == 0)
            unlinkat(m_folder.get(), m_temporary.c_str(), 0);
    }
    if (result != 0 && errno == EEXIST)
        refuse_existing();
    if (result != 0)
        fail(errno);
    m_temporary.clear();
}

void write_file(const std::string& path, std::string_view bytes, Readers readers, bool overwrite) {
    OutputFile file{path, readers, overwrite};
    file.write(bytes);
    file.publish();
}

} // namespace ehrenamt::formats
