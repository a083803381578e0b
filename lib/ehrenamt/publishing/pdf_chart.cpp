// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/publishing/pdf_canvas.hpp"

#include <algorithm>
#include <cmath>

namespace ehrenamt::publishing {
namespace {

constexpr TextStyle k_small_label{8};
constexpr double k_plot_height = 55 * k_points_per_mm;
constexpr double k_plot_left = k_left + 40; ///< right of the numbers of the values
constexpr double k_plot_width = k_text_width - 60;

/// 1, 2 or 5 times a power of ten, so that at most six lines lie up to the value.
std::int64_t distance_of_lines(std::int64_t most) {
    constexpr std::int64_t k_lines = 6;
    for (std::int64_t power = 1;; power *= 10)
        for (const auto step : {power, 2 * power, 5 * power})
            if (step * k_lines >= most)
                return step;
}

/// Where what stands on the page.
struct Plot {
    double bottom = 0;
    std::int64_t least = 0; ///< value at the bottom
    double per_value = 0;
    double per_point = 0;
    [[nodiscard]] double x(std::size_t point) const {
        return k_plot_left + per_point * static_cast<double>(point);
    }
    [[nodiscard]] double y(std::int64_t value) const {
        return bottom - per_value * static_cast<double>(value - least);
    }
};

} // namespace

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

void PdfDocument::stairs(const PdfStairs& stairs) {
    constexpr double k_thick = 1.6;
    constexpr double k_around = 44; // the texts above and below
    auto& canvas = *m_canvas;
    canvas.reserve(k_plot_height + k_around);
    canvas.draw(canvas.layout(stairs.above, k_text_width, k_small_label), k_left, canvas.y, 0.25, "P");
    const auto [low, high] = std::ranges::minmax(stairs.points, {}, &PdfStairs::Point::value);
    const auto step = distance_of_lines(std::max<std::int64_t>(high.value - low.value, 1));
    const auto least = low.value / step * step;
    const auto most = std::max((high.value + step - 1) / step * step, least + step);
    const Plot plot{canvas.y + 16 + k_plot_height, least, k_plot_height / static_cast<double>(most - least),
                    k_plot_width / static_cast<double>(std::max<std::size_t>(stairs.points.size(), 2) - 1)};
    for (auto value = least; value <= most; value += step) {
        canvas.line(k_plot_left, k_plot_left + k_plot_width, plot.y(value), 0.4, value == least ? 0 : 0.8);
        const auto label = canvas.layout(base::render("{0}", {base::arg(value)}, true),
                                         k_plot_left - k_left - 6, {k_small_label.size, false, Align::right});
        canvas.draw(label, k_left, plot.y(value) - Canvas::height(label) / 2, 0, "P");
    }
    canvas.fill(plot.x(stairs.marked) - 0.6, plot.bottom - k_plot_height, 1.2, k_plot_height, 0.55);
    for (std::size_t i = 0; i < stairs.points.size(); ++i) {
        const double here = plot.y(stairs.points[i].value);
        if (i > 0) {
            const double before = plot.y(stairs.points[i - 1].value);
            canvas.fill(plot.x(i - 1), before - k_thick / 2, plot.per_point, k_thick, 0);
            canvas.fill(plot.x(i) - k_thick / 2, std::min(here, before) - k_thick / 2, k_thick,
                        std::abs(here - before) + k_thick, 0);
        }
        const double size = i == stairs.marked ? 7 : 3.4;
        canvas.fill(plot.x(i) - size / 2, here - size / 2, size, size, 0);
    }
    // The marked point's label stands in any case, the others where they do not touch it or the one before.
    const double label_width = 56;
    const auto every = static_cast<std::size_t>(label_width / plot.per_point) + 1;
    for (std::size_t i = stairs.marked % every; i < stairs.points.size(); i += every) {
        canvas.fill(plot.x(i) - 0.3, plot.bottom, 0.6, 3, 0);
        const auto label = canvas.layout(stairs.points[i].label, label_width,
                                         {k_small_label.size, i == stairs.marked, Align::centre});
        canvas.draw(label, plot.x(i) - label_width / 2, plot.bottom + 5, 0, "P");
    }
    const auto below = canvas.layout(stairs.below, k_plot_width, {k_small_label.size, false, Align::centre});
    canvas.draw(below, k_plot_left, plot.bottom + 17, 0.25, "P");
    canvas.y = plot.bottom + k_around - 16 + 8;
}

} // namespace ehrenamt::publishing
