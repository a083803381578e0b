// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/part.hpp"

#include "ehrenamt/base/error.hpp"

#include <dlfcn.h>

#include <string>

namespace ehrenamt::base {
namespace {

/// The folder that this library was loaded from, with a slash at its end; empty where the system does not
/// tell.
std::string own_folder() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<const void*>(&function_of_part), &info) == 0 || info.dli_fname == nullptr)
        return {};
    const std::string file{info.dli_fname};
    return file.substr(0, file.rfind('/') + 1);
}

} // namespace

void* function_of_part(const char* part, const char* symbol) {
    const auto file = own_folder() + "libehrenamt_" + part + ".so." EHRENAMT_SOVERSION;
    void* const library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    void* const function = library == nullptr ? nullptr : dlsym(library, symbol);
    if (function == nullptr) {
        const char* const why = dlerror();
        throw Error{ExitStatus::failed, "part.missing",
                    message("the part '{0}' of the program cannot be loaded; install ehrenamt again ({1})",
                            part, why == nullptr ? "" : why)};
    }
    return function;
}

} // namespace ehrenamt::base
