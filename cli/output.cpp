// SPDX-License-Identifier: EUPL-1.2
#include "cli/output.hpp"

#include "cli/parser.hpp"
#include "cli/progress.hpp"
#include "cli/sheet.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/system_cause.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <map>

namespace ehrenamt::cli {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

/// Writes all of it or throws. \returns false if `may_leave` and nobody reads any more, as behind `| head`
bool write_out(int fd, std::string_view text, bool may_leave) {
    while (!text.empty()) {
        const auto written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EPIPE && may_leave)
            return false;
        if (written < 0)
            throw Error{ExitStatus::failed, "output.write",
                        message("standard output cannot be written: {0}; nothing was changed",
                                formats::system_cause(errno))};
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void say(const std::string& text) {
    StatusLine::of_program().say(text);
}

/// CSV and JSON hold what the store holds; on a terminal, control characters must not drive it.
std::string harmless_lines(std::string_view text) {
    std::vector<std::string> lines;
    for (auto line : base::split(text, '\n')) {
        const bool carriage_return = line.ends_with('\r');
        line.remove_suffix(carriage_return ? 1 : 0);
        lines.push_back(base::printable(line) + (carriage_return ? "\r" : ""));
    }
    return base::joined(lines, "\n");
}

std::string for_output(const std::string& result, std::string_view form) {
    return form != "table" && ::isatty(STDOUT_FILENO) == 1 ? harmless_lines(result) : result;
}

std::size_t terminal_width() {
    winsize size{};
    return ::isatty(STDOUT_FILENO) == 1 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

std::string dumped(const nlohmann::ordered_json& object, bool lines) {
    if (!lines)
        return object.dump(2) + '\n';
    if (!object.is_array())
        return object.dump() + '\n';
    std::string out;
    for (const auto& item : object)
        out += item.dump() + '\n';
    return out;
}

nlohmann::ordered_json problems_json(const std::vector<base::Problem>& list, const Catalogue& catalogue) {
    auto array = nlohmann::ordered_json::array();
    for (const auto& problem : list)
        array.push_back(problem_json(problem, catalogue));
    return array;
}

std::vector<base::Problem> problems_of(const Error& error) {
    if (const auto* rejected = dynamic_cast<const base::Rejected*>(&error))
        return rejected->problems();
    if (const auto* usage = dynamic_cast<const UsageProblems*>(&error))
        return usage->problems();
    return {};
}

} // namespace

std::string problem_line(const base::Problem& problem, const Catalogue& catalogue) {
    const auto& place = problem.place;
    std::string line;
    if (!place.file.empty()) {
        line = base::printable(place.file);
        for (const auto number : {place.line, place.column})
            line += number > 0 ? fmt::format(":{}", number) : "";
        if (!place.field.empty())
            line += ' ' + catalogue.text(message("(column “{0}”)", base::printable(place.field)));
        line += ": ";
    } else if (!place.field.empty()) {
        line = base::printable(place.field) + ": ";
    }
    return line + base::printable(catalogue.text(problem.message));
}

nlohmann::ordered_json problem_json(const base::Problem& problem, const Catalogue& catalogue) {
    nlohmann::ordered_json object{{"rule", problem.rule}, {"message", catalogue.text(problem.message)}};
    if (!problem.place.file.empty())
        object["file"] = base::printable(problem.place.file);
    if (problem.place.line > 0)
        object["line"] = problem.place.line;
    if (problem.place.column > 0)
        object["column"] = problem.place.column;
    if (!problem.place.field.empty())
        object["field"] = base::printable(problem.place.field);
    if (!problem.value.empty())
        object["value"] = base::printable(problem.value);
    return object;
}

Output::Output(const Catalogue& catalogue, const Globals& globals, const Common& common)
    : m_catalogue{catalogue}, m_globals{globals}, m_common{common} {}

RowStyle Output::style() const {
    const auto width = m_common.output ? 0 : terminal_width();
    const bool bold = width > 0 && !m_globals.no_color && std::getenv("NO_COLOR") == nullptr;
    return {form(), m_common.dialect == "excel-de", width, bold, &m_catalogue, m_origin};
}

void Output::table(const Table& table) {
    if (form() == "xlsx") {
        auto row = table.rows.begin();
        sheet(table.columns, [&](std::vector<Cell>& cells) {
            if (row == table.rows.end())
                return false;
            cells = *row++;
            return true;
        });
        return;
    }
    m_result += written(table, style());
}

std::string Output::laid_out(const Table& table) const {
    auto plain = style();
    plain.format = "table";
    return written(table, plain);
}

std::string Output::as_lines(const Table& record) const {
    Table lines{{{"name", base::_m("property")}, {"value", base::_m("value")}}};
    for (std::size_t i = 0; i < record.columns.size(); ++i)
        lines.rows.push_back({record.columns[i].heading, record.rows.front()[i]});
    return written(lines, {"table", false, 0, false, &m_catalogue, m_origin});
}

void Output::rows(const std::vector<Column>& columns, const std::function<bool(std::vector<Cell>&)>& next) {
    if (form() == "xlsx") {
        sheet(columns, next);
        return;
    }
    constexpr std::size_t k_chunk = std::size_t{1} << 16;
    const auto format = row_format(columns, style());
    format->begin(m_result);
    std::vector<Cell> cells;
    std::size_t wait_for = 1; // the first row leaves at once
    while (!m_reader_gone && next(cells)) {
        const auto before = m_result.size();
        format->row(cells, m_result);
        if (m_result.size() == before || m_result.size() < wait_for)
            continue;
        write_so_far();
        wait_for = k_chunk;
    }
    if (!m_reader_gone)
        format->end(m_result);
}

void Output::sheet(const std::vector<Column>& columns, const NextRow& next) {
    if (!m_common.output)
        throw Error{ExitStatus::usage, "usage.sheet",
                    message("a spreadsheet goes to a file; name it with -o FILE.xlsx")};
    file(*m_common.output, m_common.overwrite, formats::Readers::everyone, [&](const std::string& temporary) {
        write_sheet(temporary, m_common.output->string(), columns, next);
    });
}

void Output::write_so_far() {
    if (m_common.output) {
        if (!m_result_file)
            m_result_file = std::make_unique<formats::OutputFile>(
                m_common.output->string(), formats::Readers::everyone, m_common.overwrite);
        m_result_file->write(m_result);
    } else {
        m_streamed = true;
        m_reader_gone = !write_out(STDOUT_FILENO, for_output(m_result, form()), true);
    }
    m_result.clear();
}

void Output::document(const std::string& text, const nlohmann::ordered_json& object, const Table* rows) {
    const bool delimited = form() == "csv" || form() == "tsv" || form() == "xlsx";
    if (delimited && rows == nullptr)
        throw Error{ExitStatus::usage, "usage.format",
                    message("this result is no table; use --format table, json or jsonl")};
    if (delimited)
        table(*rows);
    else
        m_result += json() ? dumped(object, form() == "jsonl") : text;
}

void Output::report(const std::vector<base::Message>& lines, const nlohmann::ordered_json& object) {
    if (json())
        m_result += dumped(object, form() == "jsonl");
    else if (!m_globals.quiet)
        for (const auto& line : lines)
            m_result += base::printable(m_catalogue.text(line)) + '\n';
}

void Output::file(const std::filesystem::path& path, std::string_view bytes, bool overwrite,
                  formats::Readers readers) {
    auto& file =
        m_files.emplace_back(std::make_unique<formats::OutputFile>(path.string(), readers, overwrite));
    file->write(bytes);
    file->sync();
}

void Output::file(const std::filesystem::path& path, bool overwrite, formats::Readers readers,
                  const std::function<void(const std::string& temporary)>& write) {
    auto& file =
        m_files.emplace_back(std::make_unique<formats::OutputFile>(path.string(), readers, overwrite));
    write(file->temporary());
    file->sync();
}

void Output::notice(const base::Message& text) const {
    if (!m_globals.quiet)
        say("ehrenamt: " + base::printable(m_catalogue.text(text)));
}

void Output::detail(const base::Message& text) const {
    if (m_globals.verbose)
        notice(text);
}

void Output::error(const Error& error) const {
    const auto list = problems_of(error);
    if (json()) {
        nlohmann::ordered_json object{{"message_type", "error"},
                                      {"exit_status", static_cast<int>(error.status())},
                                      {"rule", error.rule()},
                                      {"message", m_catalogue.text(error.message())},
                                      {"problems", problems_json(list, m_catalogue)}};
        say(object.dump());
        return;
    }
    problems(list);
    say("ehrenamt: " + base::printable(m_catalogue.text(error.message())));
}

void Output::problems(const std::vector<base::Problem>& list) const {
    constexpr std::size_t k_most = 100;
    if (json()) {
        if (!list.empty())
            say(nlohmann::ordered_json{{"message_type", "problems"},
                                       {"problems", problems_json(list, m_catalogue)}}
                    .dump());
        return;
    }
    // Where hundreds are alike, the first of each kind say enough.
    constexpr std::size_t k_alike = 5;
    const bool many = list.size() > k_most;
    std::map<std::string_view, std::size_t> seen;
    std::size_t said = 0;
    for (const auto& problem : list) {
        const auto alike = ++seen[problem.rule];
        if (said == k_most || (many && alike > k_alike))
            continue;
        say((problem.place.file.empty() ? "ehrenamt: " : "") + problem_line(problem, m_catalogue));
        ++said;
    }
    for (const auto& [rule, count] : seen)
        if (many && count > k_alike)
            say("ehrenamt: " +
                m_catalogue.text(message("and {0} more of this kind: {1}", count - k_alike, rule)));
}

void Output::stage() {
    if (m_result_file) {
        m_result_file->write(m_result);
        m_result_file->sync();
        m_files.push_back(std::move(m_result_file));
    } else if (m_common.output) {
        if (!m_result.empty())
            file(*m_common.output, m_result, m_common.overwrite, formats::Readers::everyone);
    } else {
        write_out(STDOUT_FILENO, for_output(m_result, form()), m_streamed);
    }
    m_result.clear();
}

void Output::publish() {
    // After a dry run files go without having had their names.
    if (!m_common.dry_run)
        for (const auto& file : m_files)
            file->publish();
    m_files.clear();
}

} // namespace ehrenamt::cli
