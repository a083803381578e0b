// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/formats/csv.hpp"
#include "ehrenamt/formats/import_source.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ehrenamt::formats {

/// One of a fixed set of values: our key and other ways to write it, compared like headings.
struct Choice {
    std::string_view key;
    std::vector<std::string_view> synonyms = {};
};

/// `no` (0) and `yes` (1), also as `export` writes them.
EHRENAMT_API const std::vector<Choice>& no_or_yes();
/// The choice that a text means, or nullptr.
EHRENAMT_API const Choice* find_choice(const std::vector<Choice>& choices, std::string_view text);
/// `active, deleted`, for messages.
EHRENAMT_API std::string keys_of(const std::vector<Choice>& choices);

/// Where a row stood; enough to reject it later, after the reader has gone on.
struct RowPlace {
    std::size_t line = 0;
    std::string_view raw = {};
};

/// A row in terms of our fields. A getter that cannot read a cell adds a Problem to the row and gives
/// nothing, so that one run tells all that is wrong; a blank cell gives nothing without a Problem.
class EHRENAMT_API Row {
  public:
    [[nodiscard]] std::size_t line() const { return m_record.line; }
    [[nodiscard]] RowPlace where() const { return {m_record.line, m_record.raw}; }
    [[nodiscard]] bool ok() const { return m_problems.empty(); }

    /// The cell without surrounding space, as the mapping file says it is meant; empty if blank or not
    /// mapped. Valid until the next row.
    [[nodiscard]] std::string_view text(const FieldKey& field) const;
    /// text() in NFC with inner line breaks and runs of space as single spaces: for names.
    [[nodiscard]] std::string line_of_text(const FieldKey& field) const;
    /// line_of_text() without a copy where the cell is so already; `scratch` holds it elsewhere.
    [[nodiscard]] std::string_view line_view(const FieldKey& field, std::string& scratch) const;
    /// True if the cell is there and quoted, though empty: shown to a respondent and left empty.
    [[nodiscard]] bool shown_empty(FieldKey field) const;

    /// Rules: those of base::parse_integer and `number.between`.
    std::optional<std::int64_t> integer(FieldKey field, std::int64_t least, std::int64_t most);
    std::optional<base::Date> date(FieldKey field);
    /// Index into `choices`. Rule: `field.choice`.
    std::optional<std::size_t> choice(FieldKey field, const std::vector<Choice>& choices);
    /// Any `Result<T> parse(std::string_view)`, such as domain::Cents::parse.
    template <class Parse>
    auto value(FieldKey field, Parse parse)
        -> std::optional<std::remove_cvref_t<decltype(*parse(std::string_view{}))>> {
        const std::string_view cell = text(field);
        if (cell.empty())
            return std::nullopt;
        auto result = parse(cell);
        if (result)
            return *std::move(result);
        refuse(field, result.problem().rule, result.problem().message);
        return std::nullopt;
    }

    /// Adds a Problem at the field's cell, with the cell's text as its value.
    void refuse(FieldKey field, std::string rule, base::Message message);
    [[nodiscard]] base::Place place(FieldKey field) const;
    /// The line of place().
    [[nodiscard]] std::size_t line(const FieldKey& field) const;
    [[nodiscard]] std::size_t line(std::size_t column) const { return m_reader->line(m_record, column); }
    /// What messages call the place of a record: `line` of a text, `row` of a sheet.
    [[nodiscard]] base::MessageId line_word() const { return m_line_word; }

    // For a file whose columns are told apart by somebody else; columns count from 0.
    [[nodiscard]] const CsvCell& cell(std::size_t column) const { return m_record.cells[column]; }
    /// Adds a Problem at a column's cell, with the cell's text as its value.
    void refuse_cell(std::size_t column, std::string rule, base::Message message);
    /// Adds a Problem about the row as a whole.
    void refuse_row(std::string rule, base::Message message);

  private:
    friend class ImportReader;
    CsvRecord m_record;
    std::vector<base::Problem> m_problems;
    const CsvReader* m_reader = nullptr;
    const ColumnMapping* m_mapping = nullptr;
    base::MessageId m_line_word = {};
};

/// Reads rows from a file of which every row ends up accepted, blank or rejected. Titles above the headings
/// and footers below the rows are no rows; the verdict names them.
///
///     ImportReader import{bytes, read_options, fields, mapping};
///     while (Row* row = import.next()) { … if (row->ok()) keep(…); }
///     import.require_acceptable(accept_valid);
///
/// Rules: those of open_source and CsvReader, `field.blank` for a required cell that holds nothing,
/// `cell.formula_error` for `#REF!` and the like, `row.remark` for a remark between rows.
class EHRENAMT_API ImportReader {
  public:
    /// \param bytes of a text in any encoding and dialect or of an XLSX workbook; must live as long as the
    /// reader
    ImportReader(std::string_view bytes, const ReadOptions& options, const std::vector<Field>& fields,
                 const MappingChoice& mapping = {});
    ImportReader(const ImportReader&) = delete;
    ImportReader& operator=(const ImportReader&) = delete;

    /// The next row that is not blank; rows that the file does not give in good order are kept as rejected.
    /// \returns nullptr at the end, and at once if headings or mapping are not usable
    Row* next();

    /// Rejects a row that was given out before, such as the first of two for the same thing.
    void reject(const RowPlace& where, base::Problem problem);

    [[nodiscard]] const ColumnMapping& mapping() const { return m_mapping; }
    [[nodiscard]] const std::vector<std::string>& header() const { return m_reader.header(); }
    /// For a file whose columns are told apart by somebody else: what each is taken for; empty = not used.
    /// To be called before the first row. \pre as many as there are headings
    void use_columns(const std::vector<std::string>& fields);
    /// The row at hand turned out to be a further line of headings: no row, and to stand in the rejects file.
    void take_as_heading();
    /// Adds what speaks against the file as a whole; next() gives no further row.
    void refuse_file(base::Problem problem) {
        m_file_problems.push_back(std::move(problem));
        m_usable = false;
    }
    /// What was found out about the file; its footers are complete after the last row.
    [[nodiscard]] const Verdict& verdict() const { return m_verdict; }
    /// Problems of the file as a whole: with one of them not even --accept-valid accepts a row.
    [[nodiscard]] const std::vector<base::Problem>& file_problems() const { return m_file_problems; }
    /// All problems so far: of the file, then row by row in the file's order.
    [[nodiscard]] std::vector<base::Problem> problems() const;
    /// Rows that are not blank: accepted + rejected.
    [[nodiscard]] std::size_t rows_read() const {
        return m_reader.records_read() - m_blank - m_maybe_footers.size();
    }
    [[nodiscard]] std::size_t rows_rejected() const { return m_rejected.size(); }
    [[nodiscard]] std::size_t rows_accepted() const { return rows_read() - rows_rejected(); }
    /// A whole row, for a Problem that is not about one cell.
    [[nodiscard]] base::Place place(std::size_t line) const { return {m_reader.file(), line, 0, {}}; }
    /// A row's cell of that field. \param line  of the cell, see Row::line()
    [[nodiscard]] base::Place place(std::size_t line, const FieldKey& field) const;
    /// \param column  counts from 0
    [[nodiscard]] base::Place place(std::size_t line, std::size_t column) const;
    [[nodiscard]] base::MessageId line_word() const { return m_row.line_word(); }
    /// Where a field is, looked up once instead of by name for every row. \pre there is such a field
    [[nodiscard]] FieldKey field(std::string_view key) const { return m_mapping.key_of(key); }
    [[nodiscard]] bool is_rejected(std::size_t line) const { return m_rejected.contains(line); }

    /// To be called after the last row. \throws base::Rejected if the file as a whole cannot be used, or if
    /// any row was rejected and the user did not ask to accept the rest
    void require_acceptable(bool accept_valid) const;

    /// The rejected rows as a file that can be mended and read again: line and reason in front, then the
    /// record as it stood, in the dialect of the input. \param in_words puts a message into the user's
    /// language
    [[nodiscard]] std::string rejects(const std::function<std::string(const base::Message&)>& in_words) const;

  private:
    void finish_row();
    void take_rejected();
    bool accept_record();
    void check_cells();
    [[nodiscard]] bool maybe_footer(const std::vector<std::string_view>& cells);
    void no_footers_after_all();
    void end();

    ImportSource m_source;
    CsvReader m_reader;
    std::vector<base::Problem> m_file_problems;
    ColumnMapping m_mapping;
    Verdict m_verdict;
    std::vector<FieldKey> m_required;
    std::vector<std::size_t> m_used_columns;
    bool m_usable = false;
    Row m_row;
    bool m_has_row = false;
    std::size_t m_blank = 0;
    std::size_t m_taken = 0; ///< how many of the reader's rejected records are in m_rejected
    std::map<std::size_t, CsvRejected> m_rejected; ///< by line
    /// Records that are remarks if nothing but such follows; else they are rejected.
    std::vector<CsvRejected> m_maybe_footers;
    std::vector<std::string_view> m_more_headings; ///< records below the headings that are such as well
    bool m_behind_rule = false;                    ///< the last of these began behind a rule of `____`
};

/// Problems that differ only in their place and value.
struct ProblemGroup {
    std::size_t first = 0; ///< index of the first one
    std::size_t count = 0;
};
/// Problems by rule and column, in the order in which each first comes: what a person reads when many rows
/// fail for one reason.
EHRENAMT_API std::vector<ProblemGroup> grouped(const std::vector<base::Problem>& problems);

} // namespace ehrenamt::formats
