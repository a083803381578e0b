// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/publishing/certificate_sheet.hpp"

namespace ehrenamt::publishing {

std::string spoken_name(std::string_view name) {
    const auto parts = base::split(name, ',');
    if (parts.size() != 2 || base::trimmed(parts[0]).empty() || base::trimmed(parts[1]).empty())
        return std::string{base::trimmed(name)};
    return std::string{base::trimmed(parts[1])} + ' ' + std::string{base::trimmed(parts[0])};
}

} // namespace ehrenamt::publishing
