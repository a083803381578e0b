// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/pdf_canvas.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/base/text.hpp"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <new>
#include <stdexcept>
#include <utility>

namespace ehrenamt::publishing {
namespace {

constexpr const char* k_font_family = "Liberation Sans, DejaVu Sans, sans-serif";
constexpr float k_line_spacing = 1.15F;

/// Line breaks stay, whatever else may not be shown is written out.
std::string harmless(std::string_view text) {
    if (base::find_invalid_utf8(text) == text.npos && base::find_control(text) == text.npos)
        return std::string{text};
    std::vector<std::string> lines;
    for (const auto line : base::split(text, '\n'))
        lines.push_back(base::printable(line));
    return base::joined(lines, "\n");
}

/// No line ends between an amount and its euro sign, or between a number and its UE. The space itself stays
/// what it is, so that the amount is found and copied as it was written.
void keep_amounts_together(std::string_view text, PangoAttrList* attributes) {
    for (const std::string_view unit : {" €", " UE"})
        for (auto at = text.find(unit); at != text.npos; at = text.find(unit, at + 1)) {
            if (at == 0 || std::isdigit(static_cast<unsigned char>(text[at - 1])) == 0)
                continue;
            PangoAttribute* together = pango_attr_allow_breaks_new(FALSE);
            together->start_index = static_cast<guint>(at - 1);
            together->end_index = static_cast<guint>(at + unit.size());
            pango_attr_list_insert(attributes, together);
        }
}

double points(int pango_units) {
    return static_cast<double>(pango_units) / PANGO_SCALE;
}

void check(cairo_status_t status) {
    if (status == CAIRO_STATUS_NO_MEMORY)
        throw std::bad_alloc{};
    if (status != CAIRO_STATUS_SUCCESS)
        throw base::Error{base::ExitStatus::failed, "pdf.failed",
                          base::message("the PDF cannot be made: {0}", cairo_status_to_string(status))};
}

/// Adds to the catalogue of a finished document that its text is German and that its title is to be shown,
/// which cairo 1.16 cannot say. The catalogue is the last object: only the table of objects behind it moves.
std::string with_language(std::string pdf) {
    constexpr std::string_view k_catalogue = "<< /Type /Catalog\n";
    constexpr std::string_view k_entries =
        "   /Lang (de-DE)\n   /ViewerPreferences << /DisplayDocTitle true >>\n";
    constexpr std::string_view k_start = "\nstartxref\n";
    const auto catalogue = pdf.rfind(k_catalogue);
    const auto start = pdf.rfind(k_start);
    const auto table = pdf.rfind("\nxref\n");
    if (catalogue == pdf.npos || start == pdf.npos || table == pdf.npos || table < catalogue)
        throw base::Error{
            base::ExitStatus::failed, "pdf.failed",
            base::message("the PDF cannot be made: {0}", "cairo's output has another form than expected")};
    const auto end = pdf.find('\n', start + k_start.size());
    pdf.replace(start + k_start.size(), end - start - k_start.size(),
                fmt::format("{}", table + 1 + k_entries.size()));
    pdf.insert(catalogue + k_catalogue.size(), k_entries);
    return pdf;
}

} // namespace

/// Called from C: no exception may leave it.
cairo_status_t PdfDocument::Canvas::write(void* bytes, const unsigned char* data, unsigned int length) {
    try {
        static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    } catch (const std::bad_alloc&) {
        return CAIRO_STATUS_NO_MEMORY;
    }
    return CAIRO_STATUS_SUCCESS;
}

PdfDocument::Canvas::Canvas()
    : m_surface{cairo_pdf_surface_create_for_stream(&Canvas::write, &m_bytes, k_page_width, k_page_height)},
      m_cairo{cairo_create(m_surface.get())},
      m_pango{pango_cairo_create_context(m_cairo.get())} {
    check(cairo_status(m_cairo.get()));
    // Metrics of the font itself, not of any screen: lines break alike on every machine.
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(m_pango.get(), options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(m_pango.get(), 72);
    pango_context_set_language(m_pango.get(), pango_language_from_string("de"));
    pango_context_set_round_glyph_positions(m_pango.get(), FALSE);
}

LayoutPointer PdfDocument::Canvas::layout(std::string_view text, double width, const TextStyle& style) const {
    LayoutPointer made{pango_layout_new(m_pango.get()), [](PangoLayout* layout) { g_object_unref(layout); }};
    PangoFontDescription* font = pango_font_description_from_string(k_font_family);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(made.get(), font);
    pango_font_description_free(font);
    const std::string shown = harmless(text);
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
    keep_amounts_together(shown, attributes);
    pango_layout_set_attributes(made.get(), attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_width(made.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(made.get(), k_line_spacing);
    pango_layout_set_alignment(made.get(), style.align == Align::right    ? PANGO_ALIGN_RIGHT
                                           : style.align == Align::centre ? PANGO_ALIGN_CENTER
                                                                          : PANGO_ALIGN_LEFT);
    pango_layout_set_text(made.get(), shown.data(), static_cast<int>(shown.size()));
    return made;
}

double PdfDocument::Canvas::height(const LayoutPointer& text) {
    int tall = 0;
    pango_layout_get_size(text.get(), nullptr, &tall);
    return points(tall);
}

double PdfDocument::Canvas::width(const LayoutPointer& text) {
    PangoRectangle shown{};
    pango_layout_get_extents(text.get(), nullptr, &shown);
    return points(shown.width);
}

std::size_t PdfDocument::Canvas::fitting(const LayoutPointer& text, double room) {
    const std::unique_ptr<PangoLayoutIter, decltype(&pango_layout_iter_free)> line{
        pango_layout_get_iter(text.get()), &pango_layout_iter_free};
    int start = 0;
    do {
        int bottom = 0;
        pango_layout_iter_get_line_yrange(line.get(), nullptr, &bottom);
        start = pango_layout_iter_get_line_readonly(line.get())->start_index;
        if (points(bottom) > room)
            return static_cast<std::size_t>(start);
    } while (pango_layout_iter_next_line(line.get()) != FALSE);
    return std::string_view{pango_layout_get_text(text.get())}.size();
}

void PdfDocument::Canvas::new_page() {
    m_pages.emplace_back();
    m_narrow_until = 0;
    y = k_top;
}

void PdfDocument::Canvas::new_part() {
    new_page();
    m_parts.push_back(m_pages.size() - 1);
}

void PdfDocument::Canvas::narrow_until(double until, double width) {
    m_narrow_until = until;
    m_narrow_by = width;
}

void PdfDocument::Canvas::reserve(double needed) {
    if (needed > room() && !m_pages.back().empty())
        new_page();
}

void PdfDocument::Canvas::flow(std::string_view text, double indent, const TextStyle& style,
                               const char* tag) {
    std::string rest{text};
    for (;;) {
        const double narrower = y < m_narrow_until ? m_narrow_by : 0;
        const auto lines = layout(rest, k_text_width - indent - narrower, style);
        const double tall = height(lines);
        if (tall <= room() || m_pages.back().empty()) {
            // On an empty page even a single line higher than the page must go somewhere.
            const std::size_t bytes = fitting(lines, room());
            if (tall <= room() || bytes == 0) {
                draw(lines, k_left + indent, y, style.grey, tag);
                y += tall;
                return;
            }
        }
        const std::string shown = pango_layout_get_text(lines.get());
        const std::size_t bytes = fitting(lines, room());
        if (bytes > 0)
            draw(layout(base::trimmed(shown.substr(0, bytes)), k_text_width - indent, style), k_left + indent,
                 y, style.grey, tag);
        rest = shown.substr(bytes);
        new_page();
    }
}

void PdfDocument::Canvas::draw(const LayoutPointer& text, double x, double at, double grey, const char* tag) {
    add([=](cairo_t* cairo) {
        if (tag != nullptr)
            cairo_tag_begin(cairo, tag, nullptr);
        cairo_set_source_rgb(cairo, grey, grey, grey);
        cairo_move_to(cairo, x, at);
        pango_cairo_show_layout(cairo, text.get());
        if (tag != nullptr)
            cairo_tag_end(cairo, tag);
    });
}

void PdfDocument::Canvas::line(double x1, double x2, double at, double thickness, double grey) {
    add([=](cairo_t* cairo) {
        cairo_set_source_rgb(cairo, grey, grey, grey);
        cairo_set_line_width(cairo, thickness);
        cairo_move_to(cairo, x1, at);
        cairo_line_to(cairo, x2, at);
        cairo_stroke(cairo);
    });
}

void PdfDocument::Canvas::fill(double x, double at, double width, double tall, double grey) {
    add([=](cairo_t* cairo) {
        cairo_set_source_rgb(cairo, grey, grey, grey);
        cairo_rectangle(cairo, x, at, width, tall);
        cairo_fill(cairo);
    });
}

void PdfDocument::Canvas::box(double x, double at, double side, bool ticked) {
    add([=](cairo_t* cairo) {
        cairo_set_source_rgb(cairo, 0, 0, 0);
        cairo_set_line_width(cairo, 0.8);
        cairo_rectangle(cairo, x, at, side, side);
        if (ticked) {
            cairo_move_to(cairo, x, at);
            cairo_line_to(cairo, x + side, at + side);
            cairo_move_to(cairo, x + side, at);
            cairo_line_to(cairo, x, at + side);
        }
        cairo_stroke(cairo);
    });
}

void PdfDocument::Canvas::field(PdfField place) {
    place.page = m_pages.size() - 1;
    m_fields.push_back(std::move(place));
}

void PdfDocument::Canvas::add_footers(const PdfInfo& info) {
    constexpr double k_footer = k_page_height - 17 * k_points_per_mm;
    const TextStyle left{8, false, Align::left, 0.3};
    const TextStyle right{8, false, Align::right, 0.3};
    const std::string name = (info.draft ? "ENTWURF · " : "") + info.document_id;
    const auto pages = std::exchange(m_pages, {});
    for (std::size_t i = 0; i < pages.size(); ++i) {
        m_pages.push_back(pages[i]);
        const auto next = std::upper_bound(m_parts.begin(), m_parts.end(), i);
        const std::size_t first = *std::prev(next);
        const std::size_t end = next == m_parts.end() ? pages.size() : *next;
        line(k_left, k_left + k_text_width, k_footer - 4, 0.4, 0.6);
        draw(layout(name, k_text_width * 0.75, left), k_left, k_footer, left.grey);
        draw(layout(fmt::format("Seite {} von {}", i - first + 1, end - first), k_text_width * 0.25, right),
             k_left + k_text_width * 0.75, k_footer, right.grey);
    }
}

/// Under everything else, so that no figure becomes hard to read, and as an outline, so that no letter of it
/// gets between the words when the text is copied; the footer says it as text.
void PdfDocument::Canvas::add_draft_marks() {
    const auto mark = layout("ENTWURF", k_page_width, {110, true, Align::centre, 0});
    const Step step = [mark, tall = height(mark)](cairo_t* cairo) {
        cairo_save(cairo);
        cairo_set_source_rgb(cairo, 0.92, 0.92, 0.92);
        cairo_translate(cairo, k_page_width / 2, k_page_height / 2);
        cairo_rotate(cairo, -0.9);
        cairo_move_to(cairo, -k_page_width / 2, -tall / 2);
        pango_cairo_layout_path(cairo, mark.get());
        cairo_fill(cairo);
        cairo_restore(cairo);
    };
    for (auto& page : m_pages)
        page.insert(page.begin(), step);
}

void PdfDocument::Canvas::set_metadata(const PdfInfo& info) {
    const auto set = [&](cairo_pdf_metadata_t key, const std::string& value) {
        cairo_pdf_surface_set_metadata(m_surface.get(), key, harmless(value).c_str());
    };
    const std::string noon = info.day.iso() + "T12:00:00Z";
    set(CAIRO_PDF_METADATA_TITLE, info.title);
    set(CAIRO_PDF_METADATA_AUTHOR, info.author);
    set(CAIRO_PDF_METADATA_SUBJECT, info.document_id);
    set(CAIRO_PDF_METADATA_CREATOR, "ehrenamt");
    set(CAIRO_PDF_METADATA_CREATE_DATE, noon);
    set(CAIRO_PDF_METADATA_MOD_DATE, noon);
}

std::string PdfDocument::Canvas::finish(const PdfInfo& info) {
    add_footers(info);
    if (info.draft)
        add_draft_marks();
    set_metadata(info);
    for (const auto& page : m_pages) {
        for (const auto& step : page)
            step(m_cairo.get());
        cairo_show_page(m_cairo.get());
    }
    check(cairo_status(m_cairo.get()));
    cairo_surface_finish(m_surface.get());
    check(cairo_surface_status(m_surface.get()));
    auto bytes = with_language(std::exchange(m_bytes, {}));
    if (!info.fillable || m_fields.empty())
        return bytes;
    try {
        return with_fields(bytes, m_fields, k_page_height);
    } catch (const std::runtime_error& error) {
        throw base::Error{base::ExitStatus::failed, "pdf.failed",
                          base::message("the PDF cannot be made: {0}", error.what())};
    }
}

} // namespace ehrenamt::publishing
