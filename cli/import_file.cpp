// SPDX-License-Identifier: EUPL-1.2
#include "cli/import_file.hpp"

#include "cli/import_verdict.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/encoding.hpp"
#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/formats/output_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::message;

formats::MappingChoice mapping_choice(const Context& context, const ImportOptions& options) {
    formats::MappingChoice choice;
    if (options.mapping) {
        // A bare name is one of the mappings that come with the program.
        const auto shipped = [&] {
            return context.data_folder() / "mapping" / (options.mapping->string() + ".toml");
        };
        const bool bare = !options.mapping->has_extension() && !options.mapping->has_parent_path();
        const auto path = bare && !std::filesystem::exists(*options.mapping) ? shipped() : *options.mapping;
        choice = formats::read_mapping(formats::read_input(path.string()), path.string());
    }
    std::vector<base::Problem> problems;
    for (const auto& assignment : options.map)
        if (auto problem = formats::add_override(choice, assignment))
            problems.push_back(*std::move(problem));
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    return choice;
}

char delimiter(const std::string& text) {
    constexpr std::string_view k_known = ",;\t|";
    if (text.empty())
        return '\0';
    if (text == "tab")
        return '\t';
    if (text.size() == 1 && k_known.find(text[0]) != k_known.npos)
        return text[0];
    throw base::Error{base::ExitStatus::usage, "csv.delimiter",
                      message("--delimiter: '{0}' is none; write , ; | or tab", base::printable(text))};
}

std::optional<formats::Encoding> encoding(const std::string& text) {
    if (text.empty())
        return std::nullopt;
    auto found = formats::parse_encoding(text);
    if (!found)
        throw base::Error{base::ExitStatus::usage, found.problem().rule, found.problem().message};
    return *found;
}

} // namespace

void ImportFile::tell_verdict(const Context& context) const {
    const auto& verdict = m_reader->verdict();
    const bool plain = verdict.encoding == formats::Encoding::utf8 && verdict.encoding_sure &&
                       verdict.titles.empty() && verdict.notices.empty() &&
                       verdict.kind == formats::FileKind::csv;
    for (const auto& sentence : formats::in_words(verdict))
        if (plain || !m_reader->file_problems().empty())
            context.out.detail(sentence);
        else
            context.out.notice(sentence);
    for (const auto& sentence : formats::footers_in_words(verdict))
        context.out.notice(sentence);
}

formats::MappingChoice ImportFile::no_fields() {
    formats::MappingChoice choice;
    choice.exhaustive = true;
    return choice;
}

formats::ReadOptions ImportFile::read_options() const {
    const std::string name = m_options.from ? m_options.from->string() : std::string{};
    formats::ReadOptions read{.file = name, .delimiter = delimiter(m_options.delimiter)};
    read.heading_line = static_cast<std::size_t>(m_options.header_line.value_or(0));
    read.encoding = encoding(m_options.encoding);
    read.sheet = m_options.sheet;
    return read;
}

ImportFile::ImportFile(const Context& context, const ImportOptions& options,
                       const std::vector<formats::Field>& fields)
    : m_options{options}, m_bytes{formats::read_input(options.from->string())}, m_read{read_options()} {
    reopen(context, fields);
}

ImportFile::ImportFile(const ImportOptions& options, std::string bytes, std::vector<std::string> headings)
    : m_options{options}, m_bytes{std::move(bytes)}, m_read{read_options()} {
    m_read.headings = std::move(headings);
    m_reader.emplace(m_bytes, m_read, std::vector<formats::Field>{}, no_fields());
}

void ImportFile::reopen(const Context& context, const std::vector<formats::Field>& fields) {
    m_read.headings.clear();
    m_reader.emplace(m_bytes, m_read, fields, mapping_choice(context, m_options));
    tell_columns(context);
}

void ImportFile::tell_columns(const Context& context) const {
    for (const auto& words : formats::columns_in_words(m_reader->verdict()))
        context.out.detail(words);
}

std::size_t ImportFile::lines() const {
    if (m_reader->verdict().kind != formats::FileKind::csv)
        return 0;
    return static_cast<std::size_t>(std::count(m_bytes.begin(), m_bytes.end(), '\n')) + 1;
}

std::filesystem::path ImportFile::rejects_path() const {
    if (m_options.rejects)
        return *m_options.rejects;
    const auto& from = *m_options.from;
    const auto stem = from == "-" ? std::filesystem::path{"stdin"} : from.parent_path() / from.stem();
    // Never over a file that somebody may be mending.
    for (int number = 1;; ++number) {
        std::filesystem::path path{number == 1 ? stem.string() + ".rejected.csv"
                                               : fmt::format("{}.rejected-{}.csv", stem.string(), number)};
        if (!std::filesystem::exists(std::filesystem::symlink_status(path)))
            return path;
    }
}

void ImportFile::write_problems(const Context& context, const std::vector<base::Problem>& problems) const {
    if (!m_options.problems)
        return;
    const bool as_json = m_options.problems->extension() == ".json";
    formats::write_file(m_options.problems->string(),
                        problems_file(problems, context.out.catalogue(), as_json), formats::Readers::owner,
                        false);
}

void ImportFile::reject(const Context& context, std::vector<base::Problem> problems) const {
    write_problems(context, problems);
    throw base::Rejected{std::move(problems)};
}

void ImportFile::refuse(const Context& context, std::vector<base::Problem> problems) const {
    if (!problems.empty())
        reject(context, std::move(problems));
}

bool ImportFile::stops() const {
    return !m_reader->file_problems().empty() || (m_reader->rows_rejected() > 0 && !m_options.accept_valid);
}

base::ExitStatus ImportFile::settle(const Context& context) {
    if (!m_reader->file_problems().empty())
        reject(context, m_reader->problems());
    if (m_reader->rows_rejected() == 0) {
        write_problems(context, {});
        return base::ExitStatus::done;
    }
    if (!context.dry_run() && m_options.from) {
        const auto path = rejects_path();
        formats::write_file(path.string(), m_reader->rejects([&](const base::Message& text) {
            return context.out.catalogue().text(text);
        }),
                            formats::Readers::owner, false);
        context.out.notice(
            message("rejected rows: {0}; they are in {1} with their reasons; mend them and read that file",
                    m_reader->rows_rejected(), path.string()));
    }
    if (!m_options.accept_valid)
        reject(context, m_reader->problems());
    write_problems(context, m_reader->problems());
    context.out.problems(m_reader->problems());
    return base::ExitStatus::data_rejected;
}

} // namespace ehrenamt::cli
