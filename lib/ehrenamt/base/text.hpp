// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::base {

EHRENAMT_API std::string_view trimmed(std::string_view text);
EHRENAMT_API std::vector<std::string_view> split(std::string_view text, char separator);
EHRENAMT_API std::string joined(const std::vector<std::string>& parts, std::string_view separator);

/// Byte offset of the first byte that is not valid UTF-8 (also: overlong, surrogate, above U+10FFFF),
/// or npos. NUL is valid UTF-8; see find_control.
EHRENAMT_API std::size_t find_invalid_utf8(std::string_view text);
/// Byte offset of the first control character (C0 except TAB and LF, DEL, C1) or bidirectional override,
/// or npos. Such characters neither enter the store nor reach a terminal.
EHRENAMT_API std::size_t find_control(std::string_view text);
/// The text with every character that find_control or find_invalid_utf8 names written as `\x1b`.
EHRENAMT_API std::string printable(std::string_view text);

/// Unicode NFC. \pre valid UTF-8
EHRENAMT_API std::string composed(std::string_view text);
/// A key by which German words compare: case, diacritics and ß/ss make no difference. Lists for people are
/// sorted by collation_key. \pre valid UTF-8
EHRENAMT_API std::string sort_key(std::string_view text);
/// How many cells of a terminal the text takes. \pre valid UTF-8
EHRENAMT_API std::size_t display_width(std::string_view text);

/// A whole decimal number, optional sign, nothing else around it: no octal, no hex, no separators.
/// Rules: `number.format`, `number.range`.
EHRENAMT_API Result<std::int64_t> parse_integer(std::string_view text);

/// `name` among `known` that a mistyped `name` most likely meant (Damerau-Levenshtein distance of at
/// most a third of its length), or empty.
EHRENAMT_API std::string_view nearest(std::string_view name, const std::vector<std::string_view>& known);

} // namespace ehrenamt::base
