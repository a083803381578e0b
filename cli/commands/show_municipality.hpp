// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/context.hpp"

#include <string>

namespace ehrenamt::cli {

/// `show municipality KEY|NAME`: its facts, its changes, who serves it and what is near.
/// \throws base::Error show.unknown, usage for a name that can be several
void show_municipality(Context& context, const store::Store& store, const std::string& wanted);

} // namespace ehrenamt::cli
