// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/encoding.hpp"

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ehrenamt::formats {
namespace {

/// Offset of the first byte from `at` on that is not printable ASCII, TAB, CR or LF, or a little before it.
std::size_t behind_plain(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
    const auto is = [](__m128i bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    for (; at + sizeof(__m128i) <= text.size(); at += sizeof(__m128i)) {
        const auto bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        // Signed: bytes from 0x80 on count as less than a space too.
        const auto low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '));
        const auto space = _mm_or_si128(_mm_or_si128(is(bytes, '\n'), is(bytes, '\r')), is(bytes, '\t'));
        const auto flaws = _mm_or_si128(_mm_andnot_si128(space, low), is(bytes, '\x7f'));
        if (const auto mask = static_cast<unsigned>(_mm_movemask_epi8(flaws)); mask != 0)
            return at + static_cast<std::size_t>(__builtin_ctz(mask));
    }
#else
    constexpr std::uint64_t k_ones = 0x0101010101010101;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        const std::uint64_t del = word ^ (k_ones * 0x7f);
        const std::uint64_t flaws = word | ((word - k_ones * 0x20) & ~word) | ((del - k_ones) & ~del);
        if ((flaws & (k_ones * 0x80)) != 0)
            break;
    }
#endif
    return at;
}

/// The code point that a valid sequence of two to four bytes at `at` stands for, and its length; length 0 if
/// there is none.
struct Sequence {
    std::uint32_t value = 0;
    std::size_t length = 0;
};

Sequence sequence(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned lead = byte(0);
    const std::size_t length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > text.size())
        return {};
    std::uint32_t value = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0U) != 0x80U)
            return {};
        value = (value << 6U) | (byte(i) & 0x3fU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xd800 && value < 0xe000;
    return overlong || surrogate || value > 0x10ffff ? Sequence{} : Sequence{value, length};
}

bool is_control(std::uint32_t c) {
    const bool c0 = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    const bool bidi = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return c0 || (c >= 0x7f && c < 0xa0) || bidi;
}

/// Letters with their marks, signs of Latin-1, dashes, quotes and currency signs.
bool stands_in_european_text(std::uint32_t c) {
    return (c >= 0xa0 && c < 0x250) || (c >= 0x2010 && c < 0x20d0);
}

} // namespace

TextScan scan_text(std::string_view text) {
    TextScan scan;
    for (std::size_t at = behind_plain(text, 0); at < text.size();) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c < 0x80) {
            scan.control = scan.control || is_control(c);
            at = behind_plain(text, at + 1);
            continue;
        }
        const auto found = sequence(text, at);
        if (found.length == 0) {
            if (scan.broken++ == 0)
                scan.first_broken = at;
            ++at;
            continue;
        }
        ++(stands_in_european_text(found.value) ? scan.latin : scan.other);
        scan.control = scan.control || is_control(found.value);
        at += found.length;
        if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
            at = behind_plain(text, at);
    }
    return scan;
}

} // namespace ehrenamt::formats
