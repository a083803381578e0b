// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <new>

namespace ehrenamt::base {
namespace {

/// One code point at `at`, its length in bytes; length 0 where the bytes are not UTF-8.
struct CodePoint {
    utf8proc_int32_t value;
    std::size_t length;
};

CodePoint code_point(std::string_view text, std::size_t at) {
    utf8proc_int32_t value = -1;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                         static_cast<utf8proc_ssize_t>(text.size() - at), &value);
    return {value, length > 0 ? static_cast<std::size_t>(length) : 0};
}

bool is_control(utf8proc_int32_t c) {
    const bool c0 = c < 0x20 && c != '\t' && c != '\n';
    const bool c1 = c >= 0x7f && c < 0xa0;
    const bool bidi = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return c0 || c1 || bidi;
}

std::string mapped(std::string_view text, int options) {
    utf8proc_uint8_t* out = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &out,
                                     static_cast<utf8proc_option_t>(options));
    if (length == UTF8PROC_ERROR_NOMEM)
        throw std::bad_alloc{};
    if (length < 0)
        return std::string{text};
    const std::unique_ptr<utf8proc_uint8_t, decltype(&free)> owner{out, &free};
    return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(length)};
}

constexpr int k_sort_options =
    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK;

/// Bytes of the code point at `at` if it is below U+0100: 1 or 2; else 0. Nearly all German text is such.
std::size_t latin_length(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80)
        return 1;
    const bool latin = (lead == 0xc2 || lead == 0xc3) && at + 1 < text.size() &&
                       (static_cast<unsigned char>(text[at + 1]) & 0xc0) == 0x80;
    return latin ? 2 : 0;
}

/// sort_key of one code point from U+0080 to U+00FF; what stands beside it makes no difference.
const std::string& latin_key(std::string_view two_bytes) {
    constexpr std::size_t k_first = 0x80;
    static const auto k_keys = [] {
        std::array<std::string, 0x80> keys;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const char bytes[] = {static_cast<char>(0xc0 | ((i + k_first) >> 6)),
                                  static_cast<char>(0x80 | ((i + k_first) & 0x3f))};
            keys[i] = mapped({bytes, 2}, k_sort_options);
        }
        return keys;
    }();
    const auto code = (static_cast<unsigned>(static_cast<unsigned char>(two_bytes[0])) & 3U) << 6U |
                      (static_cast<unsigned>(static_cast<unsigned char>(two_bytes[1])) & 0x3fU);
    return k_keys[code - k_first];
}

/// Optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j)
        d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

} // namespace

std::string_view trimmed(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    for (std::size_t at = text.find(separator); at != text.npos; at = text.find(separator, start)) {
        parts.push_back(text.substr(start, at - start));
        start = at + 1;
    }
    parts.push_back(text.substr(start));
    return parts;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    return fmt::format("{}", fmt::join(parts, separator));
}

std::size_t find_invalid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const auto c = code_point(text, at);
        if (c.length == 0)
            return at;
        at += c.length;
    }
    return text.npos;
}

std::size_t find_control(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            if (is_control(text[at]))
                return at;
            ++at;
            continue;
        }
        const auto c = code_point(text, at);
        if (c.length > 0 && is_control(c.value))
            return at;
        at += std::max<std::size_t>(c.length, 1);
    }
    return text.npos;
}

std::string printable(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = code_point(text, at);
        const std::size_t length = std::max<std::size_t>(c.length, 1);
        if (c.length == 0 || is_control(c.value) || c.value == '\t' || c.value == '\n')
            for (const char byte : text.substr(at, length))
                out += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
        else
            out += text.substr(at, length);
        at += length;
    }
    return out;
}

std::string composed(std::string_view text) {
    // No code point below U+0300 combines with another.
    for (std::size_t at = 0; at < text.size(); ++at)
        if (const auto length = latin_length(text, at); length == 0)
            return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        else
            at += length - 1;
    return std::string{text};
}

std::string sort_key(std::string_view text) {
    std::string key;
    key.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto length = latin_length(text, at);
        if (length == 0)
            return mapped(text, k_sort_options);
        if (length == 1)
            key += text[at] >= 'A' && text[at] <= 'Z' ? static_cast<char>(text[at] - 'A' + 'a') : text[at];
        else
            key += latin_key(text.substr(at, length));
        at += length;
    }
    return key;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = code_point(text, at);
        width += c.length == 0 ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(c.value)));
        at += std::max<std::size_t>(c.length, 1);
    }
    return width;
}

Result<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t value = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc::result_out_of_range && stop == end)
        return Problem{
            "number.range", message("'{0}' is too large a number", printable(text)), {}, std::string{text}};
    if (error != std::errc{} || stop != end)
        return Problem{
            "number.format", message("'{0}' is not a whole number", printable(text)), {}, std::string{text}};
    return value;
}

std::string_view nearest(std::string_view name, const std::vector<std::string_view>& known) {
    std::string_view best;
    std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
    for (const auto candidate : known)
        if (const auto distance = edit_distance(name, candidate); distance < least) {
            least = distance;
            best = candidate;
        }
    return best;
}

} // namespace ehrenamt::base
