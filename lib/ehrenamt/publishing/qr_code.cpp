// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/qr_code.hpp"

#include "ehrenamt/base/error.hpp"

#include <qrencode.h>

#include <cerrno>
#include <memory>
#include <new>
#include <string>

namespace ehrenamt::publishing {

QrCode qr_code(std::string_view text) {
    const std::string bytes{text};
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{
        QRcode_encodeData(static_cast<int>(bytes.size()),
                          reinterpret_cast<const unsigned char*>(bytes.data()), 0, QR_ECLEVEL_M),
        &QRcode_free};
    if (!code && errno == ENOMEM)
        throw std::bad_alloc{};
    if (!code)
        throw base::Error{base::ExitStatus::data_rejected, "qr.length",
                          base::message("a text of {0} bytes does not fit into a QR code", bytes.size())};
    QrCode result{static_cast<std::size_t>(code->width), {}};
    result.dark.reserve(result.side * result.side);
    for (std::size_t i = 0; i < result.side * result.side; ++i)
        result.dark.push_back((code->data[i] & 1U) != 0);
    return result;
}

} // namespace ehrenamt::publishing
