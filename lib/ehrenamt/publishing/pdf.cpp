// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/pdf.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/publishing/pdf_canvas.hpp"

#include <algorithm>

namespace ehrenamt::publishing {
namespace {

constexpr TextStyle k_body{};
constexpr TextStyle k_small{8, false, Align::left, 0.25};
constexpr double k_gap = 6; ///< between blocks
constexpr double k_key_width = 55 * k_points_per_mm;

TextStyle heading_style(int level) {
    return {level <= 1 ? 15.0 : level == 2 ? 12.0 : 10.5, true};
}

} // namespace

PdfDocument::PdfDocument(PdfInfo info) : m_canvas{std::make_unique<Canvas>()}, m_info{std::move(info)} {}
PdfDocument::~PdfDocument() = default;

void PdfDocument::letterhead(const Letterhead& letterhead) {
    auto& canvas = *m_canvas;
    constexpr double k_address_width = 85 * k_points_per_mm;
    constexpr double k_reference_width = 70 * k_points_per_mm;
    const auto sender = canvas.layout(base::joined(letterhead.sender, "\n"), k_text_width, k_body);
    canvas.draw(sender, k_left, k_top);
    const double below_sender = k_top + Canvas::height(sender) + 8;
    canvas.line(k_left, k_left + k_text_width, below_sender - 4, 0.8, 0.4);

    // The window of the envelope begins 45 mm from the upper edge.
    const double address_top = std::max(below_sender, 45 * k_points_per_mm);
    const auto return_line =
        canvas.layout(base::joined(letterhead.sender, " · "), k_address_width, {6.5, false});
    canvas.draw(return_line, k_left, address_top);
    const double recipient_top = address_top + Canvas::height(return_line) + 5;
    const auto recipient = canvas.layout(base::joined(letterhead.recipient, "\n"), k_address_width, k_body);
    canvas.draw(recipient, k_left, recipient_top);

    double reference_y = address_top;
    for (const auto& [label, value] : letterhead.references) {
        const double x = k_left + k_text_width - k_reference_width;
        const auto name = canvas.layout(label, k_reference_width * 0.38, k_small);
        const auto text = canvas.layout(value, k_reference_width * 0.6, {9});
        canvas.draw(name, x, reference_y + 1, k_small.grey);
        canvas.draw(text, x + k_reference_width * 0.4, reference_y);
        reference_y += std::max(Canvas::height(name), Canvas::height(text)) + 2;
    }
    canvas.y = std::max({recipient_top + Canvas::height(recipient), reference_y, 90 * k_points_per_mm}) + 10;
    if (!letterhead.subject.empty())
        heading(letterhead.subject, 2);
}

void PdfDocument::heading(std::string_view text, int level) {
    auto& canvas = *m_canvas;
    constexpr double k_something_below = 50;
    const auto style = heading_style(level);
    const auto lines = canvas.layout(text, k_text_width, style);
    if (canvas.y > k_top)
        canvas.y += level <= 1 ? 4 : 8;
    canvas.reserve(Canvas::height(lines) + k_something_below);
    canvas.flow(text, 0, style, level <= 1 ? "H1" : level == 2 ? "H2" : "H3");
    canvas.y += 4;
}

void PdfDocument::paragraph(std::string_view text) {
    m_canvas->flow(text, 0, k_body);
    m_canvas->y += k_gap;
}

void PdfDocument::note(std::string_view text) {
    m_canvas->flow(text, 0, k_small);
    m_canvas->y += k_gap;
}

void PdfDocument::bullets(const std::vector<std::string>& items) {
    constexpr double k_indent = 14;
    auto& canvas = *m_canvas;
    for (const auto& item : items) {
        const auto bullet = canvas.layout("•", k_indent, k_body);
        canvas.reserve(Canvas::height(bullet));
        canvas.draw(bullet, k_left + 3, canvas.y);
        canvas.flow(item, k_indent, k_body, "LI");
        canvas.y += 2;
    }
    canvas.y += k_gap - 2;
}

void PdfDocument::record(std::string_view title,
                         const std::vector<std::pair<std::string, std::string>>& entries) {
    constexpr double k_around_heading = 12;
    auto& canvas = *m_canvas;
    double tall = Canvas::height(canvas.layout(title, k_text_width, heading_style(3))) + k_around_heading;
    for (const auto& [key, value] : entries)
        tall += std::max(Canvas::height(canvas.layout(key, k_key_width - 6, k_body)),
                         Canvas::height(canvas.layout(value, k_text_width - k_key_width, k_body))) +
                2;
    canvas.reserve(std::min(tall, k_bottom - k_top));
    heading(title, 3);
    key_values(entries);
}

void PdfDocument::key_values(const std::vector<std::pair<std::string, std::string>>& entries) {
    auto& canvas = *m_canvas;
    for (const auto& [key, value] : entries) {
        const auto name = canvas.layout(key, k_key_width - 6, {10, false, Align::left, 0.25});
        canvas.reserve(
            std::min(std::max(Canvas::height(name),
                              Canvas::height(canvas.layout(value, k_text_width - k_key_width, k_body))),
                     k_bottom - k_top));
        const double after_name = canvas.y + Canvas::height(name);
        canvas.draw(name, k_left, canvas.y, 0.25);
        canvas.flow(value, k_key_width, k_body);
        canvas.y = std::max(canvas.y, after_name) + 2;
    }
    canvas.y += k_gap - 2;
}

void PdfDocument::checkbox(std::string_view text, bool ticked) {
    constexpr double k_indent = 20;
    constexpr double k_side = 8.5;
    auto& canvas = *m_canvas;
    canvas.reserve(
        std::min(Canvas::height(canvas.layout(text, k_text_width - k_indent, k_body)), k_bottom - k_top));
    canvas.box(k_left + 2, canvas.y + 2.2, k_side, ticked);
    canvas.flow(text, k_indent, k_body, "LI");
    canvas.y += 4;
}

void PdfDocument::signatures(const std::vector<std::string>& labels) {
    constexpr double k_room_to_sign = 42;
    constexpr double k_between = 24;
    auto& canvas = *m_canvas;
    const auto count = static_cast<double>(std::max<std::size_t>(labels.size(), 1));
    const double width = (k_text_width - k_between * (count - 1)) / count;
    std::vector<LayoutPointer> texts;
    double tallest = 0;
    for (const auto& label : labels) {
        texts.push_back(canvas.layout(label, width, k_small));
        tallest = std::max(tallest, Canvas::height(texts.back()));
    }
    canvas.reserve(k_room_to_sign + tallest + 4);
    canvas.y += k_room_to_sign;
    double x = k_left;
    for (const auto& text : texts) {
        canvas.line(x, x + width, canvas.y, 0.6, 0);
        canvas.draw(text, x, canvas.y + 3, k_small.grey);
        x += width + k_between;
    }
    canvas.y += tallest + 4 + k_gap;
}

double PdfDocument::room_mm() const {
    return m_canvas->room() / k_points_per_mm;
}

void PdfDocument::space(double millimetres) {
    m_canvas->y += millimetres * k_points_per_mm;
}

void PdfDocument::page_break() {
    m_canvas->new_page();
}

std::string PdfDocument::finish() {
    return m_canvas->finish(m_info);
}

} // namespace ehrenamt::publishing
