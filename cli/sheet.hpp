// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/table.hpp"

#include <functional>
#include <string>
#include <vector>

namespace ehrenamt::cli {

/// Writes rows as a spreadsheet with typed columns: numbers, amounts, days and yes/no as such, everything
/// else as text. \param path is written over \param name of the file, for messages
void write_sheet(const std::string& path, const std::string& name, const std::vector<Column>& columns,
                 const std::function<bool(std::vector<Cell>&)>& next);

} // namespace ehrenamt::cli
