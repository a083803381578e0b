// SPDX-License-Identifier: EUPL-1.2
// Linked into every program of a build with AddressSanitizer. fontconfig, which pango asks for fonts, keeps
// its configuration until the process ends; that is no leak of ours.
#include "ehrenamt/base/api.hpp"

extern "C" {
EHRENAMT_API const char* __lsan_default_suppressions(); // NOLINT: the sanitizer's own names
EHRENAMT_API const char* __lsan_default_options();      // NOLINT

const char* __lsan_default_suppressions() { // NOLINT
    return "leak:libfontconfig\n";
}

const char* __lsan_default_options() { // NOLINT
    return "print_suppressions=0";
}
}
