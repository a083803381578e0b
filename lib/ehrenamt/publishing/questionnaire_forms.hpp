// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/formats/csv_writer.hpp"
#include "ehrenamt/needs/questionnaire.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::publishing {

/// The questionnaire as LimeSurvey imports it: the tab-separated structure (`.txt`) with a byte order mark.
/// Anonymous, with the day of each answer; expires after the last day. \param language `de` or `en`
/// \source LimeSurvey, application/helpers/admin/import_helper.php, TSVImportSurvey
[[nodiscard]] EHRENAMT_API std::string limesurvey_structure(const needs::Questionnaire& questionnaire,
                                                            std::string_view language);

/// The questionnaire as an XLSForm for Kobo and ODK: a workbook with the sheets survey, choices and settings.
/// Lines of a question are questions of their own, `PRIO_topic`; the notes WELCOME and THANKS have no answer.
/// \param version  day on which it is written, so that a newer form takes the place of an older one
/// \param path     is written over \param name  of the file, for messages
/// \throws base::Error as formats::XlsxWriter \source https://xlsform.org/en/
EHRENAMT_API void write_xlsform(const needs::Questionnaire& questionnaire, std::string_view language,
                                base::Date version, const std::string& path, const std::string& name);

/// One line of headings, `CODE. Text` or `CODE[box]. Question [Text]` as LimeSurvey exports "code and text";
/// a row for each call comes below. The first columns are `id` (number of the answer) and `submitdate`.
[[nodiscard]] EHRENAMT_API std::string csv_form(const needs::Questionnaire& questionnaire,
                                                std::string_view language, formats::CsvStyle style);

/// Whom a printed questionnaire goes to; empty: nobody in particular.
struct PaperCopy {
    std::string association;
    std::string code;
};

/// Printed German questionnaires to fill in by hand, one after the other, each with its own page numbers and,
/// where it has a code, with the code and a QR code.
/// \param link  of the online survey, `{code}` in it stands for the code; empty: the QR code is the code
/// itself \param today day of the document
[[nodiscard]] EHRENAMT_API std::string questionnaire_pdf(const needs::Questionnaire& questionnaire,
                                                         const std::vector<PaperCopy>& copies,
                                                         std::string_view link, base::Date today);

} // namespace ehrenamt::publishing
