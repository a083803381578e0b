// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/formats/verdict.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ehrenamt::formats {

/// What the bytes of a text are, in one pass.
struct TextScan {
    std::size_t latin = 0;  ///< valid UTF-8 sequences for letters and signs that stand in European text
    std::size_t other = 0;  ///< other valid sequences of two and more bytes
    std::size_t broken = 0; ///< bytes that belong to no valid sequence
    std::size_t first_broken = std::string_view::npos; ///< offset of the first of these
    bool control = false; ///< a control character other than TAB, CR, LF, or a bidirectional override
};

EHRENAMT_API TextScan scan_text(std::string_view text);

/// A text file whose encoding is known.
struct DecodedText {
    Encoding encoding = Encoding::utf8;
    bool bom = false;
    bool sure = true;
    bool flawless = false;     ///< valid UTF-8 without control characters: no cell needs a look
    base::Message reason = {}; ///< why this encoding, for people
    std::optional<std::string> converted =
        {}; ///< the text as UTF-8 without BOM, if the bytes are something else
    std::optional<base::Problem> problem =
        {}; ///< `csv.encoding`: it cannot be told; nothing else counts then
};

/// Finds out by evidence how a text file is written and converts it to UTF-8 where it is not.
///
/// A byte order mark decides. Zero bytes in every second place mean UTF-16. Bytes that are valid UTF-8 are
/// UTF-8. Among those that are not, a file with many valid sequences and few broken bytes is UTF-8 with
/// flaws, which the reader of cells names one by one; else it is Windows-1252, unless it holds bytes that
/// have no meaning there. Lines stay the lines of the file. \param wanted what the user says it is; then
/// nothing is guessed
EHRENAMT_API DecodedText decode(std::string_view bytes, std::optional<Encoding> wanted = {});

/// `utf-8`, `utf-16`, `windows-1252`, `latin-1` … in any case. Rule: `csv.encoding_name`.
EHRENAMT_API base::Result<Encoding> parse_encoding(std::string_view name);

} // namespace ehrenamt::formats
