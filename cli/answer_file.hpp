// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/context.hpp"
#include "cli/import_file.hpp"
#include "ehrenamt/needs/survey/answer_import.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::cli {

/// What a user says about a file of answers besides the options of every import.
struct AnswerOptions : ImportOptions {
    std::string tool;
    std::string one_two;
    bool split_labels = false;
    bool register_missing = false;
    std::vector<std::string> answer; ///< `CODE=VALUE`, one answer typed
    std::optional<base::Date> received;
};

/// Their descriptions, to stand behind the command's own.
template <class Options>
std::vector<OptionInfo> with_answer_options(std::vector<OptionInfo> own) {
    using base::_m;
    using O = AnswerOptions;
    for (auto info : {
             option("--received", "DATE", &O::received, _m("day on which it came; else today")),
             option("--answer", "CODE=VALUE", &O::answer,
                    _m("a whole answer: one for each question, by its code")),
             one_of({"needs", "form", "limesurvey", "limesurvey-vv", "kobo", "odk", "nextcloud-forms",
                     "google-forms", "microsoft-forms", "other"},
                    option("--as", "TOOL", &O::tool, _m("what wrote the file, if it is not found"))),
             one_of({"yes-no", "codes"}, option("--one-two", "MEANING", &O::one_two,
                                                _m("what 1 and 2 mean where yes or no is expected"))),
             flag("--split-labels", &O::split_labels,
                  _m("take apart answers that stand in one cell, in words and parted by spaces")),
             flag("--register-missing", &O::register_missing,
                  _m("enter associations that are not in the register")),
         }) {
        info.assign = [assign = std::move(info.assign)](void* options, std::string_view text) {
            return assign(static_cast<AnswerOptions*>(static_cast<Options*>(options)), text);
        };
        own.push_back(std::move(info));
    }
    return with_import_options<Options>(std::move(own));
}

/// A file of answers of any survey tool: a row for each answer.
class AnswerFile {
  public:
    /// \throws base::Error, base::Rejected as ImportFile does
    AnswerFile(const Context& context, const store::Store& store, const needs::SurveyRound& round,
               const AnswerOptions& options);

    /// True if the file has a row for each need instead, or is no table of answers: `file()` is to be read
    /// so.
    [[nodiscard]] bool rows_are_needs() const { return m_rows_are_needs; }
    [[nodiscard]] ImportFile& file() { return m_file; }
    /// Drafts a mapping for the file instead.
    /// \param structure  file of the questionnaire itself, for its words
    void write_mapping(Context& context, const std::filesystem::path& path,
                       const std::optional<std::filesystem::path>& structure);
    /// Reads, checks and writes; tells what was done.
    base::ExitStatus record(Context& context, store::Store& store, store::ChangeSet& change);

  private:
    void report(Context& context, const needs::survey::AnswerCounts& counts) const;
    void announce(const Context& context) const;

    const needs::SurveyRound& m_round;
    const AnswerOptions& m_options;
    needs::Questionnaire m_questionnaire;
    needs::survey::Headings m_headings;
    std::optional<needs::survey::AnswerMapping> m_mapping;
    needs::survey::PlanChoice m_choice;
    ImportFile m_file;
    needs::survey::SheetPlan m_plan;
    bool m_rows_are_needs = false;
};

} // namespace ehrenamt::cli
