// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/content_kind.hpp"

#include "ehrenamt/base/text.hpp"

#include <array>
#include <utility>

namespace ehrenamt::formats {
namespace {

using base::_m;
using base::message;
using base::MessageId;

constexpr std::array<std::pair<std::string_view, ContentKind>, 14> k_signatures = {{
    {{"PK\x03\x04", 4}, ContentKind::zip},
    {{"PK\x05\x06", 4}, ContentKind::zip},
    {{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8}, ContentKind::ole},
    {{"%PDF-", 5}, ContentKind::pdf},
    {{"SQLite format 3\0", 16}, ContentKind::sqlite},
    {{"{\\rtf", 5}, ContentKind::rich_text},
    {{"\x1f\x8b", 2}, ContentKind::archive},
    {{"BZh", 3}, ContentKind::archive},
    {{"\xfd"
      "7zXZ",
      5},
     ContentKind::archive},
    {{"7z\xbc\xaf\x27\x1c", 6}, ContentKind::archive},
    {{"Rar!", 4}, ContentKind::archive},
    {{"\x89PNG", 4}, ContentKind::image},
    {{"\xff\xd8\xff", 3}, ContentKind::image},
    {{"GIF8", 4}, ContentKind::image},
}};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// HTML, XML and JSON show in their first two signs.
ContentKind kind_of_text(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf"))
        bytes.remove_prefix(3);
    const auto text = base::trimmed(bytes.substr(0, 256));
    if (text.size() < 2)
        return ContentKind::text;
    if (text[0] == '<' && (text[1] == '!' || text[1] == '?' || is_letter(text[1])))
        return ContentKind::markup;
    const auto inner = base::trimmed(text.substr(1));
    const bool opens = text[0] == '{' || text[0] == '[';
    if (opens && !inner.empty() && std::string_view{"\"{[}]"}.find(inner[0]) != std::string_view::npos)
        return ContentKind::json;
    return ContentKind::text;
}

} // namespace

ContentKind kind_of(std::string_view bytes) {
    for (const auto& [signature, kind] : k_signatures)
        if (bytes.starts_with(signature))
            return kind;
    return kind_of_text(bytes);
}

std::optional<base::Problem> refusal_of(ContentKind kind) {
    const auto refusal = [](MessageId what) {
        return base::Problem{"file.kind",
                             message("this is {0}; save the list as .xlsx or CSV and read that file", what)};
    };
    switch (kind) {
    case ContentKind::text:
    case ContentKind::json:
    case ContentKind::zip:
        return std::nullopt;
    case ContentKind::ole:
        return refusal(_m("an old Excel file (.xls) or a workbook with a password"));
    case ContentKind::pdf:
        return refusal(_m("a PDF"));
    case ContentKind::markup:
        return refusal(_m("HTML or XML, whatever its name says"));
    case ContentKind::sqlite:
        return refusal(_m("an SQLite database"));
    case ContentKind::archive:
        return refusal(_m("a packed archive"));
    case ContentKind::image:
        return refusal(_m("an image"));
    case ContentKind::rich_text:
        return refusal(_m("a text document (RTF)"));
    }
    return std::nullopt;
}

} // namespace ehrenamt::formats
