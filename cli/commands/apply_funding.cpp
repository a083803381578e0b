// SPDX-License-Identifier: EUPL-1.2
#include "cli/application.hpp"
#include "cli/commands.hpp"
#include "cli/output_folder.hpp"
#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/funding/submissions.hpp"
#include "ehrenamt/publishing/application_pdf.hpp"

#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct ApplyFundingOptions : ApplicationOptions {
    std::filesystem::path output_dir;
    std::optional<std::filesystem::path> statement;
    std::string dialect = "plain";
    bool overwrite = false;
    bool despite_errors = false;
    bool submit = false;
};

/// Paragraphs of a text file: blank lines part them.
std::vector<std::string> paragraphs(const std::string& file) {
    constexpr std::size_t k_most = 100'000;
    const auto text = formats::read_input(file, k_most);
    if (base::find_invalid_utf8(text) != text.npos || base::find_control(text) != text.npos)
        throw base::Rejected{{{"text.characters",
                               message("the text holds characters that a text cannot have"),
                               {file, 0, 0, {}},
                               {}}}};
    std::vector<std::string> result;
    std::string current;
    for (const auto line : base::split(text, '\n')) {
        const auto words = base::trimmed(line);
        if (!words.empty())
            current += (current.empty() ? "" : " ") + std::string{words};
        else if (!current.empty())
            result.push_back(std::exchange(current, {}));
    }
    if (!current.empty())
        result.push_back(std::move(current));
    return result;
}

/// The errors of the check, in German, because they stand in the document.
std::vector<std::string> open_points(const PreparedApplication& prepared) {
    const Catalogue german{Language::german};
    std::vector<std::string> points;
    for (const auto& [measure, finding] : prepared.findings)
        if (finding.severity == funding::Severity::error)
            points.push_back(subject_of(prepared, measure, german) + ": " + german.text(finding.text));
    return points;
}

/// Files that hold names and a bank account are for their owner alone.
std::vector<std::string> write_files(Context& context, const ApplyFundingOptions& options,
                                     const funding::ApplicationDocument& document) {
    const auto stem = "antrag-" + document.input.half_year.text();
    const bool for_excel = options.dialect == "excel-de";
    const std::vector<std::pair<std::string, std::string>> files = {
        {stem + ".pdf", publishing::application_pdf(document)},
        {stem + ".json", funding::application_json(document)},
        {stem + "-massnahmen.csv", funding::measures_csv(document, for_excel)},
        {stem + "-finanzierungsplan.csv", funding::plan_csv(document, for_excel)},
    };
    return write_into(context, options.output_dir, files, options.overwrite, formats::Readers::owner);
}

[[noreturn]] void refuse(const Context& context, const PreparedApplication& prepared) {
    std::vector<base::Problem> problems;
    for (const auto& [measure, finding] : prepared.findings)
        if (finding.severity == funding::Severity::error)
            problems.push_back({finding.rule.key,
                                finding.text,
                                {{}, 0, 0, subject_of(prepared, measure, context.out.catalogue())},
                                finding.value.text});
    context.out.problems(problems);
    throw base::Error{base::ExitStatus::violations, "funding.violations",
                      message("rules that are not met: {0}; nothing was written. See: ehrenamt "
                              "check-funding. A draft that lists them: --despite-errors",
                              problems.size())};
}

/// Records it as handed in or as a draft, and says what is new about that.
std::vector<base::Message> record(store::Store& store, store::ChangeSet& change, bool submit,
                                  const PreparedApplication& prepared,
                                  const std::optional<funding::Submission>& before) {
    const auto& document = prepared.document;
    const funding::RuleTexts texts{prepared.rules.state_text, prepared.rules.own_text};
    std::vector<base::Message> lines;
    if (before && !funding::same_content(*before, document)) {
        lines.push_back(
            message("otherwise than version {0}, submitted on {1}:", before->version, before->submitted_on));
        auto differences = funding::differences(*before, prepared.programme, document);
        if (differences.empty())
            differences.push_back(message("other texts or rules; the money stays as it was"));
        lines.insert(lines.end(), differences.begin(), differences.end());
    }
    if (!submit) {
        funding::record_draft(store, change, prepared.programme, document, texts);
        return lines;
    }
    const auto submitted = funding::submit(store, change, prepared.programme, document, texts);
    lines.push_back(
        before && before->version == submitted.version
            ? message("submitted already, on {0}, as version {1}", submitted.submitted_on, submitted.version)
            : message("submitted as version {0}", submitted.version));
    return lines;
}

base::ExitStatus run(Context& context, const ApplyFundingOptions& options) {
    bool errors = false;
    const auto statement =
        options.statement ? paragraphs(options.statement->string()) : std::vector<std::string>{};
    context.change([&](store::Store& store, store::ChangeSet& change) {
        auto prepared = prepare_application(context, store, options,
                                            funding::adopted_programme(store, options.half_year), statement);
        auto& document = prepared.document;
        errors = funding::has_error(prepared.findings);
        if (errors && !options.despite_errors)
            refuse(context, prepared);
        document.open_points = open_points(prepared);
        const auto before = funding::newest_submission(store, document.input.half_year);
        document.input.draft = !options.submit && !(before && funding::same_content(*before, document));
        const auto names = write_files(context, options, document);
        std::vector<base::Message> lines{application_summary(prepared)};
        for (const auto& line : record(store, change, options.submit, prepared, before))
            lines.push_back(line);
        for (const auto& name : names)
            lines.push_back(message("written: {0}", name));
        context.out.report(lines, {{"half_year", document.input.half_year.text()},
                                   {"status", document.input.draft ? "draft" : "submitted"},
                                   {"measures", document.input.measures.size()},
                                   {"requested_cents", document.assessment.total.value},
                                   {"content_hash", document.content_hash},
                                   {"rule_set_hash", document.rule_set_hash},
                                   {"files", names}});
    });
    return errors ? base::ExitStatus::violations : base::ExitStatus::done;
}

} // namespace

Command apply_funding_command() {
    using O = ApplyFundingOptions;
    return command<O>(
        "apply-funding", Group::funding, Effect::writes,
        _m("make the collective application from the adopted programme"),
        with_application_options<O>({
            required(option("--output-dir", "FOLDER", &O::output_dir,
                            _m("where PDF, JSON and CSV go; made if it is not there"))),
            option("--statement", "FILE", &O::statement,
                   _m("text on aims and cooperation for the application; blank lines part paragraphs")),
            one_of({"plain", "excel-de"},
                   option("--dialect", "DIALECT", &O::dialect,
                          _m("CSV for programs, or for a German spreadsheet (semicolon, decimal comma)"))),
            flag("--overwrite", &O::overwrite, _m("replace files that exist")),
            flag("--submit", &O::submit,
                 _m("it is handed in as it is: no draft any more, and kept as a version of its own")),
            flag("--despite-errors", &O::despite_errors,
                 _m("make a draft that lists the rules that are not met")),
        }),
        run);
}

} // namespace ehrenamt::cli
