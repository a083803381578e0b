// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
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
/// The start of a text for a message, never cut inside a character.
std::string excerpt(std::string_view text);
/// The delimiter by which the first lines have as many cells as the headings; then the more frequent one.
char find_delimiter(std::string_view text);

} // namespace ehrenamt::formats::scan
