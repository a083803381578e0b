// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/pdf.hpp"
#include "ehrenamt/publishing/qr_code.hpp"
#include "ehrenamt/publishing/questionnaire_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace ehrenamt::publishing {
namespace {

using needs::Question;
using needs::QuestionType;
namespace question = needs::question;

/// Fields on the screen are called as in every other form, `TIMES_EVENING`.
std::vector<PdfBox> boxes(const Question& asked) {
    std::vector<PdfBox> list;
    for (const auto& option : asked.options)
        list.push_back(asked.type == QuestionType::several_of
                           ? PdfBox{option.text.de, fmt::format("{}_{}", asked.code, option.code), "Y"}
                           : PdfBox{option.text.de, std::string{asked.code}, option.code});
    return list;
}

/// What the QR code holds.
std::string scanned(std::string_view link, const std::string& code) {
    constexpr std::string_view k_slot = "{code}";
    std::string text{link.empty() ? k_slot : link};
    for (std::size_t at = 0; (at = text.find(k_slot, at)) != text.npos; at += code.size())
        text.replace(at, k_slot.size(), code);
    return text;
}

/// The topics with their three degrees and a place for the number of persons.
void write_topics(PdfDocument& pdf, const needs::Questionnaire& form, const Question& topics) {
    pdf.note("Bitte kreuzen Sie bei jedem gewünschten Thema die Dringlichkeit an (1 dringend, 2 wichtig, "
             "3 wäre gut) und schreiben Sie dahinter, wie viele Personen teilnehmen würden.");
    std::vector<PdfTopic> lines;
    for (const auto& topic : topics.options)
        lines.push_back({topic.text.de, topic.code});
    const auto degrees = needs::find_question(form, question::k_priority)->options.size();
    pdf.topic_grid(lines, degrees, fmt::format("{}_", question::k_priority),
                   fmt::format("{}_", question::k_persons));
    const auto* own = needs::find_question(form, question::k_own_topic);
    pdf.fill_in(own->text.de, 0, std::string{own->code});
    pdf.choices("Dringlichkeit dieses Themas", boxes(*needs::find_question(form, question::k_own_priority)));
    pdf.fill_in(needs::find_question(form, question::k_own_persons)->text.de, 20,
                std::string{question::k_own_persons});
}

void write_question(PdfDocument& pdf, const Question& asked) {
    constexpr double k_short_mm = 30;
    switch (asked.type) {
    case QuestionType::text:
        pdf.fill_in(asked.text.de, 0, std::string{asked.code});
        break;
    case QuestionType::number:
        pdf.fill_in(asked.text.de, k_short_mm, std::string{asked.code});
        break;
    default:
        pdf.choices(asked.text.de, boxes(asked));
    }
}

void write_copy(PdfDocument& pdf, const needs::Questionnaire& form, const PaperCopy& copy,
                std::string_view link) {
    if (!copy.association.empty()) {
        // The name is for whoever hands the sheet out; with it the answer would not be anonymous.
        pdf.note("An: " + copy.association +
                 " · Diesen Streifen vor der Rückgabe abschneiden, wenn die Antwort anonym bleiben soll.");
        pdf.fill_in("", 0, "");
    }
    if (!copy.code.empty())
        pdf.code_corner(qr_code(scanned(link, copy.code)), copy.code);
    pdf.heading(form.title.de, 1);
    pdf.note(form.welcome.de);
    for (const auto& group : form.groups) {
        pdf.heading(group.title.de, 3);
        for (const auto& asked : group.questions) {
            if (asked.code == question::k_topics) {
                write_topics(pdf, form, asked);
                break;
            }
            // The code is printed where there is one.
            if (asked.code != question::k_code || copy.code.empty())
                write_question(pdf, asked);
            if (asked.code == question::k_name || asked.code == question::k_consent)
                pdf.note(asked.help.de);
        }
    }
    pdf.note(form.thanks.de + " Bitte zurück an: " + form.contact_point + ", bis zum " +
             form.closes_on.german() + ".");
}

std::string printed(const needs::Questionnaire& questionnaire, const std::vector<PaperCopy>& copies,
                    std::string_view link, base::Date today) {
    // One copy can be sent by e-mail and filled in on the screen; several are for the printer.
    const bool fillable = copies.size() == 1;
    PdfDocument pdf{{questionnaire.title.de, questionnaire.contact_point, questionnaire.title.de, today,
                     false, fillable}};
    bool first = true;
    for (const auto& copy : copies) {
        if (!first)
            pdf.start_part();
        first = false;
        write_copy(pdf, questionnaire, copy, link);
    }
    return pdf.finish();
}

} // namespace
} // namespace ehrenamt::publishing

extern "C" EHRENAMT_API void
ehrenamt_questionnaire_pdf(const ehrenamt::needs::Questionnaire* questionnaire,
                           const std::vector<ehrenamt::publishing::PaperCopy>* copies,
                           const std::string_view* link, const ehrenamt::base::Date* today,
                           std::string* bytes) {
    *bytes = ehrenamt::publishing::printed(*questionnaire, *copies, *link, *today);
}
