// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/message.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ehrenamt::formats {

enum class FileKind { csv, xlsx, json };

/// How the characters of a text file are written.
enum class Encoding { utf8, utf16_le, utf16_be, windows_1252, iso_8859_15, cp850 };

/// `UTF-8`, `Windows-1252` …, the same in every language.
EHRENAMT_API std::string name_of(Encoding encoding);

/// What made a column the one that holds a field.
enum class TakenBy { nothing, option, mapping_file, key, synonym };

/// One column of the file, and what it is taken for.
struct ColumnVerdict {
    std::size_t column = 0; ///< from 1
    std::string heading;    ///< may be empty
    std::string field;      ///< key of the field; empty: the column is not used
    TakenBy by = TakenBy::nothing;
    bool ignored = false; ///< not used on purpose: the mapping file says so, or a rejects file added it
};

/// A line of a file that is no row: a title above the headings or a footer below the rows.
struct SkippedLine {
    std::size_t line = 0; ///< physical line, or row of a sheet, from 1
    std::string text;     ///< its start, may be empty
};

/// What an import found out about a file before it looks at single rows; footers are known at its end.
struct Verdict {
    std::string file;
    FileKind kind = FileKind::csv;
    Encoding encoding = Encoding::utf8; ///< of a text file
    bool bom = false;
    bool encoding_sure = true;
    base::Message encoding_reason; ///< why this encoding, for people; empty id: nothing to say
    char delimiter = ',';          ///< of a text file
    std::string line_end = "\n";   ///< of a text file's heading line: LF, CRLF or CR
    std::string sheet;             ///< name of a workbook's sheet
    std::size_t heading_line = 0;  ///< 0 = none was found
    std::vector<SkippedLine> titles;
    std::vector<SkippedLine> footers; ///< complete after the last row
    std::vector<ColumnVerdict> columns;
    std::vector<base::Message> notices; ///< worth knowing: other sheets, hidden rows, merged cells …
};

/// The verdict as sentences for people, without the columns and the footers: kind, encoding with its reason,
/// delimiter, headings, titles, notices.
EHRENAMT_API std::vector<base::Message> in_words(const Verdict& verdict);
/// One sentence per column: what it is taken for and why, or that it is not used.
EHRENAMT_API std::vector<base::Message> columns_in_words(const Verdict& verdict);
/// The footers that were passed over, as one sentence; none if there are none.
EHRENAMT_API std::vector<base::Message> footers_in_words(const Verdict& verdict);

} // namespace ehrenamt::formats
