// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

namespace ehrenamt::base {

/// A function of a part of the library that is loaded when it is first used, because the libraries behind it
/// would slow down every start (docs/decisions/0010-parts-loaded-when-used.md). The part stands beside this
/// library and stays loaded. \param part    `solver` for libehrenamt_solver \param symbol  an `extern "C"`
/// function of it \throws Error `part.missing`
EHRENAMT_API void* function_of_part(const char* part, const char* symbol);

} // namespace ehrenamt::base
