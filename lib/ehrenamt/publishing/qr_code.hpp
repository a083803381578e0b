// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace ehrenamt::publishing {

/// A QR code as squares, row by row from the upper left; without the quiet zone.
struct QrCode {
    std::size_t side = 0;
    std::vector<bool> dark; ///< side × side
};

/// Error correction M: a seventh of it may be dirty.
/// \throws base::Error `qr.length` if the text is empty or does not fit (2,331 bytes)
[[nodiscard]] EHRENAMT_API QrCode qr_code(std::string_view text);

} // namespace ehrenamt::publishing
