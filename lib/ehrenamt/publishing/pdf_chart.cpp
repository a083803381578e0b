// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/pdf_canvas.hpp"

#include <algorithm>

namespace ehrenamt::publishing {

std::size_t PdfDocument::bars(const std::vector<PdfBar>& bars, double keep_free_mm) {
    constexpr TextStyle k_label{8.5};
    constexpr double k_label_width = 0.46 * k_text_width;
    constexpr double k_number_width = 62;
    constexpr double k_longest = k_text_width - k_label_width - k_number_width - 8;
    constexpr double k_thick = 7;
    constexpr double k_between = 2;
    constexpr double k_grey = 0.45;
    auto& canvas = *m_canvas;
    std::int64_t most = 1;
    for (const auto& bar : bars)
        most = std::max(most, bar.value);
    std::size_t drawn = 0;
    for (const auto& bar : bars) {
        const auto label = canvas.layout(bar.label, k_label_width, k_label);
        const auto number = canvas.layout(bar.shown, k_number_width, k_label);
        const double tall = Canvas::height(label);
        if (tall + k_between > canvas.room() - keep_free_mm * k_points_per_mm)
            break;
        canvas.draw(label, k_left, canvas.y, 0, "P");
        const double middle = canvas.y + tall / 2;
        const double long_is = k_longest * static_cast<double>(bar.value) / static_cast<double>(most);
        canvas.fill(k_left + k_label_width + 4, middle - k_thick / 2, std::max(long_is, 0.5), k_thick,
                    k_grey);
        canvas.draw(number, k_left + k_label_width + 8 + long_is, middle - Canvas::height(number) / 2, 0,
                    "P");
        canvas.y += tall + k_between;
        ++drawn;
    }
    canvas.y += 4;
    return drawn;
}

} // namespace ehrenamt::publishing
