// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/funding/application_document.hpp"

#include <string>

namespace ehrenamt::publishing {

/// The collective application as a letter with cover data, programme overview, financing plan, declarations
/// and two annexes: each measure's data, and the rule that each euro rests on. „ENTWURF“ until submitted.
/// \returns the PDF's bytes; the same document gives the same bytes
[[nodiscard]] EHRENAMT_API std::string application_pdf(const funding::ApplicationDocument& document);

} // namespace ehrenamt::publishing
