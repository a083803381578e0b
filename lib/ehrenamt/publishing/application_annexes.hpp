// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/funding/application_document.hpp"
#include "ehrenamt/publishing/pdf.hpp"

#include <string_view>

namespace ehrenamt::publishing {

/// Where a clerk has to write by hand.
inline constexpr std::string_view k_to_fill_in = "____________________ (bitte ergänzen)";

/// Anlage A: what the programme overview has no room for, measure by measure.
void add_measure_annex(PdfDocument& pdf, const funding::ApplicationDocument& document);

/// Anlage B: how each amount came about, and the rules with source and grade of evidence.
void add_basis_annex(PdfDocument& pdf, const funding::ApplicationDocument& document);

} // namespace ehrenamt::publishing
