// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/publishing/pdf.hpp"
#include "ehrenamt/publishing/pdf_fields.hpp"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::publishing {

inline constexpr double k_points_per_mm = 72.0 / 25.4;
inline constexpr double k_page_width = 210 * k_points_per_mm;
inline constexpr double k_page_height = 297 * k_points_per_mm;
inline constexpr double k_left = 25 * k_points_per_mm;
inline constexpr double k_top = 20 * k_points_per_mm;
inline constexpr double k_text_width = k_page_width - k_left - 20 * k_points_per_mm;
inline constexpr double k_bottom = k_page_height - 25 * k_points_per_mm; ///< lowest point of the text area

struct TextStyle {
    double size = 10;
    bool bold = false;
    Align align = Align::left;
    double grey = 0; ///< 0 black, 1 white
};

using LayoutPointer = std::shared_ptr<PangoLayout>;

/// Pages of drawing steps and a cursor that runs down them. Nothing is drawn before finish(), because only
/// then the number of pages is known. Lengths are points, y grows downwards.
class PdfDocument::Canvas {
  public:
    Canvas();

    /// A text broken into lines of `width`; its characters are made harmless.
    [[nodiscard]] LayoutPointer layout(std::string_view text, double width, const TextStyle& style) const;
    [[nodiscard]] static double height(const LayoutPointer& text);
    [[nodiscard]] static double width(const LayoutPointer& text); ///< of its longest line
    /// Bytes of the text whose lines fit into `room`.
    [[nodiscard]] static std::size_t fitting(const LayoutPointer& text, double room);

    [[nodiscard]] double room() const { return k_bottom - y; }
    void new_page();
    /// A new page that is the first of a part; page numbers count within a part.
    void new_part();
    /// Text that flows on this page above `until` keeps `width` free at the right.
    void narrow_until(double until, double width);
    /// Goes to a new page unless `needed` fits on this one; a page that is still empty is kept.
    void reserve(double needed);
    /// Draws at the cursor and moves it, over as many pages as it takes.
    void flow(std::string_view text, double indent, const TextStyle& style, const char* tag = "P");

    void draw(const LayoutPointer& text, double x, double at, double grey = 0, const char* tag = nullptr);
    void line(double x1, double x2, double at, double thickness, double grey);
    void fill(double x, double at, double width, double heightened, double grey);
    /// A place to fill in on the screen; nothing is drawn. \param place without its page
    void field(PdfField place);
    void box(double x, double at, double side, bool ticked);

    [[nodiscard]] std::string finish(const PdfInfo& info);

    double y = k_top; ///< the cursor

  private:
    using Step = std::function<void(cairo_t*)>;
    struct Release {
        void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
        void operator()(cairo_t* context) const { cairo_destroy(context); }
        void operator()(PangoContext* context) const { g_object_unref(context); }
    };
    void add(Step step) { m_pages.back().push_back(std::move(step)); }
    void add_footers(const PdfInfo& info);
    void add_draft_marks();
    void set_metadata(const PdfInfo& info);
    static cairo_status_t write(void* bytes, const unsigned char* data, unsigned int length);

    std::string m_bytes;
    std::unique_ptr<cairo_surface_t, Release> m_surface;
    std::unique_ptr<cairo_t, Release> m_cairo;
    std::unique_ptr<PangoContext, Release> m_pango;
    std::vector<std::vector<Step>> m_pages{1};
    std::vector<PdfField> m_fields;
    std::vector<std::size_t> m_parts{0}; ///< first page of each
    double m_narrow_until = 0;
    double m_narrow_by = 0;
};

} // namespace ehrenamt::publishing
