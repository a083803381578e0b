// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/xml_stream.hpp"

#include <expat.h>

#include <exception>
#include <memory>
#include <new>
#include <type_traits>

namespace ehrenamt::formats {
namespace {

using base::message;

constexpr int k_deepest = 200;

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

/// Expat is C: an exception must not pass through it, so it waits here until expat has returned.
struct Parse {
    XML_Parser parser = nullptr;
    XmlHandler* handler = nullptr;
    std::exception_ptr thrown = {};
    bool doctype = false;
    int depth = 0;

    template <class Call>
    void guarded(const Call& call) noexcept {
        if (thrown)
            return;
        try {
            call();
        } catch (...) {
            thrown = std::current_exception();
            XML_StopParser(parser, XML_FALSE);
        }
    }
};

void on_start(void* data, const char* name, const char** attributes) {
    auto& parse = *static_cast<Parse*>(data);
    if (++parse.depth > k_deepest)
        XML_StopParser(parse.parser, XML_FALSE);
    else
        parse.guarded([&] { parse.handler->start(without_prefix(name), XmlAttributes{attributes}); });
}

void on_end(void* data, const char* name) {
    auto& parse = *static_cast<Parse*>(data);
    --parse.depth;
    parse.guarded([&] { parse.handler->end(without_prefix(name)); });
}

void on_text(void* data, const char* text, int length) {
    auto& parse = *static_cast<Parse*>(data);
    parse.guarded([&] { parse.handler->text({text, static_cast<std::size_t>(length)}); });
}

void on_doctype(void* data, const char* /*name*/, const char* /*system*/, const char* /*public_id*/,
                int /*has_internal*/) {
    auto& parse = *static_cast<Parse*>(data);
    parse.doctype = true;
    XML_StopParser(parse.parser, XML_FALSE);
}

} // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
    for (const char** pair = m_pairs; *pair != nullptr; pair += 2)
        if (without_prefix(*pair) == name)
            return pair[1];
    return {};
}

bool XmlAttributes::is_true(std::string_view name) const {
    const auto value = (*this)[name];
    return value == "1" || value == "true" || value == "on";
}

namespace {

/// \param give  calls what it is given with each piece of the XML
template <class Give>
void parse_pieces(const Give& give, const std::string& part, XmlHandler& handler) {
    using Parser = std::remove_pointer_t<XML_Parser>;
    const std::unique_ptr<Parser, decltype(&XML_ParserFree)> parser{XML_ParserCreate(nullptr),
                                                                    &XML_ParserFree};
    if (!parser)
        throw std::bad_alloc{};
    Parse parse{parser.get(), &handler};
    XML_SetUserData(parser.get(), &parse);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    const auto feed = [&](std::string_view piece, bool last) {
        const auto status =
            XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
        if (parse.thrown)
            std::rethrow_exception(parse.thrown);
        if (parse.doctype)
            throw WorkbookRefused{
                {"xlsx.dtd", message("the workbook defines entities of its own, which no spreadsheet program "
                                     "does; it is not read. Save the list as CSV and read that file")}};
        if (status != XML_STATUS_OK)
            refuse_damaged(part);
    };
    give([&](std::string_view piece) { feed(piece, false); });
    feed({}, true);
}

} // namespace

void read_xml(ZipArchive& archive, const std::string& part, XmlHandler& handler) {
    parse_pieces([&](const auto& take) { archive.read(part, take); }, part, handler);
}

void read_xml(std::string_view xml, XmlHandler& handler) {
    constexpr std::size_t k_piece = std::size_t{1} << 20;
    parse_pieces(
        [&](const auto& take) {
            for (std::size_t at = 0; at < xml.size(); at += k_piece)
                take(xml.substr(at, k_piece));
        },
        "", handler);
}

} // namespace ehrenamt::formats
