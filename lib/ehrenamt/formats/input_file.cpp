// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/input_file.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/formats/descriptor.hpp"
#include "ehrenamt/formats/system_cause.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace ehrenamt::formats {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

Error unreadable(const std::string& name, int cause) {
    if (cause == ENOENT)
        return {ExitStatus::failed, "file.missing", message("the file {0} does not exist", name)};
    return {ExitStatus::failed, "file.read", message("{0} cannot be read: {1}", name, system_cause(cause))};
}

std::string read_all(int descriptor, const std::string& name, std::size_t most, std::size_t expected) {
    std::string content;
    content.reserve(expected);
    constexpr std::size_t k_step = std::size_t{1} << 18;
    for (std::size_t size = 0;;) {
        content.resize(size + k_step);
        const auto count = read(descriptor, content.data() + size, k_step);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            throw unreadable(name, errno);
        size += static_cast<std::size_t>(count);
        content.resize(size);
        if (size > most)
            throw Error{ExitStatus::failed, "file.too_large",
                        message("{0} has more than {1} bytes", name, most)};
        if (count == 0)
            return content;
    }
}

} // namespace

std::string read_input(const std::string& path, std::size_t most) {
    if (path == "-")
        return read_all(STDIN_FILENO, "-", most, 0);
    const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)};
    struct stat status {};
    if (!file || fstat(file.get(), &status) != 0)
        throw unreadable(path, errno);
    constexpr std::size_t k_tail = std::size_t{1} << 18;
    const auto size = S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) : 0;
    return read_all(file.get(), path, most, size <= most ? size + k_tail : 0);
}

} // namespace ehrenamt::formats
