// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/system_cause.hpp"

#include <cerrno>
#include <system_error>

namespace ehrenamt::formats {

using base::_m;
using base::arg;

base::Argument system_cause(int error_number) {
    switch (error_number) {
    case ENOENT:
        return arg(_m("the file or folder does not exist"));
    case EACCES:
    case EPERM:
        return arg(_m("permission denied"));
    case EROFS:
        return arg(_m("the disk is read-only"));
    case ENOSPC:
    case EDQUOT:
        return arg(_m("the disk is full"));
    case EFBIG:
        return arg(_m("the file is too large"));
    case EIO:
        return arg(_m("the disk reports an input/output error"));
    case EISDIR:
        return arg(_m("it is a folder"));
    case ENOTDIR:
        return arg(_m("a part of its path is not a folder"));
    case ELOOP:
        return arg(_m("it is a symbolic link"));
    case ENAMETOOLONG:
        return arg(_m("its name is too long"));
    case EBADF:
        return arg(_m("it is closed"));
    case EPIPE:
        return arg(_m("nobody reads it any more"));
    case EMFILE:
    case ENFILE:
        return arg(_m("too many files are open"));
    default:
        return arg(std::generic_category().message(error_number));
    }
}

} // namespace ehrenamt::formats
