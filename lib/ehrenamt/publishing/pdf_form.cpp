// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/pdf_canvas.hpp"
#include "ehrenamt/publishing/qr_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace ehrenamt::publishing {
namespace {

constexpr TextStyle k_text{9};
constexpr double k_side = 8; ///< of a box to tick
constexpr double k_between = 12;

} // namespace

void PdfDocument::start_part() {
    m_canvas->new_part();
}

void PdfDocument::code_corner(const QrCode& code, std::string_view text, double millimetres) {
    const double size = millimetres * k_points_per_mm;
    auto& canvas = *m_canvas;
    const double top = canvas.y;
    const double square = size / static_cast<double>(std::max<std::size_t>(code.side, 1));
    const double left = k_left + k_text_width - size;
    for (std::size_t row = 0; row < code.side; ++row)
        for (std::size_t column = 0; column < code.side; ++column)
            if (code.dark[row * code.side + column])
                // A little larger than its square, so that no viewer shows a line between two of them.
                canvas.fill(left + static_cast<double>(column) * square,
                            top + static_cast<double>(row) * square, square + 0.05, square + 0.05, 0);
    const auto label = canvas.layout(text, size + 20, {8.5, true, Align::centre});
    canvas.draw(label, left - 10, top + size + 3, 0, "P");
    canvas.narrow_until(top + size + 3 + Canvas::height(label) + 4, size + 12);
}

void PdfDocument::fill_in(std::string_view label, double millimetres, const std::string& name) {
    auto& canvas = *m_canvas;
    constexpr double k_label_share = 0.62;
    const auto text = canvas.layout(label, k_text_width * k_label_share, k_text);
    const double tall = Canvas::height(text);
    canvas.reserve(tall + 9);
    canvas.y += 4;
    canvas.draw(text, k_left, canvas.y, 0, "P");
    const double from = k_left + std::min(Canvas::width(text), k_text_width * k_label_share) + 6;
    const double to = millimetres > 0 ? std::min(from + millimetres * k_points_per_mm, k_left + k_text_width)
                                      : k_left + k_text_width;
    canvas.y += tall;
    canvas.line(from, to, canvas.y - 1, 0.5, 0);
    if (!name.empty())
        canvas.field({name, "", std::string{label}, 0, from, canvas.y - 14, to - from, 13});
    canvas.y += 5;
}

void PdfDocument::choices(std::string_view label, const std::vector<PdfBox>& boxes) {
    auto& canvas = *m_canvas;
    const auto heading = canvas.layout(label, k_text_width, {k_text.size, true});
    canvas.reserve(Canvas::height(heading) + 34);
    canvas.draw(heading, k_left, canvas.y, 0, "P");
    double all = Canvas::width(heading);
    for (const auto& box : boxes)
        all += k_between + k_side + 4 + Canvas::width(canvas.layout(box.text, k_text_width, k_text));
    const bool one_line = all <= k_text_width;
    canvas.y += one_line ? 0 : Canvas::height(heading) + 2;
    double x = one_line ? k_left + Canvas::width(heading) + k_between : k_left;
    double tall = 0;
    for (const auto& box : boxes) {
        const auto text = canvas.layout(box.text, k_text_width - k_side - 4, k_text);
        const double wide = k_side + 4 + Canvas::width(text);
        if (x > k_left && x + wide > k_left + k_text_width) {
            canvas.y += tall + 2;
            x = k_left;
        }
        tall = Canvas::height(text);
        canvas.box(x, canvas.y + 1.5, k_side, false);
        canvas.field({box.name, box.value, fmt::format("{}: {}", label, box.text), 0, x, canvas.y + 1.5,
                      k_side, k_side});
        canvas.draw(text, x + k_side + 4, canvas.y, 0, "LI");
        x += wide + k_between;
    }
    canvas.y += tall + 7;
}

void PdfDocument::topic_grid(const std::vector<PdfTopic>& topics, std::size_t degrees_count,
                             const std::string& degrees, const std::string& number) {
    auto& canvas = *m_canvas;
    constexpr TextStyle k_line{8};
    constexpr double k_gutter = 14;
    constexpr double k_step = 13;
    constexpr double k_number_width = 28;
    const double width = (k_text_width - k_gutter) / 2;
    const double name_width = width - k_step * static_cast<double>(degrees_count) - k_number_width - 4;
    const auto headings = [&](double x) {
        for (std::size_t i = 0; i < degrees_count; ++i)
            canvas.draw(canvas.layout(std::to_string(i + 1), k_step, {7.5, true, Align::centre}),
                        x + name_width + k_step * static_cast<double>(i) - 2.5, canvas.y, 0, "P");
        canvas.draw(canvas.layout("Pers.", k_number_width, {7.5, true, Align::centre}),
                    x + width - k_number_width, canvas.y, 0, "P");
    };
    const auto line = [&](double x, double y, const PdfTopic& topic, const LayoutPointer& name) {
        canvas.draw(name, x, y, 0, "P");
        for (std::size_t i = 0; i < degrees_count; ++i) {
            const double left = x + name_width + k_step * static_cast<double>(i);
            canvas.box(left, y + 0.8, k_side, false);
            canvas.field({degrees + topic.code, std::to_string(i + 1),
                          fmt::format("{}: Dringlichkeit {}", topic.text, i + 1), 0, left, y + 0.8, k_side,
                          k_side});
        }
        const double from = x + width - k_number_width + 3;
        canvas.line(from, x + width, y + 10, 0.5, 0);
        canvas.field(
            {number + topic.code, "", topic.text + ": Personen", 0, from, y - 1, k_number_width - 3, 11});
    };
    // Row by row, left then right, so that a page may end anywhere and the order goes on behind it.
    const std::size_t rows = (topics.size() + 1) / 2;
    for (std::size_t i = 0; i < rows; ++i) {
        std::vector<LayoutPointer> names = {canvas.layout(topics[2 * i].text, name_width - 4, k_line)};
        if (2 * i + 1 < topics.size())
            names.push_back(canvas.layout(topics[2 * i + 1].text, name_width - 4, k_line));
        double tall = 11;
        for (const auto& name : names)
            tall = std::max(tall, Canvas::height(name) + 1.5);
        const bool new_page = canvas.room() < tall;
        canvas.reserve(tall);
        if (i == 0 || new_page) {
            headings(k_left);
            headings(k_left + width + k_gutter);
            canvas.y += 11;
        }
        for (std::size_t column = 0; column < names.size(); ++column)
            line(k_left + static_cast<double>(column) * (width + k_gutter), canvas.y, topics[2 * i + column],
                 names[column]);
        canvas.y += tall;
    }
    canvas.y += 4;
}

} // namespace ehrenamt::publishing
