// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// How the CSV reader looks at bytes; not for use outside it.
namespace ehrenamt::formats::scan {

inline constexpr std::string_view k_delimiters = ";,\t|";

inline bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

/// Offset of the next `wanted` from `at` on, or the size of `bytes`.
std::size_t find_byte(std::string_view bytes, char wanted, std::size_t at);
/// LF, CRLF and lone CR each count once.
std::size_t line_breaks(std::string_view text);
/// True if there is nothing but printable ASCII: most records need no closer look.
bool is_printable_ascii(std::string_view text);
/// A sign, digits, points and commas: a spreadsheet takes it for a number and runs nothing.
bool is_number(std::string_view text);
/// The start of a text for a message, never cut inside a character.
std::string excerpt(std::string_view text);
/// Finds what takes a text apart, 64 bytes at a time: the delimiter, quotes and line ends.
class Marks {
  public:
    Marks() = default;
    Marks(std::string_view bytes, char delimiter) : m_bytes{bytes}, m_delimiter{delimiter} { seek(0); }

    /// Offset of the next mark behind the last one, or the size of the text.
    std::size_t next() {
        while (m_mask == 0) {
            if (m_bytes.size() - m_base <= k_block)
                return m_bytes.size();
            m_base += k_block;
            m_mask = mask_at(m_base);
        }
        const auto bit = static_cast<std::size_t>(__builtin_ctzll(m_mask));
        m_mask &= m_mask - 1;
        m_from = m_base + bit + 1;
        return m_base + bit;
    }
    /// next() will look from `at` on.
    void seek(std::size_t at);

  private:
    static constexpr std::size_t k_block = 64;
    [[nodiscard]] std::uint64_t mask_at(std::size_t base) const;

    std::string_view m_bytes;
    char m_delimiter = ',';
    std::size_t m_base = 0;   ///< first byte of the block at hand
    std::size_t m_from = 0;   ///< marks in front of it are used up
    std::uint64_t m_mask = 0; ///< marks of the block that are not
};

/// The delimiter by which the first lines have as many cells as the headings; then the more frequent one.
char find_delimiter(std::string_view text);

} // namespace ehrenamt::formats::scan
