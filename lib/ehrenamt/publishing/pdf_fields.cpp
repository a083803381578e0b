// SPDX-License-Identifier: EUPL-1.2
// The only file that knows qpdf, whose headers clang 14 takes as C++17 and not as C++20 (lib/CMakeLists.txt).
#include "ehrenamt/publishing/pdf_fields.hpp"

#define POINTERHOLDER_TRANSITION                                                                             \
    4 // NOLINT(cppcoreguidelines-macro-usage): qpdf asks which of its pointers are meant
#include <fmt/format.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <map>

namespace ehrenamt::publishing {
namespace {

constexpr int k_print = 4;       // annotation flag: shown on paper too
constexpr int k_radio = 1 << 15; // field flag: one of its boxes, and the choice can be taken back
constexpr std::string_view k_cross = "q 1.1 w 1.5 1.5 m {0:.2f} {1:.2f} l 1.5 {1:.2f} m {0:.2f} 1.5 l S Q";

class FormWriter {
  public:
    FormWriter(QPDF& pdf, double page_height)
        : m_pdf{pdf}, m_page_height{page_height}, m_pages{QPDFPageDocumentHelper{pdf}.getAllPages()} {}

    void add(const std::vector<PdfField>& fields) {
        std::map<std::string, std::vector<const PdfField*>> by_name;
        std::vector<std::string> order;
        for (const auto& field : fields) {
            if (by_name.find(field.name) == by_name.end())
                order.push_back(field.name);
            by_name[field.name].push_back(&field);
        }
        auto list = QPDFObjectHandle::newArray();
        for (const auto& name : order)
            list.appendItem(by_name[name].size() == 1 ? alone(*by_name[name].front())
                                                      : choice(by_name[name]));
        auto form =
            QPDFObjectHandle::parse("<< /DA (/Helv 9 Tf 0 g) /DR << /Font << /Helv << /Type /Font /Subtype "
                                    "/Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>");
        form.replaceKey("/Fields", list);
        m_pdf.getRoot().replaceKey("/AcroForm", m_pdf.makeIndirectObject(form));
    }

  private:
    /// A field that is its own place on the page.
    QPDFObjectHandle alone(const PdfField& field) {
        auto widget = place(field);
        name(widget, field);
        if (field.value.empty()) {
            widget.replaceKey("/FT", QPDFObjectHandle::newName("/Tx"));
            widget.replaceKey("/DA", QPDFObjectHandle::newString("/Helv 9 Tf 0 g"));
        } else {
            widget.replaceKey("/FT", QPDFObjectHandle::newName("/Btn"));
        }
        return show(widget, field);
    }

    /// Boxes of which one counts.
    QPDFObjectHandle choice(const std::vector<const PdfField*>& boxes) {
        auto parent = m_pdf.makeIndirectObject(QPDFObjectHandle::parse("<< /FT /Btn >>"));
        parent.replaceKey("/Ff", QPDFObjectHandle::newInteger(k_radio));
        name(parent, *boxes.front());
        auto kids = QPDFObjectHandle::newArray();
        for (const auto* box : boxes) {
            auto widget = place(*box);
            widget.replaceKey("/Parent", parent);
            widget.replaceKey("/TU", QPDFObjectHandle::newUnicodeString(box->label));
            kids.appendItem(show(widget, *box));
        }
        parent.replaceKey("/Kids", kids);
        return parent;
    }

    static void name(QPDFObjectHandle& object, const PdfField& field) {
        object.replaceKey("/T", QPDFObjectHandle::newString(field.name));
        object.replaceKey("/TU", QPDFObjectHandle::newUnicodeString(field.label));
    }

    [[nodiscard]] QPDFObjectHandle place(const PdfField& field) const {
        const double bottom = m_page_height - field.y - field.height;
        auto widget = QPDFObjectHandle::parse(
            fmt::format("<< /Type /Annot /Subtype /Widget /Rect [ {:.2f} {:.2f} {:.2f} {:.2f} ] >>", field.x,
                        bottom, field.x + field.width, bottom + field.height));
        widget.replaceKey("/F", QPDFObjectHandle::newInteger(k_print));
        return widget;
    }

    /// Puts the place on its page, with what it looks like if it is a box.
    QPDFObjectHandle show(QPDFObjectHandle widget, const PdfField& field) {
        auto page = m_pages.at(field.page).getObjectHandle();
        if (!field.value.empty()) {
            auto looks = QPDFObjectHandle::newDictionary();
            looks.replaceKey(
                "/" + field.value,
                picture(field, fmt::format(fmt::runtime(k_cross), field.width - 1.5, field.height - 1.5)));
            looks.replaceKey("/Off", picture(field, ""));
            auto appearance = QPDFObjectHandle::newDictionary();
            appearance.replaceKey("/N", looks);
            widget.replaceKey("/AP", appearance);
            widget.replaceKey("/AS", QPDFObjectHandle::newName("/Off"));
        }
        widget.replaceKey("/P", page);
        auto made = m_pdf.makeIndirectObject(widget);
        if (!page.hasKey("/Annots"))
            page.replaceKey("/Annots", QPDFObjectHandle::newArray());
        page.getKey("/Annots").appendItem(made);
        return made;
    }

    QPDFObjectHandle picture(const PdfField& field, const std::string& content) {
        auto stream = QPDFObjectHandle::newStream(&m_pdf, content);
        stream.replaceDict(QPDFObjectHandle::parse(fmt::format(
            "<< /Type /XObject /Subtype /Form /BBox [ 0 0 {:.2f} {:.2f} ] >>", field.width, field.height)));
        return stream;
    }

    QPDF& m_pdf;
    double m_page_height;
    std::vector<QPDFPageObjectHelper> m_pages;
};

} // namespace

std::string with_fields(const std::string& pdf, const std::vector<PdfField>& fields, double page_height) {
    QPDF document;
    document.processMemoryFile("form", pdf.data(), pdf.size());
    FormWriter{document, page_height}.add(fields);
    QPDFWriter writer{document};
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.write();
    const auto bytes = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

} // namespace ehrenamt::publishing
