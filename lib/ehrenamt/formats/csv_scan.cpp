// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/csv_scan.hpp"

#include "ehrenamt/formats/csv.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ehrenamt::formats {
namespace scan {
namespace {

constexpr std::size_t k_lines_to_compare = 10;

/// How often each delimiter stands outside quotes on each of the first lines; a quote opens a cell only
/// where a cell can begin, whichever delimiter it is.
std::vector<std::array<std::size_t, k_delimiters.size()>> delimiter_counts(std::string_view text) {
    std::vector<std::array<std::size_t, k_delimiters.size()>> lines(1);
    bool in_quotes = false;
    bool can_open = true;
    char before = '\n';
    for (const char c : text) {
        const auto delimiter = k_delimiters.find(c);
        if (in_quotes) {
            in_quotes = c != '"';
            can_open = !in_quotes; // a doubled quote opens the rest of the same cell
        } else if (c == '"') {
            in_quotes = std::exchange(can_open, false);
        } else {
            can_open = delimiter != k_delimiters.npos || is_line_end(c);
            if (delimiter != k_delimiters.npos)
                ++lines.back()[delimiter];
            else if (is_line_end(c) && !is_line_end(before))
                lines.emplace_back();
            if (lines.size() > k_lines_to_compare)
                break;
        }
        before = c;
    }
    return lines;
}

std::uint64_t marks_of_block(const char* block, char delimiter) {
    std::uint64_t mask = 0;
#if defined(__SSE2__)
    constexpr std::size_t k_step = sizeof(__m128i);
    for (std::size_t i = 0; i < 4; ++i) {
        const auto bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + i * k_step));
        const auto is = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
        const auto marks =
            _mm_or_si128(_mm_or_si128(is(delimiter), is('"')), _mm_or_si128(is('\n'), is('\r')));
        mask |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(marks))) << (i * k_step);
    }
#else
    for (std::size_t i = 0; i < 64; ++i) {
        const bool mark = block[i] == delimiter || block[i] == '"' || is_line_end(block[i]);
        mask |= static_cast<std::uint64_t>(mark) << i;
    }
#endif
    return mask;
}

} // namespace

std::uint64_t Marks::mask_at(std::size_t base) const {
    const std::size_t left = m_bytes.size() - base;
    if (left >= k_block)
        return marks_of_block(m_bytes.data() + base, m_delimiter);
    std::array<char, k_block> tail{}; // NUL is no mark
    std::copy_n(m_bytes.data() + base, left, tail.data());
    return marks_of_block(tail.data(), m_delimiter);
}

void Marks::seek(std::size_t at) {
    at = std::min(at, m_bytes.size());
    const std::size_t base = at & ~(k_block - 1);
    if (base != m_base || at < m_from || m_from == 0) {
        m_base = base;
        m_mask = base < m_bytes.size() ? mask_at(base) : 0;
    }
    m_mask &= ~std::uint64_t{0} << (at - m_base);
    m_from = std::max<std::size_t>(at, 1);
}

std::size_t find_byte(std::string_view bytes, char wanted, std::size_t at) {
    if (at >= bytes.size())
        return bytes.size();
    const void* found = std::memchr(bytes.data() + at, wanted, bytes.size() - at);
    return found == nullptr ? bytes.size()
                            : static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
}

bool is_printable_ascii(std::string_view text) { // eight bytes at a time
    constexpr std::uint64_t k_ones = 0x0101010101010101;
    constexpr std::uint64_t k_high = 0x8080808080808080;
    std::uint64_t flaws = 0;
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        const std::uint64_t del = word ^ (k_ones * 0x7f);
        flaws |= word | ((word - k_ones * 0x20) & ~word) | ((del - k_ones) & ~del);
    }
    if ((flaws & k_high) != 0)
        return false;
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                       [](char c) { return c >= 0x20 && c < 0x7f; });
}

bool is_number(std::string_view text) {
    const auto digits = text.substr(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
    return !digits.empty() && digits.find_first_not_of("0123456789.,") == digits.npos;
}

std::string excerpt(std::string_view text) {
    constexpr std::size_t k_longest = 60;
    if (text.size() <= k_longest)
        return std::string{text};
    std::size_t end = k_longest;
    while (end > k_longest - 4 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return std::string{text.substr(0, end)} + "…";
}

std::size_t line_breaks(std::string_view text) {
    const auto lf = std::count(text.begin(), text.end(), '\n');
    std::ptrdiff_t lone_cr = 0;
    for (auto at = text.find('\r'); at != text.npos; at = text.find('\r', at + 1))
        lone_cr += text.substr(at + 1, 1) == "\n" ? 0 : 1;
    return static_cast<std::size_t>(lf + lone_cr);
}

char find_delimiter(std::string_view text) {
    const auto lines = delimiter_counts(text);
    char best = ',';
    std::pair<std::size_t, std::size_t> best_score{0, 0};
    for (std::size_t d = 0; d < k_delimiters.size(); ++d) {
        const std::size_t count = lines.front()[d];
        const auto agreeing =
            std::count_if(lines.begin(), lines.end(), [&](const auto& line) { return line[d] == count; });
        const std::pair score{static_cast<std::size_t>(agreeing), count};
        if (count > 0 && score > best_score) {
            best_score = score;
            best = k_delimiters[d];
        }
    }
    return best;
}

} // namespace scan

bool spreadsheet_would_run(std::string_view text) {
    const auto first = text.find_first_not_of('\'');
    if (first == text.npos)
        return false;
    const std::string_view rest = text.substr(first);
    constexpr std::array<std::string_view, 4> k_fullwidth = {"＝", "＋", "－", "＠"};
    return std::string_view{"=+-@\t\r\n"}.find(rest.front()) != rest.npos ||
           std::any_of(k_fullwidth.begin(), k_fullwidth.end(),
                       [&](std::string_view start) { return rest.starts_with(start); });
}

} // namespace ehrenamt::formats
