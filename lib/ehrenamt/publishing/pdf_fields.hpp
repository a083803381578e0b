// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ehrenamt::publishing {

/// A place of a page that is filled in on the screen. Points, y grows downwards.
struct PdfField {
    std::string name;  ///< ASCII; boxes of one name are one choice
    std::string value; ///< of a box that is ticked; empty: a field for text
    std::string label; ///< what a screen reader says
    std::size_t page = 0;
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// The document with a form laid over it, whose fields are empty.
/// \throws std::runtime_error if the document cannot be read
std::string with_fields(const std::string& pdf, const std::vector<PdfField>& fields, double page_height);

} // namespace ehrenamt::publishing
