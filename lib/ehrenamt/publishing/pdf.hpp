// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/publishing/qr_code.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ehrenamt::publishing {

/// What a PDF says about itself. The day comes from the caller, so that the same content is the same bytes.
struct PdfInfo {
    std::string title;
    std::string author;
    std::string document_id; ///< stands in the footer of each page, such as the application's number and hash
    base::Date day;
    bool draft = false;    ///< „ENTWURF“ across each page
    bool fillable = false; ///< what is to be filled in by hand can be filled in on the screen too
};

/// The head of a letter by DIN 5008: one string a line.
struct Letterhead {
    std::vector<std::string> sender;
    std::vector<std::string> recipient;
    std::vector<std::pair<std::string, std::string>> references; ///< right-hand block: „Datum“ → „31.10.2026“
    std::string subject;
};

enum class Align { left, right, centre };

struct PdfColumn {
    std::string heading;
    double share = 1; ///< of the table's width, relative to the other columns
    Align align = Align::left;
};

struct PdfRow {
    std::vector<std::string> cells; ///< as many as columns
    bool sum = false;               ///< bold, under a line
    double least_mm = 0;            ///< height, to have room to write by hand
};

/// A box to tick. Boxes with the same name are one choice.
struct PdfBox {
    std::string text;
    std::string name;  ///< of the field on the screen
    std::string value; ///< letters and digits
};

/// A line of a grid of topics.
struct PdfTopic {
    std::string text;
    std::string code; ///< behind the names of its fields
};

/// A bar of a chart.
struct PdfBar {
    std::string label;
    std::int64_t value = 0; ///< from 0
    std::string shown;      ///< behind the bar
};

/// How a whole number grows from one amount to the next; between two it is that of the lower one.
struct PdfStairs {
    struct Point {
        std::string label;      ///< below; as many are shown as there is room for
        std::int64_t value = 0; ///< from 0
    };
    std::vector<Point> points; ///< the same distance from each to the next
    std::size_t marked = 0;    ///< where a line goes down
    std::string below;         ///< what the labels are
    std::string above;         ///< what the values are
};

/// Builds a German A4 document from the top down. Text goes through pango only, so that nothing in it can be
/// taken for PDF; characters that may not be shown are written as `\x1b`. Fonts are subsets of Liberation
/// Sans, the text can be searched and copied.
class EHRENAMT_API PdfDocument {
  public:
    explicit PdfDocument(PdfInfo info);
    PdfDocument(const PdfDocument&) = delete;
    PdfDocument& operator=(const PdfDocument&) = delete;
    ~PdfDocument();

    void letterhead(const Letterhead& letterhead);
    /// \param level 1 for a document's title, 2 for a section, 3 below; stays on the page of what follows
    void heading(std::string_view text, int level = 2);
    void paragraph(std::string_view text);
    /// Small print.
    void note(std::string_view text);
    void bullets(const std::vector<std::string>& items);
    void key_values(const std::vector<std::pair<std::string, std::string>>& entries);
    /// A heading of level 3 with what belongs to it, on one page unless it is longer than a page.
    void record(std::string_view title, const std::vector<std::pair<std::string, std::string>>& entries);
    /// The line of headings comes again on each page; a row is broken only if it is longer than a page.
    void table(const std::vector<PdfColumn>& columns, const std::vector<PdfRow>& rows);
    /// A declaration to tick.
    void checkbox(std::string_view text, bool ticked = false);
    /// Lines to sign on, side by side, each with its label below; kept together.
    void signatures(const std::vector<std::string>& labels);
    // To be filled in by hand.
    /// A label and a line to write on. \param millimetres length of the line; 0: as far as the margin \param
    /// name of the field on the screen; empty: there is none
    void fill_in(std::string_view label, double millimetres, const std::string& name);
    /// A question and boxes to tick, as many side by side as fit.
    void choices(std::string_view label, const std::vector<PdfBox>& boxes);
    /// Two columns of topics, each with a box per degree (1, 2 …) and a line for a number.
    /// \param degrees  name of the boxes' field without the topic; so is `number` of the line's
    void topic_grid(const std::vector<PdfTopic>& topics, std::size_t degrees_count,
                    const std::string& degrees, const std::string& number);
    /// A QR code with its text below in the upper right corner of this page. \pre the page is empty
    void code_corner(const QrCode& code, std::string_view text, double millimetres = 26);
    /// On a new page, whose number is 1 again: the next of several letters in one file.
    void start_part();

    /// Horizontal bars on one scale, as many of the first ones as fit on this page above `keep_free_mm`.
    /// \returns how many
    std::size_t bars(const std::vector<PdfBar>& bars, double keep_free_mm);

    /// Kept on one page. \pre there is a point
    void stairs(const PdfStairs& stairs);

    [[nodiscard]] double room_mm() const; ///< left on this page
    void space(double millimetres);
    void page_break();

    /// The document's bytes; nothing can be added afterwards.
    /// \throws base::Error `pdf.failed` if cairo cannot make the document
    [[nodiscard]] std::string finish();

  private:
    class Canvas;
    std::unique_ptr<Canvas> m_canvas;
    PdfInfo m_info;
};

} // namespace ehrenamt::publishing
