// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <cstddef>
#include <string>

namespace ehrenamt::formats {

inline constexpr std::size_t k_largest_input = std::size_t{1} << 30;

/// The whole content of a file, or of standard input for `-`.
/// \throws base::Error `file.missing`, `file.read`, `file.too_large`; the message names file and cause
EHRENAMT_API std::string read_input(const std::string& path, std::size_t most = k_largest_input);

} // namespace ehrenamt::formats
