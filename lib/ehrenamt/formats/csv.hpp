// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/formats/csv_scan.hpp"

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::formats {

/// What a file may hold at most; a file that holds more is refused, never cut.
struct CsvLimits {
    std::size_t file_bytes = std::size_t{1} << 30;
    std::size_t cell_bytes = std::size_t{1} << 20;
    std::size_t columns = 2000;
    std::size_t rejected = 100'000; ///< reading stops, and says so, after this many bad records
};

/// How the file at hand is written, as found out or given.
struct CsvDialect {
    char delimiter = ',';
    bool bom = false;
    std::string_view line_end = "\n"; ///< of the heading line
};

struct CsvOptions {
    std::string file = {};   ///< name of the file for messages
    char delimiter = '\0';   ///< `,` `;` tab or `|`; NUL = found out from the heading line
    bool strip_guard = true; ///< take away the `'` that CsvWriter puts before what a spreadsheet would run
    bool unique_headings = true; ///< a heading that stands twice is a Problem
    CsvLimits limits = {};
    std::size_t heading_line = 0;     ///< physical line to begin at, from 1; 0 = the first that holds a byte
    std::size_t at_least_columns = 0; ///< headings and records are filled up to this with empty cells
    std::vector<std::uint32_t> row_of_line = {}; ///< number to tell instead of each physical line, if any
    bool flawless = false; ///< somebody found the bytes to be UTF-8 without control characters
};

/// One cell. `quoted` tells `""` (shown, left empty) from nothing at all (not asked).
struct CsvCell {
    std::string_view
        text; ///< unescaped; line breaks inside are always LF; valid until the next record is read
    std::uint32_t line = 0; ///< physical line on which the cell begins, from 1
    bool quoted = false;
};

struct CsvRecord {
    std::size_t line = 0;       ///< physical line on which the record begins, from 1
    std::string_view raw;       ///< its bytes as they stand in the file, without the final line end
    std::vector<CsvCell> cells; ///< as many as there are headings
    /// True if no cell holds anything, as spreadsheets and LimeSurvey leave behind the data.
    [[nodiscard]] EHRENAMT_API bool blank() const;
};

/// A record that could not be understood, kept so that it can be mended.
struct CsvRejected {
    std::size_t line = 0;
    std::string_view raw; ///< bytes of the buffer that the reader was given
    std::vector<base::Problem> problems;
};

/// Reads RFC 4180 from a buffer: UTF-8 with or without BOM, LF, CRLF or CR, delimiter found or given.
///
/// Every physical record ends up as a record of next() or in rejected(); after a broken quote reading goes
/// on with the next physical line, so that one run tells all errors of a file. Lines without any byte are
/// skipped. Surplus cells that hold nothing are tolerated, and so are missing ones without a heading. A quote
/// inside an unquoted cell is a plain character. Rules: `csv.empty`, `csv.encoding`, `csv.control`,
/// `csv.quote_open`, `csv.quote_garbage`, `csv.cells_missing`, `csv.cells_surplus`, `csv.heading_missing`,
/// `csv.heading_duplicate`, `csv.limit`.
class EHRENAMT_API CsvReader {
  public:
    /// Reads the heading line. \param bytes must live as long as the reader and all it gave out
    explicit CsvReader(std::string_view bytes, CsvOptions options = {});

    /// Gives the next good record. \returns false at the end, and at once if there is no readable heading
    /// line
    bool next(CsvRecord& record);

    [[nodiscard]] const std::string& file() const { return m_options.file; }
    [[nodiscard]] const CsvDialect& dialect() const { return m_dialect; }
    /// Headings without surrounding space, in NFC; none if the heading line is unreadable.
    [[nodiscard]] const std::vector<std::string>& header() const { return m_header; }
    [[nodiscard]] std::string_view raw_header() const { return m_raw_header; }
    [[nodiscard]] std::optional<std::size_t> find_column(std::string_view heading) const;
    /// \param column counts from 0, as in CsvRecord::cells
    [[nodiscard]] base::Place place(const CsvRecord& record, std::size_t column) const;
    /// The line of place().
    [[nodiscard]] std::size_t line(const CsvRecord& record, std::size_t column) const;

    /// What concerns the file as a whole; if the heading line is unreadable, next() gives nothing.
    [[nodiscard]] const std::vector<base::Problem>& file_problems() const { return m_file_problems; }
    /// Bad records so far, in the order of the file.
    [[nodiscard]] const std::vector<CsvRejected>& rejected() const { return m_rejected; }
    /// All problems so far: those of the file, then those of its records.
    [[nodiscard]] std::vector<base::Problem> problems() const;
    /// Records so far, good and bad.
    [[nodiscard]] std::size_t records_read() const { return m_good + m_rejected.size(); }

  private:
    [[nodiscard]] std::size_t told(std::size_t line) const {
        const auto& rows = m_options.row_of_line;
        return line > 0 && line <= rows.size() ? rows[line - 1] : line;
    }
    /// Remembers where a byte stands next, so that a file is searched for it once and not once a line.
    struct Finder {
        char wanted;
        std::size_t from = 1; ///< between these two the byte does not stand; at first nothing is known
        std::size_t found = 0;
    };
    std::size_t next_of(Finder& finder, std::size_t at);

    /// Where a quoted cell begins.
    struct Opening {
        std::size_t at;
        std::size_t line;
    };

    bool start();
    void read_header();
    bool check_headings(std::size_t line);
    bool split(CsvRecord& record);
    bool quoted_cell(CsvRecord& record, std::size_t& at, std::size_t& line);
    std::string_view unescaped(std::string_view inner);
    bool check_count(CsvRecord& record);
    [[nodiscard]] bool looks_like_record(std::size_t at) const;
    bool check_cells(CsvRecord& record);
    [[nodiscard]] std::size_t line_end_after(std::size_t at) const;
    [[nodiscard]] std::size_t behind_line_end(std::size_t at) const;
    void skip_line_end(std::size_t at);
    void reject(const CsvRecord& record, std::size_t line, std::string rule, base::Message message,
                std::string_view value);
    void reject_line_of(CsvRecord& record, Opening opening, std::string rule, base::Message message);

    std::string_view m_bytes;
    CsvOptions m_options;
    CsvDialect m_dialect;
    std::vector<std::string> m_header;
    std::string_view m_raw_header;
    bool m_readable = false;
    std::size_t m_at = 0;                 ///< first byte not yet read
    std::size_t m_line = 1;               ///< its physical line
    std::size_t m_start = 0;              ///< first byte of the record being read
    std::optional<Opening> m_first_break; ///< its first cell with a line break inside
    std::size_t m_good = 0;
    Finder m_apostrophe{'\''};
    scan::Marks m_marks;
    std::size_t m_fewest_cells = 0;              ///< headings up to the last that is not empty
    std::pmr::monotonic_buffer_resource m_arena; ///< unescaped cells of the record given out last
    bool m_arena_used = false;
    std::vector<base::Problem> m_file_problems;
    std::vector<CsvRejected> m_rejected;
};

/// True if a spreadsheet could take the text for a formula: it begins, behind any number of `'`, with
/// `= + - @`, their fullwidth forms, TAB, CR or LF. Such a text is written with one `'` more in front.
EHRENAMT_API bool spreadsheet_would_run(std::string_view text);

} // namespace ehrenamt::formats
