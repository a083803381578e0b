// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/parser.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/measures/feedback.hpp"
#include "ehrenamt/publishing/questionnaire_forms.hpp"

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
using base::Problem;

struct WriteQuestionnaireOptions {
    std::optional<domain::HalfYear> half_year;
    std::string target, feedback;
    std::string language = "de";
    std::optional<std::filesystem::path> codes;
    std::string link;
    std::string dialect = "plain";
    std::optional<std::filesystem::path> output;
    bool overwrite = false;
};

const std::vector<formats::Field>& code_fields() {
    static const std::vector<formats::Field> k_fields = {
        {"association", true, {"verein", "name"}, _m("name of the association")},
        {"email", false, {"e_mail"}, _m("e-mail address")},
        {"code", true, {"zugangscode"}, _m("access code")},
    };
    return k_fields;
}

/// What the mailing file of open-survey says, one copy a row.
std::vector<publishing::PaperCopy> copies_of(const std::string& file) {
    constexpr std::size_t k_most = 100'000'000;
    const auto bytes = formats::read_input(file, k_most);
    formats::ImportReader import{bytes, {.file = file}, code_fields()};
    std::vector<publishing::PaperCopy> copies;
    while (const auto* row = import.next())
        if (row->ok())
            copies.push_back({row->line_of_text("association"), row->line_of_text("code")});
    if (auto problems = import.problems(); !problems.empty())
        throw base::Rejected{std::move(problems)};
    if (copies.empty())
        throw base::Error{base::ExitStatus::data_rejected, "code.none",
                          message("{0} holds no access code", file)};
    return copies;
}

/// What goes together and what does not; all at once.
void check(const WriteQuestionnaireOptions& options) {
    std::vector<Problem> problems;
    const bool paper = options.target == "paper";
    if (paper && !options.output)
        problems.push_back({"usage.required", message("is needed: a PDF is no text"), {"", 0, 0, "-o"}});
    if (options.target == "xlsform" && !options.output)
        problems.push_back({"usage.required", message("is needed: a workbook is no text"), {"", 0, 0, "-o"}});
    if (!paper && options.codes)
        problems.push_back({"usage.together", message("goes with --for paper only"), {"", 0, 0, "--codes"}});
    if (!paper && !options.link.empty())
        problems.push_back({"usage.together", message("goes with --for paper only"), {"", 0, 0, "--link"}});
    if (paper && options.language != "de")
        problems.push_back({"usage.together",
                            message("the printed questionnaire is German; other forms are there in English"),
                            {"", 0, 0, "--language"}});
    if (!options.feedback.empty() && (options.half_year || options.codes || !options.link.empty()))
        problems.push_back({"usage.together",
                            message("goes without --half-year, --codes and --link: it is no survey of needs"),
                            {"", 0, 0, "--feedback"}});
    if (!problems.empty())
        throw UsageProblems{std::move(problems), "write-questionnaire"};
}

std::string written(const needs::Questionnaire& form, const WriteQuestionnaireOptions& options,
                    base::Date today) {
    if (options.target == "limesurvey")
        return publishing::limesurvey_structure(form, options.language);
    if (options.target == "csv")
        return publishing::csv_form(form, options.language,
                                    options.dialect == "excel-de" ? formats::CsvStyle::excel_de
                                                                  : formats::CsvStyle::plain);
    const auto copies =
        options.codes ? copies_of(options.codes->string()) : std::vector<publishing::PaperCopy>(1);
    return publishing::questionnaire_pdf(form, copies, options.link, today);
}

needs::Questionnaire form_of(const store::Store& store, const WriteQuestionnaireOptions& options) {
    if (options.feedback.empty())
        return needs::questionnaire(store, needs::find_round(store, options.half_year));
    const auto measure = store.origin().parse_id(options.feedback);
    if (!measure)
        throw base::Error{base::ExitStatus::usage, measure.problem().rule, measure.problem().message};
    return measures::feedback_form(store, {*measure});
}

base::ExitStatus run(Context& context, const WriteQuestionnaireOptions& options) {
    check(options);
    const auto store = context.open_to_read();
    const auto form = form_of(store, options);
    if (options.target == "xlsform") {
        context.out.file(*options.output, options.overwrite, formats::Readers::everyone,
                         [&](const std::string& temporary) {
                             publishing::write_xlsform(form, options.language, context.today(), temporary,
                                                       options.output->string());
                         });
        return base::ExitStatus::done;
    }
    const auto bytes = written(form, options, context.today());
    if (options.output)
        // Printed copies name associations beside their codes.
        context.out.file(*options.output, bytes, options.overwrite,
                         options.codes ? formats::Readers::owner : formats::Readers::everyone);
    else
        context.out.raw(bytes);
    return base::ExitStatus::done;
}

} // namespace

Command write_questionnaire_command() {
    using O = WriteQuestionnaireOptions;
    return command<O>(
        "write-questionnaire", Group::needs, Effect::none,
        _m("the questionnaire of a survey for LimeSurvey, Kobo, ODK, paper or a spreadsheet"),
        {required(one_of({"limesurvey", "xlsform", "paper", "csv"},
                         option("--for", "TOOL", &O::target, _m("what the questionnaire is for")))),
         option("--half-year", "2027-H1", &O::half_year,
                _m("the survey's half-year; else the newest survey")),
         option("--feedback", "ID", &O::feedback,
                _m("instead: the anonymous form for those who attended this measure")),
         one_of({"de", "en"},
                option("--language", "LANGUAGE", &O::language, _m("in which language it asks"))),
         option("--codes", "FILE", &O::codes,
                _m("a printed copy for each row of the mailing file, with access code and QR code")),
         option("--link", "URL", &O::link,
                _m("address of the online survey for the QR code; {code} stands for the access code")),
         one_of({"plain", "excel-de"},
                option("--dialect", "DIALECT", &O::dialect,
                       _m("CSV for programs, or for a German spreadsheet (semicolon, decimal comma)"))),
         option("--output,-o", "FILE", &O::output,
                _m("write the result to a file instead of standard output")),
         flag("--overwrite", &O::overwrite, _m("replace files that exist"))},
        run);
}

} // namespace ehrenamt::cli
