// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/xlsx_workbook.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/xml_stream.hpp"

#include <charconv>
#include <map>
#include <optional>

namespace ehrenamt::formats {
namespace {

using base::message;

constexpr std::size_t k_most_text_bytes = std::size_t{256} << 20;
constexpr std::size_t k_most_styles = 100'000;

unsigned number(std::string_view text) {
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// What a part refers to.
struct Relation {
    std::string type;
    std::string target;
};

class Relations : public XmlHandler {
  public:
    std::map<std::string, Relation, std::less<>> by_id;

    void start(std::string_view element, const XmlAttributes& of) override {
        if (element == "Relationship")
            by_id.emplace(of["Id"], Relation{std::string{of["Type"]}, std::string{of["Target"]}});
    }
    void end(std::string_view /*element*/) override {}
    void text(std::string_view /*piece*/) override {}

    [[nodiscard]] const Relation* of_type(std::string_view ending) const {
        for (const auto& [id, relation] : by_id)
            if (relation.type.ends_with(ending))
                return &relation;
        return nullptr;
    }
};

class SheetList : public XmlHandler {
  public:
    struct Sheet {
        std::string name, relation;
        bool hidden;
    };
    std::vector<Sheet> sheets;
    bool from_1904 = false;

    void start(std::string_view element, const XmlAttributes& of) override {
        if (element == "sheet")
            sheets.push_back({std::string{of["name"]}, std::string{of["id"]},
                              of["state"].find("idden") != std::string_view::npos});
        else if (element == "workbookPr")
            from_1904 = of.is_true("date1904");
    }
    void end(std::string_view /*element*/) override {}
    void text(std::string_view /*piece*/) override {}
};

/// The formats that need no entry in a workbook, as far as they are days and times.
std::string_view format_known_by_number(unsigned id) {
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 ||
        id == 58)
        return "yyyy-mm-dd";
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55 || id == 56)
        return "hh:mm";
    return id == 22 ? "yyyy-mm-dd hh:mm" : id == 46 ? "[h]:mm:ss" : "";
}

class Styles : public XmlHandler {
  public:
    std::vector<NumberStyle> styles;

    void start(std::string_view element, const XmlAttributes& of) override {
        if (element == "numFmt") {
            m_formats[number(of["numFmtId"])] = of["formatCode"];
        } else if (element == "cellXfs") {
            m_in_cells = true;
        } else if (element == "xf" && m_in_cells && styles.size() < k_most_styles) {
            const auto id = number(of["numFmtId"]);
            const auto own = m_formats.find(id);
            styles.push_back(number_style(own == m_formats.end() ? format_known_by_number(id) : own->second));
        }
    }
    void end(std::string_view element) override { m_in_cells = m_in_cells && element != "cellXfs"; }
    void text(std::string_view /*piece*/) override {}

  private:
    std::map<unsigned, std::string> m_formats;
    bool m_in_cells = false;
};

/// Texts that cells share; of a rich text the letters, without how they are set and how they are read aloud.
class SharedTextReader : public XmlHandler {
  public:
    explicit SharedTextReader(SharedTexts& texts) : m_texts{texts} {}

    void start(std::string_view element, const XmlAttributes& /*of*/) override {
        if (element == "si")
            m_text.clear();
        m_phonetic = m_phonetic || element == "rPh";
        m_in_text = element == "t" && !m_phonetic;
    }
    void end(std::string_view element) override {
        if (element == "si")
            m_texts.add(m_text);
        if (element == "rPh")
            m_phonetic = false;
        m_in_text = false;
    }
    void text(std::string_view piece) override {
        if (m_in_text)
            m_text += piece;
    }

  private:
    SharedTexts& m_texts;
    std::string m_text;
    bool m_in_text = false;
    bool m_phonetic = false;
};

/// `worksheets/sheet1.xml` beside `xl/workbook.xml` is `xl/worksheets/sheet1.xml`.
std::string beside(const std::string& part, std::string_view target) {
    if (target.starts_with('/'))
        return std::string{target.substr(1)};
    const auto slash = part.rfind('/');
    std::string folder = slash == part.npos ? std::string{} : part.substr(0, slash + 1);
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        const auto up = folder.size() < 2 ? folder.npos : folder.rfind('/', folder.size() - 2);
        folder = up == folder.npos ? std::string{} : folder.substr(0, up + 1);
    }
    return folder + std::string{target};
}

/// Where the relations of a part stand: `xl/_rels/workbook.xml.rels`.
std::string relations_of(const std::string& part) {
    const auto slash = part.rfind('/');
    const auto name = slash == part.npos ? 0 : slash + 1;
    return part.substr(0, name) + "_rels/" + part.substr(name) + ".rels";
}

[[noreturn]] void refuse_kind(base::MessageId what) {
    throw WorkbookRefused{
        {"file.kind", message("this is {0}; save the list as .xlsx or CSV and read that file", what)}};
}

/// Archives that are no XLSX, by what they hold.
void check_kind(ZipArchive& archive) {
    using base::_m;
    if (archive.start_of("mimetype", 64).starts_with("application/vnd.oasis.opendocument.spreadsheet"))
        refuse_kind(_m("an OpenDocument spreadsheet (.ods)"));
    if (archive.has("mimetype"))
        refuse_kind(_m("an OpenDocument file"));
    if (archive.has("word/document.xml"))
        refuse_kind(_m("a Word document (.docx)"));
    if (archive.has("ppt/presentation.xml"))
        refuse_kind(_m("a presentation (.pptx)"));
    if (archive.has("xl/workbook.bin"))
        refuse_kind(_m("a binary Excel workbook (.xlsb)"));
    if (!archive.has("_rels/.rels"))
        refuse_kind(_m("a packed archive"));
}

} // namespace

void SharedTexts::add(std::string_view text) {
    append_unescaped(m_all, text);
    if (m_all.size() > k_most_text_bytes)
        throw WorkbookRefused{
            {"xlsx.limit", message("the workbook has more than {0} bytes of text; save the list as CSV and "
                                   "read that file",
                                   k_most_text_bytes)}};
    m_ends.push_back(m_all.size());
}

std::string_view SharedTexts::operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : m_ends[index - 1];
    return std::string_view{m_all}.substr(begin, m_ends[index] - begin);
}

void append_unescaped(std::string& out, std::string_view text) {
    constexpr std::size_t k_length = 7; // _x000D_
    for (auto at = text.find("_x"); at != text.npos; at = text.find("_x")) {
        unsigned code = 0;
        const auto digits = text.substr(at + 2, 4);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
        const bool escape =
            error == std::errc{} && end == digits.data() + 4 && code < 0x80 && text.substr(at + 6, 1) == "_";
        out += text.substr(0, escape ? at : at + 2);
        if (escape)
            out += static_cast<char>(code);
        text.remove_prefix(at + (escape ? k_length : 2));
    }
    out += text;
}

Workbook read_workbook(ZipArchive& archive) {
    check_kind(archive);
    Relations root;
    read_xml(archive, "_rels/.rels", root);
    const auto* const main = root.of_type("/officeDocument");
    if (main == nullptr)
        refuse_damaged("_rels/.rels");
    const auto part = beside("", main->target);
    SheetList list;
    read_xml(archive, part, list);
    Relations relations;
    read_xml(archive, relations_of(part), relations);
    Workbook book;
    book.from_1904 = list.from_1904;
    for (auto& sheet : list.sheets) {
        const auto found = relations.by_id.find(sheet.relation);
        if (found != relations.by_id.end() && found->second.type.ends_with("/worksheet"))
            book.sheets.push_back({std::move(sheet.name), beside(part, found->second.target), sheet.hidden});
    }
    if (const auto* const styles = relations.of_type("/styles")) {
        Styles reader;
        read_xml(archive, beside(part, styles->target), reader);
        book.styles = std::move(reader.styles);
    }
    if (const auto* const texts = relations.of_type("/sharedStrings")) {
        SharedTextReader reader{book.texts};
        read_xml(archive, beside(part, texts->target), reader);
    }
    return book;
}

} // namespace ehrenamt::formats
