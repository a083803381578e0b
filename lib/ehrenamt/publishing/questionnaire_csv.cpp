// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/questionnaire_forms.hpp"

#include <fmt/format.h>

namespace ehrenamt::publishing {

std::string csv_form(const needs::Questionnaire& questionnaire, std::string_view language,
                     formats::CsvStyle style) {
    formats::CsvWriter csv{style};
    csv.text("id").text("submitdate");
    for (const auto& group : questionnaire.groups)
        for (const auto& question : group.questions) {
            const auto& text = question.text.in(language);
            const bool boxes = question.type == needs::QuestionType::several_of;
            const auto& lines = boxes ? question.options : question.items;
            if (lines.empty())
                csv.text(fmt::format("{}. {}", question.code, text));
            for (const auto& line : lines)
                csv.text(
                    fmt::format("{}[{}]. {} [{}]", question.code, line.code, text, line.text.in(language)));
        }
    csv.end_record();
    return csv.take();
}

} // namespace ehrenamt::publishing
