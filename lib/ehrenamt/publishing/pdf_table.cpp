// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/publishing/pdf_canvas.hpp"

#include <algorithm>

namespace ehrenamt::publishing {
namespace {

constexpr double k_size = 9;
constexpr double k_padding = 3;

/// Where each column begins and how wide it is.
struct Grid {
    std::vector<double> x;
    std::vector<double> width;
};

Grid grid_of(const std::vector<PdfColumn>& columns) {
    double shares = 0;
    for (const auto& column : columns)
        shares += column.share;
    Grid grid;
    double x = k_left;
    for (const auto& column : columns) {
        grid.x.push_back(x);
        grid.width.push_back(k_text_width * column.share / shares);
        x += grid.width.back();
    }
    return grid;
}

} // namespace

void PdfDocument::table(const std::vector<PdfColumn>& columns, const std::vector<PdfRow>& rows) {
    auto& canvas = *m_canvas;
    const Grid grid = grid_of(columns);
    const auto layouts = [&](const std::vector<std::string>& cells, bool bold) {
        std::vector<LayoutPointer> made;
        for (std::size_t i = 0; i < columns.size(); ++i)
            made.push_back(canvas.layout(i < cells.size() ? cells[i] : std::string{},
                                         grid.width[i] - 2 * k_padding, {k_size, bold, columns[i].align}));
        return made;
    };
    const auto tallest = [](const std::vector<LayoutPointer>& cells) {
        double tall = 0;
        for (const auto& cell : cells)
            tall = std::max(tall, Canvas::height(cell));
        return tall + 2 * k_padding;
    };
    const auto draw_row = [&](const std::vector<LayoutPointer>& cells, double least = 0) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            canvas.draw(cells[i], grid.x[i] + k_padding, canvas.y + k_padding, 0, "P");
        canvas.y += std::max(tallest(cells), least);
        canvas.line(k_left, k_left + k_text_width, canvas.y, 0.3, 0.6);
    };
    std::vector<std::string> headings;
    for (const auto& column : columns)
        headings.push_back(column.heading);
    const auto heading_cells = layouts(headings, true);
    const auto draw_headings = [&] {
        canvas.fill(k_left, canvas.y, k_text_width, tallest(heading_cells), 0.92);
        draw_row(heading_cells);
    };
    const auto new_page = [&] {
        canvas.new_page();
        draw_headings();
    };

    const double first = rows.empty() ? 0
                                      : std::max(tallest(layouts(rows.front().cells, rows.front().sum)),
                                                 rows.front().least_mm * k_points_per_mm);
    canvas.reserve(std::min(tallest(heading_cells) + first, k_bottom - k_top));
    draw_headings();
    const double whole_page = k_bottom - k_top - tallest(heading_cells);
    for (const auto& row : rows) {
        auto cells = layouts(row.cells, row.sum);
        const double least = std::min(row.least_mm * k_points_per_mm, whole_page);
        if (const double needed = std::max(tallest(cells), least);
            needed > canvas.room() && needed <= whole_page)
            new_page();
        if (row.sum)
            canvas.line(k_left, k_left + k_text_width, canvas.y, 0.9, 0);
        // Only a row longer than a page is broken; each page takes what fits of every cell.
        while (tallest(cells) > canvas.room()) {
            std::vector<std::string> now;
            std::vector<std::string> later;
            bool progress = false;
            for (const auto& cell : cells) {
                const std::string text = pango_layout_get_text(cell.get());
                const std::size_t bytes = Canvas::fitting(cell, canvas.room() - 2 * k_padding);
                progress = progress || bytes > 0;
                now.emplace_back(base::trimmed(text.substr(0, bytes)));
                later.push_back(text.substr(bytes));
            }
            if (progress) {
                draw_row(layouts(now, row.sum));
                cells = layouts(later, row.sum);
            }
            new_page();
        }
        draw_row(cells, least);
    }
    canvas.y += 8;
}

} // namespace ehrenamt::publishing
