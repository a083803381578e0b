// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/formats/verdict.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace ehrenamt::associations {

/// True for a heading over names or data of persons: `Vorsitzender`, `Ansprechpartner`, `Nachname`, `contact
/// person`. Such a column is never taken: persons' data stand in one place with purpose and retention.
EHRENAMT_API bool names_persons(std::string_view heading);

/// Why a file is no list of associations, or that a column of persons was chosen for a field.
/// Rules: `list.other` (a table that is known to be something else, or one of whose columns a list of
/// associations has none but a bare `Name`), `mapping.persons`.
EHRENAMT_API std::vector<base::Problem> list_problems(const formats::Verdict& verdict);

} // namespace ehrenamt::associations
