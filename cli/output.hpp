// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/catalogue.hpp"
#include "cli/globals.hpp"
#include "cli/row_format.hpp"
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/formats/output_file.hpp"
#include "ehrenamt/store/identity.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::cli {

/// Everything a command says. Results are collected and leave in one go: `stage` writes them where nobody
/// looks yet (standard output, temporary files), `publish` gives the files their names. A writing command
/// commits in between, so that a full disk or a closed pipe leaves the store as it was.
class Output {
  public:
    Output(const Catalogue& catalogue, const Globals& globals, const Common& common);

    /// A result in the form that `--format` names.
    void table(const Table& table);
    /// Rows that leave as they come, for results that need not wait for each other; only in reading commands.
    /// \param next  puts the next row's cells into its argument; false at the end
    void rows(const std::vector<Column>& columns, const std::function<bool(std::vector<Cell>&)>& next);
    /// One record as lines of property and value.
    [[nodiscard]] std::string as_lines(const Table& record) const;
    /// A table as text for a part of a document, as wide as where it goes.
    [[nodiscard]] std::string laid_out(const Table& table) const;
    /// A result that is more than a table: `text` for people, `object` as JSON, `rows` as CSV and TSV.
    /// \throws base::Error usage for CSV and TSV, where there are no rows
    void document(const std::string& text, const nlohmann::ordered_json& object, const Table* rows = nullptr);
    /// What a writing command did: lines for a person, or the object as JSON. Silent with `-q`.
    void report(const std::vector<base::Message>& lines, const nlohmann::ordered_json& object);
    /// Text as it is.
    void raw(std::string_view text) { m_result += text; }
    /// A further file that writes itself to the path that it is given.
    void file(const std::filesystem::path& path, bool overwrite, formats::Readers readers,
              const std::function<void(const std::string& temporary)>& write);
    /// A further file beside the result.
    void file(const std::filesystem::path& path, std::string_view bytes, bool overwrite,
              formats::Readers readers);

    /// To standard error: what a person should know (not with `-q`), respectively what went wrong.
    void notice(const base::Message& message) const;
    void detail(const base::Message& message) const; ///< only with `-v`
    void error(const base::Error& error) const;
    /// Problems that did not stop the command; also with `-q`. At most 100 as text, all of them as JSON.
    void problems(const std::vector<base::Problem>& list) const;

    void stage();
    void publish();

    /// What a result is written as where nobody says it; `table` unless the command says otherwise.
    void usual_form(std::string_view form) { m_usual_form = form; }
    void show_ids_of(const store::Origin& origin) { m_origin = origin; }
    [[nodiscard]] const Catalogue& catalogue() const { return m_catalogue; }
    [[nodiscard]] const std::optional<store::Origin>& origin() const { return m_origin; }
    [[nodiscard]] bool for_a_person() const { return form() == "table"; }
    [[nodiscard]] bool json() const { return form() == "json" || form() == "jsonl"; }

  private:
    using NextRow = std::function<bool(std::vector<Cell>&)>;
    [[nodiscard]] std::string_view form() const { return m_common.form(m_usual_form); }
    [[nodiscard]] RowStyle style() const;
    void sheet(const std::vector<Column>& columns, const NextRow& next);
    void write_so_far();

    const Catalogue& m_catalogue;
    const Globals& m_globals;
    const Common& m_common;
    std::optional<store::Origin> m_origin;
    std::string_view m_usual_form = "table";
    std::string m_result;
    std::unique_ptr<formats::OutputFile> m_result_file; ///< while rows go to it
    bool m_streamed = false;    ///< a part of the result is on standard output already
    bool m_reader_gone = false; ///< nobody reads standard output any more
    std::vector<std::unique_ptr<formats::OutputFile>> m_files;
};

/// One problem as a line: place, then message.
std::string problem_line(const base::Problem& problem, const Catalogue& catalogue);
nlohmann::ordered_json problem_json(const base::Problem& problem, const Catalogue& catalogue);

} // namespace ehrenamt::cli
