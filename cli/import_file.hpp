// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"
#include "cli/context.hpp"
#include "ehrenamt/formats/import.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::cli {

/// The options of every command that reads rows from a file; its options struct derives from this.
struct ImportOptions {
    std::optional<std::filesystem::path> from;
    std::optional<std::filesystem::path> mapping;
    std::vector<std::string> map;
    std::optional<std::filesystem::path> rejects;
    std::optional<std::filesystem::path> problems;
    std::string delimiter;
    std::string encoding;
    std::string sheet;
    std::optional<std::int64_t> header_line;
    bool accept_valid = false;
};

/// Their descriptions, to stand behind the command's own.
template <class Options>
std::vector<OptionInfo> with_import_options(std::vector<OptionInfo> own) {
    using base::_m;
    using O = ImportOptions;
    for (auto info : {
             option("--from", "FILE", &O::from, _m("read rows from a CSV or XLSX file; - is standard input")),
             option("--mapping", "FILE", &O::mapping, _m("which column is what, in TOML")),
             option("--map", "FIELD=COLUMN", &O::map, _m("which column a field is in")),
             option("--delimiter", "CHARACTER", &O::delimiter,
                    _m("what separates the cells, if it is not found")),
             option("--encoding", "NAME", &O::encoding,
                    _m("utf-8, utf-16, windows-1252, iso-8859-15 or cp850, if it is not found")),
             within(1, 1'000'000,
                    option("--header-line", "N", &O::header_line,
                           _m("line or row of the headings, if it is not found"))),
             option("--sheet", "NAME", &O::sheet, _m("sheet of a workbook; else the first")),
             flag("--accept-valid", &O::accept_valid, _m("write the good rows although others are rejected")),
             option("--rejects", "FILE", &O::rejects,
                    _m("where the rejected rows go; else beside the input")),
             option("--problems", "FILE", &O::problems,
                    _m("write all problems to a file too: CSV, or JSON if it is called .json")),
         }) {
        info.assign = [assign = std::move(info.assign)](void* options, std::string_view text) {
            return assign(static_cast<ImportOptions*>(static_cast<Options*>(options)), text);
        };
        own.push_back(std::move(info));
    }
    return own;
}

/// One import from a file: bytes, mapping, reader, and what is to be said at its end.
class ImportFile {
  public:
    /// \throws base::Error if the file cannot be read, base::Rejected for a bad mapping
    ImportFile(const Context& context, const ImportOptions& options,
               const std::vector<formats::Field>& fields);

    /// For a file whose columns somebody else tells apart.
    /// \param headings  that its line of headings may hold
    ImportFile(const ImportOptions& options, std::string bytes, std::vector<std::string> headings);
    /// Begins anew, with fields and the user's mapping.
    void reopen(const Context& context, const std::vector<formats::Field>& fields);
    /// A second reader of the same rows, to look at them before they are read.
    [[nodiscard]] formats::ImportReader look() const { return {m_bytes, m_read, {}, no_fields()}; }
    void tell_columns(const Context& context) const;

    [[nodiscard]] formats::ImportReader& reader() { return *m_reader; }
    /// After the last row: how the file was read, where that is not what everybody expects, and the remarks
    /// below its rows; the rest only with `-v`.
    void tell_verdict(const Context& context) const;
    /// \throws base::Rejected if something speaks against the file as a whole
    void refuse(const Context& context, std::vector<base::Problem> problems) const;
    /// After the last row: true if rows were rejected and nothing is to be written.
    [[nodiscard]] bool stops() const;
    /// How many rows there may be at most, to tell how far the reading is; 0 = not known.
    [[nodiscard]] std::size_t lines() const;
    /// After the last row: writes the rejected rows to their file and tells where.
    /// \returns data_rejected if rows were rejected and the others are to be written, else done
    /// \throws base::Rejected if rows were rejected and nothing is to be written
    base::ExitStatus settle(const Context& context);

  private:
    [[nodiscard]] std::filesystem::path rejects_path() const;
    void write_problems(const Context& context, const std::vector<base::Problem>& problems) const;
    [[noreturn]] void reject(const Context& context, std::vector<base::Problem> problems) const;
    static formats::MappingChoice no_fields();
    [[nodiscard]] formats::ReadOptions read_options() const;
    const ImportOptions& m_options;
    std::string m_bytes;
    formats::ReadOptions m_read;
    std::optional<formats::ImportReader> m_reader;
};

} // namespace ehrenamt::cli
