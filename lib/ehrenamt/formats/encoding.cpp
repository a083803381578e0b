// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/encoding.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/csv_scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

namespace ehrenamt::formats {
namespace {

using base::message;

constexpr std::string_view k_utf8_bom = "\xef\xbb\xbf";

/// What the upper half of a single-byte encoding means.
using UpperHalf = std::array<char16_t, 128>;

/// ISO-8859-1, of which the others change a part.
constexpr UpperHalf latin_1() {
    UpperHalf table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = static_cast<char16_t>(0x80 + i);
    return table;
}

/// Five bytes have no meaning; they stay control characters, which no cell may hold.
constexpr UpperHalf windows_1252() {
    constexpr std::array<char16_t, 32> k_first = {
        0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};
    UpperHalf table = latin_1();
    for (std::size_t i = 0; i < k_first.size(); ++i)
        table[i] = k_first[i];
    return table;
}

constexpr UpperHalf iso_8859_15() {
    UpperHalf table = latin_1();
    table[0xa4 - 0x80] = 0x20ac;
    table[0xa6 - 0x80] = 0x0160;
    table[0xa8 - 0x80] = 0x0161;
    table[0xb4 - 0x80] = 0x017d;
    table[0xb8 - 0x80] = 0x017e;
    table[0xbc - 0x80] = 0x0152;
    table[0xbd - 0x80] = 0x0153;
    table[0xbe - 0x80] = 0x0178;
    return table;
}

constexpr UpperHalf k_cp850 = {
    0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb, 0x00e8, 0x00ef, 0x00ee,
    0x00ec, 0x00c4, 0x00c5, 0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9, 0x00ff, 0x00d6,
    0x00dc, 0x00f8, 0x00a3, 0x00d8, 0x00d7, 0x0192, 0x00e1, 0x00ed, 0x00f3, 0x00fa, 0x00f1, 0x00d1, 0x00aa,
    0x00ba, 0x00bf, 0x00ae, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb, 0x2591, 0x2592, 0x2593, 0x2502,
    0x2524, 0x00c1, 0x00c2, 0x00c0, 0x00a9, 0x2563, 0x2551, 0x2557, 0x255d, 0x00a2, 0x00a5, 0x2510, 0x2514,
    0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x00e3, 0x00c3, 0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550,
    0x256c, 0x00a4, 0x00f0, 0x00d0, 0x00ca, 0x00cb, 0x00c8, 0x0131, 0x00cd, 0x00ce, 0x00cf, 0x2518, 0x250c,
    0x2588, 0x2584, 0x00a6, 0x00cc, 0x2580, 0x00d3, 0x00df, 0x00d4, 0x00d2, 0x00f5, 0x00d5, 0x00b5, 0x00fe,
    0x00de, 0x00da, 0x00db, 0x00d9, 0x00fd, 0x00dd, 0x00af, 0x00b4, 0x00ad, 0x00b1, 0x2017, 0x00be, 0x00b6,
    0x00a7, 0x00f7, 0x00b8, 0x00b0, 0x00a8, 0x00b7, 0x00b9, 0x00b3, 0x00b2, 0x25a0, 0x00a0};
constexpr UpperHalf k_windows_1252 = windows_1252();
constexpr UpperHalf k_iso_8859_15 = iso_8859_15();

void append_utf8(std::string& out, std::uint32_t c) {
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0U | (c >> 6U));
        put(0x80U | (c & 0x3fU));
    } else if (c < 0x10000) {
        put(0xe0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3fU));
        put(0x80U | (c & 0x3fU));
    } else {
        put(0xf0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3fU));
        put(0x80U | ((c >> 6U) & 0x3fU));
        put(0x80U | (c & 0x3fU));
    }
}

std::string from_single_bytes(std::string_view bytes, const UpperHalf& upper) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 16);
    for (const char c : bytes)
        if (const auto byte = static_cast<unsigned char>(c); byte < 0x80)
            out += c;
        else
            append_utf8(out, upper[byte - 0x80U]);
    return out;
}

/// Half a pair of surrogates becomes bytes that are not UTF-8, and so does half a unit at the end: the reader
/// of cells names the place.
std::string from_utf16(std::string_view bytes, bool little) {
    std::string out;
    out.reserve(bytes.size());
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<std::uint32_t>(little ? first | (second << 8U) : second | (first << 8U));
    };
    std::size_t at = 0;
    for (; at + 1 < bytes.size(); at += 2) {
        std::uint32_t c = unit(at);
        if (c >= 0xd800 && c < 0xdc00 && at + 3 < bytes.size())
            if (const auto low = unit(at + 2); low >= 0xdc00 && low < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10U) + (low - 0xdc00);
                at += 2;
            }
        append_utf8(out, c);
    }
    if (at < bytes.size())
        out += '\xff';
    return out;
}

/// UTF-16 without a byte order mark: in Western text every second byte is zero, in UTF-8 none is.
std::optional<Encoding> utf16_by_zeros(std::string_view bytes) {
    constexpr std::size_t k_sample = 4096;
    const std::string_view sample = bytes.substr(0, std::min(bytes.size(), k_sample) & ~std::size_t{1});
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i)
        zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
    const std::size_t units = sample.size() / 2;
    if (units < 4)
        return std::nullopt;
    if (zeros[1] * 10 > units * 7 && zeros[0] * 20 < units)
        return Encoding::utf16_le;
    if (zeros[0] * 10 > units * 7 && zeros[1] * 20 < units)
        return Encoding::utf16_be;
    return std::nullopt;
}

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What speaks for and against Windows-1252.
struct SingleByteEvidence {
    std::size_t special = 0; ///< bytes beyond ASCII
    std::size_t german = 0;  ///< ä ö ü Ä Ö Ü ß in Windows-1252
    std::size_t german_dos = 0; ///< ä ö ü Ä Ö Ü in CP850, inside a word, where Windows has quotes and marks
    std::size_t meaningless = 0; ///< not assigned in Windows-1252
};

SingleByteEvidence weigh(std::string_view bytes) {
    constexpr std::string_view k_german = "\xe4\xf6\xfc\xc4\xd6\xdc\xdf";
    constexpr std::string_view k_german_dos = "\x84\x94\x81\x8e\x99\x9a";
    constexpr std::string_view k_meaningless = "\x81\x8d\x8f\x90\x9d";
    SingleByteEvidence found;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (static_cast<unsigned char>(c) < 0x80)
            continue;
        const auto among = [&](std::string_view list) { return list.find(c) != list.npos ? 1U : 0U; };
        const bool in_word =
            i > 0 && i + 1 < bytes.size() && is_ascii_letter(bytes[i - 1]) && is_ascii_letter(bytes[i + 1]);
        ++found.special;
        found.german += among(k_german);
        found.german_dos += in_word ? among(k_german_dos) : 0U;
        found.meaningless += among(k_meaningless);
    }
    return found;
}

std::string line_of(std::string_view bytes, std::size_t at) {
    return fmt::to_string(1 + scan::line_breaks(bytes.substr(0, at)));
}

void convert(DecodedText& text, std::string_view bytes) {
    switch (text.encoding) {
    case Encoding::utf16_le:
        text.converted = from_utf16(bytes, true);
        break;
    case Encoding::utf16_be:
        text.converted = from_utf16(bytes, false);
        break;
    case Encoding::windows_1252:
        text.converted = from_single_bytes(bytes, k_windows_1252);
        break;
    case Encoding::iso_8859_15:
        text.converted = from_single_bytes(bytes, k_iso_8859_15);
        break;
    case Encoding::cp850:
        text.converted = from_single_bytes(bytes, k_cp850);
        break;
    case Encoding::utf8:
        return;
    }
    const auto scan = scan_text(*text.converted);
    text.flawless = scan.broken == 0 && !scan.control;
}

/// Bytes that are not UTF-8 and have no byte order mark.
void decide_between(DecodedText& text, std::string_view bytes, const TextScan& scan) {
    const auto line = line_of(bytes, scan.first_broken);
    // A sequence that is a European letter hardly comes about by accident in a text of single bytes.
    constexpr std::size_t k_broken_per_good = 4;
    if (scan.latin > 0 && scan.latin * k_broken_per_good >= scan.broken) {
        text.sure = false;
        text.reason = message("UTF-8 with flaws: {0} characters are right, {1} bytes are not, the first in "
                              "line {2}",
                              scan.latin + scan.other, scan.broken, line);
        return;
    }
    const auto found = weigh(bytes);
    const bool dos = found.german_dos > found.german;
    if (dos || found.meaningless > 0) {
        text.problem = {
            "csv.encoding",
            dos ? message("the file seems to come from DOS: it is neither UTF-8 nor Windows-1252 (first in "
                          "line {0}); say --encoding cp850, or save it as UTF-8 (in Excel: \"CSV UTF-8\")",
                          line)
                : message("the encoding cannot be told: the file is neither UTF-8 nor Windows-1252 (first "
                          "in line {0}); save it as UTF-8 (in Excel: \"CSV UTF-8\"), or say it with "
                          "--encoding",
                          line)};
        return;
    }
    text.encoding = Encoding::windows_1252;
    text.sure = found.german * 10 >= found.special * 7;
    text.reason =
        text.sure
            ? message("Windows-1252: the file is not UTF-8 (first in line {0}), and {1} of its {2} special "
                      "characters are German letters then",
                      line, found.german, found.special)
            : message("probably Windows-1252: the file is not UTF-8 (first in line {0}), but only {1} of its "
                      "{2} special characters are German letters then; look at the names, and say --encoding "
                      "if they are wrong",
                      line, found.german, found.special);
    convert(text, bytes);
}

std::size_t length_of_bom(Encoding encoding, std::string_view bytes) {
    const std::string_view bom = encoding == Encoding::utf8       ? k_utf8_bom
                                 : encoding == Encoding::utf16_le ? std::string_view{"\xff\xfe"}
                                 : encoding == Encoding::utf16_be ? std::string_view{"\xfe\xff"}
                                                                  : std::string_view{};
    return !bom.empty() && bytes.starts_with(bom) ? bom.size() : 0;
}

DecodedText as_said(std::string_view bytes, Encoding wanted) {
    DecodedText text{wanted};
    if (wanted == Encoding::utf16_le && bytes.starts_with("\xfe\xff"))
        text.encoding = Encoding::utf16_be;
    const std::size_t bom = length_of_bom(text.encoding, bytes);
    text.bom = bom > 0;
    text.reason = message("{0}, as --encoding says", name_of(text.encoding));
    if (text.encoding == Encoding::utf8) {
        const auto scan = scan_text(bytes.substr(bom));
        text.flawless = scan.broken == 0 && !scan.control;
    }
    convert(text, bytes.substr(bom));
    return text;
}

} // namespace

DecodedText decode(std::string_view bytes, std::optional<Encoding> wanted) {
    if (wanted)
        return as_said(bytes, *wanted);
    DecodedText text;
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
        text.encoding = bytes[0] == '\xff' ? Encoding::utf16_le : Encoding::utf16_be;
        text.bom = true;
        text.reason = message("{0}, as its byte order mark says", name_of(text.encoding));
        convert(text, bytes.substr(2));
        return text;
    }
    if (const auto utf16 = utf16_by_zeros(bytes)) {
        text.encoding = *utf16;
        text.sure = false;
        text.reason = message("{0}: every second byte is zero", name_of(text.encoding));
        convert(text, bytes);
        return text;
    }
    text.bom = bytes.starts_with(k_utf8_bom);
    const auto scan = scan_text(bytes);
    text.flawless = scan.broken == 0 && !scan.control;
    if (scan.broken == 0)
        text.reason = text.bom ? message("{0}, as its byte order mark says", name_of(text.encoding))
                      : scan.latin + scan.other == 0 ? message("only ASCII characters")
                                                     : message("UTF-8: every character is right");
    else if (text.bom)
        text.reason = message("UTF-8, as its byte order mark says, but {0} bytes are not, the first in line "
                              "{1}",
                              scan.broken, line_of(bytes, scan.first_broken));
    else
        decide_between(text, bytes, scan);
    return text;
}

base::Result<Encoding> parse_encoding(std::string_view name) {
    static const std::map<std::string, Encoding, std::less<>> k_known = {
        {"utf8", Encoding::utf8},
        {"utf16", Encoding::utf16_le},
        {"utf16le", Encoding::utf16_le},
        {"utf16be", Encoding::utf16_be},
        {"windows1252", Encoding::windows_1252},
        {"cp1252", Encoding::windows_1252},
        {"ansi", Encoding::windows_1252},
        {"latin1", Encoding::windows_1252},
        {"iso88591", Encoding::windows_1252},
        {"iso885915", Encoding::iso_8859_15},
        {"latin9", Encoding::iso_8859_15},
        {"cp850", Encoding::cp850},
        {"dos", Encoding::cp850}};
    std::string key;
    for (const char c : name)
        if (c != '-' && c != '_' && c != ' ')
            key += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    if (const auto found = k_known.find(key); found != k_known.end())
        return found->second;
    return base::Problem{
        "csv.encoding_name",
        message("--encoding: '{0}' is none; write utf-8, utf-16, windows-1252, iso-8859-15 or cp850",
                base::printable(name))};
}

} // namespace ehrenamt::formats
