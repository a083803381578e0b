// SPDX-License-Identifier: EUPL-1.2
// What the rest of the program asks of the part `documents`, which knows pango and cairo.
#include "ehrenamt/base/part.hpp"
#include "ehrenamt/publishing/application_pdf.hpp"

namespace ehrenamt::publishing {

std::string application_pdf(const funding::ApplicationDocument& document) {
    using Write = void (*)(const funding::ApplicationDocument*, std::string*);
    static const auto k_write =
        reinterpret_cast<Write>(base::function_of_part("documents", "ehrenamt_application_pdf"));
    std::string bytes;
    k_write(&document, &bytes);
    return bytes;
}

} // namespace ehrenamt::publishing
